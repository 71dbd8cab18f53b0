using System.Globalization;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Features.Moderate;

/// <summary>What a button of a chat's rules was painted with: which chat, which rule, which value.</summary>
public sealed record ModePress(string Platform, string Channel, ChatMode Mode, int Value)
{
    /// <summary>Seconds, minutes, and what stands for off: the values that are offered; any other that stands is shown beside them.</summary>
    public static IReadOnlyList<int> ValuesOf(ChatMode mode) => mode switch
    {
        ChatMode.Slow => [0, 10, 30, 60, 120],
        ChatMode.Followers => [ChatModes.FollowersOff, 0, 10, 60, 1_440],
        _ => [0, 1],
    };

    /// <summary>How it stands; null: the platform has not told.</summary>
    public static int? ValueIn(ChatModes modes, ChatMode mode) => mode switch
    {
        ChatMode.Slow => modes.Slow,
        ChatMode.Followers => modes.Followers,
        ChatMode.Subscribers => AsNumber(modes.Subscribers),
        ChatMode.EmoteOnly => AsNumber(modes.EmoteOnly),
        ChatMode.Unique => AsNumber(modes.Unique),
        _ => null,
    };

    public ChatModes Change => Mode switch
    {
        ChatMode.Slow => new ChatModes(Slow: Value),
        ChatMode.Followers => new ChatModes(Followers: Value),
        ChatMode.Subscribers => new ChatModes(Subscribers: Value == 1),
        ChatMode.EmoteOnly => new ChatModes(EmoteOnly: Value == 1),
        _ => new ChatModes(Unique: Value == 1),
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Platform}/{Channel}/{Mode}/{Value}");

    public static ModePress? Of(string? id) => id?.Split('/') is [var platform, var channel, var mode, var value]
        && Enum.TryParse<ChatMode>(mode, out var m) && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) ? new ModePress(platform, channel, m, v) : null;

    private static int? AsNumber(bool? on) => on switch { true => 1, false => 0, null => null };
}
