using System.Text;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Chat;

public sealed class RecordingFormatTests
{
    private static RecordingLine Line(string json) => Assert.IsType<ParsedLine.Read>(RecordingFormat.Parse(Encoding.UTF8.GetBytes(json))).Line;

    [Fact]
    public void What_a_message_tells_besides_its_words_is_exported_and_imported()
    {
        var message = A.Message("50 gifts") with
        {
            Kind = MessageKind.Gift,
            Author = new Author("901", "Ayşe", "ayse", ["moderator"], Badges: "moderator/1,subscriber/12"),
            Parts = [new MessagePart(PartType.Text, "50 gifts")],
            Event = new ChatEvent(EventKinds.GiftWave, 50, 14, 3, "1000", "w1", "902", "Bo", "purple", new Paid(1_750_000, "EUR", "1,75 €"), "Ayşe is gifting 50 subs"),
        };

        var read = Assert.IsType<RecordedMessage>(Line(Encoding.UTF8.GetString(RecordingFormat.Write(message, 7, null, withRemovedText: false).Span)));
        var removed = Assert.IsType<RecordedMessage>(Line(Encoding.UTF8.GetString(RecordingFormat.Write(message, 7, A.Removal(), withRemovedText: false).Span)));

        Assert.Equal(message, read.Message);
        Assert.Equal(new ChatEvent(EventKinds.GiftWave, 50, 14, 3, "1000", "w1", Amount: new Paid(1_750_000, "EUR", "1,75 €")), removed.Message.Event);
    }

    [Fact]
    public void Every_member_of_a_message_is_written_also_where_there_is_nothing()
    {
        using var json = JsonDocument.Parse(RecordingFormat.Write(A.Message("oui") with { Author = new Author("901", "Ayşe"), Paid = new Paid(null, null, "5 €") }, 7, null, withRemovedText: false));

        Assert.Equal(["id", "login", "name", "roles", "color"], json.RootElement.GetProperty("author").EnumerateObject().Select(m => m.Name));
        Assert.Equal(["micros", "currency", "display"], json.RootElement.GetProperty("paid").EnumerateObject().Select(m => m.Name));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (json.RootElement.GetProperty("author").GetProperty("login").ValueKind, json.RootElement.GetProperty("paid").GetProperty("micros").ValueKind));
    }

    [Theory]
    [InlineData("99")]
    [InlineData("-1")]
    [InlineData("text, emote")]
    [InlineData("sticker")]
    public void A_part_of_a_type_that_is_none_is_text(string type)
    {
        var line = Line($$"""{"platform":"hall","id":"m1","sentAt":"2026-03-14T20:50:00Z","author":{"name":"Bo"},"text":"oui","parts":[{"type":"{{type}}","text":"oui"}]}""");

        Assert.Equal(PartType.Text, Assert.Single(Assert.IsType<RecordedMessage>(line).Message.Parts).Type);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("{\"at\":\"soon\"}")]
    public void A_removal_that_cannot_be_read_is_refused_and_never_passed_over(string removed)
    {
        var line = $$"""{"platform":"hall","id":"m1","sentAt":"2026-03-14T20:50:00Z","author":{"name":"Bo"},"text":"oui","removed":{{removed}}}""";

        Assert.StartsWith("removed has no valid at", Assert.IsType<ParsedLine.Malformed>(RecordingFormat.Parse(Encoding.UTF8.GetBytes(line))).Problem, StringComparison.Ordinal);
        Assert.StartsWith("Not taken: removed has no valid at", Assert.Single(IntakeFormat.Read(Encoding.UTF8.GetBytes($"[{line}]"), A.Time).Refused).Why.En, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_rule_hid_is_told_with_its_rule_and_is_no_removal_where_it_is_read_again()
    {
        var hidden = new Removal(A.Time, RemovalScope.Message, "LiveConsole", Here: true) { Rule = Domain.Listening.MarkKind.MassMention };
        var line = Encoding.UTF8.GetString(RecordingFormat.Write(A.Message(), 7, hidden, withRemovedText: true).Span);

        Assert.Contains("\"scope\":\"message\",\"rule\":\"massMention\"}", line, StringComparison.Ordinal);
        Assert.Null(Assert.IsType<RecordedMessage>(Line(line)).Removed);
        Assert.DoesNotContain("rule", Encoding.UTF8.GetString(RecordingFormat.Write(A.Message(), 7, hidden with { Rule = null }, withRemovedText: true).Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Holds_modes_and_acts_are_read()
    {
        var at = A.Time;
        const string common = "\"at\":\"2026-03-14T20:50:00Z\",\"platform\":\"twitch\",\"channel\":\"agence\"";

        Assert.Equal(new RecordedHold(new HeldMessage("twitch", "agence", "h1", at, new Author("901", "Ombre"), "putain c'est beau", "automod", "swearing", 2, [new Stretch(0, 6)])),
            Line($$"""{{{common}},"kind":"held","id":"h1","author":{"id":"901","name":"Ombre"},"text":"putain c'est beau","reason":"automod","category":"swearing","level":2,"flagged":[[0,6],[-1,2],[3,99],["a",1],7]}"""));
        Assert.Equal(new RecordedHoldEnd(at, "twitch", "agence", "h1", HoldOutcome.Denied, "nora_modo"), Line($$"""{{{common}},"kind":"held-settled","id":"h1","outcome":"denied","by":"nora_modo"}"""));
        Assert.Equal(new RecordedModes(at, "twitch", "agence", new ChatModes(EmoteOnly: false, Slow: 30, Followers: -1)), Line($$"""{{{common}},"kind":"modes","emoteOnly":false,"slow":30,"followers":-1}"""));
        Assert.Equal(new RecordedAct(new ModeratorAct("twitch", "agence", "warn", at, "77", "nora_modo", "901", "Ombre", Reason: "spam")),
            Line($$"""{{{common}},"kind":"act","verb":"warn","by":"nora_modo","byId":"77","viewer":"901","name":"Ombre","reason":"spam"}"""));
    }

    [Theory]
    [InlineData("""{"kind":"held","platform":"twitch","id":"h","text":"x","author":{"id":"1"}}""")]
    [InlineData("""{"at":"2026-03-14T20:50:00Z","kind":"held","platform":"twitch","text":"x","author":{"id":"1"}}""")]
    [InlineData("""{"at":"2026-03-14T20:50:00Z","kind":"held-settled","platform":"twitch","id":"h","outcome":"maybe"}""")]
    [InlineData("""{"at":"2026-03-14T20:50:00Z","kind":"act","platform":"twitch"}""")]
    [InlineData("""{"at":"2026-03-14T20:50:00Z","kind":"modes"}""")]
    public void What_lacks_what_it_needs_is_refused_with_why(string line) => Assert.IsType<ParsedLine.Malformed>(RecordingFormat.Parse(Encoding.UTF8.GetBytes(line)));
}
