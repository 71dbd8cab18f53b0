using LiveConsole.Domain.Chat;
using LiveConsole.Domain.OnAir;
using LiveConsole.Screens;
using LiveConsole.Shows;

namespace LiveConsole.Api.Wire;

/// <summary>What is on air.</summary>
/// <param name="Number">Counts every change of the air.</param>
/// <param name="Item">With the words and the name that went out: an edit reaches the air by its next TAKE only. Null: nothing is on air.</param>
/// <param name="Since">When the item went on air; when empty, since when; null before the first TAKE.</param>
/// <param name="By">Who did that.</param>
/// <param name="Next">Place 1 of the rundown.</param>
/// <param name="Hand">Who did the last TAKE.</param>
public sealed record WireAir(
    int Number,
    WireItem? Item,
    DateTimeOffset? Since,
    string? By,
    bool OverlayShown,
    WireItem? Next,
    string? Hand,
    IReadOnlyList<WireScreen> Screens,
    WirePresenter Presenter);

/// <param name="Drawn">The on-air number that it has painted; where it is open several times, the one that is furthest behind. Null: none yet.</param>
/// <param name="Connections">How many times it is open.</param>
public sealed record WireScreen(string Name, ScreenKind Kind, long? Drawn, DateTimeOffset LastSeen, int Connections);

/// <param name="Connected">A presenter's screen is there now.</param>
/// <param name="LastSignal">The presenter's last tap about the item on air; null: none.</param>
public sealed record WirePresenter(bool Connected, WireSignal? LastSignal);

public sealed record WireSignal(SignalKind Kind, DateTimeOffset At);

/// <param name="Messages">All that came, since the show began.</param>
/// <param name="Items">How many stand in each stage; a stage with none is left out.</param>
public sealed record WireCounts(long Messages, IReadOnlyDictionary<string, int> Items);

/// <summary>The question that has stood on the board longest without an answer or a place in the rundown.</summary>
public sealed record WireWaiting(Guid Id, int Number, DateTimeOffset Since);

/// <param name="Count">Null: the platform gives none now; that is not zero.</param>
/// <param name="Peak">The highest sample, at <paramref name="PeakAt"/>.</param>
public sealed record WireViewers(string Platform, string Channel, long? Count, DateTimeOffset At, long? Peak, DateTimeOffset? PeakAt);

/// <summary>How one channel's chat is read.</summary>
/// <param name="State">Live while any transport reads.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="Reason">Why nobody reads; null while somebody does.</param>
/// <param name="Rate">Messages in the last full minute.</param>
/// <param name="Quota">Only of YouTube.</param>
/// <param name="Baseline">Messages a minute that are normal here; null before that can be said.</param>
public sealed record WireSource(
    string Platform,
    string Channel,
    SourceState State,
    DateTimeOffset Since,
    WireSentence? Reason,
    DateTimeOffset? LastMessageAt,
    long Messages,
    int? Rate,
    int? Baseline,
    IReadOnlyList<WireTransport> Transports,
    IReadOnlyList<WireGap> Gaps,
    WireQuota? Quota);

/// <summary>YouTube's daily units of the Google project that reads.</summary>
/// <param name="Left">Units that reading may still use.</param>
/// <param name="EndsAt">When reading runs out if it goes on like this; null: not before <paramref name="ResetsAt"/>, or it cannot be said yet.</param>
/// <param name="ResetsAt">When Google counts anew.</param>
public sealed record WireQuota(long Used, long Daily, long Left, DateTimeOffset? EndsAt, DateTimeOffset ResetsAt);

public sealed record WireTransport(string Name, SourceState State, DateTimeOffset Since, WireSentence? Reason);

/// <summary>An interval that nobody read and nothing can fill.</summary>
public sealed record WireGap(DateTimeOffset From, DateTimeOffset To, WireSentence Reason);

/// <summary>A sentence in both languages.</summary>
public sealed record WireSentence(string Fr, string En);

/// <param name="Zero">What the phase's clock counts to or from; null: it has none.</param>
/// <param name="Critical">The desks' defaults are those of the critical minutes.</param>
/// <param name="Held">Since when the show is held: its clock stands as it stood then. Null: it runs.</param>
/// <param name="Contingency">Since when the show is in contingency: only lines that a producer approved go on air. Null: it is in none.</param>
public sealed record WirePhase(string Key, WireWords Word, DateTimeOffset Since, DateTimeOffset? Zero, bool Critical, DateTimeOffset? Held, DateTimeOffset? Contingency);

/// <param name="Id">Stays the same for as long as the trouble lasts.</param>
/// <param name="Kind">Stable name of the sort of trouble: "storage", "source.down".</param>
/// <param name="About">Which one: a channel, a screen; empty where there is only one.</param>
/// <param name="Words">What happened; "{0}" stands where "for so long" belongs.</param>
public sealed record WireAlert(string Id, string Kind, string About, AlertSeverity Severity, WireSentence Words, WireSentence? ToDo, DateTimeOffset Since);

/// <summary>All that a follower of a show is told: whole on every connection, then the members that changed.</summary>
/// <param name="Sequence">The journal's sequence this stands at.</param>
/// <param name="OldestWaiting">Null: nothing waits.</param>
/// <param name="Phase">Null: none has begun. Held or in contingency before any has, its key and words are empty.</param>
public sealed record WireState(
    long Sequence,
    WireAir OnAir,
    IReadOnlyList<WireItem> Rundown,
    WireCounts Counts,
    WireWaiting? OldestWaiting,
    IReadOnlyList<WireViewers> Viewers,
    IReadOnlyList<WireSource> Sources,
    IReadOnlyList<WireScreen> Screens,
    WirePhase? Phase,
    IReadOnlyList<WireAlert> Alerts);
