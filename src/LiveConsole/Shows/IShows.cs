using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Shows;

/// <summary>The shows this node serves.</summary>
public interface IShows
{
    /// <param name="slug">As in addresses: lower case, digits and hyphens.</param>
    IShow? Find(string slug);

    IShow? Find(ShowId id);

    IReadOnlyList<IShow> All { get; }
}

/// <summary>The reading side of one show. Safe from any thread.</summary>
public interface IShow
{
    ShowId Id { get; }

    string Slug { get; }

    /// <summary>Show time: <c>Clock.Now</c>, and its rate for pages that count by themselves.</summary>
    ShowClock Clock { get; }

    /// <summary>The newest snapshot. For watchers: subscribe first, read second, drop what has been seen.</summary>
    ShowSnapshot Snapshot { get; }

    /// <summary>Newest snapshots as they are published: desk entries at once, arrivals at most 20 times a second; conflated (a slow reader gets the newest, never a backlog). Starts with the present one.</summary>
    IAsyncEnumerable<ShowSnapshot> WatchAsync(CancellationToken ct);

    /// <summary>Older messages, searches, a viewer's messages: through the same gate as the snapshot.</summary>
    ValueTask<IReadOnlyList<SeenMessage>> ReadMessagesAsync(Reader reader, MessageQuery query, CancellationToken ct);

    /// <summary>One message by its platform's own key, through the same gate; null: the show has none, or it is not for this reader.</summary>
    ValueTask<SeenMessage?> FindMessageAsync(Reader reader, MessageRef message, CancellationToken ct);

    /// <summary>Who did what, newest first, through the gate: nothing for who may not read it.</summary>
    /// <param name="before">Only what came before this <see cref="AuditLine.Sequence"/>; null: from the newest.</param>
    IAsyncEnumerable<AuditLine> ReadAuditAsync(Reader reader, AuditWish wish, long? before, CancellationToken ct);

    /// <summary>Says that somebody is at a desk; dispose to leave. Not history.</summary>
    IPresence Join(PersonPresent person);

    /// <summary>A person does not want to be given work now (or does again); at all their desks, until they say otherwise.</summary>
    void Pause(string accountId, bool onBreak);

    /// <summary>A connected screen shows its test card for 60 s, or until something is taken; off: it ends.</summary>
    /// <returns>Why not, in words: something is on air, or the screen is not there.</returns>
    Words? TestCard(string screen, Screens.ScreenKind kind, bool on);

    /// <summary>Somebody has no patience, or put something right: every source that waits tries now.</summary>
    void RetrySources();
}
