using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using LiveConsole.Accounts.SigningIn;
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

/// <summary>How accounts come in and go: by a device's code, or by a page of the platform and back. Who may do so is asked by whoever calls.</summary>
/// <param name="publicUri">The name that people come by.</param>
public sealed class AccountDoors(
    PlatformAccounts accounts, ProgramClients clients, NodeSources sources, PlatformAddresses platforms, GoogleSignInOptions google, Func<Uri> publicUri, IDataProtectionProvider protection, TimeProvider time)
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
    public async Task<Consented<PlatformAccount>> WaitAsync(DeviceAsked asked, string? by, Func<bool> stillMay, CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(asked.Code.Every, time, ct);
            var answer = await _twitch.PollAsync(asked.Client, asked.Code, asked.Scopes, ct);
            if (answer.Value is { } granted)
            {
                if (stillMay()) return new(await ConnectAsync(ChannelNames.Twitch, granted, by, ct), null);
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
    public async Task<Consented<PlatformAccount>> BackAsync(string platform, string? code, string? state, Guid session, string? by, CancellationToken ct)
    {
        if (!Open) return new(null, ConsentTrouble.Rehearses);
        if (Opened(StateProtector, state) is not [var whose, var where, var until, var verifier, _] || whose != session.ToString("N") || where != platform || IsOver(until) || code is not { Length: > 0 })
            return new(null, ConsentTrouble.Declined);
        if (clients.Of(platform) is not { } client) return new(null, ConsentTrouble.WrongClient);
        var answer = platform == ChannelNames.Twitch ? await _twitch.ExchangeAsync(client, code, BackTo(platform), ct)
            : await _youtube.ExchangeAsync(client, code, verifier, BackTo(platform), sources.BudgetOfAccounts(), ct);
        return answer.Value is { } granted ? new(await ConnectAsync(platform, granted, by, ct), null) : new(null, answer.Trouble ?? ConsentTrouble.Declined);
    }

    /// <summary>Gives the sign-in back at the platform, and forgets it here in any case; a rehearsal's process does neither.</summary>
    /// <param name="by">Who does it, by their id in the crew: for the log.</param>
    /// <returns>False: the platform could not be told; it is to be taken out there by hand.</returns>
    public async Task<bool> DisconnectAsync(Guid id, string? by, CancellationToken ct)
    {
        if (!Open) return false;
        var (account, held) = (accounts.Find(id), accounts.Held(id));
        await accounts.DisconnectAsync(id, by, ct);
        if (account is null || held is null) return false;
        return account.Platform == ChannelNames.Twitch ? await _twitch.RevokeAsync(held, ct) : await _youtube.RevokeAsync(held, ct);
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

    private IDataProtector Protector => protection.CreateProtector("LiveConsole.ConnectAccount");

    private IDataProtector StateProtector => protection.CreateProtector("LiveConsole.ConnectAccount", "state");

    private async Task<PlatformAccount> ConnectAsync(string platform, GrantedAccount granted, string? by, CancellationToken ct)
    {
        var account = await accounts.ConnectAsync(platform, granted, by, ct);
        if (platform == ChannelNames.Twitch && await sources.SignInOf(account).ModeratesAsync(ct) is { } moderates) await accounts.ModeratesAsync(account.Id, moderates, ct);
        return accounts.Find(account.Id) ?? account;
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
