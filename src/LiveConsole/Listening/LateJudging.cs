using LiveConsole.Domain.Chat;
using LiveConsole.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Listening;

/// <summary>
/// Judges what passed unjudged, in its order, while Listening is not behind: what the present process let pass, and at its start what the last one
/// did, however far back it was killed. One that reads the platforms does it; a node that follows does not.
/// </summary>
public sealed class LateJudging(LiveShow show, IJournal journal)
{
    /// <summary>A show of last month that is opened again is left as it is.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromDays(1);

    private const int Page = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        var done = await LeftOffAsync(ct);
        await foreach (var snapshot in show.WatchAsync(ct))
        {
            // Whatever makes it late ends with a commit, and that with a snapshot.
            if (!show.Listening.IsBehind) done = await JudgeAsync(snapshot, done, ct);
        }
    }

    /// <summary>Where the last process was: before so many rows in a row with a judgement nothing is left, for it judged in their order.</summary>
    private async Task<long> LeftOffAsync(CancellationToken ct)
    {
        var state = show.Snapshot.State;
        if (state.Recent.Count == 0) return state.Sequence;
        var first = state.Recent[0].Sequence;
        var from = first;
        for (var judged = 0; judged < FeedLog.Kept && await PageAsync(new MessageQuery(Before: first, Limit: Page), ct) is [var oldest, ..] page; first = oldest.Sequence)
        {
            var left = page.FindIndex(m => m.Judgement is null && !IsOld(m.Message));
            judged = left < 0 ? judged + page.Count : left;
            if (left >= 0) from = page[left].Sequence;
            if (IsOld(oldest.Message)) break;
        }

        return from - 1;
    }

    /// <returns>All up to here has been looked at.</returns>
    private async Task<long> JudgeAsync(ShowSnapshot snapshot, long done, CancellationToken ct)
    {
        var recent = snapshot.State.Recent;
        while (recent.Count >= FeedLog.Kept && recent[0].Sequence > done + 1 && await OlderAsync(done, recent[0].Sequence, ct) is [.., var last] older)
        {
            foreach (var row in older) await JudgeAsync(row, ct);
            done = last.Sequence;
        }

        foreach (var row in recent.After(done))
        {
            await JudgeAsync(row, ct);
            done = row.Sequence;
        }

        return done;
    }

    /// <summary>So many passed that they are no longer among the recent ones.</summary>
    private async Task<IReadOnlyList<FeedRow>> OlderAsync(long after, long before, CancellationToken ct) =>
        [.. (await PageAsync(new MessageQuery(After: after, Limit: Page), ct)).TakeWhile(m => m.Sequence < before).Select(m => new FeedRow(m.Sequence, m.Message, m.Judgement))];

    private async Task<List<StoredMessage>> PageAsync(MessageQuery query, CancellationToken ct)
    {
        try
        {
            return [.. await journal.ReadMessagesAsync(show.Id, query, ct)];
        }
        catch (JournalStorageException)
        {
            // The desks say that storage is away; these rows stay unjudged, the recent ones do not wait for them.
            return [];
        }
    }

    private bool IsOld(ChatMessage message) => show.Clock.Now - message.ReceivedAt > Old;

    private async ValueTask JudgeAsync(FeedRow row, CancellationToken ct)
    {
        if (row.Judgement is not null || IsOld(row.Message)) return;
        if (show.Listening.Judge(row.Message) is { } judgement) await show.Writer.PutAsync(new JudgementCame(row.Sequence, judgement), ct);
    }
}
