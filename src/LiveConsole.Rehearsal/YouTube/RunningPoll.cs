using System.Globalization;
using System.Text.Json;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>A poll: an item where it begins and where it ends, and beside every answer meanwhile, its votes growing.</summary>
internal sealed class RunningPoll(string id, DateTimeOffset begunAt, DateTimeOffset since)
{
    /// <summary>Votes a second, of each option.</summary>
    private static readonly int[] Pace = [2, 7, 1, 4];

    public string Id => id;

    public string Question { get; init; } = "Où va-t-il se poser ?";

    public IReadOnlyList<string> Options { get; init; } = ["Nord du cratère", "Centre", "Sud"];

    /// <summary>Whose it is; null: as the drill has it.</summary>
    public Author? By { get; init; }

    public static void Begin(Video video, int occurrence, DateTimeOffset showTime, DateTimeOffset now) => Begin(video, new RunningPoll($"LCC.poll{occurrence}", showTime, now));

    /// <returns>Null: one runs already.</returns>
    public static ChatEntry? Begin(Video video, RunningPoll poll) =>
        video.ActiveChat is { } chat && chat.TryBegin(poll) ? chat.Add(poll.Id, DateTimeOffset.MinValue.UtcTicks, poll.BegunAt, null, null, poll.Item(poll.Since, "active"), poll.By) : null;

    /// <returns>Null: none runs.</returns>
    public static ChatEntry? End(Video video, DateTimeOffset showTime, DateTimeOffset now)
    {
        if (video.ActiveChat is not { Poll: { } poll } chat) return null;
        chat.Poll = null;
        return chat.Add(poll.Id, DateTimeOffset.MinValue.UtcTicks, showTime, null, null, poll.Item(now, "closed"), poll.By);
    }

    private DateTimeOffset BegunAt => begunAt;

    private DateTimeOffset Since => since;

    /// <summary>As it stands beside an answer.</summary>
    public ChatEntry Now(DateTimeOffset now) => new(ChatPlace.Start, id, begunAt, null, null, 0, since, Item(now, "active"), By);

    private OddItem Item(DateTimeOffset now, string status)
    {
        var seconds = (int)Math.Clamp((now - since).TotalSeconds, 0, 600);
        var options = Options.Select((text, i) => string.Create(CultureInfo.InvariantCulture, $"{{\"optionText\":{Quoted(text)},\"tally\":\"{seconds * Pace[i % Pace.Length]}\"}}"));
        return new("pollEvent", $"\"pollDetails\":{{\"metadata\":{{\"questionText\":{Quoted(Question)},\"options\":[{string.Join(',', options)}]}},\"status\":\"{status}\"}}");
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
