using LiveConsole.Domain.Journal;

namespace LiveConsole.Sources;

/// <summary>Platforms, channels and transports as people call them.</summary>
public static class SourceWords
{
    /// <param name="several">The show has several channels of this platform: then the channel is named too.</param>
    public static string Name(string platform, string channel, bool several)
    {
        var name = platform switch { "twitch" => "Twitch", "youtube" => "YouTube", _ => platform };
        return several ? $"{name} {channel}" : name;
    }

    public static Words Transport(string transport) => transport switch
    {
        "irc" => new("IRC", "IRC"),
        "eventsub" => new("EventSub", "EventSub"),
        "stream" => new("the chat stream", "le flux du chat"),
        _ => new(transport, transport),
    };
}
