using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal;

/// <summary>
/// All removals of a show, in memory (they are few beside its messages), and what was lifted of them: folded for a message of any age and as of any moment as the state folds
/// them (<see cref="Removals.Next"/>, <see cref="Removals.Without"/>).
/// </summary>
internal sealed class RemovalIndex
{
    // A lock, not a channel: any reader may be the one that reads on.
    private readonly Lock _gate = new();
    private readonly Dictionary<long, List<RemovalRow>> _ofMessage = [];
    private readonly Dictionary<(string Platform, string Viewer), List<RemovalRow>> _ofViewer = [];
    private readonly Dictionary<(string Platform, string Channel), List<RemovalRow>> _ofChannel = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private long _upTo;

    // Channels, and who removes: moderators of a night.
    private const int MostNames = 1_000;

    /// <summary>Removals up to this sequence are in the index.</summary>
    public long UpTo
    {
        get
        {
            lock (_gate) return _upTo;
        }
    }

    /// <summary>Removals in their order; those that are in the index already are passed over: two readers may read on at once.</summary>
    public void Add(IEnumerable<RemovalRow> removals)
    {
        lock (_gate)
        {
            foreach (var row in removals)
            {
                if (row.Sequence <= _upTo) continue;
                _upTo = row.Sequence;
                if (row.Message is not null)
                {
                    if (row.Target is { } message) AddTo(_ofMessage, message, Slim(row));
                }
                else if (row.Viewer is { } viewer) AddTo(_ofViewer, (row.Platform, viewer), row);
                else AddTo(_ofChannel, (row.Platform, row.Channel), row);
            }
        }
    }

    /// <param name="asOf">Removals after this sequence had not happened yet.</param>
    public Removal? Find(long sequence, ChatMessage message, long asOf)
    {
        lock (_gate)
        {
            var (itself, viewer) = (_ofMessage.GetValueOrDefault(sequence), _ofViewer.GetValueOrDefault((message.Platform, message.Author.Id)));
            var channel = _ofChannel.GetValueOrDefault((message.Platform, message.Channel));
            return itself is null && viewer is null && channel is null ? null : Folded(sequence, message, itself, viewer, channel, asOf);
        }
    }

    private static Removal? Folded(long sequence, ChatMessage message, List<RemovalRow>? itself, List<RemovalRow>? viewer, List<RemovalRow>? channel, long asOf)
    {
        IEnumerable<RemovalRow> reaching = [.. itself ?? [], .. (viewer ?? []).Concat(channel ?? []).Where(r => message.SentAt <= r.At)];
        Removal? stands = null;
        foreach (var row in reaching.Where(r => r.Sequence > sequence && r.Sequence <= asOf).OrderBy(r => r.Sequence))
            stands = row.Removal is { } removal ? Removals.Next(stands, removal) : stands is null ? null : Removals.Without(stands, row.Lifted);
        return stands;
    }

    /// <summary>A rule of a show may hide a raid of thousands: what says which message it is is the key here, and names are few.</summary>
    private RemovalRow Slim(RemovalRow row)
    {
        var by = Known(row.By);
        return row with { Platform = Known(row.Platform)!, Channel = Known(row.Channel)!, Message = "", By = by, Removal = row.Removal is { Rule: not null } removal ? removal with { By = by } : row.Removal };
    }

    private string? Known(string? name)
    {
        if (name is null) return null;
        if (_names.TryGetValue(name, out var known)) return known;
        if (_names.Count < MostNames) _names.Add(name);
        return name;
    }

    private static void AddTo<TKey>(Dictionary<TKey, List<RemovalRow>> lists, TKey key, RemovalRow row) where TKey : notnull
    {
        if (lists.TryGetValue(key, out var list)) list.Add(row);
        else lists.Add(key, new List<RemovalRow>(1) { row });
    }
}

/// <summary>A removal, or its lifting, as a store keeps it.</summary>
/// <param name="Target">The sequence of the message that one by id named; null where there was none.</param>
/// <param name="By">Whose it is; of a lifting: whose was lifted.</param>
/// <param name="Removal">Null: what was removed at <paramref name="At"/> is taken back.</param>
internal sealed record RemovalRow(long Sequence, string Platform, string Channel, string? Message, string? Viewer, long? Target, DateTimeOffset At, string? By, Removal? Removal)
{
    public RemovalLifted Lifted => new(Platform, Channel, Message, At, Viewer, By);

    /// <returns>Null: the entry removes nothing and lifts nothing.</returns>
    public static RemovalRow? Of(long sequence, Entry entry, long? target) => entry switch
    {
        MessagesRemoved e => new RemovalRow(sequence, e.Platform, e.Channel, e.MessageId, e.ViewerId, target, e.Removal.At, e.Removal.By, e.Removal),
        RemovalLifted e => new RemovalRow(sequence, e.Platform, e.Channel, e.MessageId, e.ViewerId, target, e.Of, e.By, null),
        _ => null,
    };
}
