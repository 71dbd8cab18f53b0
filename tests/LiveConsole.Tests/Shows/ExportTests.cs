using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Shows;

/// <summary>What goes out of a show and comes back in.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task What_is_exported_and_imported_again_is_the_same()
    {
        await using var show = await AnOpenShow.OpenAsync();
        await show.TakeAsync(
            new MessageCame(A.Message("@Bo Kappa is it cold? 😀 العربية", id: "m1") with { Parts = [new(PartType.Mention, "@Bo"), new(PartType.Text, " "), new(PartType.Emote, "Kappa", "25"), new(PartType.Text, " is it cold? 😀 العربية")] }),
            new MessageCame(A.Message("cheers", id: "m2") with { Paid = new Paid(5_000_000, "EUR", "5,00 €"), Kind = MessageKind.Paid }),
            new MessageCame(A.Message("rude", id: "m3")),
            new RemovalCame("twitch", "agence", A.Removal(), MessageId: "m3"));
        var first = await ExportAsync(show, new ExportWish("messages", "jsonl", WithRemoved: true));
        var file = Path.Combine(show.Folder, "out.jsonl");
        await File.WriteAllTextAsync(file, first);

        await using var other = await AnOpenShow.OpenAsync();
        var result = await Import.RunAsync(other.Live, other.Journal, file, null, default);
        var again = await Import.RunAsync(other.Live, other.Journal, file, null, default);

        Assert.Equal((3L, 0L, 0L), (result.New, result.Duplicate, result.RefusedCount));
        Assert.Equal((0L, 3L), (again.New, again.Duplicate));
        Assert.Equal(Without(first, "sequence"), Without(await ExportAsync(other, new ExportWish("messages", "jsonl", WithRemoved: true)), "sequence"));
    }

    [Fact]
    public async Task A_recording_that_is_imported_again_brings_nothing_twice_and_says_what_was_refused()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var file = Path.Combine(show.Folder, "r.jsonl");
        await File.WriteAllTextAsync(file, """
            {"at":"2026-02-18T21:48:00Z","platform":"youtube","channel":"v","kind":"viewers","count":70000}
            {"at":"2026-02-18T21:48:30Z","platform":"youtube","channel":"v","kind":"viewers","count":null}
            {"at":"2026-02-18T21:48:31Z","platform":"youtube","channel":"v","kind":"viewers","count":-5}
            {"at":"2026-02-18T21:48:32Z","platform":"youtube","channel":"v","kind":"viewers","count":"many"}
            {"at":"2026-02-18T21:49:00Z","kind":"moment","text":"touchdown"}
            {"at":"2026-02-18T21:49:01Z","kind":"moment"}
            {"platform":"twitch","channel":"c","id":"m1","sentAt":"2026-02-18T21:48:02Z","author":{"id":"901","name":"B"},"text":"😀 Kappa?","emotes":"25:2-6"}
            """);

        var first = await Import.RunAsync(show.Live, show.Journal, file, null, default);
        var again = await Import.RunAsync(show.Live, show.Journal, file, null, default);

        Assert.Equal((1L, 0L, 3L, 2L, 1L), (first.New, first.Duplicate, first.RefusedCount, first.Samples, first.Moments));
        Assert.Equal([3L, 4L, 6L], first.Refused.Select(r => r.Line));
        Assert.Equal((0L, 1L, 0L), (again.New, again.Duplicate, again.Samples));
        Assert.Equal("touchdown", Assert.Single(show.Live.Snapshot.State.Moments).Text);
        Assert.Equal([70_000L, null], (await show.Journal.ReadSamplesAsync(show.Id, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default)).Select(s => s.Count));
        Assert.Contains("""
            {"type":"emote","text":"Kappa","id":"25"}
            """.Trim(), await ExportAsync(show, new ExportWish("messages", "jsonl", WithRemoved: false)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_amended_message_goes_out_once_as_it_stands_and_comes_in_the_same()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var gift = A.Message("Rocket", id: "gift") with { Kind = MessageKind.Gift };
        await show.TakeAsync(new MessageCame(gift), new MessageCame(A.Message(id: "m2", copies: ["here"])));
        await show.TakeAsync(new MessageCame(gift with { Text = "Rocket ×2", Count = 2 }), new MessageCame(A.Message(id: "m2", copies: ["there"])));
        var exported = await ExportAsync(show, new ExportWish("messages", "jsonl", WithRemoved: true));
        var file = Path.Combine(show.Folder, "out.jsonl");
        await File.WriteAllTextAsync(file, exported);

        await using var other = await AnOpenShow.OpenAsync();
        await Import.RunAsync(other.Live, other.Journal, file, null, default);

        var lines = exported.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["gift", "m2"], lines.Select(l => l.GetProperty("id").GetString()));
        Assert.Equal(("Rocket ×2", 2), (lines[0].GetProperty("text").GetString(), lines[0].GetProperty("count").GetInt32()));
        Assert.Equal("""["here","there"]""", lines[1].GetProperty("copies").GetRawText());
        Assert.Equal(Without(exported, "sequence"), Without(await ExportAsync(other, new ExportWish("messages", "jsonl", WithRemoved: true)), "sequence"));
    }

    [Fact]
    public async Task What_was_removed_and_amended_loses_the_words_of_all_its_versions()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var gift = A.Message("hateful one", id: "gift");
        await show.TakeAsync(new MessageCame(gift));
        await show.TakeAsync(new MessageCame(gift with { Text = "hateful two", Count = 2 }), new RemovalCame("twitch", "agence", A.Removal(), MessageId: "gift"));
        await show.TakeAsync(new MessageCame(gift with { Text = "hateful three", Count = 3, Event = new ChatEvent(EventKinds.Jewels, Words: "hateful four") }));
        await show.TakeAsync(new HoldCame(new HeldMessage("twitch", "agence", "h1", A.Time, new Author("905", "Yuki"), "hateful five", "automod")));

        foreach (var what in new[] { "messages", "journal" })
            Assert.DoesNotContain("hateful", await ExportAsync(show, new ExportWish(what, "jsonl", WithRemoved: false)), StringComparison.Ordinal);
        Assert.Equal("", Assert.Single(await show.Live.ReadMessagesAsync(new Reader(Domain.Journal.Role.Observer), new(), default)).Message.Text);
        Assert.Equal("", Assert.Single((await show.Until(s => s.State.Recent is { Count: 1 } recent && recent[0].Message.Count == 3)).For(new Reader(Domain.Journal.Role.Observer)).Newest(9)).Message.Text);
    }

    [Theory]
    [InlineData("messages", "jsonl")]
    [InlineData("messages", "csv")]
    [InlineData("items", "jsonl")]
    [InlineData("items", "csv")]
    [InlineData("journal", "jsonl")]
    [InlineData("journal", "csv")]
    public async Task What_was_removed_loses_its_words_unless_they_are_asked_for(string what, string format)
    {
        await using var show = await AnOpenShow.OpenAsync();
        await show.QuestionAsync("hateful words", "q1");
        await show.QuestionAsync("how cold is it?", "q2", "902");
        await show.TakeAsync(new RemovalCame("twitch", "agence", A.Removal(), MessageId: "q1"));

        var exported = await ExportAsync(show, new ExportWish(what, format, WithRemoved: false));

        Assert.DoesNotContain("hateful", exported, StringComparison.Ordinal);
        if ((what, format) == ("journal", "csv")) return;
        Assert.Contains("how cold", exported, StringComparison.Ordinal);
        Assert.Contains("hateful", await ExportAsync(show, new ExportWish(what, format, WithRemoved: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_message_goes_out_without_its_words_and_says_when_by_whom_why_and_how_far()
    {
        await using var show = await AnOpenShow.OpenAsync();
        await show.TakeAsync(new MessageCame(A.Message("hateful words", id: "m1")), new RemovalCame("twitch", "agence", new Removal(A.Time, RemovalScope.Message, "nora_modo", "rule 1"), MessageId: "m1"));

        var line = JsonDocument.Parse(await ExportAsync(show, new ExportWish("messages", "jsonl", WithRemoved: false))).RootElement;

        Assert.Equal(("", 0), (line.GetProperty("text").GetString(), line.GetProperty("parts").GetArrayLength()));
        var removed = line.GetProperty("removed");
        Assert.Equal(("nora_modo", "rule 1", "message"), (removed.GetProperty("by").GetString(), removed.GetProperty("reason").GetString(), removed.GetProperty("scope").GetString()));
        Assert.Equal(A.Time, removed.GetProperty("at").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    public async Task A_text_that_a_spreadsheet_would_run_is_made_plain(string formula)
    {
        await using var show = await AnOpenShow.OpenAsync();
        await show.TakeAsync(new MessageCame(A.Message(formula, name: formula)));

        var csv = await ExportAsync(show, new ExportWish("messages", "csv", WithRemoved: false));

        Assert.Contains("'" + formula, csv, StringComparison.Ordinal);
        Assert.DoesNotContain("," + formula, csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"" + formula, csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_lines_are_counted_and_named_by_number()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var file = Path.Combine(show.Folder, "in.jsonl");
        await File.WriteAllLinesAsync(file, ["{", """{"platform":"twitch","id":"m1","sentAt":"2026-03-14T20:50:00Z","author":{"name":"Ayşe"},"text":"how cold?"}""", """{"platform":"twitch"}""", """{"kind":"poll","at":"2026-03-14T20:50:00Z"}"""]);

        var result = await Import.RunAsync(show.Live, show.Journal, file, null, default);

        Assert.Equal((1L, 2L, 1L), (result.New, result.RefusedCount, result.Skipped));
        Assert.Equal([1L, 3L], result.Refused.Select(r => r.Line));
    }

    [Fact]
    public async Task What_a_recording_tells_was_held_waits_for_nobody_now()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var file = Path.Combine(show.Folder, "in.jsonl");
        string Line(string kind, string id, string rest) => $$"""{"at":"2026-03-14T20:50:00Z","platform":"twitch","channel":"agency","kind":"{{kind}}","id":"{{id}}",{{rest}}}""";
        const string said = """
            "author":{"id":"901","name":"Ombre"},"text":"putain","reason":"automod"
            """;
        await File.WriteAllLinesAsync(file, [Line("held", "h1", said.Trim()), Line("held", "h2", said.Trim()), Line("held-settled", "h2", "\"outcome\":\"denied\",\"by\":\"nora_modo\"")]);

        var result = await Import.RunAsync(show.Live, show.Journal, file, null, default);

        Assert.Equal((0L, 3L), (result.RefusedCount, result.Moderation));
        Assert.Empty(show.Live.Committed.Holds.Waiting);
        Assert.Equal([("h1", HoldOutcome.Expired), ("h2", HoldOutcome.Denied)], show.Live.Committed.Holds.Settled.Select(h => (h.Message.Id, h.Outcome!.Value)).Order());
    }

    private static async Task<string> ExportAsync(AnOpenShow show, ExportWish wish)
    {
        var output = new StringWriter { NewLine = "\n" };
        await new Export(show.Journal, show.Live).WriteAsync(wish, output, default);
        return output.ToString();
    }

    private static IEnumerable<string> Without(string lines, string member) => lines.TrimEnd('\n').Split('\n')
        .Select(l => string.Join(',', JsonDocument.Parse(l).RootElement.EnumerateObject().Where(p => p.Name != member).Select(p => p.ToString())));
}
