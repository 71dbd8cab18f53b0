using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Night;

/// <summary>Puts words into a message as a platform would carry it: its ids, its limits, its parts.</summary>
internal sealed class Pen(Script script, Func<int, DateTimeOffset> timeOf, int seed)
{
    public const string PartnerRoom = "les_passeurs_de_ciel";

    /// <summary>Twitch: 500 characters a message. YouTube: liveChatMessages.insert takes at most 200.</summary>
    public static int LimitOf(Channel channel) => channel == Channel.Twitch ? 500 : 200;

    private static readonly (string Name, string Id)[] s_emotes =
    [
        ("orbiteGo", "emotesv2_6f726269746547000000000000000001"), ("orbiteCaillou", "emotesv2_6f726269746543000000000000000002"), ("orbiteStress", "emotesv2_6f726269746553000000000000000003"),
    ];

    public string MessageId(Channel channel, ulong chance)
    {
        var a = Dice.Mix((ulong)seed, chance, 1);
        var b = Dice.Mix((ulong)seed, chance, 2);
        if (channel == Channel.YouTube) return "LCC." + Names.Letters(new Dice(a ^ b), 44);
        // Shaped as a random UUID (version 4) without being one.
        return string.Create(CultureInfo.InvariantCulture, $"{a >> 32:x8}-{(a >> 16) & 0xFFFF:x4}-4{a & 0xFFF:x3}-a{(b >> 48) & 0xFFF:x3}-{b & 0xFFFFFFFFFFFF:x12}");
    }

    public static string NameOf(Channel channel) => channel == Channel.Twitch ? "twitch" : "youtube";

    public static string RoomOf(Channel channel) => channel == Channel.Twitch ? LandingNight.TwitchChannel : LandingNight.YouTubeVideo;

    public static string Emotes(Dice dice)
    {
        var emote = dice.Of(s_emotes).Name;
        return string.Join(' ', Enumerable.Repeat(emote, dice.Below(3) == 0 ? dice.Between(2, 4) : 1));
    }

    /// <param name="at">Seconds of the show day, with their fraction; kept to the millisecond.</param>
    public DateTimeOffset TimeOf(double at)
    {
        var second = (int)Math.Floor(at);
        return timeOf(second).AddMilliseconds(Math.Floor((at - second) * 1000));
    }

    public RecordedMessage Write(Channel channel, Author author, string text, double at, ulong chance, bool first = false, bool partners = false, MessageKind kind = MessageKind.Text)
    {
        // Both platforms drop blanks at the ends.
        text = Typing.Cut(text.Trim(), LimitOf(channel));
        var sent = TimeOf(at);
        var id = MessageId(channel, chance);
        var message = new ChatMessage(NameOf(channel), RoomOf(channel), id, sent, sent, author, text, kind, First: first && channel == Channel.Twitch);
        if (channel == Channel.YouTube) return new RecordedMessage(message);
        if (partners && script.SharedChat is var (from, to) && at >= from && at < to)
            message = message with { SharedFrom = new SharedFrom("88214077", PartnerRoom), Copies = [MessageId(channel, chance ^ 0xC0FFEE)] };
        var (parts, tag) = Cut(text);
        return new RecordedMessage(message with { Parts = parts }, tag);
    }

    // "@maud trop beau orbiteGo orbiteGo" -> mention, text, emote, text, emote; tag "emotesv2_…:16-23,25-32" in code points.
    private static (ImmutableArray<MessagePart> Parts, string? Tag) Cut(string text)
    {
        if (text[..Math.Min(1, text.Length)] != "@" && !text.Contains("orbite", StringComparison.Ordinal)) return ([], null);
        var parts = ImmutableArray.CreateBuilder<MessagePart>();
        var ranges = new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal);
        var plain = new StringBuilder();
        var points = 0;
        var words = text.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            var length = word.EnumerateRunes().Count();
            var emote = Array.Find(s_emotes, emote => emote.Name == word);
            if (emote.Id is not null)
            {
                Add(parts, plain, new MessagePart(PartType.Emote, word, emote.Id));
                if (!ranges.TryGetValue(emote.Id, out var range)) ranges[emote.Id] = range = new StringBuilder();
                range.Append(range.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{points}-{points + length - 1}");
            }
            else if (word.Length > 1 && word[0] == '@' && i == 0) Add(parts, plain, new MessagePart(PartType.Mention, word));
            else plain.Append(word);
            if (i < words.Length - 1) plain.Append(' ');
            points += length + 1;
        }

        if (plain.Length > 0) parts.Add(new MessagePart(PartType.Text, plain.ToString()));
        if (parts.Count == 1 && parts[0].Type == PartType.Text) return ([], null);
        return (parts.ToImmutable(), ranges.Count == 0 ? null : string.Join('/', ranges.Select(range => $"{range.Key}:{range.Value}")));
    }

    private static void Add(ImmutableArray<MessagePart>.Builder parts, StringBuilder plain, MessagePart part)
    {
        if (plain.Length > 0) parts.Add(new MessagePart(PartType.Text, plain.ToString()));
        plain.Clear();
        parts.Add(part);
    }
}
