using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Chat;

/// <summary>A message of a megabyte is taken, cut where it says so, and costs no more than another.</summary>
public sealed class MessageBoundsTests
{
    [Fact]
    public void What_is_short_enough_is_the_very_same_message()
    {
        var message = A.Message(new string('x', MessageBounds.LongestText), name: new string('n', MessageBounds.LongestName));

        Assert.Same(message, message.Bounded());
    }

    [Fact]
    public void A_message_of_a_megabyte_becomes_an_entry_of_the_stated_length()
    {
        var entry = Assert.IsType<MessageArrived>(ArrivalEntries.Of(ShowState.Empty, new MessageCame(A.Message(new string('a', 1 << 20))), A.Time).First());

        Assert.Equal(MessageBounds.LongestText, entry.Message.Text.Length);
        Assert.EndsWith("a…", entry.Message.Text, StringComparison.Ordinal);
        Assert.Equal("m1", entry.Message.Id);
    }

    [Fact]
    public void A_name_of_five_thousand_combining_marks_is_cut_and_is_valid_text()
    {
        var name = A.Message(name: "Z" + string.Concat(Enumerable.Repeat("\u0301\u0489", 2_500))).Bounded().Author.Name;

        Assert.Equal(MessageBounds.LongestName, name.Length);
        Assert.StartsWith("Z\u0301", name, StringComparison.Ordinal);
    }

    [Fact]
    public void No_cut_halves_a_character_and_parts_still_join_to_the_text() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<byte[]>().Select(lengths => lengths.Select(l => (l * 40) + 1).ToArray()).ToArbitrary(), lengths =>
    {
        MessagePart[] parts = [.. lengths.Select((l, i) => new MessagePart((PartType)(i % 5), string.Concat(Enumerable.Repeat("👩", l / 2 + 1)) + "x"))];
        var message = (A.Message(string.Concat(parts.Select(p => p.Text))) with { Parts = [.. parts] }).Bounded();

        Assert.True(message.Text.Length <= MessageBounds.LongestText);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(message.Text)));
        if (parts.Length > 0) Assert.Equal(message.Text, string.Concat(message.Parts.Select(p => p.Text)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_member_of_a_message_keeps_a_megabyte()
    {
        var big = new string('x', 1 << 20);
        var bounded = (A.Message("a") with
        {
            Author = new Author("v1", "Ayşe", big, ["vip", big], big, big),
            Parts = [.. Enumerable.Repeat(new MessagePart(PartType.Emote, "", big), 5_000), new MessagePart(PartType.Emote, "a", big)],
            ReplyTo = new ReplyTo(big),
            Paid = new Paid(5, big, big),
            Event = new ChatEvent(big, Level: big, Wave: big, OtherId: big, OtherName: big, About: big, Amount: new Paid(5, big, big), Words: big),
        }).Bounded();

        Assert.Null(MessageBounds.TooLong(bounded));
        Assert.True(RecordingFormat.Write(bounded, 1, null, withRemovedText: true).Length < 20_000);
        Assert.Equal("a", string.Concat(bounded.Parts.Select(p => p.Text)));
        Assert.Equal((EventKinds.Other, null, null, null), (bounded.Event!.Kind, bounded.Event.Wave, bounded.ReplyTo, bounded.Author.Color));
        Assert.Equal(["vip"], bounded.Author.Roles);
        Assert.Same(bounded, bounded.Bounded());
    }

    [Fact]
    public void A_recordings_line_of_a_megabyte_is_refused_with_how_long_it_is()
    {
        var line = $$"""{"platform":"twitch","id":"m1","sentAt":"2026-03-14T20:50:00Z","author":{"name":"Ayşe"},"text":"{{new string('a', 1 << 20)}}"}""";

        var refused = Assert.IsType<ParsedLine.Malformed>(RecordingFormat.Parse(Encoding.UTF8.GetBytes(line)));

        Assert.Equal("a text of 1048576 characters (at most 4000)", refused.Problem);
    }
}
