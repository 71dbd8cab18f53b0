using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Tests.Chat;

public sealed class IntakeFormatTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 18, 21, 48, 7, TimeSpan.Zero);

    private static IntakeRead Read(string json) => IntakeFormat.Read(Encoding.UTF8.GetBytes(json), Now);

    [Fact]
    public void Platform_id_text_and_a_name_are_enough()
    {
        var read = Read("""[{"platform":"hall","id":"7","text":"why is it red?","author":{"name":"Léa, row 4"}}]""");

        var row = Assert.Single(read.Rows);
        Assert.Equal(("hall", "hall", "7", "why is it red?", "Léa, row 4"), (row.Message.Platform, row.Message.Channel, row.Message.Id, row.Message.Text, row.Message.Author.Name));
        Assert.Equal((Now, Now), (row.Message.SentAt, row.Message.ReceivedAt));
        Assert.Empty(read.Refused);
    }

    [Theory]
    [InlineData("twitch", "is read by LiveConsole itself")]
    [InlineData("youtube", "is read by LiveConsole itself")]
    [InlineData("Hall", "lower-case")]
    [InlineData("hall mic", "lower-case")]
    [InlineData("-hall", "lower-case")]
    [InlineData("salle-à-manger", "lower-case")]
    [InlineData("a234567890123456789012345678901", "lower-case")]
    public void A_source_has_a_lower_case_name_of_its_own(string platform, string why)
    {
        var read = Read($$$"""[{"platform":"{{{platform}}}","id":"7","text":"a","author":{"name":"b"}}]""");

        Assert.Empty(read.Rows);
        Assert.Contains(why, Assert.Single(read.Refused).Why.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_cannot_be_taken_keeps_no_other_from_being_taken()
    {
        var read = Read("""[{"platform":"hall","id":"1","text":"a","author":{"name":"b"}},7,{"platform":"hall","id":"3","text":"  ","author":{"name":"b"}},{"platform":"hall","id":"4","text":"a"},{"platform":"hall","id":"5","text":"a","author":{"name":"b"},"sentAt":"noon"},{"platform":"hall","id":"6","text":"a","author":{"id":"x"}}]""");

        Assert.Equal([0, 5], read.Rows.Select(r => r.Index));
        Assert.Equal([1, 2, 3, 4], read.Refused.Select(r => r.Index));
        Assert.Equal("x", read.Rows[1].Message.Author.Name);
        Assert.All(read.Refused, r => Assert.NotEqual(r.Why.En, r.Why.Fr));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("null")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    public void What_is_no_list_of_messages_is_refused_whole(string json)
    {
        var read = Read(json);

        Assert.NotNull(read.Problem);
        Assert.Empty(read.Rows);
    }

    [Fact]
    public void A_call_holds_a_thousand_and_not_one_more()
    {
        static string Some(int count) => "[" + string.Join(',', Enumerable.Range(0, count).Select(i => $$$"""{"platform":"hall","id":"{{{i}}}","text":"a","author":{"name":"b"}}""")) + "]";

        Assert.Equal(1_000, Read(Some(1_000)).Rows.Length);
        Assert.NotNull(Read(Some(1_001)).Problem);
    }

    [Fact]
    public void A_clock_that_is_ahead_does_not_put_a_message_out_of_a_removals_reach()
    {
        var read = Read("""[{"platform":"hall","id":"1","text":"a","author":{"name":"b"},"sentAt":"2030-01-01T00:00:00Z","removed":{"at":"2030-01-01T00:00:00Z","scope":"channel"}}]""");

        var row = Assert.Single(read.Rows);
        Assert.Equal(Now, row.Message.SentAt);
        Assert.Equal((Now, RemovalScope.Message), (row.Removal!.At, row.Removal.Scope));
    }

    [Fact]
    public void What_only_a_platform_can_know_is_left_out()
    {
        var row = Assert.Single(Read("""[{"platform":"hall","id":"1","text":"a","author":{"name":"b"},"copies":["2"],"count":9,"sharedFrom":"other","receivedAt":"2020-01-01T00:00:00Z"}]""").Rows);

        Assert.Equal((0, null, null, Now), (row.Message.Copies.Length, row.Message.Count, row.Message.SharedFrom, row.Message.ReceivedAt));
    }

    [Theory]
    [InlineData("author.color", """ "author":{"name":"b","color":"LONG"} """)]
    [InlineData("author.roles", """ "author":{"name":"b","roles":["vip","LONG"]} """)]
    [InlineData("author.roles", """ "author":{"name":"b","roles":[MANY""]} """)]
    [InlineData("parts.id", """ "parts":[{"type":"text","text":"a"},{"type":"emote","text":"","id":"LONG"}] """)]
    [InlineData("parts", """ "parts":[PARTS{"type":"text","text":"a"}] """)]
    [InlineData("replyTo", """ "replyTo":"LONG" """)]
    [InlineData("paid.currency", """ "paid":{"currency":"LONG","display":"5"} """)]
    [InlineData("paid.display", """ "paid":{"currency":"EUR","display":"LONG"} """)]
    [InlineData("event.kind", """ "event":{"kind":"LONG"} """)]
    [InlineData("event.level", """ "event":{"kind":"sub","level":"LONG"} """)]
    [InlineData("event.wave", """ "event":{"kind":"gift","wave":"LONG"} """)]
    [InlineData("event.otherId", """ "event":{"kind":"gift","otherId":"LONG"} """)]
    [InlineData("event.amount.currency", """ "event":{"kind":"charity","amount":{"currency":"LONG","display":"5"}} """)]
    [InlineData("event.amount.display", """ "event":{"kind":"charity","amount":{"display":"LONG"}} """)]
    [InlineData("removed.by", """ "removed":{"at":"2026-02-18T21:48:00Z","by":"LONG"} """)]
    [InlineData("removed.reason", """ "removed":{"at":"2026-02-18T21:48:00Z","reason":"LONG"} """)]
    public void A_member_longer_than_anything_real_is_refused_by_its_name(string member, string json)
    {
        json = json.Replace("LONG", new string('x', 5_000), StringComparison.Ordinal)
            .Replace("MANY", string.Concat(Enumerable.Repeat("\"vip\",", 100)), StringComparison.Ordinal)
            .Replace("PARTS", string.Concat(Enumerable.Repeat("""{"type":"text","text":""},""", MessageBounds.MostParts)), StringComparison.Ordinal);
        var author = json.Contains("author", StringComparison.Ordinal) ? "" : ""","author":{"name":"b"}""";

        var read = Read($$"""[{"platform":"hall","id":"1","text":"a"{{author}},{{json}}}]""");

        Assert.Empty(read.Rows);
        Assert.StartsWith($"Not taken: {member} is ", Assert.Single(read.Refused).Why.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_is_refused_in_words() =>
        Assert.Equal([0], Read("""[{"platform":"hall","id":"1","text":"\ud83d","author":{"name":"b"}}]""").Refused.Select(r => r.Index));

    [Fact]
    public void Any_bytes_are_an_answer() => Prop.ForAll<byte[]>(bytes =>
    {
        var read = IntakeFormat.Read(bytes, Now);
        return read.Problem is not null || read.Rows.Length + read.Refused.Length > 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_members_of_any_kind_are_an_answer_and_every_row_is_counted_once()
    {
        var values = Gen.Elements("null", "1", "-1e999", "true", "\"\"", "\"hall\"", "\"twitch\"", "\"x\"", "[]", "{}", "{\"name\":\"n\"}", "{\"id\":3}", "{\"name\":\"\\u0000\\u202e\"}", "\"2026-02-18T21:48:00Z\"", "[{\"type\":\"text\",\"text\":\"x\"}]", "[3]", "\"\\ud800\"");
        var members = Gen.Elements("platform", "id", "text", "author", "sentAt", "kind", "parts", "paid", "bits", "removed", "channel", "replyTo", "roles", "count");
        var row = members.Zip(values).ArrayOf().Select(all => "{" + string.Join(',', all.DistinctBy(m => m.Item1).Select(m => $"\"{m.Item1}\":{m.Item2}")) + "}");
        Prop.ForAll(row.NonEmptyListOf().ToArbitrary(), rows =>
        {
            var read = Read("[" + string.Join(',', rows) + "]");
            return read.Problem is null && read.Rows.Select(r => r.Index).Concat(read.Refused.Select(r => r.Index)).Order().SequenceEqual(Enumerable.Range(0, rows.Count))
                && read.Rows.All(r => r.Message.SentAt <= Now && r.Message.Platform is not ("twitch" or "youtube"));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_exported_can_be_sent_again()
    {
        var message = Assert.Single(Read("""[{"platform":"hall","channel":"left","id":"1","text":"a <b>","author":{"id":"x","name":"b"}}]""").Rows).Message;

        var again = Read("[" + Encoding.UTF8.GetString(RecordingFormat.Write(message, 9, null, withRemovedText: true).Span) + "]");

        Assert.Equal(message with { Parts = [new MessagePart(PartType.Text, "a <b>")] }, Assert.Single(again.Rows).Message);
    }
}
