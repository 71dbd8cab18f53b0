using System.Runtime.InteropServices;
using System.Text;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Journal.Sqlite;

/// <summary>
/// Which messages a show has, in memory: hash of (platform, id) to sequence, about 30 bytes a message, in place of an index on disk
/// that would cost every append a page per message. Rebuilt from the rows when first needed and brought up to date from them, so
/// that what another process appended is seen too; answers are exact because a found sequence is compared with its row.
/// Needs its <see cref="Gate"/>: the writer appends while others ask.
/// </summary>
internal sealed class ShowIndex(long show)
{
    private readonly Dictionary<ulong, long> _messages = [];
    // Different ids of one hash: never seen in practice, kept so that answers stay exact.
    private readonly Dictionary<MessageRef, long> _collided = [];
    private readonly Dictionary<ulong, ViewerTail> _viewers = [];

    public Lock Gate { get; } = new();

    /// <summary>Rows up to this sequence are in the index.</summary>
    public long UpTo { get; private set; }

    /// <summary>A viewer's newest message and how many there are; each message row names the one before.</summary>
    public readonly record struct ViewerTail(long Sequence, long Count);

    public void CatchUp_NeedsGate(Connection connection, long upTo)
    {
        if (UpTo >= upTo) return;
        using var rows = connection.Sql("SELECT key, platform, id, viewer, copies FROM messages WHERE key > ?1 AND key <= ?2 ORDER BY key")
            .Bind(1, Schema.Key(show, UpTo)).Bind(2, Schema.Key(show, upTo));
        while (rows.Step())
        {
            var sequence = Schema.SequenceOf(rows.Long(0));
            var platform = rows.Bytes(1);
            Put(RefHash.Of(platform, rows.Bytes(2)), sequence, rows, 2);
            ref var tail = ref CollectionsMarshal.GetValueRefOrAddDefault(_viewers, RefHash.Of(platform, rows.Bytes(3)), out _);
            tail = new ViewerTail(sequence, tail.Count + 1);
            if (!rows.IsNull(4))
            {
                foreach (var copy in Copies.Split(rows.Bytes(4))) Add(new MessageRef(rows.Text(1), copy), sequence);
            }
        }

        using var amended = connection.Sql("SELECT a.target, m.platform, a.copies FROM amendments a JOIN messages m ON m.key = a.target WHERE a.key > ?1 AND a.key <= ?2 AND a.copies IS NOT NULL ORDER BY a.key")
            .Bind(1, Schema.Key(show, UpTo)).Bind(2, Schema.Key(show, upTo));
        while (amended.Step())
        {
            foreach (var copy in Copies.Split(amended.Bytes(2))) Amended_NeedsGate(new MessageRef(amended.Text(1), copy), Schema.SequenceOf(amended.Long(0)));
        }

        UpTo = upTo;
    }

    /// <summary>Another id of a message that is there. Told again it changes nothing.</summary>
    public void Amended_NeedsGate(MessageRef copy, long sequence)
    {
        if (_messages.GetValueOrDefault(HashOf(copy.Platform, copy.Id)) != sequence) Add(copy, sequence);
    }

    /// <summary>A message that was just written: its place in its viewer's chain.</summary>
    /// <param name="id">Hash of its own id.</param>
    /// <returns>The viewer's message before it (0: none) and which of theirs this one is.</returns>
    public (long Previous, long Nth) Append_NeedsGate(ChatMessage message, ulong id, ulong viewer, long sequence)
    {
        if (!_messages.TryAdd(id, sequence)) _collided[message.Ref] = sequence;
        foreach (var copy in message.Copies) Add(new MessageRef(message.Platform, copy), sequence);
        ref var tail = ref CollectionsMarshal.GetValueRefOrAddDefault(_viewers, viewer, out _);
        var previous = tail;
        tail = new ViewerTail(sequence, previous.Count + 1);
        return (previous.Sequence, tail.Count);
    }

    public void Appended_NeedsGate(long upTo) => UpTo = upTo;

    /// <returns>The sequence of the message with that id (or with a copy of that id), or null.</returns>
    public long? Find_NeedsGate(Connection connection, MessageRef message)
    {
        // The hash's own first: it came first, and a copy's id that is another message's own stays that message's.
        if (_messages.TryGetValue(HashOf(message.Platform, message.Id), out var sequence) && IsAt(connection, message, sequence)) return sequence;
        return _collided.Count > 0 && _collided.TryGetValue(message, out var collided) && IsAt(connection, message, collided) ? collided : null;
    }

    /// <summary>As above where the hash is known already: cheap when, as nearly always, there is no such message.</summary>
    public bool Has_NeedsGate(Connection connection, MessageRef message, ulong hash) => _messages.ContainsKey(hash) && Find_NeedsGate(connection, message) is not null;

    public ViewerTail TailOf_NeedsGate(ViewerRef viewer) => _viewers.GetValueOrDefault(HashOf(viewer.Platform, viewer.Id));

    public static ulong HashOf(string platform, string id) => RefHash.Of(Encoding.UTF8.GetBytes(platform), Encoding.UTF8.GetBytes(id));

    private bool IsAt(Connection connection, MessageRef message, long sequence)
    {
        using var row = connection.Sql("SELECT platform, id, copies FROM messages WHERE key = ?1").Bind(1, Schema.Key(show, sequence));
        if (!row.Step() || !row.TextIs(0, message.Platform)) return false;
        if (row.TextIs(1, message.Id) || HasCopy(row, 2, message.Id)) return true;
        using var last = connection.Sql("SELECT copies FROM amendments WHERE target = ?1 ORDER BY key DESC LIMIT 1").Bind(1, Schema.Key(show, sequence));
        return last.Step() && HasCopy(last, 0, message.Id);
    }

    private static bool HasCopy(Statement row, int copies, string id) => !row.IsNull(copies) && Copies.Split(row.Bytes(copies)).Contains(id, StringComparer.Ordinal);

    private void Put(ulong hash, long sequence, Statement rows, int id)
    {
        if (!_messages.TryAdd(hash, sequence)) _collided[new MessageRef(rows.Text(1), rows.Text(id))] = sequence;
    }

    private void Add(MessageRef message, long sequence)
    {
        // A copy's id that is another message's own id stays that message's.
        if (!_messages.TryAdd(HashOf(message.Platform, message.Id), sequence)) _collided.TryAdd(message, sequence);
    }
}

/// <summary>A message's other ids in one column: UTF-8, divided by a zero byte, which no id holds.</summary>
internal static class Copies
{
    public static byte[] Join(IEnumerable<string> copies) => Encoding.UTF8.GetBytes(string.Join('\0', copies));

    public static string[] Split(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes).Split('\0');
}
