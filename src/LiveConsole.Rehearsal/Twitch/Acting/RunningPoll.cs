using LiveConsole.Rehearsal.Playing;

namespace LiveConsole.Rehearsal.Twitch.Acting;

/// <summary>A channel's poll, from its beginning to its end; votes come in by the second, the same for the same poll.</summary>
/// <param name="Since">Machine time: a poll lasts its own seconds whatever the speed.</param>
/// <param name="BegunAt">On the show's clock.</param>
internal sealed record RunningPoll(string Id, string Title, IReadOnlyList<string> Choices, int Seconds, DateTimeOffset Since, DateTimeOffset BegunAt)
{
    /// <summary>As Helix spells it.</summary>
    public string Status { get; set; } = "ACTIVE";

    public DateTimeOffset ToldAt { get; set; } = Since;

    public DateTimeOffset? EndedAt { get; set; }

    public bool IsActive => Status == "ACTIVE";

    public string ChoiceId(int index) => TwitchNames.CopyId($"{Id}/{index}", Title);

    public int Votes(int index, DateTimeOffset now) => (int)(Math.Clamp(((EndedAt ?? now) - Since).TotalSeconds, 0, Seconds) * (1 + (int)(StableHash.Of(ChoiceId(index)) % 7)));
}
