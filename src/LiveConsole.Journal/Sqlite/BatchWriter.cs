using System.Text;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Archive;

namespace LiveConsole.Journal.Sqlite;

/// <summary>The rows of one batch, inside its transaction. On the thread that holds the write connection.</summary>
internal ref struct BatchWriter(Connection connection, ShowIndex index, long show)
{
    public const int Skippable = 1;
    public const int Desk = 2;

    private readonly Statement _entry = connection.Sql("INSERT INTO entries (key, at, type, version, flags, command, verb, actor, payload, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    private readonly Statement _message = connection.Sql("INSERT INTO messages (key, platform, id, viewer, channel, sent, nth, previous, copies) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");

    // Commands of a batch mostly come from one person: the same bytes are written again.
    private Actor? _lastActor;
    private byte[] _lastActorJson = [];

    public void Write(long sequence, NewEntry entry, ReadOnlySpan<byte> payload)
    {
        var type = EntryJson.TypeOf(entry.Entry);
        var key = Schema.Key(show, sequence);
        var flags = (type.Skippable ? Skippable : 0) | (entry.Entry.IsDesk ? Desk : 0);
        _entry.Bind(1, key).Bind(2, entry.At.UtcTicks).Bind(3, type.Name).Bind(4, type.Version).Bind(5, flags).Bind(9, payload);
        Run(key, entry.At.UtcTicks, entry.Command, entry.Verb, entry.By is { } by ? Json(by) : default, payload);
        Derive(sequence, entry.Entry);
    }

    /// <summary>An entry's row as another store kept it, without those that follow from it.</summary>
    public readonly void Write(RawEntry entry)
    {
        var key = Schema.Key(show, entry.Sequence);
        _entry.Bind(1, key).Bind(2, entry.At.UtcTicks).Bind(3, entry.Type).Bind(4, entry.Version).Bind(5, entry.Flags).Bind(9, entry.Payload.Span);
        Run(key, entry.At.UtcTicks, entry.Command, entry.Verb, entry.Actor.Span, entry.Payload.Span);
    }

    /// <param name="actor">Empty: nobody.</param>
    private readonly void Run(long key, long at, Guid? command, string? verb, ReadOnlySpan<byte> actor, ReadOnlySpan<byte> payload)
    {
        Span<byte> buffer = stackalloc byte[128], bytes = stackalloc byte[16];
        var word = verb is not null ? Utf8(verb, buffer) : default;
        var id = command is { } given && given.TryWriteBytes(bytes, bigEndian: true, out _) ? bytes : default;
        if (command is not null) _entry.Bind(6, id);
        else _entry.BindNull(6);
        if (verb is not null) _entry.BindText(7, word);
        else _entry.BindNull(7);
        if (!actor.IsEmpty) _entry.Bind(8, actor);
        else _entry.BindNull(8);
        _entry.Bind(10, EntrySum.Of(key, at, id, word, actor, payload)).Run();
    }

    /// <summary>The rows that follow from an entry alone: here, and where they are checked or made again.</summary>
    public void Derive(long sequence, Entry entry)
    {
        var key = Schema.Key(show, sequence);
        switch (entry)
        {
            case MessageArrived arrived: Message(key, sequence, arrived.Message); break;
            case MessageAmended amended: Amended(key, amended); break;
            case Judged judged: connection.Sql("INSERT INTO judgements (key, target) VALUES (?1, ?2)").Bind(1, key).Bind(2, Schema.Key(show, judged.Sequence)).Run(); break;
            case MessagesRemoved or RemovalLifted: Removed(key, RemovalRow.Of(sequence, entry, null)!); break;
            case ViewersSampled sampled: Sample(key, sampled); break;
            default: break;
        }
    }

    private void Message(long key, long sequence, ChatMessage message)
    {
        Span<byte> buffer = stackalloc byte[768];
        var platform = Utf8(message.Platform, buffer[..128]);
        var id = Utf8(message.Id, buffer.Slice(128, 320));
        var viewer = Utf8(message.Author.Id, buffer[448..]);
        var hash = RefHash.Of(platform, id);
        if (index.Has_NeedsGate(connection, message.Ref, hash))
            throw new InvalidOperationException($"Message {message.Ref} is in the journal already: drop what is known before appending.");
        var (previous, nth) = index.Append_NeedsGate(message, hash, RefHash.Of(platform, viewer), sequence);
        _message.Bind(1, key).BindText(2, platform).BindText(3, id).BindText(4, viewer).Bind(5, message.Channel)
            .Bind(6, message.SentAt.UtcTicks).Bind(7, nth).Bind(8, previous);
        if (message.Copies.IsEmpty) _message.BindNull(9);
        else _message.Bind(9, Copies.Join(message.Copies));
        _message.Run();
    }

    private readonly void Amended(long key, MessageAmended amended)
    {
        var copies = amended.Message.Copies;
        foreach (var copy in copies) index.Amended_NeedsGate(new MessageRef(amended.Message.Platform, copy), amended.Sequence);
        var row = connection.Sql("INSERT INTO amendments (key, target, copies) VALUES (?1, ?2, ?3)").Bind(1, key).Bind(2, Schema.Key(show, amended.Sequence));
        (copies.IsEmpty ? row.BindNull(3) : row.Bind(3, Copies.Join(copies))).Run();
    }

    private readonly void Removed(long key, RemovalRow row)
    {
        var target = row.Message is { } id ? index.Find_NeedsGate(connection, new MessageRef(row.Platform, id)) : null;
        connection.Sql("INSERT INTO removals (key, platform, channel, message, target, viewer, at, scope, actor, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
            .Bind(1, key).Bind(2, row.Platform).Bind(3, row.Channel).Bind(4, row.Message).Bind(5, target).Bind(6, row.Viewer)
            .Bind(7, row.At.UtcTicks).Bind(8, Schema.ScopeOf(row.Removal)).Bind(9, row.By).Bind(10, row.Removal?.Reason).Run();
    }

    private readonly void Sample(long key, ViewersSampled sampled) =>
        connection.Sql("INSERT INTO samples (key, platform, channel, count, at) VALUES (?1, ?2, ?3, ?4, ?5)")
            .Bind(1, key).Bind(2, sampled.Platform).Bind(3, sampled.Channel).Bind(4, sampled.Count).Bind(5, sampled.SampledAt.UtcTicks).Run();

    private ReadOnlySpan<byte> Json(Actor by)
    {
        if (ReferenceEquals(by, _lastActor)) return _lastActorJson;
        _lastActor = by;
        return _lastActorJson = EntryJson.Write(by);
    }

    private static ReadOnlySpan<byte> Utf8(string text, Span<byte> buffer) =>
        Encoding.UTF8.TryGetBytes(text, buffer, out var written) ? buffer[..written] : Encoding.UTF8.GetBytes(text);
}
