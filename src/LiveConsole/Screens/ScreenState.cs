using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace LiveConsole.Screens;

/// <summary>
/// All that one screen (presenter or overlay) draws, as hub <c>/hubs/show</c> sends it: whole as <c>State</c> on every
/// (re)connection, then <see cref="Since"/> as <c>Change</c>. The wire form (camelCase JSON) is written down a second time in
/// <c>Client/screens/state.ts</c>: change both together. A presenter's tap calls <c>Signal(kind, id, at, undo)</c>: at is the
/// show time of the tap; with undo it is the <c>at</c> of the tap that is taken back. After painting it calls <c>Drawn(OnAir.Number)</c>.
/// </summary>
/// <param name="Sequence">Journal sequence this state stands at; a screen drops older changes. Of the same sequence there may be several: a CLEAR before its entry, a test card.</param>
/// <param name="Message">The producer's message to the presenter; null when there is none.</param>
/// <param name="Withdrawn">The last item that was withdrawn from the air, also after the next TAKE; the screen warns for 6 s from its time.</param>
public sealed record ScreenState(
    long Sequence,
    ScreenShow Show,
    ScreenClock Clock,
    ScreenPhase Phase,
    ScreenDevice Screen,
    ScreenAir OnAir,
    ScreenItem? Next,
    IReadOnlyList<ScreenItem> Following,
    ScreenMessage? Message,
    ScreenWithdrawal? Withdrawn,
    ScreenMode State,
    ScreenPresenter Presenter)
{
    /// <summary>How the overlay looks by its show's settings, by the names of <c>OverlayParameter</c>; what stands in the address of the page goes before it. Empty for a presenter's screen.</summary>
    public ImmutableSortedDictionary<string, string> Overlay { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What an overlay may know: no note, no item number, nothing of what comes next, nothing said to the presenter.</summary>
    public ScreenState ForOverlay() => this with
    {
        Next = null,
        Following = [],
        Message = null,
        Withdrawn = null,
        OnAir = OnAir with { Item = OnAir.Item is { } item ? item with { Number = 0, Note = null } : null },
    };

    /// <summary>
    /// The change from <paramref name="before"/>: sequence, the clock (always, so that screens stay in time), and whole
    /// members that differ, by their wire names; a member that became null is there as null.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Since(ScreenState before)
    {
        var change = new Dictionary<string, object?>(StringComparer.Ordinal) { ["sequence"] = Sequence, ["clock"] = Clock };
        Add("show", before.Show, Show);
        Add("phase", before.Phase, Phase);
        Add("screen", before.Screen, Screen);
        Add("onAir", before.OnAir, OnAir);
        Add("next", before.Next, Next);
        Add("message", before.Message, Message);
        Add("withdrawn", before.Withdrawn, Withdrawn);
        Add("state", before.State, State);
        Add("presenter", before.Presenter, Presenter);
        if (!before.Following.SequenceEqual(Following)) change["following"] = Following;
        if (!before.Overlay.SequenceEqual(Overlay)) change["overlay"] = Overlay;
        return change;

        void Add<T>(string name, T was, T now)
        {
            if (!EqualityComparer<T>.Default.Equals(was, now)) change[name] = now;
        }
    }

    /// <summary>True when a screen would draw the same from both: only sequence and clock differ.</summary>
    public bool LooksLike(ScreenState other) => Since(other).Count == 2 && Clock.Rate.Equals(other.Clock.Rate);
}

/// <param name="Language">"fr" or "en".</param>
/// <param name="TimeZone">IANA name; all clocks of a show use it.</param>
/// <param name="StartsOn">The show's first day in its time zone: later days' clocks carry "+1"; null when unknown.</param>
public sealed record ScreenShow(string Title, string Slug, bool Rehearsal, string Language, string TimeZone, DateOnly? StartsOn);

/// <param name="ShowNow">Show time when this was sent.</param>
/// <param name="Rate">Show seconds a second; 0 while stopped.</param>
public sealed record ScreenClock(DateTimeOffset ShowNow, double Rate);

/// <param name="ZeroAt">T-0 in show time; null when the phase has no clock.</param>
/// <param name="HeldAt">Show time at which the phase clock was stopped; null unless <paramref name="Held"/>.</param>
public sealed record ScreenPhase(string Key, ScreenWords Word, DateTimeOffset? ZeroAt, bool Held, DateTimeOffset? HeldAt);

/// <summary>Words in both languages; one may be missing.</summary>
public sealed record ScreenWords(string? Fr, string? En);

/// <param name="Mirrored">For a left-handed presenter: READING at the left.</param>
/// <param name="NotesHidden">A camera may see the screen: notes open only while touched.</param>
public sealed record ScreenDevice(
    string Name,
    ScreenKind Kind,
    string Language,
    double DistanceMetres,
    double DiagonalInches,
    bool Mirrored,
    bool NotesHidden);

/// <param name="Number">Counts every change of the air.</param>
/// <param name="Since">Show time at which the item went on air; null when there is none.</param>
/// <param name="Wording">What is on air, which an edit of the item does not change until its next TAKE.</param>
public sealed record ScreenAir(long Number, ScreenItem? Item, DateTimeOffset? Since, bool OverlayShown, ScreenWords Wording);

/// <param name="Number">The number people say (Q41); 0 on the overlay, which never shows it.</param>
/// <param name="Text">The item's own text in its own language: drawn where no wording is there.</param>
/// <param name="Language">Of <paramref name="Text"/>, as a BCP 47 tag; null when unknown.</param>
/// <param name="Asker">Null for lines and where the name is hidden.</param>
public sealed record ScreenItem(
    string Id,
    int Number,
    ScreenItemKind Kind,
    ScreenWords Wording,
    string Text,
    string? Language,
    ScreenAsker? Asker,
    string? Note);

/// <param name="Name">The shown name; null is "a viewer".</param>
/// <param name="Others">How many other people asked the same.</param>
public sealed record ScreenAsker(string? Name, int Others, string Platform, string? Language);

/// <param name="Full">Full screen instead of a banner.</param>
public sealed record ScreenMessage(string Id, ScreenWords Text, bool Full, DateTimeOffset At);

/// <param name="Number">The item's number (Q41).</param>
public sealed record ScreenWithdrawal(int Number, DateTimeOffset At);

/// <param name="MayAdvance">SKIP, LATER and a tap after READING take NEXT.</param>
/// <param name="LastSignal">The last tap about the item on air, so that a reloaded screen shows it; null when there is none.</param>
public sealed record ScreenPresenter(bool MayAdvance, ScreenSignal? LastSignal);

/// <param name="Kind">reading, skip, later, another or seen.</param>
public sealed record ScreenSignal(string Kind, string? Id, DateTimeOffset At);

[JsonConverter(typeof(JsonStringEnumConverter<ScreenKind>))]
public enum ScreenKind
{
    [JsonStringEnumMemberName("presenter")] Presenter,
    [JsonStringEnumMemberName("overlay")] Overlay,
}

[JsonConverter(typeof(JsonStringEnumConverter<ScreenItemKind>))]
public enum ScreenItemKind
{
    [JsonStringEnumMemberName("question")] Question,
    [JsonStringEnumMemberName("comment")] Comment,
    [JsonStringEnumMemberName("line")] Line,
}

/// <summary>Black is the producer's; a revoked overlay is transparent, a revoked presenter's screen shows clocks and one line; so does one that is idle: it points at no show.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScreenMode>))]
public enum ScreenMode
{
    [JsonStringEnumMemberName("open")] Open,
    [JsonStringEnumMemberName("black")] Black,
    [JsonStringEnumMemberName("revoked")] Revoked,
    [JsonStringEnumMemberName("idle")] Idle,
    [JsonStringEnumMemberName("hold")] Hold,
    [JsonStringEnumMemberName("testCard")] TestCard,
}
