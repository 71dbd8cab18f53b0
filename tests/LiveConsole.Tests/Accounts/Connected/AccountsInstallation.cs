using System.Text.RegularExpressions;
using LiveConsole.Accounts;
using LiveConsole.Accounts.Connected;
using LiveConsole.Accounts.SigningIn;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Sources;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Accounts.Connected;

/// <summary>A store in a file, the emulated platforms, and what connects accounts of the one at the others.</summary>
internal sealed partial class AccountsInstallation : IAsyncDisposable
{
    public required EmulatedPlatforms Platforms { get; init; }
    public required IDbContextFactory<AccountsDb> Store { get; init; }
    public required ProgramClients Clients { get; init; }
    public required PlatformAccounts Accounts { get; init; }
    public required NodeSources Sources { get; init; }
    public required AccountDoors Doors { get; init; }
    public required IDataProtectionProvider Protection { get; init; }
    public required PlatformAddresses Addresses { get; init; }

    public static Actor Camille { get; } = new("p-1", "Camille", Role.Owner);

    public string Folder { get; private init; } = "";

    public static async Task<AccountsInstallation> StartAsync(EmulatorOptions? options = null, bool loopbackOnly = false, bool withSecret = true, StoreFaults? faults = null)
    {
        var platforms = await EmulatedPlatforms.StartAsync(options ?? new EmulatorOptions { TwitchDeviceInterval = TimeSpan.FromSeconds(1) }, TimeProvider.System, NullLoggerFactory.Instance, default);
        var folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
        var store = AccountsStore.Factory(o => faults is null ? AccountsStore.UseFolder(o, folder, pooling: false) : AccountsStore.UseFolder(o, folder, pooling: false).AddInterceptors(faults));
        await AccountsStore.BringUpToDateAsync(store, default);
        return Of(platforms, store, folder, new EphemeralDataProtectionProvider(), loopbackOnly, withSecret);
    }

    public static AccountsInstallation Of(EmulatedPlatforms platforms, IDbContextFactory<AccountsDb> store, string folder, IDataProtectionProvider protection, bool loopbackOnly = false, bool withSecret = true, bool opens = true)
    {
        var time = TimeProvider.System;
        var addresses = new PlatformAddresses(
            new TwitchOptions
            {
                IrcUri = platforms.Twitch.IrcUri, EventSubUri = platforms.Twitch.EventSubUri, ApiBaseUri = platforms.Twitch.ApiBaseUri, IdBaseUri = platforms.Twitch.IdBaseUri,
                ClientId = EmulatedTwitch.ClientId, ClientSecret = withSecret ? EmulatedTwitch.ClientSecret : null,
            },
            new YouTubeOptions { ApiBaseUri = platforms.YouTube.ApiBaseUri, TokenUri = platforms.YouTube.TokenUri, ClientId = EmulatedYouTube.ClientId, ClientSecret = EmulatedYouTube.ClientSecret },
            loopbackOnly);
        var clients = new ProgramClients(addresses, store, protection, time);
        var accounts = new PlatformAccounts(store, clients, protection, time, NullLogger<PlatformAccounts>.Instance, opens);
        var sources = new NodeSources(addresses, time, new YouTubeBudgets(store, time).Of, accounts: accounts, clients: clients);
        var google = new GoogleSignInOptions { AuthorizeUri = platforms.YouTube.AuthorizeUri, RevokeUri = platforms.YouTube.RevokeUri };
        return new AccountsInstallation
        {
            Platforms = platforms, Store = store, Clients = clients, Accounts = accounts, Sources = sources, Protection = protection, Addresses = addresses, Folder = folder,
            Doors = new AccountDoors(accounts, clients, sources, addresses, google, () => new Uri("http://localhost:5080"), protection, time),
        };
    }

    /// <summary>By a device's code, as the emulated account.</summary>
    public async Task<PlatformAccount> ConnectTwitchAsync(params string[] wishes)
    {
        var asked = (await Doors.AskDeviceAsync(wishes.Length > 0 ? wishes : AccountWishes.Twitch.Select(w => w.Key), default)).Value!;
        Platforms.Fire("device-approved");
        return (await Doors.WaitAsync(asked, Camille, () => true, default)).Value!;
    }

    /// <summary>By Twitch's page and back, as any user that the emulated Twitch has.</summary>
    public async Task<PlatformAccount> ConnectTwitchByPageAsync(string login)
    {
        var session = Guid.NewGuid();
        var page = Doors.Leave("twitch", AccountWishes.Twitch.Select(w => w.Key), Doors.Ticket(session), session)!;
        var asked = QueryHelpers.ParseQuery(page.Query);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent([new("user", login), new("answer", "yes"), .. new[] { "redirect_uri", "scope", "state" }.Select(n => KeyValuePair.Create(n, asked[n].ToString()))]);
        using var agreed = await http.PostAsync(page, form);
        var back = QueryHelpers.ParseQuery(agreed.Headers.Location!.Query);
        return (await Doors.BackAsync("twitch", back["code"], back["state"], session, Camille, default)).Value!;
    }

    /// <summary>By Google's page and back, as the channel's owner.</summary>
    public async Task<Consented<PlatformAccount>> ConnectYouTubeAsync()
    {
        var session = Guid.NewGuid();
        var page = Doors.Leave("youtube", AccountWishes.YouTube.Select(w => w.Key), Doors.Ticket(session), session)!;
        var (code, state) = await AgreeAsync(page);
        return await Doors.BackAsync("youtube", code, state, session, Camille, default);
    }

    /// <summary>Presses "Authorize" on the emulated page.</summary>
    public static async Task<(string Code, string State)> AgreeAsync(Uri page)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var html = await http.GetStringAsync(page);
        var fields = Field().Matches(html).Where(m => m.Groups["name"].Value != "answer").Select(m => new KeyValuePair<string, string>(m.Groups["name"].Value, System.Net.WebUtility.HtmlDecode(m.Groups["value"].Value))).ToList();
        fields.Add(new("user", System.Net.WebUtility.HtmlDecode(Option().Match(html).Groups["name"].Value)));
        fields.Add(new("answer", "yes"));
        using var form = new FormUrlEncodedContent(fields);
        using var back = await http.PostAsync(page, form);
        var query = QueryHelpers.ParseQuery(back.Headers.Location!.Query);
        return (query["code"].ToString(), query["state"].ToString());
    }

    [GeneratedRegex("name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\">", RegexOptions.NonBacktracking)]
    private static partial Regex Field();

    [GeneratedRegex("<option>(?<name>[^<]*)</option>", RegexOptions.NonBacktracking)]
    private static partial Regex Option();

    public async ValueTask DisposeAsync()
    {
        await Sources.DisposeAsync();
        await Platforms.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
