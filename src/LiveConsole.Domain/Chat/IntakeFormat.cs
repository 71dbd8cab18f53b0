using System.Collections.Immutable;
using System.Text.Json;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Chat;

/// <summary>One message of an intake call that can be taken.</summary>
/// <param name="Removal">The source says that it was taken back; null: it was not.</param>
public sealed record IntakeRow(int Index, ChatMessage Message, Removal? Removal);

/// <param name="Index">Its place in the call, from 0.</param>
public sealed record IntakeRefusal(int Index, Words Why);

/// <summary>What an intake call holds. Either <see cref="Problem"/>, and nothing is taken, or rows and refusals that are all of it together.</summary>
public sealed record IntakeRead(ImmutableArray<IntakeRow> Rows, ImmutableArray<IntakeRefusal> Refused, Words? Problem = null);

/// <summary>
/// Messages from any source but those that are read by us: the contract's Message shape, an array of 1 to <see cref="Most"/>. Total: every input is an
/// answer, nothing throws. Wanted are platform, id, text and author.name (or author.id); what only a platform can know (copies, counts) is left out.
/// </summary>
public static class IntakeFormat
{
    public const int Most = 1_000;

    /// <summary>Of a source's name and of its channel's.</summary>
    public const int LongestSource = 30;

    private const string NoTime = "sentAt is no time; for example 2026-02-18T21:48:00Z", IdNoText = "id must be text, for example \"17\"";

    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 16 };

    /// <param name="utf8">The body of the call.</param>
    /// <param name="now">Show time: of what says no time, and of what says a later one.</param>
    public static IntakeRead Read(ReadOnlyMemory<byte> utf8, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Shallow);
            if (document.RootElement.ValueKind != JsonValueKind.Array) return NotAList;
            var count = document.RootElement.GetArrayLength();
            if (count is 0 or > Most) return Wrong($"Send 1 to {Most} messages a call: these are {count}.", $"Envoyez de 1 à {Most} messages par appel : en voici {count}.");
            var (rows, refused) = (ImmutableArray.CreateBuilder<IntakeRow>(count), ImmutableArray.CreateBuilder<IntakeRefusal>());
            var index = 0;
            foreach (var line in document.RootElement.EnumerateArray())
            {
                var (row, why) = RowOf(line, index, now);
                if (row is not null) rows.Add(row);
                else refused.Add(new IntakeRefusal(index, why!));
                index++;
            }

            return new IntakeRead(rows.ToImmutable(), refused.ToImmutable());
        }
        catch (JsonException)
        {
            return NotAList;
        }
    }

    /// <returns>Why this cannot be a source's name; null: it can.</returns>
    public static Words? WhyNoSource(string platform) => platform switch
    {
        "twitch" or "youtube" => new($"{PlatformNames.Of(platform)} is read by LiveConsole itself: give your source a name of its own.",
            $"{PlatformNames.Of(platform)} est lu par LiveConsole : donnez un nom propre à votre source."),
        { Length: > 0 and <= LongestSource } when platform.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-') && platform[0] != '-' => null,
        _ => new($"platform is the source's own name: 1 to {LongestSource} lower-case letters, digits and hyphens.",
            $"platform est le nom de la source : 1 à {LongestSource} lettres minuscules, chiffres et tirets."),
    };

    private static (IntakeRow? Row, Words? Why) RowOf(JsonElement line, int index, DateTimeOffset now)
    {
        try
        {
            if (line.ValueKind != JsonValueKind.Object) return (null, Malformed("not a JSON object"));
            var said = line.TryGetProperty("sentAt", out var time) && time.ValueKind != JsonValueKind.Null;
            if (said && RecordingFormat.Time(line, "sentAt") is null) return (null, Malformed(NoTime));
            if (line.TryGetProperty("id", out var id) && id.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)) return (null, Malformed(IdNoText));
            // A clock that is ahead: a removal of "all until now" must reach it.
            var sentAt = RecordingFormat.Time(line, "sentAt") is { } told && told < now ? told : now;
            return RecordingFormat.MessageOf(line, sentAt) switch
            {
                ParsedLine.Read { Line: RecordedMessage message } => Taken(message, index, now),
                ParsedLine.Skipped { Kind: var kind } => (null, Malformed($"kind '{(kind.Length > LongestSource ? kind[..LongestSource] : kind)}' is not known")),
                ParsedLine.Malformed { Problem: var problem } => (null, Malformed(problem)),
                _ => (null, Malformed("not a message")),
            };
        }
        catch (InvalidOperationException)
        {
            // JsonElement.GetString on text with lone surrogates.
            return (null, Malformed("text that is not valid Unicode"));
        }
    }

    private static (IntakeRow? Row, Words? Why) Taken(RecordedMessage read, int index, DateTimeOffset now)
    {
        var message = read.Message;
        if (WhyNoSource(message.Platform) is { } noSource) return (null, noSource);
        if (message.Channel.Length > LongestSource) return (null, Malformed($"a channel of {message.Channel.Length} characters (at most {LongestSource})"));
        if (message.Channel.Any(char.IsControl)) return (null, Malformed("a channel with control characters"));
        if (string.IsNullOrWhiteSpace(message.Text)) return (null, Malformed("no text"));
        if (message.Author.Id.Length > MessageBounds.LongestId) return (null, Malformed("an id that is too long"));
        if (MessageBounds.TooLong(message) is { } much) return (null, TooLong(much.Member, much.Length, much.Most));
        if (read.Removed?.By is { Length: > MessageBounds.LongestName and var by }) return (null, TooLong("removed.by", by, MessageBounds.LongestName));
        if (read.Removed?.Reason is { Length: > MessageBounds.LongestText and var reason }) return (null, TooLong("removed.reason", reason, MessageBounds.LongestText));
        if (string.IsNullOrWhiteSpace(message.Author.Name)) message = message with { Author = message.Author with { Name = message.Author.Id } };
        if (message.Author.Id.Length == 0) return (null, Malformed("neither author.id nor author.name"));
        var removal = read.Removed is { } gone ? gone with { Scope = RemovalScope.Message, At = gone.At < now ? gone.At : now } : null;
        return (new IntakeRow(index, message with
        {
            Channel = message.Channel.Length == 0 ? message.Platform : message.Channel,
            ReceivedAt = now,
            Copies = [],
            SharedFrom = null,
            Count = null,
        }, removal), null);
    }

    private static Words TooLong(string member, int length, int most) => new($"Not taken: {member} is {length} long (at most {most}).", $"Pas pris : {member} est de longueur {length} ({most} au plus).");

    private static Words Malformed(string problem) => new($"Not taken: {problem}.", $"Pas pris : {French.GetValueOrDefault(problem, problem)}.");

    private static readonly ImmutableDictionary<string, string> French = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["no platform"] = "platform manque",
        ["no id"] = "id manque",
        ["no text"] = "text manque",
        ["neither author.id nor author.name"] = "ni author.id ni author.name",
        ["not a JSON object"] = "ce n'est pas un objet JSON",
        ["text that is not valid Unicode"] = "un texte qui n'est pas de l'Unicode valide",
        ["an id that is too long"] = "un id trop long",
        ["a channel with control characters"] = "un channel avec des caractères de commande",
        [NoTime] = "sentAt n'est pas une heure ; par exemple 2026-02-18T21:48:00Z",
        [RecordingFormat.NoRemoval] = "removed n'a pas de at valide : {\"at\":\"2026-02-18T21:48:00Z\"}",
        [IdNoText] = "id doit être du texte, par exemple \"17\"",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private static IntakeRead NotAList => Wrong("Send a JSON array of messages.", "Envoyez un tableau JSON de messages.");

    private static IntakeRead Wrong(string en, string fr) => new([], [], new Words(en, fr));
}
