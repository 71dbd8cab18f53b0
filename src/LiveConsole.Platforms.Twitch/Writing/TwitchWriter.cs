using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using LiveConsole.Domain.Effects;
using LiveConsole.Platforms.Twitch.EventSub;
using LiveConsole.Platforms.Twitch.Irc;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Platforms.Twitch.Writing;

/// <summary>
/// Twitch's writing side for one account: removals, bans, modes, posts and polls by Helix. Each deed is one call (modes with the shield: two), sent once, and once more with a renewed
/// token where Twitch says that this one is dead.
/// </summary>
/// <param name="signIn">The account's, shared with all that reads with it; null: there is none.</param>
/// <param name="http">Its redirects should be off: a rehearsal's address check sees the first address only.</param>
/// <param name="known">Who it acts as; null: that is known once it was looked at.</param>
public sealed partial class TwitchWriter(TwitchOptions options, TwitchSignIn? signIn, HttpClient http, TimeProvider time, ILogger<TwitchWriter> logger, WriterAccount? known = null) : IPlatformWriter
{
    private const int PagesLookedAt = 20;
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(5);

    private readonly HelixAccount? _account = signIn is null ? null : new HelixAccount(options, signIn, http, time);
    private readonly HelixLimits _limits = new(time);
    private readonly ConcurrentDictionary<string, Room> _rooms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ChannelActing> _looked = new(StringComparer.Ordinal);

    /// <summary>How the account stands in a channel. Unknown: it was not let look; the first refusal tells.</summary>
    private enum Standing { Unknown, Owner, Moderator, Viewer }

    private volatile WriterAccount? _me = known;

    public string Platform => IrcParser.Platform;

    public WriterAccount? Account => _me;

    public async Task<ChannelActing> LookAsync(string channel, CancellationToken ct)
    {
        ChannelActing None(EffectTrouble trouble, string? said = null) => new(Platform, channel, null, null, [], trouble, said);
        if (_account is null || WhyNotHere() is not null) return None(EffectTrouble.NoAccount, WhyNotHere());
        switch (await _account.CheckAgainAsync(ct))
        {
            case SignedIn.Dead dead: return None(EffectTrouble.SignInDead, dead.Reason);
            case SignedIn.Ready me: return _looked[Key(channel)] = await LookAsync(channel, me, ct) ?? Unreachable();
            default: return Unreachable();
        }

        // A minute without an answer takes nobody's rights away.
        ChannelActing Unreachable() => _looked.GetValueOrDefault(Key(channel)) is { As: not null } last ? last with { Trouble = EffectTrouble.NoAnswer } : None(EffectTrouble.NoAnswer);
    }

    public TimeSpan WaitFor(string channel, Deed deed) => _limits.WaitFor(deed, Key(channel), Moderates(channel));

    public async Task<DeedResult> DoAsync(string channel, Deed deed, CancellationToken ct)
    {
        if (_account is null || WhyNotHere() is not null) return new DeedResult.Refused(EffectTrouble.NoAccount, WhyNotHere());
        if (!PlatformDeeds.Can(Platform, deed.Kind)) return new DeedResult.Refused(EffectTrouble.CannotThere);
        if (DeedCalls.WhyNot(deed) is { } no) return no;
        var signedIn = await _account.SignedInAsync(ct);
        if (signedIn is SignedIn.Dead dead) return new DeedResult.Refused(EffectTrouble.SignInDead, dead.Reason);
        if (signedIn is not SignedIn.Ready me) return new DeedResult.Later(Away, (signedIn as SignedIn.Unreachable)?.Reason);
        if (await IdOfAsync(Key(channel), me, ct) is not { } room) return NoSuch(channel);
        string? other = null;
        if (deed is ShoutOutDeed shout && (other = await IdOfAsync(Key(shout.Login), me, ct)) is null) return NoSuch(shout.Login);
        if (room.Length == 0 || other is { Length: 0 }) return new DeedResult.Later(Away, "Twitch does not answer.");
        var result = await CallAsync(channel, deed, DeedCalls.Of(deed, room, me.UserId, other), me, ct);
        Settled(logger, deed.Kind, result.GetType().Name);
        return result;
    }

    private async Task<DeedResult> CallAsync(string channel, Deed deed, ImmutableArray<HelixRequest> calls, SignedIn.Ready me, CancellationToken ct)
    {
        var key = Key(channel);
        var (place, wait) = _limits.Take(deed, key, Moderates(channel), calls.Length);
        if (place is null) return new DeedResult.Later(wait, Unsent: true);
        DeedResult result = new DeedResult.Done();
        using (place)
        {
            foreach (var call in calls)
            {
                var reply = await _account!.SendAsync(me, call, ct);
                if (reply is HelixReply.Answered told) _limits.Told(told.Remaining);
                result = DeedAnswers.Of(deed, reply, time.GetUtcNow());
                if (reply is HelixReply.Answered { Status: 429 } && result is DeedResult.Later later) _limits.Block(deed, key, later.After);
                if (result is not DeedResult.Done) break;
            }
        }

        return result;
    }

    /// <returns>Null: Twitch did not answer, or not so that it could be read.</returns>
    private async Task<ChannelActing?> LookAsync(string channel, SignedIn.Ready me, CancellationToken ct)
    {
        var key = Key(channel);
        var names = await AskAsync($"users?id={Uri.EscapeDataString(me.UserId)}&login={Uri.EscapeDataString(key)}", me, ct);
        if (names is not { Status: 200 }) return null;
        var users = HelixJson.Items(names.Body, "data").Select(u => (Id: EventJson.Filled(u, "id"), Login: EventJson.Filled(u, "login"), Name: EventJson.Filled(u, "display_name"))).ToList();
        var own = users.Find(u => u.Id == me.UserId);
        var room = users.Find(u => string.Equals(u.Login, key, StringComparison.OrdinalIgnoreCase));
        var name = own.Name ?? own.Login ?? me.UserId;
        _me = new WriterAccount(me.UserId, name);
        if (room.Id is not { } id) return new ChannelActing(Platform, channel, name, me.UserId, [], EffectTrouble.NotAllowed, $"Twitch knows no channel #{key}.");
        _ids[key] = id;
        var standing = id == me.UserId ? Standing.Owner : await ModeratesAsync(id, me, ct);
        _rooms[key] = new Room(id, standing);
        var possible = Enum.GetValues<DeedKind>().Where(kind => IsPossible(kind, standing)).ToList();
        ImmutableArray<DeedKind> can = [.. possible.Where(kind => me.Scopes.Contains(TwitchScopes.Of(kind)))];
        var less = standing == Standing.Viewer || can.Length < possible.Count;
        return new ChannelActing(Platform, channel, name, me.UserId, can, less ? EffectTrouble.NotAllowed : EffectTrouble.None);
    }

    /// <summary>Polls are the owner's own (Create Poll); to post everybody may.</summary>
    private static bool IsPossible(DeedKind kind, Standing standing) => kind switch
    {
        DeedKind.Post => true,
        DeedKind.Poll or DeedKind.EndPoll => standing == Standing.Owner,
        _ => standing != Standing.Viewer,
    };

    private async Task<Standing> ModeratesAsync(string room, SignedIn.Ready me, CancellationToken ct)
    {
        if (!me.Scopes.Contains(TwitchScopes.Moderated)) return Standing.Unknown;
        string? after = null;
        for (var page = 0; page < PagesLookedAt; page++)
        {
            var reply = await AskAsync($"moderation/channels?user_id={Uri.EscapeDataString(me.UserId)}&first=100{(after is null ? "" : "&after=" + Uri.EscapeDataString(after))}", me, ct);
            if (reply is not { Status: 200 }) return Standing.Unknown;
            if (HelixJson.Items(reply.Body, "data").Any(c => EventJson.Text(c, "broadcaster_id") == room)) return Standing.Moderator;
            after = HelixJson.Child(reply.Body, "pagination") is { } pages ? EventJson.Filled(pages, "cursor") : null;
            if (after is null) return Standing.Viewer;
        }

        return Standing.Unknown;
    }

    /// <returns>Null: there is none of that name; "": Twitch did not answer.</returns>
    private async Task<string?> IdOfAsync(string login, SignedIn.Ready me, CancellationToken ct)
    {
        if (_ids.TryGetValue(login, out var known)) return known;
        if (login.Length is 0 or > 25) return null;
        var reply = await AskAsync($"users?login={Uri.EscapeDataString(login)}", me, ct);
        if (reply is not { Status: 200 } || reply.Body.ValueKind != JsonValueKind.Object) return "";
        if (reply.First is not { } user || EventJson.Filled(user, "id") is not { } id) return null;
        return _ids[login] = id;
    }

    private async Task<HelixReply.Answered?> AskAsync(string call, SignedIn.Ready me, CancellationToken ct)
    {
        using var place = _limits.TakeLook();
        var reply = await _account!.SendAsync(me, new HelixRequest(HttpMethod.Get, call), ct) as HelixReply.Answered;
        _limits.Told(reply?.Remaining);
        return reply;
    }

    private bool Moderates(string channel) => _rooms.GetValueOrDefault(Key(channel)) is { Standing: Standing.Owner or Standing.Moderator };

    private string? WhyNotHere() => Loopback.Refusal(options.ApiBaseUri, options.LoopbackOnly) ?? Loopback.Refusal(options.IdBaseUri, options.LoopbackOnly);

    private static DeedResult.Refused NoSuch(string login) => new(EffectTrouble.CannotThere, $"Twitch knows no channel #{Key(login)}.");

    private static string Key(string channel) => channel.TrimStart('#').ToLowerInvariant();

    [LoggerMessage(1060, LogLevel.Information, "Twitch, {Kind}: {Result}")]
    private static partial void Settled(ILogger logger, DeedKind kind, string result);

    private sealed record Room(string Id, Standing Standing);
}
