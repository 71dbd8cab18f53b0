using System.Text.Json;
using LiveConsole.Rehearsal.Twitch.EventSub;

namespace LiveConsole.Rehearsal.Twitch.Acting;

/// <summary>A poll as EventSub tells it (platforms/twitch.md 3.7). Under the emulator's lock.</summary>
internal sealed class PollEvents(RoomEvents room)
{
    public void Tell(TwitchRoom of, RunningPoll poll, string what, DateTimeOffset at, DateTimeOffset now) => room.Put("channel.poll." + what, of, $"{poll.Id}/{what}@{now.UtcTicks}", at, now, json =>
    {
        json.WriteString("id", poll.Id);
        json.WriteString("title", poll.Title);
        Choices(json, poll, what == "begin" ? null : now, bits: true);
        foreach (var voting in new[] { "bits_voting", "channel_points_voting" })
        {
            json.WriteStartObject(voting);
            json.WriteBoolean("is_enabled", value: false);
            json.WriteNumber("amount_per_vote", 0);
            json.WriteEndObject();
        }

        json.WriteString("started_at", EventSubFrames.Time(poll.BegunAt));
        if (what == "end")
        {
            // Lower case here, upper case in Helix.
            json.WriteString("status", poll.Status.ToLowerInvariant());
            json.WriteString("ended_at", EventSubFrames.Time(at));
        }
        else
        {
            json.WriteString("ends_at", EventSubFrames.Time(poll.BegunAt.AddSeconds(poll.Seconds)));
        }
    });

    /// <param name="now">Null: nobody has voted.</param>
    public static void Choices(Utf8JsonWriter json, RunningPoll poll, DateTimeOffset? now, bool bits)
    {
        json.WriteStartArray("choices");
        for (var i = 0; i < poll.Choices.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("id", poll.ChoiceId(i));
            json.WriteString("title", poll.Choices[i]);
            if (now is { } at)
            {
                if (bits) json.WriteNumber("bits_votes", 0);
                json.WriteNumber("channel_points_votes", 0);
                json.WriteNumber("votes", poll.Votes(i, at));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
