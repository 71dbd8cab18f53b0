using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using static LiveConsole.Platforms.YouTube.Tests.Pages;

namespace LiveConsole.Platforms.YouTube.Tests;

public sealed class YouTubeParserTests
{
    [Fact]
    public void A_text_message_has_every_field_it_came_with()
    {
        var message = One(Text("LCC.1", "hello \\ud83d\\ude80 \\\"you\\\""));

        Assert.Equal(new ChatMessage("youtube", Channel, "LCC.1", new DateTimeOffset(2026, 11, 20, 18, 5, 1, TimeSpan.Zero).AddTicks(3_301_720), Received,
            new Author("UCayse", "@ayşe"), "hello 🚀 \"you\""), message);
        Assert.Empty(message.Parts);
    }

    [Theory]
    [InlineData("2026-11-20T18:05:06.524000Z", 5240000)]
    [InlineData("2026-11-20T18:05:06.524+00:00", 5240000)]
    [InlineData("2026-11-20T20:05:06+02:00", 0)]
    public void All_forms_of_its_time_are_read(string published, int ticks)
    {
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 18, 5, 6, TimeSpan.Zero).AddTicks(ticks), One(Text("a", "x", published)).SentAt.ToUniversalTime());
    }

    [Fact]
    public void A_time_nobody_can_read_is_the_time_we_got_it_and_is_counted()
    {
        var page = Parse(Page("t", Text("a", "x", "yesterday")));

        Assert.Equal(Received, Assert.IsType<MessageCame>(Assert.Single(page.Items).Arrival).Message.SentAt);
        Assert.Equal("bad time", Assert.Single(page.Odd).Kind);
    }

    [Fact]
    public void Roles_are_what_the_four_flags_say()
    {
        var all = Mod.Replace("\"isChatOwner\":false", "\"isChatOwner\":true", StringComparison.Ordinal);

        Assert.Equal(["moderator", "member", "verified"], One(Item("a", "textMessageEvent", Typed("x"), author: Mod)).Author.Roles);
        Assert.Equal(["broadcaster", "moderator", "member", "verified"], One(Item("a", "textMessageEvent", Typed("x"), author: all)).Author.Roles);
    }

    [Fact]
    public void Without_author_details_the_writer_is_the_channel_id_with_no_name()
    {
        Assert.Equal(new Author("UCayse", ""), One(Item("a", "textMessageEvent", Typed("x"), author: null)).Author);
        Assert.Equal(new Author("UCayse", ""), One(Item("a", "textMessageEvent", Typed("x"), author: "null")).Author);
    }

    [Fact]
    public void A_super_chat_carries_its_money_and_only_what_the_buyer_typed()
    {
        var message = One(Item("a", "superChatEvent", """
            "superChatDetails":{"amountMicros":"1750000","currency":"EUR","amountDisplayString":"1,75 €","userComment":"is it cold?","tier":1}
            """, display: "1,75 € from @ayşe: is it cold?"));

        Assert.Equal((MessageKind.Paid, "is it cold?", new Paid(1_750_000, "EUR", "1,75 €")), (message.Kind, message.Text, message.Paid));
    }

    [Fact]
    public void A_super_chat_without_a_comment_has_no_text()
    {
        var message = One(Item("a", "superChatEvent", """
            "superChatDetails":{"amountMicros":5000000,"currency":"USD","amountDisplayString":"$5.00","tier":2}
            """, display: "$5.00 from @ayşe"));

        Assert.Equal(("", new Paid(5_000_000, "USD", "$5.00")), (message.Text, message.Paid));
    }

    [Fact]
    public void Money_known_by_its_words_alone_is_kept_so()
    {
        Assert.Equal(new Paid(null, null, "$19.99"), One(Item("a", "superChatEvent", """
            "superChatDetails":{"amountDisplayString":"$19.99","userComment":"hi"}
            """)).Paid);
        var page = Parse(Page("t", Item("b", "superChatEvent", """
            "superChatDetails":{"amountDisplayString":"","userComment":"hi"}
            """)));
        Assert.Null(Assert.IsType<MessageCame>(Assert.Single(page.Items).Arrival).Message.Paid);
        Assert.Equal("no details", Assert.Single(page.Odd).Kind);
    }

    [Fact]
    public void Fan_funding_of_old_is_a_paid_message()
    {
        var message = One(Item("a", "fanFundingEvent", """
            "fanFundingEventDetails":{"amountMicros":"2000000","currency":"GBP","amountDisplayString":"£2.00","userComment":"go"}
            """));

        Assert.Equal((MessageKind.Paid, "go", 2_000_000L), (message.Kind, message.Text, message.Paid!.Micros));
    }

    [Fact]
    public void A_super_sticker_says_its_picture_in_words()
    {
        var message = One(Item("a", "superStickerEvent", """
            "superStickerDetails":{"amountMicros":"990000","currency":"USD","amountDisplayString":"$0.99","tier":1,"superStickerMetadata":{"stickerId":"s1","altText":"A rocket waves","altTextLanguage":"en"}}
            """, display: "$0.99 from @ayşe"));

        Assert.Equal((MessageKind.Sticker, "A rocket waves", "$0.99"), (message.Kind, message.Text, message.Paid!.Display));
    }

    [Fact]
    public void A_new_member_typed_nothing()
    {
        var message = One(Item("a", "newSponsorEvent", """
            "newSponsorDetails":{"memberLevelName":"Crew","isUpgrade":false}
            """, display: "@ayşe just became a member!"));

        Assert.Equal((MessageKind.Member, ""), (message.Kind, message.Text));
    }

    [Fact]
    public void A_milestone_has_the_members_comment()
    {
        var message = One(Item("a", "memberMilestoneChatEvent", """
            "memberMilestoneChatDetails":{"memberLevelName":"Crew","memberMonth":6,"userComment":"half a year!"}
            """, display: "member for 6 months"));

        Assert.Equal((MessageKind.Member, "half a year!"), (message.Kind, message.Text));
    }

    [Theory]
    [InlineData("membershipGiftingEvent", "\"membershipGiftingDetails\":{\"giftMembershipsCount\":5,\"giftMembershipsLevelName\":\"Crew\"}")]
    [InlineData("giftMembershipReceivedEvent", "\"giftMembershipReceivedDetails\":{\"memberLevelName\":\"Crew\",\"gifterChannelId\":\"UCg\",\"associatedMembershipGiftingMessageId\":\"LCC.9\"}")]
    public void Gifted_memberships_are_gifts_in_the_platforms_words(string type, string details)
    {
        var message = One(Item("a", type, details, display: "5 gifted"));

        Assert.Equal((MessageKind.Gift, "5 gifted"), (message.Kind, message.Text));
    }

    [Theory]
    [InlineData("giftDetails")]
    [InlineData("giftEventDetails")]
    public void A_gift_is_read_under_both_names_of_its_details_and_may_be_sent_again(string details)
    {
        var gift = Item("a", "giftEvent", $$"""
            "{{details}}":{"giftName":"Heart","giftDuration":"5s","jewelsAmount":"10","altText":"A red heart","comboCount":2}
            """);
        var item = Assert.Single(Parse(Page("t", gift)).Items);

        var message = Assert.IsType<MessageCame>(item.Arrival).Message;
        Assert.Equal((MessageKind.Gift, "A red heart ×2", true), (message.Kind, message.Text, item.Amends));
    }

    [Fact]
    public void A_poll_is_a_notice_with_its_question_and_options()
    {
        var poll = Item("a", "pollEvent", """
            "pollDetails":{"metadata":{"questionText":"Where will it land?","options":[{"optionText":"North","tally":"3"},{"optionText":"South"}]},"status":"active"}
            """);

        Assert.Equal((MessageKind.Notice, "Where will it land? (North / South)"), (One(poll).Kind, One(poll).Text));
        var beside = Parse($$"""{"nextPageToken":"t","items":[],"activePollItem":{{poll}}}""");
        Assert.Equal(["poll:a:Active:3,", "a"], beside.Items.Select(i => i.Key));
        Assert.Equal(new Poll("youtube", Channel, "a", "Where will it land?", [new("North", 3), new("South")], PollStatus.Active, Received) { BeganAt = One(poll).SentAt }, Assert.IsType<PollCame>(beside.Items[0].Arrival).Poll);
    }

    [Fact]
    public void A_temporary_ban_removes_the_viewer_for_its_seconds_by_the_moderators_name()
    {
        var removal = Removed(Item("a", "userBannedEvent", """
            "userBannedDetails":{"bannedUserDetails":{"channelId":"UCbad","channelUrl":"u","displayName":"@bad","profileImageUrl":"p"},"banType":"temporary","banDurationSeconds":"300"}
            """, display: "@bad has been hidden", author: Mod));

        Assert.Equal(new RemovalCame("youtube", Channel, new Removal(new DateTimeOffset(2026, 11, 20, 18, 5, 1, TimeSpan.Zero).AddTicks(3_301_720), RemovalScope.Viewer, "@mod", "timeout"),
            ViewerId: "UCbad", Seconds: 300), removal);
    }

    [Fact]
    public void A_ban_is_an_act_of_the_moderator_who_is_the_items_author()
    {
        var page = Parse(Page("t", Item("a", "userBannedEvent", """
            "userBannedDetails":{"bannedUserDetails":{"channelId":"UCbad","displayName":"@bad"},"banType":"temporary","banDurationSeconds":"300"}
            """, author: Mod)));

        Assert.Equal(new ModeratorAct("youtube", Channel, "timeout", new DateTimeOffset(2026, 11, 20, 18, 5, 1, TimeSpan.Zero).AddTicks(3_301_720), "UCmod", "@mod", "UCbad", "@bad", Seconds: 300),
            Assert.IsType<ModeratorActed>(page.Items[1].Arrival).Act);
    }

    [Fact]
    public void A_permanent_ban_has_no_seconds()
    {
        var removal = Removed(Item("a", "userBannedEvent", """
            "userBannedDetails":{"bannedUserDetails":{"channelId":"UCbad"},"banType":"permanent"}
            """, author: Mod));

        Assert.Equal(("UCbad", (int?)null, "ban"), (removal.ViewerId, removal.Seconds, removal.Removal.Reason));
    }

    [Fact]
    public void A_tombstone_removes_the_message_whose_id_it_has()
    {
        var removal = Removed("""{"id":"LCC.gone","snippet":{"type":"tombstone","liveChatId":"c","publishedAt":"2026-11-20T18:00:00Z"}}""");

        Assert.Equal(("LCC.gone", RemovalScope.Message, Received), (removal.MessageId, removal.Removal.Scope, removal.Removal.At));
    }

    [Theory]
    [InlineData("messageDeletedEvent", "\"messageDeletedDetails\":{\"deletedMessageId\":\"LCC.7\"}")]
    [InlineData("messageRetractedEvent", "\"messageRetractedDetails\":{\"retractedMessageId\":\"LCC.7\"}")]
    public void Deletions_of_old_remove_their_message(string type, string details)
    {
        Assert.Equal("LCC.7", Removed(Item("a", type, details, author: Mod)).MessageId);
    }

    [Fact]
    public void The_chats_end_brings_nothing_and_ends_the_page()
    {
        var page = Parse(Page("t", Item("a", "chatEndedEvent", author: null)));

        Assert.True(page.Ended);
        Assert.Empty(page.Items);
        Assert.Empty(page.Odd);
    }

    [Fact]
    public void OfflineAt_ends_the_page()
    {
        Assert.True(Parse("""{"nextPageToken":"t","offlineAt":"2026-11-20T20:00:00Z","items":[]}""").Ended);
    }

    [Theory]
    [InlineData("sponsorOnlyModeStartedEvent", null, "Members-only chat is on.")]
    [InlineData("sponsorOnlyModeEndedEvent", null, "Members-only chat is off.")]
    [InlineData("sponsorOnlyModeStartedEvent", "Members-only mode is on", "Members-only mode is on")]
    public void Members_only_mode_is_a_notice(string type, string? display, string text)
    {
        var message = One(Item("a", type, display: display));

        Assert.Equal((MessageKind.Notice, text), (message.Kind, message.Text));
    }

    [Fact]
    public void An_unknown_type_is_a_notice_with_its_display_line_and_is_counted()
    {
        var page = Parse(Page("t", Item("a", "hologramEvent", "\"hologramDetails\":{\"x\":[1,{\"y\":2}]}", display: "@ayşe appeared as a hologram")));

        var message = Assert.IsType<MessageCame>(Assert.Single(page.Items).Arrival).Message;
        Assert.Equal((MessageKind.Notice, "@ayşe appeared as a hologram"), (message.Kind, message.Text));
        Assert.Equal("unknown type", Assert.Single(page.Odd).Kind);
    }

    [Fact]
    public void An_unknown_type_without_a_display_line_is_only_counted()
    {
        var page = Parse(Page("t", Item("a", "invalidType")));

        Assert.Empty(page.Items);
        Assert.Equal("unknown type", Assert.Single(page.Odd).Kind);
    }

    [Theory]
    [InlineData("17", "not an item")]
    [InlineData("[[{}]]", "not an item")]
    [InlineData("{}", "no id")]
    [InlineData("{\"id\":7,\"snippet\":[],\"authorDetails\":3}", "no id")]
    [InlineData("{\"id\":\"b\",\"snippet\":{\"type\":\"textMessageEvent\",\"publishedAt\":\"2026-11-20T18:05:06Z\"}}", "no details")]
    [InlineData("{\"id\":\"b\",\"snippet\":{\"type\":\"userBannedEvent\",\"publishedAt\":\"2026-11-20T18:05:06Z\"}}", "no details")]
    [InlineData("{\"id\":\"b\",\"snippet\":{\"type\":\"messageDeletedEvent\",\"publishedAt\":\"2026-11-20T18:05:06Z\",\"messageDeletedDetails\":{\"deletedMessageId\":\"\"}}}", "no details")]
    [InlineData("{\"id\":\"b\",\"snippet\":{\"type\":nonsense}}", "not json")]
    public void An_odd_item_costs_only_itself(string odd, string kind)
    {
        var page = Parse(Page("next", Text("a", "before"), odd, Text("c", "after")));

        Assert.Equal(["before", "after"], page.Items.Select(i => Assert.IsType<MessageCame>(i.Arrival).Message.Text));
        Assert.Equal(kind, Assert.Single(page.Odd).Kind);
        Assert.Equal("next", page.NextPageToken);
        Assert.Equal(3, page.ItemCount);
    }

    [Fact]
    public void Broken_letters_become_replacement_signs_and_nothing_throws()
    {
        Assert.Equal("a\uFFFDb", One(Text("a", "a\\ud83db")).Text);
        byte[] page = [.. "{\"items\":[{\"id\":\"a\",\"snippet\":{\"type\":\"textMessageEvent\",\"publishedAt\":\"2026-11-20T18:05:06Z\",\"textMessageDetails\":{\"messageText\":\"x"u8, 0xFF, .. "\"}}}]}"u8];
        Assert.Equal("x\uFFFD", Assert.IsType<MessageCame>(Assert.Single(new YouTubeParser("v").Parse(page, Received).Items).Arrival).Message.Text);
    }

    [Fact]
    public void History_is_what_was_published_before_the_bound()
    {
        var page = Parse(Page("t", Text("a", "old", "2026-11-20T18:00:00Z"), Text("b", "new", "2026-11-20T19:00:00Z")), Received);

        Assert.Equal([true, false], page.Items.Select(i => Assert.IsType<MessageCame>(i.Arrival).Message.Backlog));
    }

    [Fact]
    public void An_error_in_place_of_a_page_is_the_pages_error()
    {
        var page = Parse("""{"error":{"code":403,"message":"m","errors":[{"reason":"liveChatEnded"}]}}""");

        Assert.Equal(FailureKind.ChatEnded, page.Error!.Kind);
    }

    [Fact]
    public void A_polled_page_names_its_interval()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(5120), Parse("""{"nextPageToken":"t","pollingIntervalMillis":5120,"items":[]}""").PollingInterval);
    }

    [Fact]
    public void A_talkative_viewer_is_one_object_until_something_about_them_changes()
    {
        var parser = new YouTubeParser(Channel);
        var page = System.Text.Encoding.UTF8.GetBytes(Page("t", Text("a", "1"), Text("b", "2"), Item("c", "textMessageEvent", Typed("3"), author: Ayse.Replace("@ayşe", "@ayse2", StringComparison.Ordinal))));

        var authors = parser.Parse(page, Received).Items.Select(i => ((MessageCame)i.Arrival).Message.Author).ToList();

        Assert.Same(authors[0], authors[1]);
        Assert.Equal("@ayse2", authors[2].Name);
    }

    private static string Typed(string text) => $$"""
        "textMessageDetails":{"messageText":"{{text}}"}
        """;

    private static ChatMessage One(string item)
    {
        var page = Parse(Page("t", item));
        Assert.Empty(page.Odd);
        return Assert.Single(page.Items.Select(i => i.Arrival).OfType<MessageCame>()).Message;
    }

    /// <summary>A ban is never a line of the chat.</summary>
    private static RemovalCame Removed(string item)
    {
        var page = Parse(Page("t", item));
        Assert.Empty(page.Odd);
        Assert.DoesNotContain(page.Items, i => i.Arrival is MessageCame);
        return Assert.Single(page.Items.Select(i => i.Arrival).OfType<RemovalCame>());
    }
}
