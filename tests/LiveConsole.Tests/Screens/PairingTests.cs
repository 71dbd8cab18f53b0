using System.Net;
using LiveConsole.Accounts;
using LiveConsole.Screens;
using LiveConsole.Testing;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Tests.Screens;

/// <summary>Six signs on a device become a screen's address there, and open nothing else to anybody.</summary>
public sealed class PairingTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
    private readonly FakeTime _time = new();
    private IDbContextFactory<AccountsDb> _store = null!;
    private ScreenDirectory _screens = null!;
    private Pairings _pairings = null!;

    public async ValueTask InitializeAsync()
    {
        _store = AccountsStore.Factory(o => AccountsStore.UseFolder(o, _folder, pooling: false));
        await AccountsStore.BringUpToDateAsync(_store, default);
        _screens = new ScreenDirectory(_store, new Tokens(new byte[32]));
        _pairings = new Pairings(_store, _screens, _time);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_code_is_six_signs_that_nobody_reads_for_another()
    {
        for (var i = 0; i < 40; i++)
        {
            var (code, _, until) = await _pairings.BeginAsync(null, null, default);

            Assert.Equal(6, code.Length);
            Assert.DoesNotContain(code, "01258BILOSUVZY".Contains);
            Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(10), until);
        }
    }

    [Fact]
    public async Task Whoever_types_the_code_makes_the_device_that_screen()
    {
        var (code, secret, _) = await _pairings.BeginAsync("Chrome, Android", null, default);
        Assert.IsType<PairingAnswer.Waiting>(await _pairings.LookAsync(secret, default));
        var (device, _) = await _pairings.FindAsync($" {code[..3].ToLowerInvariant()} {code[3..]}", default);
        Assert.Equal("Chrome, Android", device!.Device);

        var tablet = await TabletAsync();
        Assert.Null(await _pairings.PairAsync(code, tablet.Id, default));

        Assert.Equal(_screens.Address(tablet), Assert.IsType<PairingAnswer.Paired>(await _pairings.LookAsync(secret, default)).Address);
        Assert.Null((await _pairings.FindAsync(code, default)).Device);
    }

    [Fact]
    public async Task It_does_so_when_the_code_is_typed_on_another_node_than_the_device_asks()
    {
        var (code, secret, _) = await _pairings.BeginAsync(null, null, default);
        var there = new ScreenDirectory(_store, new Tokens(new byte[32]));
        await there.AddAsync(ScreenKind.Presenter, "Tablet", "fr", null, default);
        Assert.Null(await new Pairings(_store, there, _time).PairAsync(code, there.All[0].Id, default));

        Assert.IsType<PairingAnswer.Waiting>(await _pairings.LookAsync(secret, default));
        await _screens.FollowAsync(default);

        Assert.IsType<PairingAnswer.Paired>(await _pairings.LookAsync(secret, default));
    }

    [Fact]
    public async Task A_code_runs_out_after_ten_minutes()
    {
        var (code, secret, _) = await _pairings.BeginAsync(null, null, default);

        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.IsType<PairingAnswer.Gone>(await _pairings.LookAsync(secret, default));
        Assert.Contains("No device shows this code", (await _pairings.FindAsync(code, default)).WhyNot!.En, StringComparison.Ordinal);
        Assert.NotNull(await _pairings.PairAsync(code, (await TabletAsync()).Id, default));
    }

    [Fact]
    public async Task A_device_whose_screen_was_revoked_begins_anew()
    {
        var (code, secret, _) = await _pairings.BeginAsync(null, null, default);
        var tablet = await TabletAsync();
        await _pairings.PairAsync(code, tablet.Id, default);

        await _screens.RevokeAsync(tablet.Id, _time.GetUtcNow(), default);

        Assert.IsType<PairingAnswer.Gone>(await _pairings.LookAsync(secret, default));
    }

    [Fact]
    public async Task A_device_is_not_told_the_address_that_was_made_anew_against_it()
    {
        var (code, secret, _) = await _pairings.BeginAsync(null, null, default);
        var tablet = await TabletAsync();
        await _pairings.PairAsync(code, tablet.Id, default);
        Assert.Null(await _screens.ChangeAsync(tablet.Id, s => s.Language = "en", default));
        Assert.IsType<PairingAnswer.Paired>(await _pairings.LookAsync(secret, default));

        Assert.Null(await _screens.RenewAddressAsync(tablet.Id, default));

        Assert.IsType<PairingAnswer.Gone>(await _pairings.LookAsync(secret, default));
    }

    [Fact]
    public async Task Somebody_who_asks_for_codes_without_end_takes_their_own_away()
    {
        var (studio, stranger) = (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("198.51.100.1"));
        var (tablet, first, _) = await _pairings.BeginAsync(null, studio, default);
        var (_, strangers, _) = await _pairings.BeginAsync(null, stranger, default);
        for (var i = 0; i < Pairings.MostAtOnce; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await _pairings.BeginAsync(null, stranger, default);
        }

        var (second, _, _) = await _pairings.BeginAsync(null, studio, default);

        Assert.IsType<PairingAnswer.Gone>(await _pairings.LookAsync(strangers, default));
        Assert.IsType<PairingAnswer.Waiting>(await _pairings.LookAsync(first, default));
        Assert.NotNull((await _pairings.FindAsync(tablet, default)).Device);
        Assert.NotNull((await _pairings.FindAsync(second, default)).Device);
    }

    [Fact]
    public async Task Of_two_who_type_one_code_the_second_is_told()
    {
        var (code, _, _) = await _pairings.BeginAsync(null, null, default);
        var tablet = await TabletAsync();

        var both = await Task.WhenAll(_pairings.PairAsync(code, tablet.Id, default), _pairings.PairAsync(code, tablet.Id, default));

        Assert.Single(both, why => why is null);
    }

    [Fact]
    public async Task Wrong_codes_are_bounded_and_the_right_one_opens_nothing_meanwhile()
    {
        var (code, _, _) = await _pairings.BeginAsync(null, null, default);
        for (var i = 0; i < Pairings.WrongAtMost; i++) Assert.Contains("No device", (await _pairings.FindAsync("AAAAAA", default)).WhyNot!.En, StringComparison.Ordinal);

        Assert.Equal("Too many wrong codes: none is looked at for 10 min.", (await _pairings.FindAsync(code, default)).WhyNot!.En);
        _time.Advance(TimeSpan.FromMinutes(10));
        var (fresh, _, _) = await _pairings.BeginAsync(null, null, default);

        Assert.NotNull((await _pairings.FindAsync(fresh, default)).Device);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAA")]
    [InlineData("' OR 1=1 --")]
    public async Task What_is_no_secret_of_ours_opens_nothing(string? secret)
    {
        await _pairings.BeginAsync(null, null, default);

        Assert.IsType<PairingAnswer.Gone>(await _pairings.LookAsync(secret, default));
        Assert.IsType<PairingAnswer.Gone>(await _pairings.LookAsync(new string('a', 100_000), default));
    }

    [Fact]
    public async Task Somebody_who_asks_for_codes_without_end_keeps_nobody_from_pairing()
    {
        var (_, first, _) = await _pairings.BeginAsync(null, null, default);
        for (var i = 0; i < Pairings.MostAtOnce; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await _pairings.BeginAsync(null, null, default);
        }

        var (code, _, _) = await _pairings.BeginAsync(null, null, default);

        Assert.IsType<PairingAnswer.Gone>(await _pairings.LookAsync(first, default));
        Assert.NotNull((await _pairings.FindAsync(code, default)).Device);
        await using var db = await _store.CreateDbContextAsync();
        Assert.Equal(Pairings.MostAtOnce, await db.Pairings.CountAsync());
    }

    private async Task<ScreenRow> TabletAsync()
    {
        var (screen, whyNot) = await _screens.MakeAsync(ScreenKind.Presenter, "Tablet left", "fr", null, default);
        Assert.Null(whyNot);
        return screen!;
    }
}
