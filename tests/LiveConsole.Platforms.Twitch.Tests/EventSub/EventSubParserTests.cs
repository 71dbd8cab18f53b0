using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using LiveConsole.Platforms.Twitch.EventSub;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Platforms.Twitch.Tests.Irc;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Platforms.Twitch.Tests.EventSub;

public class EventSubParserTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 19, 0, 1, TimeSpan.Zero);
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 3, 14, 19, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);

    private readonly OddFrames _odd = new(NullLogger.Instance, new FakeTime());
    private readonly EventSubParser _parser;

    public EventSubParserTests() => _parser = new EventSubParser(_odd);

    private EventSubEvent Parse(string frame) => _parser.Parse(Encoding.UTF8.GetBytes(frame), Now);

    private ChatMessage Message(string frame) => Assert.IsType<EventSubEvent.Message>(Parse(frame)).Chat;

    private RemovalCame Removal(string frame) => Parse(frame) is EventSubEvent.Removed removed ? removed.Removal : Assert.IsType<RemovalCame>(Told(frame)[0]);

    [Fact]
    public void A_message_has_every_field_that_eventsub_carries()
    {
        var read = Assert.IsType<EventSubEvent.Message>(Parse(Frames.Notification("channel.chat.message", Frames.FullMessage)));

        Assert.Equal(new Delivery("d-channel.chat.message", At), read.Delivery);
        Assert.Equal(new ChatMessage("twitch", "alpha", "0f3c2a52", At, Now, new Author("901", "Ayşe", "ayse", ["moderator", "subscriber"], "#FF7F50", "subscriber/12,moderator/1"),
            "@Bo Cheer100 Kappa hi 😀", Parts:
            [
                new(PartType.Mention, "@Bo", "902"), new(PartType.Text, " "), new(PartType.Cheermote, "Cheer100"), new(PartType.Text, " "),
                new(PartType.Emote, "Kappa", "25"), new(PartType.Text, " hi 😀"),
            ],
            ReplyTo: new ReplyTo("2c3d"), Bits: 100), read.Chat);
        Assert.Empty(_odd.Counts);
    }

    [Fact]
    public void A_plain_message_has_no_parts_and_its_author_is_made_once()
    {
        var first = Message(Frames.Says("m1", "à la vôtre 😀"));
        var second = Message(Frames.Says("m2"));

        Assert.Equal("à la vôtre 😀", first.Text);
        Assert.Empty(first.Parts);
        Assert.Same(first.Author, second.Author);
    }

    [Fact]
    public void The_mark_of_a_me_is_taken_off()
    {
        var message = Message(Frames.Notification("channel.chat.message", $$$"""
            {{{{Frames.Room}}},"chatter_user_id":"901","chatter_user_login":"bo","chatter_user_name":"Bo","message_id":"m1","message":{"text":"\u0001ACTION waves Kappa\u0001",
            "fragments":[{"type":"text","text":"waves "},{"type":"emote","text":"Kappa","emote":{"id":"25"}}]},"badges":[]}
            """));

        Assert.Equal((MessageKind.Action, "waves Kappa", 2), (message.Kind, message.Text, message.Parts.Length));
        Assert.Empty(_odd.Counts);
    }

    [Fact]
    public void Pieces_that_do_not_join_to_the_text_are_dropped_and_counted()
    {
        var message = Message(Frames.Notification("channel.chat.message", $$$"""
            {{{{Frames.Room}}},"chatter_user_id":"901","message_id":"m1","message":{"text":"hello Kappa","fragments":[{"type":"text","text":"hello"},{"type":"emote","text":"Kappa","emote":{"id":"25"}}]}}
            """));

        Assert.Equal("hello Kappa", message.Text);
        Assert.Empty(message.Parts);
        Assert.Equal(1, _odd.Count(nameof(EventSubProblem.BadParts)));
    }

    [Fact]
    public void A_message_of_another_room_of_a_shared_chat_goes_by_its_origins_id()
    {
        var message = Message(Frames.Notification("channel.chat.message", $$$"""
            {{{{Frames.Room}}},"source_broadcaster_user_id":"888","source_broadcaster_user_login":"beta","source_broadcaster_user_name":"Beta","chatter_user_id":"903","chatter_user_login":"cem",
            "chatter_user_name":"Cem","message_id":"local","source_message_id":"origin","message":{"text":"hello","fragments":[{"type":"text","text":"hello"}]},"badges":[]}
            """));

        Assert.Equal("origin", message.Id);
        Assert.Equal(ImmutableArray.Create("local"), message.Copies);
        Assert.Equal(new SharedFrom("888", "beta"), message.SharedFrom);
    }

    [Theory]
    [InlineData("resub", MessageKind.Member)]
    [InlineData("shared_chat_resub", MessageKind.Member)]
    [InlineData("community_sub_gift", MessageKind.Gift)]
    [InlineData("raid", MessageKind.Raid)]
    [InlineData("announcement", MessageKind.Announcement)]
    [InlineData("something_of_next_year", MessageKind.Notice)]
    public void A_notice_without_words_of_its_own_says_twitchs_sentence(string type, MessageKind kind)
    {
        var message = Message(Frames.Notification("channel.chat.notification", $$$"""
            {{{{Frames.Room}}},"chatter_user_id":"902","chatter_user_login":"bo","chatter_user_name":"Bo","chatter_is_anonymous":false,"message_id":"n1","system_message":"Something happened!",
            "message":{"text":"","fragments":[]},"notice_type":"{{{type}}}","badges":[]}
            """));

        Assert.Equal((kind, "Something happened!"), (message.Kind, message.Text));
    }

    [Fact]
    public void Who_gives_anonymously_is_twitchs_own_account_as_on_irc()
    {
        var message = Message(Frames.Notification("channel.chat.notification", $$$"""
            {{{{Frames.Room}}},"chatter_user_id":null,"chatter_is_anonymous":true,"message_id":"n1","system_message":"An anonymous user is gifting!","message":{"text":"","fragments":[]},"notice_type":"community_sub_gift"}
            """));

        Assert.Equal("274598607", message.Author.Id);
    }

    [Fact]
    public void The_same_message_reads_alike_from_both_transports_but_for_what_one_does_not_carry()
    {
        var irc = Assert.IsType<IrcEvent.Message>(new IrcParser(_odd).Parse(Encoding.UTF8.GetBytes(
            "@badges=subscriber/12,moderator/1;bits=100;color=#FF7F50;display-name=Ayşe;emotes=25:13-17;first-msg=0;id=0f3c2a52;mod=1;reply-parent-msg-id=2c3d;reply-parent-user-id=902;reply-parent-user-login=bo;"
            + $"room-id=777;subscriber=1;tmi-sent-ts={At.ToUnixTimeMilliseconds()};user-id=901 :ayse!ayse@ayse PRIVMSG #alpha :@Bo Cheer100 Kappa hi 😀"), Now)).Chat;
        var eventSub = Message(Frames.Notification("channel.chat.message", Frames.FullMessage));

        Assert.Equal(irc with { SentAt = At, Parts = [] }, eventSub with { Parts = [] });
    }

    [Fact]
    public void Removals_say_what_of_whom_and_since_when()
    {
        Assert.Equal(new RemovalCame("twitch", "alpha", new Removal(At, RemovalScope.Message), MessageId: "m1"),
            Removal(Frames.Notification("channel.chat.message_delete", $$"""{{{Frames.Room}},"target_user_id":"901","message_id":"m1"}""")));
        Assert.Equal(new RemovalCame("twitch", "alpha", new Removal(At, RemovalScope.Viewer), ViewerId: "901"),
            Removal(Frames.Notification("channel.chat.clear_user_messages", $$"""{{{Frames.Room}},"target_user_id":"901"}""")));
        Assert.Equal(new RemovalCame("twitch", "alpha", new Removal(At, RemovalScope.Channel, Reason: "clear")),
            Removal(Frames.Notification("channel.chat.clear", $$"""{{{Frames.Room}}}""")));
    }

    [Fact]
    public void A_moderators_act_says_who_did_it_why_and_for_how_long()
    {
        Assert.Equal(new RemovalCame("twitch", "alpha", new Removal(At, RemovalScope.Viewer, "Mod", "spam"), ViewerId: "901", Seconds: 600),
            Removal(Frames.Moderates("timeout", """{"user_id":"901","user_login":"ayse","reason":"spam","expires_at":"2026-03-14T19:10:00.2Z"}""")));
        Assert.Equal(new RemovalCame("twitch", "alpha", new Removal(At, RemovalScope.Viewer, "Mod", "ban"), ViewerId: "901"),
            Removal(Frames.Moderates("ban", """{"user_id":"901","user_login":"ayse","reason":""}""")));
        Assert.Equal(new RemovalCame("twitch", "alpha", new Removal(At, RemovalScope.Message, "Mod"), MessageId: "m1"),
            Removal(Frames.Moderates("delete", """{"user_id":"901","user_login":"ayse","message_id":"m1","message_body":"bad"}""")));
        Assert.Equal(new RemovalCame("twitch", "alpha", new Removal(At, RemovalScope.Channel, "Mod", "clear")), Removal(Frames.Moderates("clear", "null")));
        Assert.Equal([new ModeratorActed(new ModeratorAct("twitch", "alpha", "unban", At, "5", "Mod", "901"))], Told(Frames.Moderates("unban", """{"user_id":"901"}""")));
    }

    [Theory]
    [InlineData("""{"broadcaster_user_login":"alpha","target_user_id":null}""", "channel.chat.clear_user_messages")]
    [InlineData("""{"broadcaster_user_login":"alpha","message_id":""}""", "channel.chat.message_delete")]
    [InlineData("""{"broadcaster_user_login":"alpha","action":"ban","ban":null}""", "channel.moderate")]
    [InlineData("""{"broadcaster_user_login":"alpha","action":"delete","delete":{"user_id":"901"}}""", "channel.moderate")]
    public void A_removal_without_a_target_is_never_taken_for_the_whole_chat(string json, string type) =>
        Assert.Equal(EventSubProblem.NoTarget, Assert.IsType<EventSubEvent.Odd>(Parse(Frames.Notification(type, json))).Problem);

    [Fact]
    public void A_sessions_own_frames_are_told_apart()
    {
        Assert.Equal(new EventSubEvent.Welcome("s1", TimeSpan.FromSeconds(10)), Parse(Frames.Welcome()));
        Assert.IsType<EventSubEvent.Keepalive>(Parse(Frames.Keepalive));
        Assert.Equal(new EventSubEvent.Reconnect("wss://cell-a.example/ws?challenge=x&id=y"), Parse(Frames.Reconnect("wss://cell-a.example/ws?challenge=x&id=y")));
        Assert.Equal(new EventSubEvent.Revoked("channel.chat.message", "user_removed"), Parse(Frames.Revocation("user_removed")));
    }

    private ImmutableArray<Arrival> Told(string frame) => Assert.IsType<EventSubEvent.Told>(Parse(frame)).Arrivals;

    [Fact]
    public void The_payload_may_come_before_the_metadata()
    {
        using var json = JsonDocument.Parse(Frames.Says("m1"));
        var turned = $$"""{"payload":{{json.RootElement.GetProperty("payload").GetRawText()}},"metadata":{{json.RootElement.GetProperty("metadata").GetRawText()}}}""";

        Assert.Equal(Message(Frames.Says("m1")), Message(turned));
    }

    [Theory]
    [InlineData("", EventSubProblem.BadJson)]
    [InlineData("{", EventSubProblem.BadJson)]
    [InlineData("[]", EventSubProblem.NoType)]
    [InlineData("{}", EventSubProblem.NoType)]
    [InlineData("""{"metadata":{"message_id":"1","message_type":"session_of_next_year"},"payload":{}}""", EventSubProblem.UnknownType)]
    [InlineData("""{"metadata":{"message_id":"1","message_type":"notification","subscription_type":"channel.new","message_timestamp":"2026-03-14T19:00:00Z"},"payload":{"event":{}}}""", EventSubProblem.UnknownType)]
    [InlineData("""{"metadata":{"message_id":"1","message_type":"session_welcome"},"payload":{"session":{"id":null}}}""", EventSubProblem.NoSession)]
    [InlineData("""{"metadata":{"message_id":"1","message_type":"session_reconnect"},"payload":{"session":{"reconnect_url":null}}}""", EventSubProblem.NoSession)]
    public void What_is_odd_is_a_value_and_counted(string frame, EventSubProblem problem)
    {
        Assert.Equal(problem, Assert.IsType<EventSubEvent.Odd>(Parse(frame)).Problem);
        Assert.Equal(1, _odd.Count(problem.ToString()));
    }

    [Fact]
    public void All_published_payloads_parse()
    {
        var read = RealLinesTests.Read("parser_vectors/eventsub_payloads.jsonl").Select(l => JsonDocument.Parse(l).RootElement)
            .Select(row => (Type: row.GetProperty("type").GetString()!, Event: Parse(Enveloped(row)))).ToList();

        Assert.Equal(116, read.Count);
        // Types we never ask for are counted; none of those we read is odd.
        Assert.All(read, r => Assert.True(r.Event is not EventSubEvent.Odd { Problem: not EventSubProblem.UnknownType }, $"{r.Type} {r.Event}"));
        Assert.Equal(14, read.Count(r => r.Event is EventSubEvent.Message));
        Assert.Equal(3, read.Count(r => r.Event is EventSubEvent.Removed));
        Assert.Equal(25, read.Count(r => r.Event is EventSubEvent.Told));
        Assert.All(read.Select(r => r.Event).OfType<EventSubEvent.Message>(), m => Assert.True(m.Chat.Parts.IsEmpty || string.Concat(m.Chat.Parts.Select(p => p.Text)) == m.Chat.Text));
        Assert.DoesNotContain(read, r => r.Event is EventSubEvent.Odd && r.Type.StartsWith("channel.chat.", StringComparison.Ordinal)
            && r.Type is not ("channel.chat.user_message_hold" or "channel.chat.user_message_update"));
    }

    private static string Enveloped(JsonElement row)
    {
        var payload = row.GetProperty("payload");
        var type = row.GetProperty("type").GetString()!;
        return payload.TryGetProperty("metadata", out _) ? payload.GetRawText()
            : $$$"""{"metadata":{"message_id":"1","message_type":"notification","message_timestamp":"{{{Frames.At}}}","subscription_type":"{{{type}}}"},"payload":{{{payload.GetRawText()}}}}""";
    }
}
