using System.Runtime.InteropServices;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using Npgsql;
using NpgsqlTypes;

namespace LiveConsole.Journal.Postgres;

/// <summary>A batch as the arrays that the database's append takes: one value per entry, or sparse with the entry's place (from 1).</summary>
internal sealed class AppendCall : IDisposable
{
    /// <summary>So many parameters are bound, after the show.</summary>
    public const int Parameters = 32;

    private readonly EncodedBatch _payloads = new();
    private readonly List<EntryKind> _kinds = [];
    private readonly List<string> _platforms = [];
    private readonly short[] _kind;
    private readonly long[] _at;
    private readonly int[] _from;
    private readonly int[] _size;
    private readonly short[] _platform;
    private readonly long[] _viewer;
    private readonly Guid?[] _command;
    private readonly string?[] _verb;
    private readonly byte[]?[] _actor;
    private readonly List<Guid> _refs;
    private readonly List<int> _refEntries;
    private readonly List<Guid> _copies = [];
    private readonly List<int> _copyEntries = [];
    private readonly List<Guid?> _removed = [];
    private readonly List<int> _removalEntries = [];
    private readonly List<long> _sampled = [];
    private readonly List<int> _sampleEntries = [];
    private readonly List<long> _amended = [];
    private readonly List<int> _amendedEntries = [];
    private readonly List<long> _judged = [];
    private readonly List<int> _judgedEntries = [];
    private readonly List<Guid> _amendedCopies = [];
    private readonly List<long> _amendedCopiesOf = [];
    // Each message's ids once: what the batch itself has twice is found before the database is asked.
    private readonly HashSet<Guid> _ids = [];
    private int _desk;
    private Actor? _lastActor;
    private byte[]? _lastActorJson;

    private readonly record struct EntryKind(string Type, short Version, short Flags);

    /// <exception cref="InvalidOperationException">The batch has a message twice.</exception>
    public AppendCall(IReadOnlyList<NewEntry> entries)
    {
        var count = entries.Count;
        (_kind, _at, _from, _size, _platform, _viewer) = (new short[count], new long[count], new int[count], new int[count], new short[count], new long[count]);
        (_refs, _refEntries) = (new List<Guid>(count), new List<int>(count));
        var commands = entries.Any(e => e.Command is not null || e.Verb is not null || e.By is not null);
        (_command, _verb, _actor) = commands ? (new Guid?[count], new string?[count], new byte[]?[count]) : ([], [], []);
        _payloads.Fill(entries);
        for (var i = 0; i < count; i++) Add(i, entries[i]);
        // In their index's order (Guid's is uuid's): neighbours meet the same page of it.
        CollectionsMarshal.AsSpan(_refs).Sort(CollectionsMarshal.AsSpan(_refEntries));
    }

    /// <summary>The parameters after the show, in the order of the function.</summary>
    public void Bind(NpgsqlParameterCollection to, Guid batch, long? expectedDeskVersion, long? leaseEpoch)
    {
        Add(to, batch);
        to.Add(new NpgsqlParameter { Value = expectedDeskVersion is { } version ? version : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        to.Add(new NpgsqlParameter { Value = leaseEpoch is { } epoch ? epoch : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        Add(to, _desk);
        Add(to, _kinds.ConvertAll(k => k.Type));
        Add(to, _kinds.ConvertAll(k => k.Version));
        Add(to, _kinds.ConvertAll(k => k.Flags));
        Add(to, _platforms);
        Add(to, _kind);
        Add(to, _at);
        Add(to, _from);
        Add(to, _size);
        Add(to, _payloads.All);
        Add(to, _platform);
        Add(to, _viewer);
        Add(to, _command);
        Add(to, _verb);
        Add(to, _actor);
        Add(to, _refs);
        Add(to, _refEntries);
        Add(to, _copies);
        Add(to, _copyEntries);
        Add(to, _removed);
        Add(to, _removalEntries);
        Add(to, _sampled);
        Add(to, _sampleEntries);
        Add(to, _amended);
        Add(to, _amendedEntries);
        Add(to, _amendedCopies);
        Add(to, _amendedCopiesOf);
        Add(to, _judged);
        Add(to, _judgedEntries);
    }

    public void Dispose() => _payloads.Dispose();

    private static void Add<T>(NpgsqlParameterCollection to, T value) => to.Add(new NpgsqlParameter<T> { TypedValue = value });

    private void Add(int i, NewEntry entry)
    {
        var type = EntryJson.TypeOf(entry.Entry);
        _kind[i] = PlaceOf(_kinds, new EntryKind(type.Name, (short)type.Version, (short)((type.Skippable ? EntryRow.Skippable : 0) | (entry.Entry.IsDesk ? EntryRow.Desk : 0))));
        _at[i] = entry.At.UtcTicks;
        // From 1, as the database counts bytes.
        _from[i] = i == 0 ? 1 : _from[i - 1] + _size[i - 1];
        _size[i] = _payloads[i].Length;
        if (entry.Entry.IsDesk) _desk++;
        if (_command.Length > 0) (_command[i], _verb[i], _actor[i]) = (entry.Command, entry.Verb, Json(entry.By));
        switch (entry.Entry)
        {
            case MessageArrived { Message: var message }: Message(i, message); break;
            case MessageAmended amended:
                _amended.Add(amended.Sequence);
                _amendedEntries.Add(i + 1);
                foreach (var copy in amended.Message.Copies)
                {
                    _amendedCopies.Add(RefKey.OfMessage(amended.Message.Platform, copy));
                    _amendedCopiesOf.Add(amended.Sequence);
                }

                break;
            case Judged judged:
                _judged.Add(judged.Sequence);
                _judgedEntries.Add(i + 1);
                break;
            case RemovalLifted lifted:
                _removed.Add(lifted.MessageId is { } shown ? RefKey.OfMessage(lifted.Platform, shown) : null);
                _removalEntries.Add(i + 1);
                break;
            case MessagesRemoved removed:
                _removed.Add(removed.MessageId is { } id ? RefKey.OfMessage(removed.Platform, id) : null);
                _removalEntries.Add(i + 1);
                break;
            case ViewersSampled sampled:
                _sampled.Add(sampled.SampledAt.UtcTicks);
                _sampleEntries.Add(i + 1);
                break;
            default: break;
        }
    }

    private void Message(int i, ChatMessage message)
    {
        var id = RefKey.OfMessage(message.Platform, message.Id);
        if (!_ids.Add(id)) throw PostgresJournal.MessageTwice(message.Ref.ToString());
        _platform[i] = PlaceOf(_platforms, message.Platform);
        _viewer[i] = RefKey.OfViewer(message.Platform, message.Author.Id);
        _refs.Add(id);
        _refEntries.Add(i + 1);
        foreach (var copy in message.Copies)
        {
            var key = RefKey.OfMessage(message.Platform, copy);
            if (!_ids.Add(key)) continue;
            _copies.Add(key);
            _copyEntries.Add(i + 1);
        }
    }

    private static short PlaceOf<T>(List<T> all, T one)
    {
        var place = all.IndexOf(one);
        if (place < 0)
        {
            place = all.Count;
            all.Add(one);
        }

        return (short)(place + 1);
    }

    private byte[]? Json(Actor? by)
    {
        if (ReferenceEquals(by, _lastActor)) return _lastActorJson;
        _lastActor = by;
        return _lastActorJson = by is null ? null : EntryJson.Write(by);
    }
}
