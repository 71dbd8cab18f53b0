using System.Globalization;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>A poll of the channel's owner: an item where it begins and where it ends, and beside every answer meanwhile, its votes growing.</summary>
internal sealed class RunningPoll(string id, DateTimeOffset begunAt, DateTimeOffset since)
{
    private static readonly string[] Options = ["Nord du cratère", "Centre", "Sud"];

    /// <summary>Votes a second, of each option.</summary>
    private static readonly int[] Pace = [2, 7, 1];

    public static void Begin(Video video, int occurrence, DateTimeOffset showTime, DateTimeOffset now)
    {
        if (video.ActiveChat is not { Poll: null } chat) return;
        chat.Poll = new RunningPoll($"LCC.poll{occurrence}", showTime, now);
        video.AddOdd(chat.Poll.Id, showTime, chat.Poll.Item(now, "active"));
    }

    public static void End(Video video, DateTimeOffset showTime, DateTimeOffset now)
    {
        if (video.ActiveChat is not { Poll: { } poll } chat) return;
        chat.Poll = null;
        video.AddOdd(poll.Id, showTime, poll.Item(now, "closed"));
    }

    private string Id => id;

    /// <summary>As it stands beside an answer.</summary>
    public ChatEntry Now(DateTimeOffset now) => new(ChatPlace.Start, id, begunAt, null, null, 0, since, Item(now, "active"));

    private OddItem Item(DateTimeOffset now, string status)
    {
        var seconds = (int)Math.Clamp((now - since).TotalSeconds, 0, 600);
        var options = Options.Select((text, i) => string.Create(CultureInfo.InvariantCulture, $"{{\"optionText\":\"{text}\",\"tally\":\"{seconds * Pace[i]}\"}}"));
        return new("pollEvent", $"\"pollDetails\":{{\"metadata\":{{\"questionText\":\"Où va-t-il se poser ?\",\"options\":[{string.Join(',', options)}]}},\"status\":\"{status}\"}}");
    }
}
