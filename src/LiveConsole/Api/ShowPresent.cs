using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using LiveConsole.Api.Wire;
using LiveConsole.Shows;

namespace LiveConsole.Api;

/// <summary>A show at one moment as readers of the same rights see it: typed, and each member as the JSON that is sent. Immutable, shared by all who follow.</summary>
public sealed class ShowPresent
{
    private readonly ImmutableArray<byte[]> _json;
    private Made? _last;

    private sealed record Made(long Before, ShowChange? Change);

    private ShowPresent(long version, WireState state, ImmutableArray<byte[]> json) => (Version, State, _json) = (version, state, json);

    /// <summary>Wire names of what a change may hold, in order.</summary>
    public static IReadOnlyList<string> Members { get; } = ["onAir", "rundown", "counts", "oldestWaiting", "viewers", "sources", "screens", "phase", "alerts"];

    /// <summary>Counts what was told: no two are the same.</summary>
    public long Version { get; }

    public long Sequence => State.Sequence;

    public WireState State { get; }

    /// <param name="before">What was told last: what is the same since is not kept twice.</param>
    internal static ShowPresent Of(ShowView view, ShowPresent? before)
    {
        var state = WireStates.Of(view);
        ImmutableArray<byte[]> json =
        [
            WireJson.Bytes(state.OnAir), WireJson.Bytes(state.Rundown), WireJson.Bytes(state.Counts), WireJson.Bytes(state.OldestWaiting!), WireJson.Bytes(state.Viewers),
            WireJson.Bytes(state.Sources), WireJson.Bytes(state.Screens), WireJson.Bytes(state.Phase!), WireJson.Bytes(state.Alerts),
        ];
        if (before is not null) json = [.. json.Select((bytes, i) => bytes.AsSpan().SequenceEqual(before._json[i]) ? before._json[i] : bytes)];
        return new ShowPresent((before?.Version ?? 0) + 1, state, json);
    }

    /// <returns>What a follower who has <paramref name="before"/> is told; all of it when that is null. Null: nothing differs.</returns>
    internal ShowChange? Since(ShowPresent? before)
    {
        var version = before?.Version ?? 0;
        // Nearly all followers come from the same: made once. Their number, not the present itself: a chain of those would never end.
        var last = Volatile.Read(ref _last);
        if (last is null || last.Before != version) Volatile.Write(ref _last, last = new Made(version, Make(before)));
        return last.Change;
    }

    /// <returns>As a change holds it: sequence and those of the wanted members that differ from <paramref name="before"/>. Null: none does.</returns>
    internal ReadOnlyMemory<byte>? Among(ShowPresent? before, IReadOnlySet<string> wanted)
    {
        var changed = Changed(before).Where(i => wanted.Contains(Members[i])).ToList();
        // Not in one expression: there null would be memory, empty, made from no array.
        if (changed.Count == 0) return null;
        return Json(changed);
    }

    private ShowChange? Make(ShowPresent? before)
    {
        var changed = Changed(before).ToList();
        return changed.Count == 0 ? null : new ShowChange(this, before is null, [.. changed.Select(i => Members[i])], Json(changed));
    }

    private IEnumerable<int> Changed(ShowPresent? before) => Enumerable.Range(0, Members.Count).Where(i => before is null || !ReferenceEquals(before._json[i], _json[i]));

    private ReadOnlyMemory<byte> Json(List<int> members)
    {
        var json = new ArrayBufferWriter<byte>(64 + members.Sum(i => _json[i].Length + 20));
        json.Write(Encoding.UTF8.GetBytes($"{{\"sequence\":{Sequence}"));
        foreach (var i in members)
        {
            json.Write(Encoding.UTF8.GetBytes($",\"{Members[i]}\":"));
            json.Write(_json[i]);
        }

        json.Write("}"u8);
        return json.WrittenMemory;
    }
}

/// <summary>What a follower is told at once.</summary>
/// <param name="Present">The whole of it, typed.</param>
/// <param name="Whole">The state, on a connection's beginning; else a change.</param>
/// <param name="Changed">Wire names of the members in it, of <see cref="ShowPresent.Members"/>.</param>
/// <param name="Json">UTF-8, one line: the sequence and these members.</param>
public sealed record ShowChange(ShowPresent Present, bool Whole, IReadOnlyList<string> Changed, ReadOnlyMemory<byte> Json)
{
    private byte[]? _event;

    public long Sequence => Present.Sequence;

    /// <summary>"state" or "change".</summary>
    public string Name => Whole ? "state" : "change";

    public WireState State => Present.State;

    public bool Has(string member) => Changed.Contains(member, StringComparer.Ordinal);

    /// <summary>As a server-sent event. Made by the first who asks, for all.</summary>
    public ReadOnlyMemory<byte> Event => _event ??= [.. Encoding.UTF8.GetBytes($"event: {Name}\nid: {Sequence}\ndata: "), .. Json.Span, (byte)'\n', (byte)'\n'];
}
