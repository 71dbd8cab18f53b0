using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Platforms;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Shows;

namespace LiveConsole.Sources;

/// <summary>
/// YouTube tells readers of no removal made elsewhere (product.md, rule 2): what an item shows and who asks it is looked for when it is queued and when it becomes NEXT, and
/// what is gone is removed here, too. One look for all that wait, twice a minute at most; TAKE waits for none of it.
/// </summary>
/// <param name="histories">Of a channel that is read; null: it is not.</param>
internal sealed class SourceChecks(LiveShow show, IArrivalSink sink, Func<string, YouTubeHistory?> histories, TimeProvider time)
{
    public static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(30);

    private readonly HashSet<ItemId> _due = [];
    private ImmutableList<ItemId>? _rundown;
    private long? _lookedAt;

    public async Task RunAsync(CancellationToken ct)
    {
        await foreach (var snapshot in show.WatchAsync(ct))
        {
            Notice(snapshot.State);
            if (_due.Count == 0) continue;
            if (_lookedAt is { } at && AtMostEvery - time.GetElapsedTime(at) is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, time, ct);
            Notice(show.Snapshot.State);
            await LookAsync(ct);
        }
    }

    private void Notice(ShowState state)
    {
        if (ReferenceEquals(state.Rundown, _rundown)) return;
        var before = _rundown;
        _rundown = state.Rundown;
        // A program that begins to listen looks for what nobody looked for.
        _due.UnionWith(before is null ? state.Rundown.Where(id => state.Items[id].Checked is null) : state.Rundown.Except(before));
        if (before is { IsEmpty: false } && !state.Rundown.IsEmpty && state.Rundown[0] != before[0]) _due.Add(state.Rundown[0]);
        _due.RemoveWhere(id => !Asks(state.Items[id]).Any());
    }

    private async Task LookAsync(CancellationToken ct)
    {
        var items = _due.Select(id => show.Snapshot.State.Items.GetValueOrDefault(id)).OfType<Item>().Where(i => i.Stage is Stage.Queued or Stage.OnAir).ToList();
        _due.Clear();
        if (items.Count == 0) return;
        _lookedAt = time.GetTimestamp();
        Dictionary<string, HistoryLook?> looks = new(StringComparer.Ordinal);
        foreach (var channel in items.SelectMany(Asks).Select(ChannelOf).OfType<string>().Distinct(StringComparer.Ordinal))
            looks[channel] = histories(channel) is { } history ? await history.LookAsync(ct) : null;
        AtSource Of(Ask ask) => ChannelOf(ask) is { } channel && looks[channel] is { } look ? look.Of(ask.Message.Id, ask.At) : AtSource.CannotKnow;

        foreach (var item in items)
        {
            var asks = Asks(item).Select(a => (Ask: a, Found: Of(a))).ToList();
            // First: whoever reads that it is gone finds it withdrawn.
            foreach (var (ask, _) in asks.Where(a => a.Found == AtSource.Gone))
                await sink.PutAsync(new RemovalCame(ask.Message.Platform, ChannelOf(ask)!, new Removal(show.Clock.Now, RemovalScope.Message), ask.Message.Id), ct);
            var shown = asks.Where(a => a.Ask.Message == item.Shown).Select(a => (AtSource?)a.Found).FirstOrDefault();
            // Where something else is shown, one who still asks is enough.
            var found = shown ?? (asks.Exists(a => a.Found == AtSource.There) ? AtSource.There : asks.TrueForAll(a => a.Found == AtSource.Gone) ? AtSource.Gone : AtSource.CannotKnow);
            await sink.PutAsync(new CheckCame(item.Id, new SourceCheck(found, show.Clock.Now)), ct);
        }
    }

    private static IEnumerable<Ask> Asks(Item item) => item.LiveAsks.Where(a => a.Message.Platform == ChannelNames.YouTube);

    /// <summary>Asks of before their channel was kept are of the show's one channel, if it has one only.</summary>
    private string? ChannelOf(Ask ask) => ask.Channel
        ?? ((show.Snapshot.State.Settings?.Channels ?? []).Where(c => c.Platform == ChannelNames.YouTube).Select(c => ChannelNames.Of(c.Platform, c.Name).Channel?.Name).OfType<string>().ToList() is [var only] ? only : null);
}
