using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LiveConsole.Domain.Effects;

namespace LiveConsole.Platforms.YouTube.Writing;

/// <summary>A deed as YouTube's call (reference: liveChatMessages insert, delete, transition; liveChatBans insert, delete).</summary>
internal sealed record WriteCall(HttpMethod Method, string Path, byte[] Body)
{
    private const int LeastChoices = 2, MostChoices = 4;

    /// <summary>False: YouTube has no such call, or what it needs is not there (a ban is lifted by its id alone).</summary>
    public static bool CanBeMade(Deed deed) => deed switch
    {
        UnbanDeed unban => !string.IsNullOrEmpty(unban.Handle),
        UntimeoutDeed untimeout => !string.IsNullOrEmpty(untimeout.Handle),
        PollDeed poll => poll.Choices.Length is >= LeastChoices and <= MostChoices,
        _ => PlatformDeeds.Can(YouTubeParser.Platform, deed.Kind),
    };

    public static bool NeedsChat(Deed deed) => deed is BanDeed or TimeOutDeed or PostDeed or PollDeed;

    /// <param name="chat">Of a deed that needs it.</param>
    public static WriteCall Of(Deed deed, string? chat) => deed switch
    {
        RemoveDeed remove => new(HttpMethod.Delete, $"liveChat/messages?id={Escaped(remove.MessageId)}", []),
        UnbanDeed unban => Lift(unban.Handle),
        UntimeoutDeed untimeout => Lift(untimeout.Handle),
        EndPollDeed end => new(HttpMethod.Post, $"liveChat/messages/transition?id={Escaped(end.PollId)}&status=closed", []),
        BanDeed ban => Insert("liveChat/bans", chat!, "permanent", json => Banned(json, ban.Of, seconds: null)),
        TimeOutDeed timeOut => Insert("liveChat/bans", chat!, "temporary", json => Banned(json, timeOut.Of, timeOut.Seconds)),
        PostDeed post => Insert("liveChat/messages", chat!, "textMessageEvent", json =>
        {
            json.WriteStartObject("textMessageDetails");
            json.WriteString("messageText", post.Text);
            json.WriteEndObject();
        }),
        PollDeed poll => Insert("liveChat/messages", chat!, "pollEvent", json => Poll(json, poll)),
        _ => throw new ArgumentOutOfRangeException(nameof(deed), deed.Kind, "no such call"),
    };

    private static WriteCall Lift(string? ban) => new(HttpMethod.Delete, $"liveChat/bans?id={Escaped(ban!)}", []);

    private static WriteCall Insert(string path, string chat, string type, Action<Utf8JsonWriter> details)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartObject("snippet");
            json.WriteString("liveChatId", chat);
            json.WriteString("type", type);
            details(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new(HttpMethod.Post, $"{path}?part=snippet", body.WrittenSpan.ToArray());
    }

    private static void Banned(Utf8JsonWriter json, Target of, int? seconds)
    {
        // An unsigned 64-bit number, and those are strings in this API.
        if (seconds is { } duration) json.WriteString("banDurationSeconds", duration.ToString(CultureInfo.InvariantCulture));
        json.WriteStartObject("bannedUserDetails");
        json.WriteString("channelId", of.Id);
        json.WriteEndObject();
    }

    private static void Poll(Utf8JsonWriter json, PollDeed poll)
    {
        json.WriteStartObject("pollDetails");
        json.WriteStartObject("metadata");
        json.WriteString("questionText", poll.Question);
        json.WriteStartArray("options");
        foreach (var choice in poll.Choices)
        {
            json.WriteStartObject();
            json.WriteString("optionText", choice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Escaped(string id) => Uri.EscapeDataString(id);
}
