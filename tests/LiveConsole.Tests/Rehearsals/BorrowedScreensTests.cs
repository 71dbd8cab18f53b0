using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;
using LiveConsole.Testing;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Tests.Rehearsals;

/// <summary>A rehearsal borrows screens of its show, and each goes back, whatever ends it.</summary>
public sealed class BorrowedScreensTests : RehearsalRoom
{
    [Fact]
    public async Task Screens_are_borrowed_as_chosen_and_go_back_at_the_end_save_one_that_somebody_moved()
    {
        var played = await _house.RehearseAsync(_house.Tablet, _house.Overlay);
        Assert.True(_house.Screens.PointsAt(_house.Tablet, played.Show.Id) && _house.Screens.PointsAt(_house.Overlay, played.Show.Id));
        await _house.Screens.ChangeAsync(_house.Overlay, s => s.ShowId = null, default);

        Assert.Null(await _house.Rehearsals.EndAsync(played.Show.Id, _house.Producer, default));

        Assert.True(_house.Screens.PointsAt(_house.Tablet, _house.Real.Id));
        Assert.Null(_house.Screens.Find(_house.Overlay)!.ShowId);
        Assert.Null(_house.Rehearsals.Find(played.Show.Id));
        Assert.Equal("Salomé", (await _house.Rehearsals.OptionsOfAsync(played.Show.Id, default))!.Over!.By);
        // Kept, with its people, for the debrief.
        Assert.NotNull(_house.Get<LiveShows>().Live(played.Show.Id));
        Assert.NotNull(_house.Get<Crew>().Current(_house.Moderator, played.Show.Id));
    }

    [Fact]
    public async Task What_is_taken_while_a_rehearsal_begins_keeps_its_screens()
    {
        var item = new ItemId(Guid.CreateVersion7());
        await DoAsync(new AddItem(ItemKind.Line, "Bonsoir", null, null, "fr", item));
        await DoAsync(new ApproveItem(item, 1));
        using var taken = new ManualResetEventSlim();
        Task? taking = null;
        _house.Rehearsals.Changed += Take;

        var (row, whyNot) = await _house.Rehearsals.RehearseAsync(_house.Real, AHouse.Wish(_house.Tablet, _house.Overlay), _house.Producer, default);
        await taking!;

        Assert.Null(row);
        Assert.StartsWith("Q1 is on air", whyNot!.En, StringComparison.Ordinal);
        Assert.True(_house.Screens.PointsAt(_house.Tablet, _house.Real.Id) && _house.Screens.PointsAt(_house.Overlay, _house.Real.Id));
        Assert.Null(_house.Rehearsals.Of(_house.Real.Id));
        Assert.Empty(await _house.Rehearsals.KeptAsync(_house.Real.Id, default));
        await DoAsync(new TakeOffAir());
        await _house.RehearseAsync(_house.Tablet);

        // The emulators run, the screens are not pointed yet.
        void Take()
        {
            _house.Rehearsals.Changed -= Take;
            taking = TakeAsync();
            taken.Wait(Cap.Signal);
        }

        async Task TakeAsync()
        {
            await DoAsync(new PutOnAir(item, _house.Real.Snapshot.State.Item(item)!.Version, null)).ConfigureAwait(false);
            taken.Set();
        }
    }

    [Fact]
    public async Task Only_the_screens_that_were_chosen_are_borrowed()
    {
        var played = await _house.RehearseAsync(_house.Tablet);

        Assert.True(_house.Screens.PointsAt(_house.Tablet, played.Show.Id));
        Assert.True(_house.Screens.PointsAt(_house.Overlay, _house.Real.Id));
    }

    [Fact]
    public async Task What_a_process_that_was_cut_had_borrowed_goes_back_at_the_next_start()
    {
        var rehearsal = (await _house.RehearseAsync(_house.Tablet)).Show.Id;
        // A process that stops ends no rehearsal: what is in the store is what a killed one leaves.
        await _house.DisposeAsync();

        _house = await AHouse.OpenAsync(_folder);
        Assert.True(_house.Screens.PointsAt(_house.Tablet, rehearsal));
        await _house.Rehearsals.PutBackAsync(default);

        Assert.True(_house.Screens.PointsAt(_house.Tablet, _house.Real.Id));
        Assert.Null((await _house.Rehearsals.OptionsOfAsync(rehearsal, default))!.Over!.By);
        // Another start finds nothing more to do, also when the screen has been lent again by hand.
        await _house.Screens.ChangeAsync(_house.Tablet, s => s.ShowId = rehearsal.Value, default);
        await _house.Rehearsals.PutBackAsync(default);
        Assert.True(_house.Screens.PointsAt(_house.Tablet, rehearsal));
    }

    [Fact]
    public async Task A_start_that_fails_for_a_store_that_is_away_puts_its_screens_back_once_it_answers()
    {
        var screens = _house.Screens.PointedAt(_house.Real.Id).Select(s => s.Id).ToList();
        var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _house.Screens.Changed += () =>
        {
            if (_house.Screens.PointsAt(screens[0], _house.Real.Id)) back.TrySetResult();
        };
        string Stored(Guid id) => id.ToString().ToUpperInvariant();
        // The first screen is lent; the second is not, and for now none comes back.
        await StoreAsync($"CREATE TRIGGER away BEFORE UPDATE OF ShowId ON Screens WHEN OLD.Id = '{Stored(screens[1])}' OR NEW.ShowId = '{Stored(_house.Real.Id.Value)}' BEGIN SELECT RAISE(ABORT, 'away'); END");

        await Assert.ThrowsAsync<DbUpdateException>(() => _house.RehearseAsync([.. screens]));
        Assert.Null(_house.Rehearsals.Of(_house.Real.Id));
        Assert.False(_house.Screens.PointsAt(screens[0], _house.Real.Id));
        Assert.True(_house.Screens.PointsAt(screens[1], _house.Real.Id));
        await StoreAsync("DROP TRIGGER away");
        await back.Task.WaitAsync(Cap.Signal);

        await _house.RehearseAsync(screens[0]);
        Assert.Single(await _house.Rehearsals.KeptAsync(_house.Real.Id, default));
    }

    private async Task StoreAsync(string sql)
    {
        await using var db = await _house.Get<IDbContextFactory<AccountsDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    [Fact]
    public async Task Screens_stay_while_an_item_is_on_air_and_a_show_is_rehearsed_once_at_a_time()
    {
        var item = new ItemId(Guid.CreateVersion7());
        await DoAsync(new AddItem(ItemKind.Line, "Bonsoir", null, null, "fr", item));
        await DoAsync(new ApproveItem(item, 1));
        await DoAsync(new PutOnAir(item, _house.Real.Snapshot.State.Item(item)!.Version, null));

        var onAir = await _house.Rehearsals.RehearseAsync(_house.Real, AHouse.Wish(_house.Tablet), _house.Producer, default);
        var played = await _house.RehearseAsync();
        var twice = await _house.Rehearsals.RehearseAsync(_house.Real, AHouse.Wish(), _house.Producer, default);
        var ofItself = await _house.Rehearsals.RehearseAsync(played.Show, AHouse.Wish(), _house.Producer, default);

        await _house.Get<Crew>().SeatAsync(_house.Producer.Id, _house.Real.Id, Role.Owner, [], default);
        var owner = await _house.Get<Crew>().OpenSessionAsync(_house.Producer.Id, null, null, default);
        Assert.StartsWith("Q1 is on air", onAir.WhyNot!.En, StringComparison.Ordinal);
        Assert.Contains("/shows/landing-rehearsal", twice.WhyNot!.En, StringComparison.Ordinal);
        Assert.NotNull(ofItself.WhyNot);
        Assert.NotNull(await _house.Get<ShowSetup>().ArchiveAsync("landing", owner, default));
        Assert.NotNull(await _house.Get<ShowSetup>().ArchiveAsync(played.Show.Slug, owner, default));
    }

    [Fact]
    public async Task Back_to_a_point_is_a_new_rehearsal_with_the_same_people_and_screens()
    {
        var first = await _house.RehearseAsync(_house.Tablet);

        var (row, whyNot) = await _house.Rehearsals.BeginAgainAsync(first.Show.Id, "approach", _house.Producer, default);
        Assert.Null(whyNot);
        var second = _house.Rehearsals.Find(new ShowId(row!.Id))!;

        Assert.Equal("landing-rehearsal-2", row.Slug);
        Assert.Equal("landing-rehearsal-2", (await _house.Rehearsals.OptionsOfAsync(first.Show.Id, default))!.Over!.GoesOnIn);
        Assert.False(_house.Rehearsals.IsPlayed(first.Show.Id));
        Assert.True(_house.Screens.PointsAt(_house.Tablet, second.Show.Id));
        Assert.Equal(Role.Moderator, _house.Get<Crew>().Current(_house.Moderator, second.Show.Id)!.Role);
        Assert.Equal(second, _house.Rehearsals.Of(_house.Real.Id));
        Assert.Null(await _house.Rehearsals.EndAsync(second.Show.Id, _house.Producer, default));
        Assert.True(_house.Screens.PointsAt(_house.Tablet, _house.Real.Id));
    }
}
