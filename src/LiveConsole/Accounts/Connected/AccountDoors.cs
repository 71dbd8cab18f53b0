using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using LiveConsole.Accounts.SigningIn;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Shows;
using LiveConsole.Sources;
using Microsoft.AspNetCore.DataProtection;

namespace LiveConsole.Accounts.Connected;

/// <summary>A device's code under way: what the person types, and what was asked for.</summary>
public sealed record DeviceAsked(ProgramClient Client, DeviceCode Code, ImmutableArray<string> Scopes, DateTimeOffset Until)
{
    public override string ToString() => "[redacted]";
}

/// <summary>What became of disconnecting an account.</summary>
/// <param name="Gone">Forgotten here; else the store does not answer, and all is as it was.</param>
/// <param name="Told">The platform knows; else it is to be taken out there by hand.</param>
/// <param name="NotInTheTrail">Which show's trail does not say it; null: all do.</param>
public sealed record Parted(bool Gone, bool Told, Words? NotInTheTrail = null);

/// <summary>How accounts come in and go: by a device's code, or by a page of the platform and back. Who may do so is asked by whoever calls.</summary>
/// <param name="publicUri">The name that people come by.</param>
/// <param name="trail">Where it is said; null: nowhere.</param>
public sealed class AccountDoors(
    PlatformAccounts accounts, ProgramClients clients, NodeSources sources, PlatformAddresses platforms, GoogleSignInOptions google, Func<Uri> publicUri, IDataProtectionProvider protection, TimeProvider time,
    AccountTrail? trail = null)
{
    private static readonly TimeSpan TicketLives = TimeSpan.FromMinutes(30), AwayLives = TimeSpan.FromMinutes(15);

    private readonly TwitchConsent _twitch = new(sources.Twitch, sources.Http, time);
    private readonly YouTubeConsent _youtube = new(platforms.YouTube, new GoogleAddresses(google.AuthorizeUri, platforms.YouTube.TokenUri, google.RevokeUri), time, platforms.LoopbackOnly);

    /// <summary>False: this process rehearses. Nothing is connected, asked or taken out here.</summary>
    public bool Open => accounts.Opens;

    /// <summary>The address that is registered at the platform, and the only one it sends people back to.</summary>
    public Uri BackTo(string platform) => new(publicUri(), $"/settings/accounts/back/{platform}");

    /// <summary>Platforms send people back to https or this machine only.</summary>
    public bool CanComeBack => publicUri() is var here && (here.Scheme == Uri.UriSchemeHttps || here.IsLoopback);

    public async Task<Consented<DeviceAsked>> AskDeviceAsync(IEnumerable<string> wishes, CancellationToken ct)
    {
        if (!Open) return new(null, ConsentTrouble.Rehearses);
        if (clients.Of(ChannelNames.Twitch) is not { } client) return new(null, ConsentTrouble.WrongClient);
        var scopes = AccountWishes.Scopes(ChannelNames.Twitch, wishes);
        var (code, trouble) = await _twitch.AskDeviceAsync(client, scopes, ct);
        return code is null ? new(null, trouble) : new(new DeviceAsked(client, code, scopes, time.GetUtcNow() + code.Lives), null);
    }

    /// <summary>Asks until the person has answered, or the code is too old.</summary>
    /// <param name="stillMay">A code lives for half an hour: whoever began may not run the installation any more when it is typed.</param>
    public async Task<Consented<PlatformAccount>> WaitAsync(DeviceAsked asked, Actor by, Func<bool> stillMay, CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(asked.Code.Every, time, ct);
            var answer = await _twitch.PollAsync(asked.Client, asked.Code, asked.Scopes, ct);
            if (answer.Value is { } granted)
            {
                if (stillMay()) return await ConnectAsync(ChannelNames.Twitch, granted, by, ct);
                await _twitch.RevokeAsync(granted.Tokens, CancellationToken.None);
                return new(null, ConsentTrouble.Declined);
            }

            // No answer once is no refusal: the code lives on.
            if (answer.Trouble is { } trouble and not ConsentTrouble.Unreachable) return new(null, trouble);
            if (time.GetUtcNow() >= asked.Until) return new(null, answer.Trouble ?? ConsentTrouble.Declined);
        }
    }

    /// <summary>What a page's link carries, so that only who opened the page leaves by it: sealed with the session and a time.</summary>
    public string Ticket(Guid session) => Protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{session:N} {(time.GetUtcNow() + TicketLives).UtcTicks}"));

    /// <returns>The platform's page; null: the ticket is not this session's, or too old, or the platform does not know the program.</returns>
    public Uri? Leave(string platform, IEnumerable<string> wishes, string? ticket, Guid session)
    {
        if (!Open || Opened(Protector, ticket) is not [var whose, var until] || whose != session.ToString("N") || IsOver(until) || clients.Of(platform) is not { } client) return null;
        var scopes = AccountWishes.Scopes(platform, wishes);
        if (scopes.IsEmpty) return null;
        return platform == ChannelNames.Twitch ? _twitch.AuthorizeUri(client, BackTo(platform), scopes, State(session, platform, "-"))
            : _youtube.Authorize(client, BackTo(platform), scopes[0], verifier => State(session, platform, verifier)).Page;
    }

    /// <summary>They came back with a code.</summary>
    /// <param name="state">As the platform hands it back: good for the session that left with it.</param>
    public async Task<Consented<PlatformAccount>> BackAsync(string platform, string? code, string? state, Guid session, Actor by, CancellationToken ct)
    {
        if (!Open) return new(null, ConsentTrouble.Rehearses);
        if (Opened(StateProtector, state) is not [var whose, var where, var until, var verifier, _] || whose != session.ToString("N") || where != platform || IsOver(until) || code is not { Length: > 0 })
            return new(null, ConsentTrouble.Declined);
        if (clients.Of(platform) is not { } client) return new(null, ConsentTrouble.WrongClient);
        var answer = platform == ChannelNames.Twitch ? await _twitch.ExchangeAsync(client, code, BackTo(platform), ct)
            : await _youtube.ExchangeAsync(client, code, verifier, BackTo(platform), sources.BudgetOfAccounts(), ct);
        return answer.Value is { } granted ? await ConnectAsync(platform, granted, by, ct) : new(null, answer.Trouble ?? ConsentTrouble.Declined);
    }

    /// <summary>Gives the sign-in back at the platform, and forgets it here in any case; a rehearsal's process does neither.</summary>
    public async Task<Parted> DisconnectAsync(Guid id, Actor by, CancellationToken ct)
    {
        if (!Open) return new(Gone: false, Told: false);
        var (account, held) = (accounts.Find(id), accounts.Held(id));
        try
        {
            if (!await accounts.DisconnectAsync(id, by.Id, ct) || account is null) return new(Gone: true, Told: false);
        }
        catch (Exception away) when (AccountsStore.IsAway(away))
        {
            return new(Gone: false, Told: false);
        }

        // It is out, whoever leaves: the token is given back, and the trails say it.
        var told = held is not null && await RevokeAsync(account.Platform, held);
        return new(Gone: true, told, trail is null ? null : await trail.SayAsync(account, AccountDeed.Disconnected, by, CancellationToken.None));
    }

    /// <summary>Asks the platform now how the sign-in stands, and Twitch what it moderates.</summary>
    public async Task<TokenStanding?> CheckAsync(PlatformAccount account, CancellationToken ct)
    {
        if (!Open) return null;
        if (account.Platform != ChannelNames.Twitch) return await sources.ProjectOf(account).StandingAsync(ct);
        var signIn = sources.SignInOf(account);
        var standing = await signIn.StandingAsync(ct);
        if (standing.Health == TokenHealth.Good && await signIn.ModeratesAsync(ct) is { } moderates) await accounts.ModeratesAsync(account.Id, moderates, ct);
        return standing;
    }

    private Task<bool> RevokeAsync(string platform, HeldTokens tokens) => platform == ChannelNames.Twitch ? _twitch.RevokeAsync(tokens, CancellationToken.None) : _youtube.RevokeAsync(tokens, CancellationToken.None);

    private IDataProtector Protector => protection.CreateProtector("LiveConsole.ConnectAccount");

    private IDataProtector StateProtector => protection.CreateProtector("LiveConsole.ConnectAccount", "state");

    private async Task<Consented<PlatformAccount>> ConnectAsync(string platform, GrantedAccount granted, Actor by, CancellationToken ct)
    {
        PlatformAccount account;
        try
        {
            account = await accounts.ConnectAsync(platform, granted, by.Name, ct);
        }
        catch (Exception away) when (AccountsStore.IsAway(away))
        {
            // Google knows one grant a person and program ("Revoking a token"): given back, it would end the one that stands, and whose that is a channel's id does not say.
            if (platform == ChannelNames.YouTube && accounts.All.Any(a => a.Platform == platform)) return new(null, ConsentTrouble.NotKeptAnew);
            // What cannot be kept would be let in for as long as nobody knows of it.
            await RevokeAsync(platform, granted.Tokens);
            return new(null, ConsentTrouble.NotKept);
        }

        if (trail is not null) await trail.SayAsync(account, AccountDeed.Connected, by, CancellationToken.None);
        if (platform == ChannelNames.Twitch && await sources.SignInOf(account).ModeratesAsync(ct) is { } moderates) await accounts.ModeratesAsync(account.Id, moderates, ct);
        return new(accounts.Find(account.Id) ?? account, null);
    }

    private string State(Guid session, string platform, string verifier) => StateProtector.Protect(string.Create(CultureInfo.InvariantCulture,
        $"{session:N} {platform} {(time.GetUtcNow() + AwayLives).UtcTicks} {verifier} {Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}"));

    private bool IsOver(string ticks) => long.Parse(ticks, CultureInfo.InvariantCulture) <= time.GetUtcNow().UtcTicks;

    private static string[]? Opened(IDataProtector protector, string? what)
    {
        try
        {
            return string.IsNullOrEmpty(what) ? null : protector.Unprotect(what).Split(' ');
        }
        catch (CryptographicException)
        {
            // Not sealed by us: as if there were none.
            return null;
        }
    }
}
