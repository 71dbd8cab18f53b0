using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Questions;

public enum ItemKind { Question, Comment, Line }

public enum Stage { New, Answered, Approved, Queued, OnAir, Done, Dismissed, Merged, Withdrawn }

/// <summary>Why an item stands where it does, beside its stage.</summary>
public enum Mark { None, NotRead, Skipped, Later, ToApprove }

public enum DismissReason { None, AnsweredAlready, OffTopic, Overtaken, NotSuitable, NobodyCanAnswer, Undone }

/// <summary>The on-air words, written by people, per language. The original stays in <see cref="Item.Text"/>.</summary>
public sealed record Wording(string? Fr = null, string? En = null)
{
    /// <summary>Characters (UTF-16) beyond which a wording is refused; 150 is advised, amber beyond 300.</summary>
    public const int Longest = 500;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Fr) && string.IsNullOrWhiteSpace(En);

    /// <returns>The words in that language ("fr", "en"), else those that exist; null when there are none.</returns>
    public string? In(string language) => (language == "fr" ? Fr ?? En : En ?? Fr) is { Length: > 0 } words ? words : null;
}

/// <summary>The name on air. Hidden: "a viewer" is shown.</summary>
public sealed record ShownName(string? Name, bool Hidden = false);

/// <summary>One message that asks the question (or is the comment).</summary>
/// <param name="Removed">Set when the message was removed: struck, no longer counted.</param>
/// <param name="Copies">Other rooms' ids of the same message (Twitch shared chat): a room's removal names its own.</param>
/// <param name="Channel">Where it was written; null when that was not kept: then any channel of its platform may be meant.</param>
public sealed record Ask(MessageRef Message, ViewerRef Viewer, string Name, string Text, string? Language, DateTimeOffset At, Removal? Removed = null,
    ImmutableArray<string> Copies = default, string? Channel = null)
{
    public ImmutableArray<string> Copies { get; init; } = Copies.IsDefault ? [] : Copies;

    public bool Equals(Ask? other) => other is not null && Message == other.Message && Viewer == other.Viewer && Name == other.Name && Text == other.Text
        && Language == other.Language && At == other.At && Removed == other.Removed && Channel == other.Channel && Copies.AsSpan().SequenceEqual(other.Copies.AsSpan());

    public override int GetHashCode() => Message.GetHashCode();
}

/// <param name="Of">The very words that were approved: an approval never passes to other words.</param>
/// <param name="As">The role it was given in; null in journals of before this was kept.</param>
public sealed record Approval(string ActorId, string Name, DateTimeOffset At, Wording? Of = null, Role? As = null);

/// <summary>Who holds a question and until when; expired is computed from now, never stored.</summary>
public sealed record Claim(string ActorId, string Name, DateTimeOffset Until);

/// <summary>Who last changed a field by which action: what undo looks at.</summary>
public sealed record Stamp(Guid Action, string Verb, Actor By, DateTimeOffset At);

/// <summary>One line of an item's history, newest last; the journal keeps all, the state the last 30.</summary>
public sealed record HistoryLine(DateTimeOffset At, string Verb, Actor By)
{
    /// <summary>It went on air with fewer approvals of its words than the show wanted then; null: with enough.</summary>
    public FewerApprovals? Fewer { get; init; }
}

public sealed record FewerApprovals(int Given, int Wanted);

/// <summary>
/// A rundown item: a question, a comment worth reading, or a line written by the crew. Immutable. <see cref="Version"/> grows with every
/// decision about it, not with asks that join, drafts or presence.
/// </summary>
public sealed record Item(ItemId Id, int Number, ItemKind Kind, DateTimeOffset CreatedAt, Actor CreatedBy)
{
    public int Version { get; init; } = 1;
    public Stage Stage { get; init; } = Stage.New;
    public Mark Mark { get; init; }
    /// <summary>When the mark was set (a skip's time is shown); null without a mark.</summary>
    public DateTimeOffset? MarkedAt { get; init; }
    /// <summary>How long it had been on air when it came back not read.</summary>
    public TimeSpan? WasOnAirFor { get; init; }
    public DismissReason Dismissed { get; init; }
    public string Text { get; init; } = "";
    public string? Language { get; init; }
    public Wording Wording { get; init; } = new();
    public ShownName Name { get; init; } = new((string?)null);
    /// <summary>The message whose words or author's name are shown; null for lines and what was typed in.</summary>
    public MessageRef? Shown { get; init; }
    /// <summary>Where a typed-in item comes from: "hall", "e-mail"; null when asked in a chat.</summary>
    public string? Source { get; init; }
    public ImmutableArray<Ask> Asks { get; init; } = [];
    public bool OnlyNow { get; init; }
    public ImmutableArray<string> Tags { get; init; } = [];
    public string? Topic { get; init; }
    public Claim? Claim { get; init; }
    public string? Answer { get; init; }
    public string? Note { get; init; }
    public ImmutableArray<Approval> Approvals { get; init; } = [];
    /// <summary>The wording that may go on air: enough people approved it, or it was written while the show wanted no approvals. Null: none yet.</summary>
    public Wording? ApprovedWording { get; init; }
    /// <summary>It had been approved before it left the board: reopening gives that back.</summary>
    public bool WasApproved { get; init; }
    public string? AskedInPhase { get; init; }
    public DateTimeOffset? AiredAt { get; init; }
    /// <summary>Null: nobody looked, or its platform tells by itself. No decision, and no older version of the item.</summary>
    public SourceCheck? Checked { get; init; }
    public ImmutableDictionary<string, Stamp> Stamps { get; init; } = ImmutableDictionary<string, Stamp>.Empty;
    public ImmutableArray<HistoryLine> History { get; init; } = [];

    public IEnumerable<Ask> LiveAsks => Asks.Where(a => a.Removed is null);

    /// <summary>Different people who ask it, removed ones not counted.</summary>
    public int Askers => LiveAsks.Select(a => a.Viewer).Distinct().Count();

    public string Q => $"Q{Number}";

    /// <summary>It was about its moment, which is over: another phase has begun, and nobody took it up.</summary>
    public bool IsOvertaken(Audience.Phase? phase) => OnlyNow && Stage is (Stage.New or Stage.Answered or Stage.Approved) && AskedInPhase != phase?.Key;

    /// <summary>The claim that holds at that time; null: none, or it ran out.</summary>
    public Claim? HeldAt(DateTimeOffset now) => Claim is { } claim && claim.Until > now ? claim : null;

    /// <summary>
    /// What the item shows (the message, its very words or its author's name) was removed, or nobody is left who asks: such an item
    /// never stands in the rundown or on air (product.md, rule 2).
    /// </summary>
    public bool ShowsRemoved => !Asks.IsEmpty && (LiveAsks.FirstOrDefault() is null || Asks.Any(a => a.Removed is not null && Shows(a)));

    /// <summary>The item for who may not read what was removed: asks without words and name, nor who removed them and why, and nothing of its own words once it shows what was removed or was pulled.</summary>
    public Item WithoutRemoved()
    {
        var hidden = ShowsRemoved || Stage == Stage.Withdrawn;
        if (!hidden && Asks.All(a => a.Removed is null)) return this;
        Item item = this with { Asks = [.. Asks.Select(a => a.Removed is null && !hidden ? a : a with { Text = "", Name = "", Removed = a.Removed is { } gone ? gone with { By = null, Reason = null } : null })] };
        return hidden ? item with { Text = "", Wording = new Wording(), ApprovedWording = null, Name = new ShownName(null, Hidden: true), Approvals = [.. Approvals.Select(a => a with { Of = null })] } : item;
    }

    /// <summary>The item for who may not know viewers by their platforms' ids: who asks twice still counts once.</summary>
    public Item WithoutViewers()
    {
        var known = Asks.Select(a => a.Viewer).Distinct().Select((viewer, number) => (viewer, number)).ToDictionary(v => v.viewer, v => v.number);
        return this with { Asks = [.. Asks.Select(a => a with { Viewer = new ViewerRef(a.Viewer.Platform, $"{known[a.Viewer]}") })] };
    }

    /// <returns>Whether this ask is the one shown: the message itself, its very words, or its author's name, unless these are the live shown one's as well.</returns>
    public bool Shows(Ask ask)
    {
        if (Shown == ask.Message) return true;
        var shown = Asks.FirstOrDefault(a => a.Removed is null && a.Message == Shown && a.Viewer != ask.Viewer);
        if ((Wording.Fr == ask.Text || Wording.En == ask.Text) && shown?.Text != ask.Text) return true;
        return !Name.Hidden && Name.Name is { } name && Names(ask) && !(shown is not null && Names(shown));

        // As it was made of the display name, or typed by somebody who read it.
        bool Names(Ask of) => ShownNames.Of(of.Name) is { } its && (name == its || ShownNames.Of(name) == its);
    }
}
