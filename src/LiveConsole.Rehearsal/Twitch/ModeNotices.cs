using System.Globalization;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>NOTICE's ids and sentences about the rules of a chat (platforms/twitch.md 1.7).</summary>
internal static class ModeNotices
{
    public static ChatModes Only(ChatModes modes, ChatMode mode) => mode switch
    {
        ChatMode.EmoteOnly => new(EmoteOnly: modes.EmoteOnly),
        ChatMode.Slow => new(Slow: modes.Slow),
        ChatMode.Followers => new(Followers: modes.Followers),
        ChatMode.Subscribers => new(Subscribers: modes.Subscribers),
        ChatMode.Unique => new(Unique: modes.Unique),
        ChatMode.Shield => new(Shield: modes.Shield),
        _ => new(Members: modes.Members),
    };

    /// <param name="one">Exactly one mode.</param>
    public static IrcLine Said(string room, ChatModes one)
    {
        var (id, sentence) = one switch
        {
            { EmoteOnly: true } => ("emote_only_on", "This room is now in emote-only mode."),
            { EmoteOnly: false } => ("emote_only_off", "This room is no longer in emote-only mode."),
            { Slow: > 0 and var seconds } => ("slow_on", string.Create(CultureInfo.InvariantCulture, $"This room is now in slow mode. You may send messages every {seconds} seconds.")),
            { Slow: 0 } => ("slow_off", "This room is no longer in slow mode."),
            { Followers: 0 } => ("followers_on_zero", "This room is now in followers-only mode."),
            { Followers: > 0 and var minutes } => ("followers_on", string.Create(CultureInfo.InvariantCulture, $"This room is now in {minutes} minutes followers-only mode.")),
            { Followers: < 0 } => ("followers_off", "This room is no longer in followers-only mode."),
            { Subscribers: true } => ("subs_on", "This room is now in subscribers-only mode."),
            { Subscribers: false } => ("subs_off", "This room is no longer in subscribers-only mode."),
            { Unique: true } => ("r9k_on", "This room is now in unique-chat mode."),
            _ => ("r9k_off", "This room is no longer in unique-chat mode."),
        };
        return IrcLine.Tagged($"msg-id={id}", $":tmi.twitch.tv NOTICE #{room} :{sentence}");
    }
}
