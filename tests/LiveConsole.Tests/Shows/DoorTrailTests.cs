using LiveConsole.Accounts;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Accounts.Connected;
using LiveConsole.Domain.Journal;
using LiveConsole.Outputs;
using LiveConsole.Platforms;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Permissions;

namespace LiveConsole.Tests.Shows;

/// <summary>What a show is open to is set in the accounts' store; who set it stands in the show's trail.</summary>
[Collection(nameof(AConsole))]
public sealed class DoorTrailTests(AConsole console)
{
    private static readonly string[] Deeds = ["output-add", "output-on", "output-off", "output-remove", "token-make", "token-revoke", "account-connect", "account-disconnect"];

    [Fact]
    public async Task An_outputs_making_switching_and_end_stand_in_the_trail_with_who()
    {
        var deeds = console.Get<OutputDeeds>();
        var by = console.Get<Crew>().Current(console.As(Visitor.Installation), console.Show.Id)!;
        var name = $"Wall {Guid.NewGuid():N}";

        var (row, _, words) = await deeds.AddAsync(console.Show, by, new OutputWish(OutputKind.Osc, name, new OutputSettings("localhost:9")), default);
        Assert.Null(await deeds.SwitchAsync(console.Show, by, row!.Id, on: true, default));
        Assert.Null(await deeds.SwitchAsync(console.Show, by, row.Id, on: true, default));
        Assert.Null(await deeds.SwitchAsync(console.Show, by, row.Id, on: false, default));
        Assert.Null(await deeds.RemoveAsync(console.Show, by, row.Id, default));

        Assert.Null(words);
        Assert.Equal(["output-add", "output-on", "output-off", "output-remove"], (await LinesAsync(console.Show, name)).Select(l => l.Verb));
        Assert.All(await LinesAsync(console.Show, name), l => Assert.Equal((by.Id, $"{name} (osc)"), (l.By.Id, l.Detail!.En)));
    }

    [Fact]
    public async Task A_tokens_making_and_end_stand_in_the_trail_of_each_show_that_it_opens()
    {
        var deeds = console.Get<TokenDeeds>();
        var by = console.As(Visitor.Installation);
        var (one, every) = ($"one {Guid.NewGuid():N}", $"every {Guid.NewGuid():N}");

        var (row, token, _) = await deeds.MakeAsync(new ApiTokenWish(one, console.Show.Id, Role.Editor), by, default);
        await deeds.MakeAsync(new ApiTokenWish(every, null, Role.Observer, ApiScope.Read), by, default);
        var (revoked, words) = await deeds.RevokeAsync(row!.Id, by, default);
        var (again, _) = await deeds.RevokeAsync(row.Id, by, default);

        Assert.Equal((true, false, null), (revoked, again, words));
        var lines = await LinesAsync(console.Show, one);
        Assert.Equal(["token-make", "token-revoke"], lines.Select(l => l.Verb));
        Assert.Empty(await LinesAsync(console.Other, one));
        Assert.DoesNotContain(lines, l => l.Detail!.En.Contains(token, StringComparison.Ordinal));
        foreach (var show in new[] { console.Show, console.Other })
            Assert.Equal($"{every}, observer, reads only, every show", Assert.Single(await LinesAsync(show, every)).Detail!.En);
    }

    [Fact]
    public async Task An_accounts_coming_and_going_stand_in_the_trail_of_each_show_with_who()
    {
        var (accounts, doors, trail) = (console.Get<PlatformAccounts>(), console.Get<AccountDoors>(), console.Get<AccountTrail>());
        var by = console.As(Visitor.Installation);
        var name = $"orbite {Guid.NewGuid():N}";
        var account = await accounts.ConnectAsync("twitch", new GrantedAccount(new HeldTokens("tok-of-access", null, null, null), name, "orbite", name, []), by.Name, default);
        Assert.Null(await trail.SayAsync(account, AccountDeed.Connected, by, default));

        var parted = await doors.DisconnectAsync(account.Id, by, default);
        await doors.DisconnectAsync(account.Id, by, default);

        Assert.Equal(new Parted(Gone: true, Told: false), parted);
        foreach (var show in new[] { console.Show, console.Other })
        {
            var lines = await LinesAsync(show, name);
            Assert.Equal(["account-connect", "account-disconnect"], lines.Select(l => l.Verb));
            Assert.All(lines, l => Assert.Equal((by.Id, $"{name} (Twitch)"), (l.By.Id, l.Detail!.En)));
        }
    }

    /// <summary>Oldest first.</summary>
    private static async Task<List<AuditLine>> LinesAsync(LiveShow show, string name)
    {
        List<AuditLine> lines = [];
        using var patience = new CancellationTokenSource(Cap.Signal);
        await foreach (var line in show.ReadAuditAsync(new Reader(Role.Owner), new AuditWish(), null, patience.Token)) lines.Insert(0, line);
        return [.. lines.Where(l => Deeds.Contains(l.Verb, StringComparer.Ordinal) && l.Detail!.En.StartsWith(name, StringComparison.Ordinal))];
    }
}
