using LiveConsole.Domain.Questions;

namespace LiveConsole.Api.Wire;

/// <summary>A question, a comment or a line, as everything outside reads it: exports, API, events.</summary>
/// <param name="Number">What people say (Q41); never reused.</param>
/// <param name="Version">What a write names as seenVersion.</param>
/// <param name="Mark">Why it stands there: not read, skipped, later, to be approved again; null: nothing special.</param>
/// <param name="Text">The original words, as asked.</param>
/// <param name="Wording">The words for the air, by language.</param>
/// <param name="Name">Whose name is shown; null: nobody's, or hidden.</param>
/// <param name="Source">Where it was heard ("hall"), for what was typed in; null for what was asked in a chat.</param>
/// <param name="Place">In the rundown; 1 is NEXT; null: it is not in it.</param>
/// <param name="Claim">Who is answering it now; null: nobody.</param>
public sealed record WireItem(
    Guid Id,
    int Number,
    ItemKind Kind,
    int Version,
    Stage Stage,
    Mark? Mark,
    string Text,
    string? Language,
    WireWords Wording,
    int Asks,
    int Askers,
    IReadOnlyDictionary<string, int> Platforms,
    IReadOnlyDictionary<string, int> Languages,
    WireShown? Shown,
    string? Name,
    string? Source,
    bool OnlyNow,
    IReadOnlyList<string> Tags,
    string? Topic,
    WireClaim? Claim,
    string? Draft,
    string? Answer,
    IReadOnlyList<WireApproval> Approvals,
    int? Place,
    string? Note,
    IReadOnlyList<string> Groups,
    DismissReason? Dismissed,
    DateTimeOffset CreatedAt,
    DateTimeOffset? AiredAt)
{
    /// <param name="at">Show time: a claim that had run out by then is none.</param>
    public static WireItem Of(Item item, int? place, DateTimeOffset at)
    {
        var asks = item.LiveAsks.ToList();
        return new WireItem(
            item.Id.Value, item.Number, item.Kind, item.Version, item.Stage, item.Mark == Domain.Questions.Mark.None ? null : item.Mark, item.Text, item.Language,
            new WireWords(item.Wording.Fr, item.Wording.En), asks.Count, item.Askers,
            Counted(asks.Select(a => a.Message.Platform)), Counted(asks.Select(a => a.Language).OfType<string>()),
            item.Shown is { } shown ? new WireShown(shown.Id, item.Name.Hidden ? null : item.Name.Name, shown.Platform) : null,
            item.Name.Hidden ? null : item.Name.Name, item.Source, item.OnlyNow, [.. item.Tags], item.Topic,
            item.HeldAt(at) is { } claim ? new WireClaim(claim.Name, claim.Until) : null,
            Draft: null, item.Answer, [.. item.Approvals.Select(a => new WireApproval(a.Name, a.At))], place, item.Note, Groups: [],
            item.Dismissed == DismissReason.None ? null : item.Dismissed, item.CreatedAt, item.AiredAt);
    }

    private static SortedDictionary<string, int> Counted(IEnumerable<string> keys)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var key in keys) counts[key] = counts.GetValueOrDefault(key) + 1;
        return counts;
    }
}

/// <summary>The same in both languages; a language without words is null.</summary>
public sealed record WireWords(string? Fr, string? En);

/// <param name="MessageId">The platform's id of the message that is shown.</param>
/// <param name="Name">Null: the name is hidden.</param>
public sealed record WireShown(string MessageId, string? Name, string Platform);

public sealed record WireClaim(string By, DateTimeOffset Until);

public sealed record WireApproval(string By, DateTimeOffset At);
