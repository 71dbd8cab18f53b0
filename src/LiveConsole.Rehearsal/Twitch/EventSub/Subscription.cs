using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>What one session asked to be told. Guarded by the lock of <see cref="EventSubSessions"/>.</summary>
internal sealed class Subscription(string id, SubscriptionType type, ImmutableArray<(string Name, string Value)> condition, EventSubSession session, int cost, DateTimeOffset createdAt)
{
    public const string Enabled = "enabled";

    private EventSubSession _session = session;
    private byte[]? _asNotified;

    public string Id { get; } = id;

    public SubscriptionType Type { get; } = type;

    public ImmutableArray<(string Name, string Value)> Condition { get; } = condition;

    public int Cost { get; } = cost;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public string Status { get; private set; } = Enabled;

    public DateTimeOffset? DisconnectedAt { get; private set; }

    public bool IsEnabled => Status == Enabled;

    /// <summary>Its connection is gone and it still counts, as Twitch's caps have been seen to lag behind.</summary>
    public bool IsLeftover => IsEnabled && !Session.IsOpen;

    public EventSubSession Session
    {
        get => _session;
        set
        {
            _session = value;
            _asNotified = null;
        }
    }

    /// <summary>What it is found by when something happens: its type and whose channel.</summary>
    public (string Type, string Channel) Key => Type.Name == "channel.raid" && Condition[0].Name == "from_broadcaster_user_id"
        ? ("channel.raid/from", Condition[0].Value)
        : (Type.Name, Condition[0].Value);

    public bool IsSameAs(SubscriptionType other, ImmutableArray<(string, string)> conditionOfOther) => Type == other && Condition.AsSpan().SequenceEqual(conditionOfOther.AsSpan());

    public void Disable(string status, DateTimeOffset at)
    {
        if (!IsEnabled) return;
        (Status, DisconnectedAt, _asNotified) = (status, at, null);
    }

    /// <summary>The object that stands in notifications, written once.</summary>
    public byte[] AsNotified()
    {
        if (_asNotified is not null) return _asNotified;
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer)) Write(json, inHelix: false);
        return _asNotified = buffer.WrittenSpan.ToArray();
    }

    /// <param name="inHelix">Helix also tells when the transport connected and disconnected.</param>
    public void Write(Utf8JsonWriter json, bool inHelix)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("status", Status);
        json.WriteString("type", Type.Name);
        json.WriteString("version", Type.Version);
        json.WriteStartObject("condition");
        foreach (var (name, value) in Condition) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteString("created_at", EventSubFrames.Time(CreatedAt));
        json.WriteStartObject("transport");
        json.WriteString("method", "websocket");
        json.WriteString("session_id", Session.Id);
        if (inHelix) json.WriteString("connected_at", EventSubFrames.Time(Session.ConnectedAt));
        if (inHelix && DisconnectedAt is { } at) json.WriteString("disconnected_at", EventSubFrames.Time(at));
        json.WriteEndObject();
        json.WriteNumber("cost", Cost);
        json.WriteEndObject();
    }
}
