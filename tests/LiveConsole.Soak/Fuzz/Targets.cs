using System.Buffers;
using System.Text;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms;
using LiveConsole.Platforms.Twitch.EventSub;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Platforms.Twitch.Writing;
using LiveConsole.Platforms.YouTube;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Soak.Fuzz;

/// <summary>A parser under fire.</summary>
/// <param name="Share">How many of a hundred inputs it gets.</param>
internal abstract class Target(string name, int share, byte[][] corpus)
{
    protected static readonly DateTimeOffset Now = new(2026, 3, 14, 21, 55, 0, TimeSpan.Zero);
    private readonly Dictionary<string, long> _kinds = new(StringComparer.Ordinal);

    public string Name => name;

    public int Share => share;

    public byte[][] Corpus => corpus;

    public long Inputs { get; set; }

    public TimeSpan Took { get; set; }

    public IEnumerable<KeyValuePair<string, long>> Kinds => _kinds.OrderByDescending(k => k.Value);

    /// <summary>Feeds one input and looks at what comes out. Whatever it throws is a finding.</summary>
    public abstract void Feed(ReadOnlySpan<byte> input, FuzzDice dice);

    protected static OddFrames Odd() => new(NullLogger.Instance, TimeProvider.System);

    protected void Count(string kind) => System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_kinds, kind, out _)++;

    /// <summary>What every message must hold, wherever it came from; now and then also that the journal keeps it as it is.</summary>
    protected static void Check(ChatMessage message, FuzzDice dice, bool mayLackAuthor)
    {
        if (message.Id.Length == 0) throw new FuzzFindingException("a message without an id");
        if (!mayLackAuthor && (message.Author.Id.Length == 0 || message.Author.Name.Length == 0)) throw new FuzzFindingException("a message without an author");
        if (!message.Parts.IsEmpty && string.Concat(message.Parts.Select(p => p.Text)) != message.Text) throw new FuzzFindingException("parts that do not join to the text");
        if (!IsWhole(message.Text) || !IsWhole(message.Author.Name) || !IsWhole(message.Id) || !IsWhole(message.Author.Id)) throw new FuzzFindingException("half a surrogate pair in a message");
        if (!dice.OneIn(16)) return;
        var entry = new MessageArrived(message);
        if (!entry.Equals(EntryJson.Read("message", 1, EntryJson.Write(entry)))) throw new FuzzFindingException("a message that the journal does not keep as it is");
        // What the journal keeps is bounded, but for ids: those are keys, and one of such a length is refused by import with its number.
        var kept = message.Bounded();
        if (kept.Id.Length <= MessageBounds.LongestId && kept.Author.Id.Length <= MessageBounds.LongestText && RecordingFormat.Parse(Exported(kept)) is not ParsedLine.Read) throw new FuzzFindingException("a message whose export cannot be imported");
    }

    protected static void Check(RemovalCame removal)
    {
        var whole = removal.Removal.Scope switch
        {
            RemovalScope.Message => removal.MessageId is { Length: > 0 },
            RemovalScope.Viewer => removal.ViewerId is { Length: > 0 },
            _ => removal.MessageId is null && removal.ViewerId is null,
        };
        if (!whole) throw new FuzzFindingException("a removal of nobody knows what");
    }

    private static ReadOnlyMemory<byte> Exported(ChatMessage message)
    {
        var line = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(line);
        RecordingFormat.Write(json, message, 1, null, withRemovedText: true);
        json.Flush();
        return line.WrittenMemory;
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])) return false;
        }

        return true;
    }
}

/// <summary>A property that an input broke.</summary>
public sealed class FuzzFindingException(string what) : Exception(what);

internal sealed class IrcLines(byte[][] corpus) : Target("irc-line", 26, corpus)
{
    private readonly IrcParser _parser = new(Odd());

    public override void Feed(ReadOnlySpan<byte> input, FuzzDice dice) => Count(Look(_parser.Parse(input, Now), dice));

    public static string Look(IrcEvent read, FuzzDice dice)
    {
        switch (read)
        {
            case IrcEvent.Message { Chat: var message }:
                Check(message, dice, mayLackAuthor: false);
                return message.Kind.ToString();
            case IrcEvent.Removed { Removal: var removal }:
                Check(removal);
                return "Removed";
            case IrcEvent.Odd { Problem: var problem }: return "odd " + problem;
            default: return read.GetType().Name;
        }
    }
}

/// <summary>Frames of many lines, received in pieces of any size.</summary>
internal sealed class IrcFrames(byte[][] corpus) : Target("irc-frame", 10, corpus)
{
    private readonly IrcParser _parser = new(Odd());

    public override void Feed(ReadOnlySpan<byte> input, FuzzDice dice)
    {
        using var lines = new LineBuffer();
        var most = input.Length + 1;
        while (true)
        {
            var room = lines.Room().Span;
            var piece = Math.Min(Math.Min(input.Length, room.Length), 1 + dice.Next(dice.OneIn(2) ? 64 : 16_384));
            input[..piece].CopyTo(room);
            input = input[piece..];
            lines.Received(piece, endOfFrame: input.IsEmpty);
            while (lines.TryTake(out var line))
            {
                if (--most < 0) throw new FuzzFindingException("more lines than bytes");
                Count(IrcLines.Look(_parser.Parse(line, Now), dice));
            }

            if (input.IsEmpty) break;
        }

        if (lines.TakeTooLong() > 0) Count("too long");
    }
}

internal sealed class EventSubFrames(byte[][] corpus) : Target("eventsub", 22, corpus)
{
    private readonly EventSubParser _parser = new(Odd());

    public override void Feed(ReadOnlySpan<byte> input, FuzzDice dice)
    {
        switch (_parser.Parse(input, Now))
        {
            case EventSubEvent.Message { Chat: var message }:
                Check(message, dice, mayLackAuthor: false);
                Count(message.Kind.ToString());
                break;
            case EventSubEvent.Removed { Removal: var removal }:
                Check(removal);
                Count("Removed");
                break;
            case EventSubEvent.Odd { Problem: var problem }: Count("odd " + problem); break;
            case var other: Count(other.GetType().Name); break;
        }
    }
}

internal sealed class YouTubePages(byte[][] corpus) : Target("youtube-page", 12, corpus)
{
    private readonly YouTubeParser _parser = new("abcDEF12345");

    public override void Feed(ReadOnlySpan<byte> input, FuzzDice dice)
    {
        foreach (var kind in Look(_parser.Parse(input, Now, dice.OneIn(2) ? null : Now), dice)) Count(kind);
    }

    public static IEnumerable<string> Look(YouTubePage page, FuzzDice dice)
    {
        List<string> kinds = [];
        foreach (var item in page.Items)
        {
            if (item.Key.Length == 0) throw new FuzzFindingException("an item without a key");
            if (item.Arrival is RemovalCame removal) Check(removal);
            else if (item.Arrival is MessageCame { Message: var message }) Check(message, dice, mayLackAuthor: true);
            kinds.Add((item.Arrival as MessageCame)?.Message.Kind.ToString() ?? "Removed");
        }

        kinds.AddRange(page.Odd.Select(o => "odd " + o.Kind));
        if (page.Error is { } error) kinds.Add("error " + error.Kind);
        return kinds.Count > 0 ? kinds : ["empty page"];
    }
}

/// <summary>The stream's endless array in pieces of any size, its elements to the parser.</summary>
internal sealed class YouTubeStreams(byte[][] corpus) : Target("youtube-stream", 10, corpus)
{
    private readonly YouTubeParser _parser = new("abcDEF12345");

    public override void Feed(ReadOnlySpan<byte> input, FuzzDice dice)
    {
        var splitter = new ElementSplitter(maxElement: 128 * 1024);
        var most = input.Length + 1;
        while (true)
        {
            Split split;
            while ((split = splitter.Next(out var element)) == Split.Element)
            {
                if (--most < 0) throw new FuzzFindingException("more elements than bytes");
                foreach (var kind in YouTubePages.Look(_parser.Parse(element.Span, Now), dice)) Count(kind);
            }

            if (split != Split.NeedsMore || input.IsEmpty)
            {
                Count("stream " + split);
                return;
            }

            var room = splitter.Room().Span;
            var piece = Math.Min(Math.Min(input.Length, room.Length), 1 + dice.Next(dice.OneIn(2) ? 128 : 16_384));
            input[..piece].CopyTo(room);
            splitter.Filled(piece);
            input = input[piece..];
        }
    }
}

/// <summary>What else YouTube answers: errors, videos; and the place to resume from, as a journal may hold it.</summary>
internal sealed class YouTubeAnswers(byte[][] corpus) : Target("youtube-answer", 4, corpus)
{
    public override void Feed(ReadOnlySpan<byte> input, FuzzDice dice)
    {
        var failure = YouTubeFailure.From(dice.OneIn(2) ? null : 400 + dice.Next(110), input);
        if (failure.Words.Contains("</a>", StringComparison.Ordinal)) throw new FuzzFindingException("HTML in words for people");
        Count(failure.Kind.ToString());
        Count(YouTubeVideo.Read(input) is null ? "no video" : "video");
        Count(ChatPlace.FromToken(Encoding.UTF8.GetString(input)) is null ? "no place" : "place");
    }
}

/// <summary>What Helix says to a deed, with any status: a value, and never "done" of a post that it refused.</summary>
internal sealed class HelixAnswers(byte[][] corpus) : Target("helix-answer", 4, corpus)
{
    private static readonly int[] Statuses = [200, 204, 400, 401, 403, 404, 409, 422, 429, 500, 503];
    private static readonly Domain.Effects.Deed[] Deeds =
    [
        new Domain.Effects.PostDeed("bonsoir"), new Domain.Effects.BanDeed(new("901", "Ayse")), new Domain.Effects.RemoveDeed("m1", new("901", "Ayse")), new Domain.Effects.PollDeed("?", ["a", "b"], 60),
        new Domain.Effects.HoldDeed("h1", Allow: true, new("901", "Ayse")), new Domain.Effects.WarnDeed(new("901", "Ayse"), "non"),
    ];

    public override void Feed(ReadOnlySpan<byte> input, FuzzDice dice)
    {
        var (status, deed) = (Statuses[dice.Next(Statuses.Length)], Deeds[dice.Next(Deeds.Length)]);
        var result = DeedAnswers.Of(deed, HelixReply.Read(status, input.ToArray(), null), Now);
        if (result is DeedResult.Done && deed is Domain.Effects.PostDeed && status >= 300) throw new FuzzFindingException("a post that was refused is taken for done");
        Count($"{deed.Kind} {result.GetType().Name}");
    }
}

internal sealed class RecordingLines(byte[][] corpus) : Target("recording", 8, corpus)
{
    public override void Feed(ReadOnlySpan<byte> input, FuzzDice dice)
    {
        switch (RecordingFormat.Parse(input.ToArray()))
        {
            case ParsedLine.Read { Line: RecordedMessage { Message: var message } }:
                Check(message, dice, mayLackAuthor: true);
                Count("message");
                break;
            case ParsedLine.Read { Line: var line }: Count(line.GetType().Name); break;
            case ParsedLine.Skipped: Count("skipped"); break;
            case ParsedLine.Malformed bad: Count("malformed: " + bad.Problem[..Math.Min(24, bad.Problem.Length)]); break;
        }
    }
}

/// <summary>A damaged journal: an entry, or the one exception that says so.</summary>
internal sealed class JournalEntries(byte[][] corpus) : Target("entry", 4, corpus)
{
    public override void Feed(ReadOnlySpan<byte> input, FuzzDice dice)
    {
        try
        {
            var type = EntryJson.All[dice.Next(EntryJson.All.Count)];
            Count(EntryJson.Read(type.Name, type.Version, input) is null ? "null" : "read");
        }
        catch (JsonException)
        {
            Count("damaged");
        }
    }
}
