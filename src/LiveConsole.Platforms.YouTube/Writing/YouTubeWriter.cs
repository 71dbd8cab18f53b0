using System.Collections.Concurrent;
using System.Collections.Immutable;
using LiveConsole.Domain.Effects;

namespace LiveConsole.Platforms.YouTube.Writing;

/// <summary>
/// Removes, bans and posts on YouTube as the project's connected account. A call is debited before it is sent and never repeated here, save after a refreshed token; a chat is
/// known from whoever reads it and only looked for when nobody does. YouTube has no question "am I a moderator here?": what an account may do is offered until a chat says no.
/// </summary>
/// <param name="followed">The broadcast behind a channel's name, as its reader follows it.</param>
/// <param name="known">Who it acts as; null: that is known once it was looked at.</param>
public sealed class YouTubeWriter(YouTubeProject project, Func<string, FollowedBroadcast> followed, TimeProvider time, WriterAccount? known = null) : IPlatformWriter
{
    /// <summary>A chat that said no is not offered for this long: the owner may have named a moderator meanwhile.</summary>
    public static readonly TimeSpan RefusalIsKept = TimeSpan.FromHours(1);

    /// <summary>What could not be sent at all is worth another try soon.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private static readonly ImmutableArray<DeedKind> All = [.. Enum.GetValues<DeedKind>().Where(k => PlatformDeeds.Can(YouTubeParser.Platform, k))];

    private readonly ConcurrentDictionary<string, (string? Said, long At)> _refusedIn = new(StringComparer.Ordinal);

    // Too many posts by an account say nothing of its removals: each kind has its own patience.
    private readonly Patience _posts = new(time), _acts = new(time);
    private volatile WriterAccount? _looked;

    public string Platform => YouTubeParser.Platform;

    public WriterAccount? Account => _looked ?? known;

    public TimeSpan WaitFor(string channel, Deed deed) => PatienceFor(deed).Left;

    public async Task<ChannelActing> LookAsync(string channel, CancellationToken ct)
    {
        if (!project.IsSignedIn) return new(Platform, channel, null, null, [], EffectTrouble.NoAccount);
        // It costs no unit: a sign-in that was withdrawn since is known before somebody presses. At the first look YouTube's own answer tells.
        if (_looked is not null && await project.StandingAsync(ct) is { Health: TokenHealth.Dead } dead)
        {
            _looked = null;
            return new(Platform, channel, null, null, [], EffectTrouble.SignInDead, dead.Words);
        }

        if (_looked is null)
        {
            var answer = await project.LookAsync("channels?part=id,snippet&mine=true", QuotaUse.Action, ct);
            if (answer.Failure is { } failure) return new(Platform, channel, null, null, [], WriteAnswers.TroubleOf(failure), failure.Said);
            if (Mine(answer.Value) is not { } mine) return new(Platform, channel, null, null, [], EffectTrouble.NotAllowed, "The Google account has no YouTube channel.");
            _looked = mine;
        }

        var account = _looked;
        return RefusedIn(channel) is { } refused
            ? new(Platform, channel, account?.Name, account?.Id, [], EffectTrouble.NotAllowed, refused.Said)
            : new(Platform, channel, account?.Name, account?.Id, All);
    }

    /// <summary>Somebody says that the account moderates there now: it is offered again, and the next try shows.</summary>
    public void Forget(string channel) => _refusedIn.TryRemove(channel, out _);

    public async Task<DeedResult> DoAsync(string channel, Deed deed, CancellationToken ct)
    {
        if (!project.IsSignedIn) return new DeedResult.Refused(EffectTrouble.NoAccount);
        if (WaitFor(channel, deed) is var wait && wait > TimeSpan.Zero) return new DeedResult.Later(wait, Unsent: true);
        if (!WriteCall.CanBeMade(deed)) return new DeedResult.Refused(EffectTrouble.CannotThere);
        string? chat = null;
        if (WriteCall.NeedsChat(deed))
        {
            (chat, var none) = await ChatAsync(channel, ct);
            if (chat is null) return none!;
        }

        var call = WriteCall.Of(deed, chat);
        var answer = await project.WriteAsync(call.Method, call.Path, call.Body, ct);
        if (answer.Failure is not { } failure) return Done(channel, deed, answer.Value);
        return failure.Kind is FailureKind.ChatEnded or FailureKind.ChatNotFound && chat is not null && await HasMovedAsync(channel, chat, ct)
            ? new DeedResult.Later(TimeSpan.Zero, failure.Said)
            : Failed(channel, deed, failure);
    }

    private DeedResult.Done Done(string channel, Deed deed, ReadOnlySpan<byte> answer)
    {
        PatienceFor(deed).Over();
        Forget(channel);
        return new DeedResult.Done(deed is RemoveDeed or UnbanDeed or UntimeoutDeed ? null : YouTubeLists.Id(answer));
    }

    private DeedResult Failed(string channel, Deed deed, YouTubeFailure failure)
    {
        if (WriteAnswers.IsAlreadySo(deed, failure)) return new DeedResult.Done(null, failure.Said);
        switch (failure.Kind)
        {
            case FailureKind.TooFast:
                return new DeedResult.Later(PatienceFor(deed).Longer(), failure.Said);
            case FailureKind.SignInExpired:
                _looked = null;
                break;
        }

        if (WriteAnswers.IsNoModerator(failure)) _refusedIn[channel] = (failure.Said, time.GetTimestamp());
        return WriteAnswers.Of(failure, Soon);
    }

    /// <summary>A broadcast that was begun anew has another chat, and who reads may not have heard of it yet.</summary>
    private async Task<bool> HasMovedAsync(string channel, string chat, CancellationToken ct)
    {
        var broadcast = followed(channel);
        broadcast.HasEnded(chat);
        return (await broadcast.FindAsync(ct, QuotaUse.Action)).Value?.ChatId is { } now && now != chat;
    }

    /// <returns>No chat: what that comes to.</returns>
    private async Task<(string? Chat, DeedResult? None)> ChatAsync(string channel, CancellationToken ct)
    {
        var broadcast = followed(channel);
        if (broadcast.ChatId is { } known) return (known, null);
        var answer = await broadcast.FindAsync(ct, QuotaUse.Action);
        // Nothing has been asked of the chat yet: whatever trouble of the network or of YouTube's there is, the deed itself can wait.
        if (answer.Failure is { Kind: FailureKind.Transient } transient) return (null, new DeedResult.Later(Soon, transient.Said));
        if (answer.Failure is { } failure) return (null, WriteAnswers.Of(failure, Soon));
        return answer.Value?.ChatId is { } chat ? (chat, null)
            : (null, new DeedResult.Refused(EffectTrouble.Refused, answer.Value is null ? "YouTube shows no broadcast there." : "The broadcast has no open chat."));
    }

    private (string? Said, long At)? RefusedIn(string channel) =>
        _refusedIn.TryGetValue(channel, out var refused) && time.GetElapsedTime(refused.At) < RefusalIsKept ? refused : null;

    private Patience PatienceFor(Deed deed) => deed.Urgency == Urgency.Post ? _posts : _acts;

    /// <summary>The channel as which the sign-in acts: of a Google account with several, the one chosen at the consent.</summary>
    private static WriterAccount? Mine(ReadOnlySpan<byte> body) => YouTubeLists.Items(body, item => YouTubeLists.Text(item, "id") is { Length: > 0 } id
        ? new WriterAccount(id, YouTubeLists.Object(item, "snippet") is var snippet && YouTubeLists.Text(snippet, "title") is { Length: > 0 } title ? title : YouTubeLists.Text(snippet, "customUrl") ?? id)
        : null) is [var mine, ..] ? mine : null;
}
