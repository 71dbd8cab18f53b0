using LiveConsole.Domain.Chat;

namespace LiveConsole.Journal.Sqlite;

/// <summary>
/// All removals of a show, in memory (they are few beside its messages). A message is removed by the first removal after it that
/// reaches it: the same rule as the fold's (<see cref="Removals"/>), for messages of any age and as of any moment.
/// </summary>
internal sealed class RemovalIndex(long show)
{
    private readonly record struct Struck(long Sequence, Removal Removal);

    // A lock, not a channel: any reader may be the one that reads on.
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Struck> _ofMessage = [];
    private readonly Dictionary<(string Platform, string Viewer), List<Struck>> _ofViewer = [];
    private readonly Dictionary<(string Platform, string Channel), List<Struck>> _ofChannel = [];
    private long _upTo;

    /// <summary>Reads what was appended since; call before <see cref="Find"/>.</summary>
    public void CatchUp(Connection connection)
    {
        lock (_gate)
        {
            using var rows = connection.Sql("SELECT key, platform, channel, message, target, viewer, at, scope, actor, reason FROM removals WHERE key > ?1 AND key < ?2 ORDER BY key")
                .Bind(1, Schema.Key(show, _upTo)).Bind(2, Schema.Key(show + 1, 0));
            while (rows.Step())
            {
                _upTo = Schema.SequenceOf(rows.Long(0));
                var struck = new Struck(_upTo, new Removal(new DateTimeOffset(rows.Long(6), TimeSpan.Zero), (RemovalScope)rows.Int(7), rows.TextOrNull(8), rows.TextOrNull(9)));
                if (!rows.IsNull(3))
                {
                    if (rows.LongOrNull(4) is { } target) _ofMessage.TryAdd(target, struck);
                }
                else if (rows.TextOrNull(5) is { } viewer) ListOf(_ofViewer, (rows.Text(1), viewer)).Add(struck);
                else ListOf(_ofChannel, (rows.Text(1), rows.Text(2))).Add(struck);
            }
        }
    }

    /// <param name="asOf">Removals after this sequence had not happened yet.</param>
    public Removal? Find(long sequence, ChatMessage message, long asOf)
    {
        lock (_gate)
        {
            Struck? first = _ofMessage.TryGetValue(sequence, out var struck) && struck.Sequence <= asOf ? struck : null;
            first = Earlier(first, _ofViewer.GetValueOrDefault((message.Platform, message.Author.Id)), sequence, message.SentAt, asOf);
            return Earlier(first, _ofChannel.GetValueOrDefault((message.Platform, message.Channel)), sequence, message.SentAt, asOf)?.Removal;
        }
    }

    private static Struck? Earlier(Struck? first, List<Struck>? removals, long sequence, DateTimeOffset sent, long asOf)
    {
        if (removals is null) return first;
        foreach (var struck in removals)
        {
            if (struck.Sequence > asOf || struck.Sequence > first?.Sequence) break;
            if (struck.Sequence > sequence && sent <= struck.Removal.At) return struck;
        }

        return first;
    }

    private static List<Struck> ListOf<TKey>(Dictionary<TKey, List<Struck>> lists, TKey key) where TKey : notnull =>
        lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}
