using LiveConsole.Domain.Chat;

namespace LiveConsole.Soak.Burst;

/// <summary>
/// A crowd that types at a constant rate: half of the messages have at most 11 characters, nine in ten at most 45, 99 in 100 at most 200, as the recordings
/// in shared/data have them. Three in ten are on Twitch.
/// </summary>
internal sealed class Crowd(int seed, int rate, int seconds)
{
    public const string TwitchChannel = "agence_orbite";
    public const string YouTubeVideo = "burstvideo1";

    private const int Viewers = 50_000;
    private const double OnTwitch = 0.3;

    private static readonly string[] Words =
        ["allez", "is", "it", "cold", "up", "there", "c'est", "quand", "les", "photos", "🚀🚀", "je", "pleure", "what", "powers", "the", "rover", "GG", "où", "Ingénuité", "ça", "touchdown", "着陸", "мягкая", "посадка", "👏"];

    private readonly Random _dice = new(seed);

    public int Messages => rate * seconds;

    public IEnumerable<RecordedMessage> Type(DateTimeOffset from)
    {
        for (var n = 0; n < Messages; n++) yield return Message(n, from + TimeSpan.FromSeconds((double)n / rate));
    }

    private RecordedMessage Message(int n, DateTimeOffset at)
    {
        var viewer = _dice.Next(Viewers);
        var twitch = _dice.NextDouble() < OnTwitch;
        var author = twitch
            ? new Author($"{100_000_000 + viewer}", $"Viewer_{viewer}", $"viewer_{viewer}", viewer % 7 == 0 ? ["subscriber"] : [], "#1E90FF")
            : new Author($"UCburst{viewer:D17}", $"@viewer-{viewer}", null, viewer % 11 == 0 ? ["member"] : []);
        return new RecordedMessage(twitch
            ? new ChatMessage("twitch", TwitchChannel, $"00000000-0000-4000-8000-{n:D12}", at, at, author, Text())
            : new ChatMessage("youtube", YouTubeVideo, $"LCC.burst{n}", at, at, author, Text()));
    }

    private string Text()
    {
        var longest = _dice.NextDouble() switch { < 0.5 => _dice.Next(2, 12), < 0.9 => _dice.Next(12, 46), < 0.99 => _dice.Next(46, 201), _ => _dice.Next(201, 480) };
        var text = new System.Text.StringBuilder();
        while (text.Length < longest) text.Append(text.Length > 0 ? " " : "").Append(Words[_dice.Next(Words.Length)]);
        // Never between the halves of one character.
        while (text.Length > longest && text.Length > 1) text.Length -= char.IsLowSurrogate(text[^1]) ? 2 : 1;
        return text.ToString().TrimEnd() is { Length: > 0 } said ? said : "GG";
    }
}
