using LiveConsole.Accounts;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Rehearsals;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Tests.Rehearsals;

public sealed class RunningRehearsalTests : RehearsalRoom
{
    [Fact]
    public async Task A_show_is_rehearsed_with_what_it_is_set_to_and_its_people_in_a_show_of_its_own()
    {
        var played = await _house.RehearseAsync();

        var (real, settings) = (_house.Real.Snapshot.State.Settings!, played.Show.Snapshot.State.Settings!);
        Assert.True(settings.Rehearsal);
        Assert.Equal(("landing-rehearsal", real.Title, real.Approvals, real.TimeZone), (settings.Slug, settings.Title, settings.Approvals, settings.TimeZone));
        Assert.Equal(["watched"], settings.Listening.WatchWords);
        Assert.Equal("images", Assert.Single(settings.Listening.Topics).Key);
        Assert.Contains("Orbite", settings.Mentions);
        Assert.Equal([new ChannelSetting("twitch", LandingNight.TwitchChannel)], settings.Channels);
        Assert.Equal([new ChannelSetting("twitch", "somebody_real")], real.Channels);
        var crew = _house.Get<Crew>();
        Assert.Equal(Role.Producer, crew.Current(_house.Producer, played.Show.Id)!.Role);
        Assert.Equal(Role.Moderator, crew.Current(_house.Moderator, played.Show.Id)!.Role);
        Assert.Equal(["images"], crew.TopicsOf(_house.Expert.Id, played.Show.Id));
        await UntilAsync(played.Show, s => s.State.Messages > 50 && s.At > LandingNightAt(played, "t-12"));
        Assert.Equal(0, _house.Real.Snapshot.State.Messages);
    }

    [Fact]
    public async Task A_rehearsal_begins_with_the_posts_of_its_show_as_they_stand_and_posts_nothing_there()
    {
        async Task DoAsync(IShowCommand command) => Assert.IsType<Outcome.Accepted>(await _house.Get<ICommands>().DoAsync(_house.Real.Id, command, _house.Producer));
        await DoAsync(new KeepPost(new PostWritten("Dropped", PostKind.Post, new("a", "a"))));
        await DoAsync(new KeepPost(new PostWritten("Landed", PostKind.Post, new("Posés !", "Landed!"), To: [new("twitch", "somebody_real", PostLanguage.Both)], Moment: "touchdown")));
        await DoAsync(new KeepPost(new PostWritten("Ask", PostKind.Post, new("Une question ?", "A question?"), Every: TimeSpan.FromMinutes(20))));
        await DoAsync(new DropPost(1, 1));
        await DoAsync(new ArmPost(2, 1));
        await DoAsync(new SchedulePost(3, 1));

        var played = await _house.RehearseAsync();

        await UntilAsync(played.Show, s => s.State.Posts.LastNumber > 0);
        var posts = played.Show.Committed.Posts;
        Assert.Equal([2, 3], posts.All.Keys);
        Assert.Equal(("Landed", 1), (posts.All[2].Written.Name, posts.All[2].Armed!.Key));
        Assert.Equal([new PostChat("twitch", LandingNight.TwitchChannel, PostLanguage.Both)], posts.All[2].Written.To);
        Assert.True(posts.All[3].Schedule!.Next > played.Show.Committed.LastAt);
        // There they stand as they did.
        Assert.Equal([new PostChat("twitch", "somebody_real", PostLanguage.Both)], _house.Real.Committed.Posts.All[2].Written.To);
    }

    [Fact]
    public async Task A_show_without_posts_is_rehearsed_with_the_nights()
    {
        var played = await _house.RehearseAsync();

        await UntilAsync(played.Show, s => s.State.Posts.LastNumber > 0);
        Assert.Contains(played.Show.Committed.Posts.All.Values, p => p.Written.Text.En.StartsWith("ALCYON", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_taken_out_of_the_show_is_out_of_its_rehearsals_and_a_guests_place_ends_there_as_here()
    {
        await using (var db = await _house.Get<IDbContextFactory<AccountsDb>>().CreateDbContextAsync())
            await db.Memberships.Where(m => m.PersonId == _house.Expert.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.EndsAt, new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        await _house.Get<Crew>().LoadAsync(default);
        var rehearsal = (await _house.RehearseAsync()).Show.Id;
        var crew = _house.Get<Crew>();

        Assert.NotNull(crew.SeatOf(_house.Expert.Id, _house.Real.Id)!.Until);
        Assert.Equal(crew.SeatOf(_house.Expert.Id, _house.Real.Id)!.Until, crew.SeatOf(_house.Expert.Id, rehearsal)!.Until);
        Assert.Null(await _house.Get<PeopleDeeds>().TakeOutAsync(_house.Real, _house.Producer, _house.Moderator.Id, default));
        Assert.Null(crew.Current(_house.Moderator, rehearsal));
        Assert.NotNull(crew.Current(_house.Expert, rehearsal));
    }

    [Fact]
    public async Task Who_is_given_another_role_in_the_show_has_it_in_its_rehearsals()
    {
        var rehearsal = (await _house.RehearseAsync()).Show.Id;
        var crew = _house.Get<Crew>();

        Assert.Null(await _house.Get<PeopleDeeds>().ChangeRoleAsync(_house.Real, _house.Producer, _house.Moderator.Id, Role.Expert, ["images"], default));

        Assert.Equal(Role.Expert, crew.Current(_house.Moderator, rehearsal)!.Role);
        Assert.Equal(["images"], crew.TopicsOf(_house.Moderator.Id, rehearsal));
        // Whose place there was taken away does not come back by it.
        Assert.True(await crew.TakeOutAsync(_house.Moderator.Id, rehearsal, "Salomé", A.Time, default));
        Assert.Null(await _house.Get<PeopleDeeds>().ChangeRoleAsync(_house.Real, _house.Producer, _house.Moderator.Id, Role.Moderator, [], default));
        Assert.Null(crew.Current(_house.Moderator, rehearsal));
    }

    [Fact]
    public async Task Beside_real_shows_a_rehearsal_has_bounds()
    {
        var many = await _house.Rehearsals.RehearseAsync(_house.Real, AHouse.Wish() with { Viewers = 100_001 }, _house.Producer, default);
        var played = await _house.RehearseAsync();

        Assert.StartsWith("At most 100,000 viewers", many.WhyNot!.En, StringComparison.Ordinal);
        Assert.NotNull(await played.SetSpeedAsync(_house.Producer, 20.1, default));
        Assert.Equal(1, played.Speed);
        Assert.Null(await played.SetSpeedAsync(_house.Producer, 20, default));
    }

    [Fact]
    public async Task Beside_real_shows_two_are_rehearsed_at_once()
    {
        await _house.RehearseAsync();
        Assert.Null((await RehearseOtherAsync("second")).WhyNot);

        var (none, whyNot) = await RehearseOtherAsync("third");

        Assert.Null(none);
        Assert.StartsWith("2 rehearsals run on this installation", whyNot!.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_node_rehearses_counts_and_what_a_killed_one_left_does_not()
    {
        var producer = _house.Producer;
        await _house.DisposeAsync();
        var leases = new OtherNodes();
        _house = await AHouse.OpenAsync(_folder, leases);
        var settings = _house.Real.Snapshot.State.Settings!;
        // Cut: nobody plays it.
        await RowAsync(Guid.NewGuid());
        var (ofOther, second) = (await RowAsync(Guid.NewGuid()), await RowAsync(Guid.NewGuid()));

        leases.Held.UnionWith([ofOther, second]);
        var full = await _house.Rehearsals.RehearseAsync(_house.Real, AHouse.Wish(), producer, default);
        leases.Held.Remove(second);
        var here = await RowAsync(_house.Real.Id.Value);
        leases.Held.Add(here);
        var already = await _house.Rehearsals.RehearseAsync(_house.Real, AHouse.Wish(), producer, default);
        leases.Held.Remove(here);
        var begun = await _house.Rehearsals.RehearseAsync(_house.Real, AHouse.Wish(), producer, default);

        Assert.StartsWith("2 rehearsals run on this installation", full.WhyNot!.En, StringComparison.Ordinal);
        Assert.StartsWith("This show is being rehearsed already", already.WhyNot!.En, StringComparison.Ordinal);
        Assert.Null(begun.WhyNot);

        async Task<ShowId> RowAsync(Guid of)
        {
            var options = new RehearsalOptions([], Programme.Night, Viewers: 400, Of: new RehearsalOf(of, "Ana", []));
            var (row, whyNot) = await _house.Get<ShowDirectory>().CreateRehearsalAsync(PlayedProgramme.For(settings, options), options, default);
            Assert.Null(whyNot);
            return new ShowId(row!.Id);
        }
    }

    private async Task<(ShowRow? Row, Words? WhyNot)> RehearseOtherAsync(string slug)
    {
        var (row, whyNot) = await _house.Get<ShowDirectory>().CreateAsync(_house.Real.Snapshot.State.Settings! with { Slug = slug, Title = slug }, null, null, default);
        Assert.Null(whyNot);
        await _house.Get<Crew>().SeatAsync(_house.Producer.Id, new ShowId(row!.Id), Role.Producer, [], default);
        return await _house.Rehearsals.RehearseAsync(_house.Get<LiveShows>().Live(new ShowId(row.Id))!, AHouse.Wish(), _house.Producer, default);
    }

    [Fact]
    public async Task Who_may_not_configure_the_show_neither_begins_nor_conducts_nor_ends()
    {
        var (none, whyNot) = await _house.Rehearsals.RehearseAsync(_house.Real, AHouse.Wish(), _house.Moderator with { Role = Role.Owner }, default);
        var played = await _house.RehearseAsync();

        Assert.Null(none);
        Assert.NotNull(whyNot);
        Assert.NotNull(await played.PauseAsync(_house.Moderator with { Role = Role.Owner }, stands: true, default));
        Assert.False(played.IsPaused);
        Assert.NotNull(await _house.Rehearsals.EndAsync(played.Show.Id, _house.Moderator, default));
        Assert.NotNull((await _house.Rehearsals.BeginAgainAsync(played.Show.Id, "waiting", _house.Moderator, default)).WhyNot);
        Assert.True(_house.Rehearsals.IsPlayed(played.Show.Id));
    }

    [Fact]
    public async Task It_is_conducted_while_it_runs_and_its_clock_never_goes_back()
    {
        var played = await _house.RehearseAsync();
        var clock = played.Show.Clock;
        await UntilAsync(played.Show, s => s.At > LandingNightAt(played, "t-12"));
        var last = clock.Now;

        Assert.Null(await played.PauseAsync(_house.Producer, stands: true, default));
        var stood = Later();
        Assert.Equal(0, clock.Rate);
        Assert.Equal(stood, clock.Now);
        Assert.Null(await played.SetSpeedAsync(_house.Producer, 10, default));
        Assert.Equal((0, true), (clock.Rate, played.IsPaused));
        Assert.Null(await played.PauseAsync(_house.Producer, stands: false, default));
        Assert.Equal(10, clock.Rate);
        Later();
        Assert.Null(await played.ChangeEndingAsync(_house.Producer, Ending.Lost, default));
        Assert.Null(await played.JumpAsync(_house.Producer, "picture", default));
        Assert.True(Later() >= LandingNightAt(played, "picture"));
        Assert.Equal("contingency", played.Show.Snapshot.State.Phase!.Key);
        // Forward only, and the ending is decided by then.
        Assert.NotNull(await played.JumpAsync(_house.Producer, "t-1", default));
        Assert.NotNull(await played.ChangeEndingAsync(_house.Producer, Ending.Late, default));
        Assert.False(played.MayChangeEnding);
        Assert.Null(await played.FireAsync(_house.Producer, "hate-raid", default));
        Assert.NotNull(await played.FireAsync(_house.Producer, "slow-disk", default));
        // What was fired is found again by what is kept of it.
        var fired = played.Options.Conducted[^1];
        var truth = PlayedProgramme.NightOf(played.Options, Ending.Lost).DrillTruth("hate-raid", fired.At, fired.Occurrence!.Value).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        await UntilAsync(played.Show, s => s.State.Recent.Newest(500).Any(r => truth.Contains(r.Message.Id)));
        Assert.Equal(Ending.Lost, played.Ending);
        Assert.Equal([ConductedDeed.Pause, ConductedDeed.Speed, ConductedDeed.Pause, ConductedDeed.Ending, ConductedDeed.Jump, ConductedDeed.Drill], played.Options.Conducted.Select(c => c.Did));
        Assert.Equal(played.Options.ToJson(), (await _house.Get<ShowDirectory>().FindAsync(played.Show.Slug, default))!.RehearsalOptions);

        DateTimeOffset Later()
        {
            var now = clock.Now;
            Assert.True(now >= last, $"{last:O} {now:O}");
            return last = now;
        }
    }

    [Fact]
    public async Task It_begins_with_posts_in_both_languages_and_some_are_armed_for_moments_that_the_crew_marks()
    {
        var played = await _house.RehearseAsync();

        var state = played.Show.Snapshot.State;
        var posts = state.Posts.All.Values.ToList();
        Assert.True(posts.Count >= 5);
        Assert.All(posts, p => Assert.True(p.Written.Text is { Fr.Length: > 0, En.Length: > 0 } && p.Written.Other is null or { Fr.Length: > 0, En.Length: > 0 }));
        Assert.All(posts, p => Assert.Null(PostDeeds.WhyNot(p, state.Settings, PostEnding.Nominal)));
        Assert.All(posts.Where(p => p.Written.Other is not null), p => Assert.Null(PostDeeds.WhyNot(p, state.Settings, PostEnding.Lost)));
        var marks = PlayedProgramme.NightOf(played.Options, Ending.Nominal).Crew().Select(a => a.Verb).OfType<PlayedMark>().SelectMany(m => new[] { m.French, m.English }).ToHashSet(StringComparer.Ordinal);
        var armed = posts.Where(p => p.Armed is not null).ToList();
        Assert.All(armed, p => Assert.True(marks.Contains(p.Written.Moment!) && p.Written.Other is not null && p.Armed!.By is { Played: true, Name: "Salomé" }, p.Written.Name));
        Assert.True(armed.Count >= 2);
        Assert.Contains(posts, p => p.Schedule is not null);
    }

    [Fact]
    public async Task Played_colleagues_come_and_go_and_the_phases_stay()
    {
        var played = await _house.RehearseAsync();

        Assert.Contains(played.Show.Snapshot.People, p => p.Played);
        Assert.Null(await played.PlayCrewAsync(_house.Producer, played: false, default));
        Assert.DoesNotContain(played.Show.Snapshot.People, p => p.Played);
        Assert.Null(await played.PlayCrewAsync(_house.Producer, played: true, default));
        Assert.Contains(played.Show.Snapshot.People, p => p.Played);
        Assert.Equal("checks", played.Show.Snapshot.State.Phase!.Key);
    }

    [Fact]
    public async Task Nothing_but_the_emulators_is_ever_asked_and_only_with_their_credentials()
    {
        var options = new RehearsalOptions([], Programme.Night, Viewers: 400);
        await using var emulated = await PlayedShow.EmulateAsync(options, PlayedProgramme.Of(options), _house.Services, default);

        var (twitch, youtube, loopbackOnly) = PlayedShow.Addresses(emulated);

        Assert.True(loopbackOnly);
        Assert.All(new[] { twitch.IrcUri, twitch.EventSubUri, twitch.ApiBaseUri, twitch.IdBaseUri, youtube.ApiBaseUri, youtube.TokenUri }, uri => Assert.True(uri!.IsLoopback, uri.ToString()));
    }

    private static DateTimeOffset LandingNightAt(PlayedShow played, string point) => PlayedProgramme.NightOf(played.Options, Ending.Nominal).PointAt(point);
}
