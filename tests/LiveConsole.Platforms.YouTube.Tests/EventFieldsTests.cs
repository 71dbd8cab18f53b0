using LiveConsole.Domain.Chat;
using static LiveConsole.Platforms.YouTube.Tests.Pages;

namespace LiveConsole.Platforms.YouTube.Tests;

/// <summary>Each kind of item that is more than words, with every field it should have, written by hand from the resource's reference page.</summary>
public sealed class EventFieldsTests
{
    private static readonly (string Type, string Details, string? Display, MessageKind Kind, string Text, Paid? Paid, int? Count, ChatEvent? Event)[] Table =
    [
        ("superChatEvent", Money("1750000", "EUR", "1,75 €", "froid ?"), "1,75 € de x", MessageKind.Paid, "froid ?", new(1_750_000, "EUR", "1,75 €"), null, null),
        ("superChatEvent", Money("5000000", "USD", "$5.00", "hi"), null, MessageKind.Paid, "hi", new(5_000_000, "USD", "$5.00"), null, null),
        ("superChatEvent", Money("100000000", "JPY", "¥100", ""), null, MessageKind.Paid, "", new(100_000_000, "JPY", "¥100"), null, null),
        ("superChatEvent", Money("40000000", "INR", "₹40.00", "जय"), null, MessageKind.Paid, "जय", new(40_000_000, "INR", "₹40.00"), null, null),
        ("superChatEvent", Money("2000000", "GBP", "£2.00", "ok"), null, MessageKind.Paid, "ok", new(2_000_000, "GBP", "£2.00"), null, null),
        ("superChatEvent", Money("10000000", "BRL", "R$10,00", "boa"), null, MessageKind.Paid, "boa", new(10_000_000, "BRL", "R$10,00"), null, null),
        ("superChatEvent", Money("5000000000", "KRW", "₩5,000", "x"), null, MessageKind.Paid, "x", new(5_000_000_000, "KRW", "₩5,000"), null, null),
        ("superChatEvent", Money("3500", "KWD", "KWD 0.0035", "x"), null, MessageKind.Paid, "x", new(3_500, "KWD", "KWD 0.0035"), null, null),
        ("superChatEvent", Money("20000000", "CAD", "CA$20.00", "x"), null, MessageKind.Paid, "x", new(20_000_000, "CAD", "CA$20.00"), null, null),
        ("superChatEvent", Money("9000000000000", "VND", "9.000.000 ₫", "x"), null, MessageKind.Paid, "x", new(9_000_000_000_000, "VND", "9.000.000 ₫"), null, null),
        ("fanFundingEvent", "\"fanFundingEventDetails\":{\"amountMicros\":\"2000000\",\"currency\":\"CHF\",\"amountDisplayString\":\"CHF 2.00\",\"userComment\":\"old\"}", null, MessageKind.Paid, "old", new(2_000_000, "CHF", "CHF 2.00"), null, null),
        ("superStickerEvent", "\"superStickerDetails\":{\"amountMicros\":\"990000\",\"currency\":\"USD\",\"amountDisplayString\":\"$0.99\",\"tier\":1,\"superStickerMetadata\":{\"stickerId\":\"s1\",\"altText\":\"A rocket waves\",\"altTextLanguage\":\"en\"}}",
            "$0.99 from x", MessageKind.Sticker, "A rocket waves", new(990_000, "USD", "$0.99"), null, new(EventKinds.Sticker, About: "s1", Words: "$0.99 from x")),
        ("superStickerEvent", "\"superStickerDetails\":{\"amountMicros\":\"990000\",\"currency\":\"USD\",\"amountDisplayString\":\"$0.99\",\"tier\":1,\"superStickerMetadata\":{\"altText\":\"Wave\"}}",
            null, MessageKind.Sticker, "Wave", new(990_000, "USD", "$0.99"), null, new(EventKinds.Sticker, About: "Wave")),
        ("newSponsorEvent", "\"newSponsorDetails\":{\"memberLevelName\":\"Équipage\",\"isUpgrade\":false}", "x is a member", MessageKind.Member, "", null, null, new(EventKinds.Member, Level: "Équipage", Words: "x is a member")),
        ("newSponsorEvent", "\"newSponsorDetails\":{\"memberLevelName\":\"Captain\",\"isUpgrade\":true}", "x moved up", MessageKind.Member, "", null, null, new(EventKinds.Member, Level: "Captain", About: "upgrade", Words: "x moved up")),
        ("newSponsorEvent", "", null, MessageKind.Member, "", null, null, new(EventKinds.Member)),
        ("memberMilestoneChatEvent", "\"memberMilestoneChatDetails\":{\"memberLevelName\":\"Crew\",\"memberMonth\":6,\"userComment\":\"half a year!\"}", "6 months", MessageKind.Member, "half a year!", null, null,
            new(EventKinds.Milestone, Months: 6, Level: "Crew", Words: "6 months")),
        ("memberMilestoneChatEvent", "\"memberMilestoneChatDetails\":{\"memberMonth\":\"24\"}", null, MessageKind.Member, "", null, null, new(EventKinds.Milestone, Months: 24)),
        ("membershipGiftingEvent", "\"membershipGiftingDetails\":{\"giftMembershipsCount\":50,\"giftMembershipsLevelName\":\"Crew\"}", "x gifted 50", MessageKind.Gift, "x gifted 50", null, null,
            new(EventKinds.GiftWave, Count: 50, Level: "Crew", Wave: "i", Words: "x gifted 50")),
        ("giftMembershipReceivedEvent", "\"giftMembershipReceivedDetails\":{\"memberLevelName\":\"Crew\",\"gifterChannelId\":\"UCg\",\"associatedMembershipGiftingMessageId\":\"LCC.9\"}", "x received", MessageKind.Gift, "x received", null, null,
            new(EventKinds.Gift, Level: "Crew", Wave: "LCC.9", OtherId: "UCg", Words: "x received")),
        ("giftMembershipReceivedEvent", "\"giftMembershipReceivedDetails\":{\"memberLevelName\":\"Crew\"}", "x received", MessageKind.Gift, "x received", null, null, new(EventKinds.Gift, Level: "Crew", Words: "x received")),
        ("giftEvent", "\"giftDetails\":{\"giftName\":\"Rocket\",\"giftDuration\":\"5s\",\"jewelsAmount\":\"10\",\"altText\":\"A rocket\",\"hasVisualEffect\":true,\"comboCount\":3}", null, MessageKind.Gift, "A rocket ×3", null, 3,
            new(EventKinds.Jewels, Count: 10, About: "Rocket")),
        ("giftEvent", "\"giftEventDetails\":{\"giftName\":\"Heart\",\"jewelsAmount\":2}", "x sent Heart", MessageKind.Gift, "x sent Heart", null, null, new(EventKinds.Jewels, Count: 2, About: "Heart", Words: "x sent Heart")),
        ("sponsorOnlyModeStartedEvent", "", "Members only", MessageKind.Notice, "Members only", null, null, new(EventKinds.MembersOnly, Count: 1, Words: "Members only")),
        ("sponsorOnlyModeEndedEvent", "", null, MessageKind.Notice, "Members-only chat is off.", null, null, new(EventKinds.MembersOnly, Count: 0)),
        ("pollEvent", "\"pollDetails\":{\"metadata\":{\"questionText\":\"Where?\",\"options\":[{\"optionText\":\"N\",\"tally\":\"3\"},{\"optionText\":\"S\"}]},\"status\":\"active\"}", null, MessageKind.Notice, "Where? (N / S)", null, null,
            new(EventKinds.Poll, Count: 2)),
        ("pollEvent", "", "A poll began", MessageKind.Notice, "A poll began", null, null, new(EventKinds.Poll, Words: "A poll began")),
        ("textMessageEvent", "\"textMessageDetails\":{\"messageText\":\"\"}", null, MessageKind.Text, "", null, null, null),
        ("textMessageEvent", "\"textMessageDetails\":{\"messageText\":\":custom_emoji: hi\"}", "x", MessageKind.Text, ":custom_emoji: hi", null, null, null),
        ("textMessageEvent", "\"newThing\":{\"deep\":[{\"x\":1}]},\"textMessageDetails\":{\"messageText\":\"kept\",\"runs\":[1,2]}", null, MessageKind.Text, "kept", null, null, null),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_field_is_read(int row)
    {
        var (type, details, display, kind, text, paid, count, told) = Table[row];

        var page = Parse(Page("t", Item("i", type, details, display)));

        Assert.Empty(page.Odd);
        Assert.Equal(
            new ChatMessage("youtube", Channel, "i", new DateTimeOffset(2026, 11, 20, 18, 5, 1, TimeSpan.Zero).AddTicks(3_301_720), Received, new Author("UCayse", "@ayşe"), text, kind, Paid: paid, Count: count, Event: told),
            Assert.Single(page.Items.Select(i => i.Arrival).OfType<MessageCame>()).Message);
    }

    [Fact]
    public void Of_an_unknown_type_its_name_is_kept_beside_its_words()
    {
        var page = Parse(Page("t", Item("i", "hologramEvent", "\"hologramDetails\":{}", display: "x appeared")));

        Assert.Equal(new ChatEvent(EventKinds.Other, About: "hologramEvent", Words: "x appeared"), Assert.Single(page.Items.Select(i => i.Arrival).OfType<MessageCame>()).Message.Event);
    }

    [Theory]
    [InlineData("sponsorOnlyModeStartedEvent", true)]
    [InlineData("sponsorOnlyModeEndedEvent", false)]
    public void Members_only_mode_is_a_mode_of_the_chat(string type, bool on)
    {
        var modes = Assert.Single(Parse(Page("t", Item("i", type))).Items.Select(i => i.Arrival).OfType<ModesCame>());

        Assert.Equal(on, modes.Modes.Members);
        Assert.Single(modes.Modes.Told());
    }

    [Theory]
    [InlineData("messageRetractedEvent", "\"messageRetractedDetails\":{\"retractedMessageId\":\"LCC.7\"}", "retracted")]
    [InlineData("messageDeletedEvent", "\"messageDeletedDetails\":{\"deletedMessageId\":\"LCC.7\"}", null)]
    public void Who_took_a_message_back_and_why(string type, string details, string? reason)
    {
        var removal = Assert.IsType<RemovalCame>(Assert.Single(Parse(Page("t", Item("i", type, details, author: Mod))).Items).Arrival).Removal;

        Assert.Equal(("@mod", reason), (removal.By, removal.Reason));
    }

    private static string Money(string micros, string currency, string display, string comment) =>
        $$"""
        "superChatDetails":{"amountMicros":"{{micros}}","currency":"{{currency}}","amountDisplayString":"{{display}}",{{(comment.Length > 0 ? $"\"userComment\":\"{comment}\"," : "")}}"tier":1}
        """;
}
