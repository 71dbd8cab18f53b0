using System.Collections.Immutable;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Domain.Chat;

/// <summary>A message at its place in the show's journal.</summary>
/// <param name="Judgement">What Listening says of it; null: not judged (yet).</param>
public sealed record FeedRow(long Sequence, ChatMessage Message, Judgement? Judgement = null)
{
    private Copy? _copy;

    /// <summary>What makes it a copy of others; null: it stands for itself. Worked out by the first who asks, once.</summary>
    internal CopyKey? Copied
    {
        get
        {
            var copy = Volatile.Read(ref _copy);
            // Of this very message: "with" takes the field along.
            if (copy is null || !ReferenceEquals(copy.Of, Message)) Volatile.Write(ref _copy, copy = new Copy(Message, CopyKey.Of(Message)));
            return copy.Key;
        }
    }

    public bool Equals(FeedRow? other) => other is not null && Sequence == other.Sequence && Message == other.Message && Judgement == other.Judgement;

    public override int GetHashCode() => Sequence.GetHashCode();

    private sealed record Copy(ChatMessage Of, CopyKey? Key);
}

/// <summary>
/// The newest messages of a show, in journal order: a persistent list that shares its chunks between versions, so that a snapshot
/// costs nothing. Safe to read on any thread; appended to on the writer's thread only.
/// </summary>
public sealed class FeedLog
{
    private const int ChunkSize = 256;

    /// <summary>How many rows are kept at least; up to one chunk more may be held.</summary>
    public const int Kept = 5_000;

    private sealed class Chunk
    {
        public readonly FeedRow[] Rows = new FeedRow[ChunkSize];
        public int Used;
    }

    private readonly ImmutableArray<Chunk> _chunks;
    private readonly int _inLast;

    private FeedLog(ImmutableArray<Chunk> chunks, int inLast)
    {
        _chunks = chunks;
        _inLast = inLast;
    }

    public static FeedLog Empty { get; } = new([], 0);

    public int Count => _chunks.IsEmpty ? 0 : ((_chunks.Length - 1) * ChunkSize) + _inLast;

    public FeedRow this[int index] => index >= 0 && index < Count
        ? _chunks[index / ChunkSize].Rows[index % ChunkSize]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The feed has {Count} rows.");

    /// <summary>Rows with a sequence above <paramref name="after"/>, oldest first.</summary>
    public IEnumerable<FeedRow> After(long after)
    {
        for (var i = IndexAfter(after); i < Count; i++) yield return this[i];
    }

    /// <summary>The newest <paramref name="count"/> rows, oldest first.</summary>
    public IEnumerable<FeedRow> Newest(int count)
    {
        for (var i = Math.Max(0, Count - count); i < Count; i++) yield return this[i];
    }

    /// <returns>The row with that sequence, or null when the log does not hold it.</returns>
    public FeedRow? Find(long sequence)
    {
        var i = IndexAfter(sequence - 1);
        return i < Count && this[i].Sequence == sequence ? this[i] : null;
    }

    /// <returns>The row of that message, by its own id or a copy's; null when the log does not hold it. Looked for from the newest on.</returns>
    public FeedRow? Find(MessageRef message)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            var found = this[i].Message;
            if (found.Platform == message.Platform && (found.Id == message.Id || found.Copies.Contains(message.Id))) return this[i];
        }

        return null;
    }

    /// <summary>As <see cref="Find(long)"/>, of the newest <see cref="Kept"/> only: a fold that asks this says the same wherever the log begins.</summary>
    public FeedRow? FindKept(long sequence) => Count <= Kept || sequence >= this[Count - Kept].Sequence ? Find(sequence) : null;

    public FeedLog Append(FeedRow row)
    {
        // A version may write into the last chunk only if nobody wrote behind its back: a turn whose commit failed was dropped and
        // its rows are still in the array, unseen by any version that was published.
        if (!_chunks.IsEmpty && _inLast < ChunkSize && _chunks[^1].Used == _inLast)
        {
            _chunks[^1].Rows[_inLast] = row;
            _chunks[^1].Used = _inLast + 1;
            return new FeedLog(_chunks, _inLast + 1);
        }

        var chunk = new Chunk();
        var chunks = _chunks;
        var at = 0;
        if (!chunks.IsEmpty && _inLast < ChunkSize)
        {
            Array.Copy(chunks[^1].Rows, chunk.Rows, _inLast);
            at = _inLast;
            chunks = chunks.RemoveAt(chunks.Length - 1);
        }

        chunk.Rows[at] = row;
        chunk.Used = at + 1;
        chunks = chunks.Add(chunk);
        if ((chunks.Length - 2) * ChunkSize >= Kept) chunks = chunks.RemoveAt(0);
        return new FeedLog(chunks, at + 1);
    }

    /// <summary>The row at its place in another version of its message. Other versions of the log, and a snapshot that was published, keep theirs.</summary>
    public FeedLog Replace(FeedRow row)
    {
        var at = IndexAfter(row.Sequence - 1);
        if (at >= Count || this[at].Sequence != row.Sequence) return this;
        var was = _chunks[at / ChunkSize];
        var used = at / ChunkSize == _chunks.Length - 1 ? _inLast : ChunkSize;
        var chunk = new Chunk { Used = used };
        Array.Copy(was.Rows, chunk.Rows, used);
        chunk.Rows[at % ChunkSize] = row;
        return new FeedLog(_chunks.SetItem(at / ChunkSize, chunk), _inLast);
    }

    private int IndexAfter(long after)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (this[middle].Sequence <= after) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
