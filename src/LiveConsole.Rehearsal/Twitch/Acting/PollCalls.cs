using System.Text.Json;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsal.Twitch.EventSub;

namespace LiveConsole.Rehearsal.Twitch.Acting;

/// <summary>Polls (platforms/twitch.md 4.5): the owner's own token, one at a time.</summary>
internal sealed class PollCalls(EmulatedTwitch twitch)
{
    private const string Manage = "channel:manage:polls";

    public Route[] Routes() =>
    [
        new("POST polls", Manage, "broadcaster_id", Begin) { RoomInBody = true, OwnInBody = true, NeedsBody = true },
        new("PATCH polls", Manage, "broadcaster_id", End) { RoomInBody = true, OwnInBody = true, NeedsBody = true },
        new("GET polls", "channel:read:polls", "broadcaster_id", (_, room, _) => List(room)) { OrScope = Manage, Changes = false },
    ];

    private HelixAnswer Begin(HelixCall call, TwitchRoom room, HelixFault fault)
    {
        var title = call.Text("title");
        var choices = call.Body is { } body && body.TryGetProperty("choices", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(c => c.ValueKind == JsonValueKind.Object ? SubscriptionEndpoints.Text(c, "title") : "").ToList() : [];
        if (title.Length == 0 || Sendable.CodePoints(title) > 60) return HelixAnswer.No(400, "The value in the title field is not valid.");
        if (choices.Count is < 2 or > 5 || choices.Exists(c => c.Length == 0 || Sendable.CodePoints(c) > 25)) return HelixAnswer.No(400, "The value in the choices field is not valid.");
        if (call.Number("duration") is not (>= 15 and <= 1800 and var seconds)) return HelixAnswer.No(400, "The value in the duration field is not valid.");
        if (twitch.BeginPoll(room, title, choices, seconds) is not { } poll) return HelixAnswer.No(400, "The broadcaster already has a poll that is running.");
        return Answer(room, poll);
    }

    private HelixAnswer End(HelixCall call, TwitchRoom room, HelixFault fault)
    {
        if (call.Text("status") is var status && status is not ("TERMINATED" or "ARCHIVED")) return HelixAnswer.No(400, "The value in the status field is not valid.");
        if (room.Poll is not { } poll || poll.Id != call.Text("id")) return HelixAnswer.No(404, "The poll in the id field was not found.");
        if (!twitch.EndPoll(room, status)) return HelixAnswer.No(400, "The poll must be active to terminate or archive it.");
        return Answer(room, poll);
    }

    private HelixAnswer List(TwitchRoom room) => new(200, Members: json =>
    {
        json.WriteStartArray("data");
        if (room.Poll is { } poll) Write(json, room, poll);
        json.WriteEndArray();
        json.WriteStartObject("pagination");
        json.WriteEndObject();
    });

    private HelixAnswer Answer(TwitchRoom room, RunningPoll poll) => new(200, Members: json =>
    {
        json.WriteStartArray("data");
        Write(json, room, poll);
        json.WriteEndArray();
    });

    private void Write(Utf8JsonWriter json, TwitchRoom room, RunningPoll poll)
    {
        json.WriteStartObject();
        json.WriteString("id", poll.Id);
        ChatEvents.WriteUser(json, "broadcaster_", room.Id, room.Login, room.Login);
        json.WriteString("title", poll.Title);
        PollEvents.Choices(json, poll, twitch.Time.GetUtcNow(), bits: true);
        json.WriteBoolean("bits_voting_enabled", value: false);
        json.WriteNumber("bits_per_vote", 0);
        json.WriteBoolean("channel_points_voting_enabled", value: false);
        json.WriteNumber("channel_points_per_vote", 0);
        json.WriteString("status", poll.Status);
        json.WriteNumber("duration", poll.Seconds);
        json.WriteString("started_at", EventSubFrames.Time(poll.BegunAt));
        if (poll.EndedAt is not null) json.WriteString("ended_at", EventSubFrames.Time(twitch.ShowTime));
        else json.WriteNull("ended_at");
        json.WriteEndObject();
    }
}
