using System.Text.Json;
using LiveConsole.Domain.Effects;

namespace LiveConsole.Platforms.Twitch.Writing;

/// <summary>What Twitch's answer to a deed comes to (API reference, each call's response codes). Pure and total.</summary>
internal static class DeedAnswers
{
    /// <summary>A program elsewhere changes the same viewer: it is over in a moment.</summary>
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Away = TimeSpan.FromSeconds(5);

    /// <summary>The token is good and may not do this: renewing it changes nothing.</summary>
    public static bool IsAboutRights(HelixReply.Answered reply) => Says(reply, "scope") || Says(reply, "must match");

    public static DeedResult Of(Deed deed, HelixReply reply, DateTimeOffset now) => reply switch
    {
        HelixReply.NeverLeft away => new DeedResult.Later(Away, away.Reason),
        HelixReply.Unanswered away => new DeedResult.NotKnown(away.Reason),
        HelixReply.Answered { Status: >= 200 and < 300 } done => Done(deed, done),
        HelixReply.Answered no => No(deed, no, now),
        _ => new DeedResult.NotKnown(),
    };

    private static DeedResult Done(Deed deed, HelixReply.Answered reply) => deed switch
    {
        PostDeed => Posted(reply.First),
        PollDeed => new DeedResult.Done(Text(reply.First, "id")),
        _ => new DeedResult.Done(),
    };

    // {"data":[{"message_id":"","is_sent":false,"drop_reason":{"code":"msg_duplicate","message":"identical to the previous one"}}]}
    private static DeedResult Posted(JsonElement? data)
    {
        if (data is not { ValueKind: JsonValueKind.Object } said || EventSub.EventJson.YesNo(said, "is_sent") is not { } sent) return new DeedResult.NotKnown("Twitch did not say whether it was posted.");
        if (sent) return new DeedResult.Done(Text(said, "message_id"));
        var why = HelixJson.Child(said, "drop_reason");
        return new DeedResult.Refused(EffectTrouble.Refused, HelixReply.Plain(Text(why, "message") ?? Text(why, "code")));
    }

    private static DeedResult No(Deed deed, HelixReply.Answered reply, DateTimeOffset now) => reply.Status switch
    {
        401 => new DeedResult.Refused(IsAboutRights(reply) ? EffectTrouble.NotAllowed : EffectTrouble.SignInDead, reply.Message),
        403 => new DeedResult.Refused(EffectTrouble.NotAllowed, reply.Message),
        409 => new DeedResult.Later(Elsewhere, reply.Message),
        429 => new DeedResult.Later(Patience(deed, reply, now), reply.Message),
        // It may have been done behind the gateway: what may be repeated is, and until then nobody says that it was not.
        >= 500 => new DeedResult.NotKnown(reply.Message ?? $"Twitch answered {reply.Status}."),
        _ when IsSoAlready(deed, reply) => new DeedResult.Done(Said: reply.Message),
        _ => new DeedResult.Refused(EffectTrouble.Refused, reply.Message ?? $"Twitch answered {reply.Status}."),
    };

    /// <summary>What was asked for stands already, by whomever.</summary>
    private static bool IsSoAlready(Deed deed, HelixReply.Answered reply) => deed switch
    {
        RemoveDeed => reply.Status == 404,
        HoldDeed => reply.Status == 404 || (reply.Status == 400 && Says(reply, "already")),
        BanDeed => reply.Status == 400 && Says(reply, "already banned"),
        UnbanDeed or UntimeoutDeed => reply.Status == 400 && Says(reply, "not banned"),
        EndPollDeed => reply.Status == 404 || (reply.Status == 400 && Says(reply, "must be active")),
        _ => false,
    };

    // The bucket's own time when it is empty; a limit of the endpoint is told by nothing but the 429.
    private static TimeSpan Patience(Deed deed, HelixReply.Answered reply, DateTimeOffset now)
    {
        if (reply is { Remaining: 0, Reset: { } reset })
        {
            var left = reset - now;
            return left < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : left > TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : left;
        }

        return deed.Kind switch
        {
            DeedKind.Announce => TimeSpan.FromSeconds(2),
            DeedKind.ShoutOut => TimeSpan.FromMinutes(2),
            DeedKind.Post => TimeSpan.FromSeconds(30),
            _ => TimeSpan.FromSeconds(10),
        };
    }

    private static bool Says(HelixReply.Answered reply, string words) => reply.Message?.Contains(words, StringComparison.OrdinalIgnoreCase) is true;

    private static string? Text(JsonElement? of, string name) => of is { } element ? EventSub.EventJson.Filled(element, name) : null;
}
