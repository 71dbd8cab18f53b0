using LiveConsole.Acting;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Acting;

public sealed class ShowAccountsTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly FakeWriter _writer = new() { Acting = Asked.Acting("twitch") };
    private FakeWriter? _acts;
    private AnOpenShow _show = null!;
    private ShowAccounts _accounts = null!;
    private Task _running = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _acts = _writer;
        _show = await AnOpenShow.OpenAsync(_time);
        await _show.DoAsync(new ConfigureShow(A.Settings() with { Channels = [new ChannelSetting("twitch", "agence")] }), Actor.Program);
        _accounts = new ShowAccounts(_show.Live, _ => _acts, _time, NullLogger<ShowAccounts>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _show.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task As_whom_the_show_acts_is_looked_at_at_the_start_and_hourly_and_journaled_when_it_changed()
    {
        Begin();
        await _writer.LookedAsync();
        await _time.TimerDueIn(TimeSpan.FromHours(1));
        Assert.Equal("AgenceOrbite", Known?.As);

        _writer.Acting = Asked.Acting("twitch") with { As = null, AsId = null, Can = [], Trouble = EffectTrouble.SignInDead };
        _time.Advance(TimeSpan.FromHours(1));
        await _writer.LookedAsync();
        await _time.TimerDueIn(TimeSpan.FromHours(1));

        Assert.Equal((EffectTrouble.SignInDead, _show.Live.Clock.Now), (Known!.Trouble, Known.Since));
        Assert.Equal(2, (await _show.EntriesAsync()).Count(e => e.Entry is ActingKnown));
    }

    [Fact]
    public async Task A_refusal_has_the_account_looked_at_again_but_not_for_each_of_a_hundred()
    {
        Begin();
        await _writer.LookedAsync();
        await _time.TimerDueIn(TimeSpan.FromHours(1));
        _accounts.LookAgain("twitch", "agence");
        await _time.TimerDueIn(TimeSpan.FromSeconds(30));

        _time.Advance(TimeSpan.FromSeconds(30));
        await _writer.LookedAsync();
        await _time.TimerDueIn(TimeSpan.FromHours(1));
        for (var i = 0; i < 100; i++) _accounts.LookAgain("twitch", "agence");
        await _time.TimerDueIn(TimeSpan.FromSeconds(30));

        Assert.Equal(2, _writer.Looks);
    }

    [Fact]
    public async Task Whom_a_person_chose_is_looked_at_at_once()
    {
        Begin();
        await _writer.LookedAsync();
        await _time.TimerDueIn(TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        _writer.Acting = Asked.Acting("twitch") with { As = "orbite_modo", AsId = "78" };

        await _show.DoAsync(new ActAs("twitch", "agence", "78", "orbite_modo", null), A.Person("Lise", Role.Lead));
        await _writer.LookedAsync();
        await _time.TimerDueIn(TimeSpan.FromHours(1));

        Assert.Equal("orbite_modo", Known?.As);
    }

    [Fact]
    public async Task Another_account_is_looked_at_at_once_and_none_is_said()
    {
        Begin();
        await _writer.LookedAsync();
        await _time.TimerDueIn(TimeSpan.FromHours(1));

        _time.Advance(TimeSpan.FromSeconds(1));
        _writer.Acting = Asked.Acting("twitch") with { As = "Regie" };
        _accounts.LookNow("twitch");
        await _writer.LookedAsync();
        await _time.TimerDueIn(TimeSpan.FromHours(1));

        _time.Advance(TimeSpan.FromSeconds(1));
        _acts = null;
        _accounts.LookNow("twitch");
        await _time.TimerDueIn(TimeSpan.FromHours(1));

        Assert.Equal((null, EffectTrouble.NoAccount), (Known!.As, Known.Trouble));
        Assert.Equal(["AgenceOrbite", "Regie", null], (await _show.EntriesAsync()).Select(e => e.Entry).OfType<ActingKnown>().Select(a => a.Acting.As));
    }

    [Fact]
    public async Task A_minute_without_an_answer_takes_nobodys_rights_away()
    {
        Begin();
        await _writer.LookedAsync();
        await _time.TimerDueIn(TimeSpan.FromHours(1));

        _writer.Acting = new ChannelActing("twitch", "agence", null, null, [], EffectTrouble.NoAnswer);
        _time.Advance(TimeSpan.FromHours(1));
        await _writer.LookedAsync();
        await _time.TimerDueIn(TimeSpan.FromSeconds(30));

        Assert.Equal("AgenceOrbite", Known?.As);
    }

    [Fact]
    public async Task A_look_that_ends_on_a_bug_is_tried_again_and_does_not_end_the_looking()
    {
        _writer.Breaks = new InvalidOperationException("nobody foresaw this");
        Begin();
        await _writer.LookedAsync();
        await _time.TimerDueIn(TimeSpan.FromSeconds(30));
        Assert.Null(Known);

        _writer.Breaks = null;
        _time.Advance(TimeSpan.FromSeconds(30));
        await _writer.LookedAsync();
        await _time.TimerDueIn(TimeSpan.FromHours(1));

        Assert.Equal("AgenceOrbite", Known?.As);
    }

    private ChannelActing? Known => _show.Live.Committed.Effects.ActingIn("twitch", "agence");

    private void Begin() => _running = _accounts.RunAsync(_stop.Token);
}
