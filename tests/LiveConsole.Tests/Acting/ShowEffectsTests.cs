using LiveConsole.Acting;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Posts;
using LiveConsole.Journal;
using LiveConsole.Platforms;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Acting;

public sealed class ShowEffectsTests : IAsyncLifetime
{
    private readonly FakeWriter _writer = new();
    private readonly List<(string, string)> _lookedAgain = [];
    private AnOpenShow _show = null!;
    private ShowEffects? _effects;

    public async ValueTask InitializeAsync()
    {
        _show = await AnOpenShow.OpenAsync();
        await _show.TakeAsync(new ActingCame(Asked.Acting("twitch")));
        await _show.TakeAsync([.. Enumerable.Range(1, 20).Select(i => new MessageCame(A.Message($"spam {i}", $"m{i}", $"v{i}")))]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_effects is not null) await _effects.DisposeAsync();
        await _show.DisposeAsync();
    }

    [Fact]
    public async Task A_removal_is_journaled_as_started_before_its_call_and_as_done_after()
    {
        EffectState? during = null;
        _writer.Answers = (_, _) =>
        {
            during = Effect(1).State;
            return Task.FromResult<DeedResult>(new DeedResult.Done());
        };
        Begin();

        await RemoveAsync("m1");

        await SettledAsync(1);
        Assert.Equal((EffectState.Started, EffectState.Done, "AgenceOrbite"), (during, Effect(1).State, Effect(1).As));
        Assert.Equal(["EffectStarted", "EffectSettled"], (await _show.EntriesAsync()).Select(e => e.Entry.GetType().Name).Where(n => n.StartsWith("EffectS", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_account_that_is_journaled_is_the_one_that_is_called_with_whoever_is_chosen_meanwhile()
    {
        var (old, chosen) = (new FakeWriter { Account = new WriterAccount("78", "orbite_modo") }, new FakeWriter { Account = new WriterAccount("79", "orbite_nuit") });
        _writer.Chosen = () => old;
        // It is chosen anew while the start waits for the disk; what is known of who acts (AgenceOrbite) is older than both.
        _show.Journal.Hangs();
        Begin();
        var removing = RemoveAsync("m1");
        await _show.Journal.Hanging;
        _show.Journal.ReleaseOne();
        await removing.WaitAsync(Cap.Signal);
        await _show.Journal.Hanging;
        _writer.Chosen = () => chosen;
        _show.Journal.Release();

        await SettledAsync(1);
        Assert.Equal(("orbite_modo", "78", 1, 0), (Effect(1).As, Effect(1).AsId, old.Calls.Count, chosen.Calls.Count));
    }

    [Fact]
    public async Task A_post_without_an_answer_is_done_when_it_comes_back_under_the_account_that_sent_it_although_another_acts_by_then()
    {
        _writer.Account = new WriterAccount("78", "orbite_modo");
        _writer.Answers = (_, _) => Task.FromResult<DeedResult>(new DeedResult.NotKnown());
        await PostAsync("Bonsoir");
        Begin();
        await _writer.CalledAsync();
        await _show.TakeAsync(new ActingCame(Asked.Acting("twitch") with { As = "orbite_nuit", AsId = "79" }));

        await _show.TakeAsync(new MessageCame(A.Message("Bonsoir", "theirs", "79", at: _show.Live.Clock.Now)), new MessageCame(A.Message("Bonsoir", "echo", "78", at: _show.Live.Clock.Now)));

        await SettledAsync(1);
        Assert.Equal((EffectState.Done, "echo"), (Effect(1).State, Effect(1).Handle));
    }

    [Fact]
    public async Task What_waits_goes_out_by_urgency_and_four_at_once()
    {
        var gate = new TaskCompletionSource<DeedResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.Answers = (_, _) => gate.Task;
        await _show.DoAsync(new BanViewer("twitch", "agence", new Target("v20", "V20")), A.Producer("Salomé"));
        for (var i = 1; i <= 6; i++) await RemoveAsync($"m{i}");
        Begin();

        await _writer.CalledAsync(4);
        Assert.Equal(["m1", "m2", "m3", "m4"], _writer.Calls.OfType<RemoveDeed>().Select(r => r.MessageId).Order());
        gate.SetResult(new DeedResult.Done());
        await SettledAsync(7);
        Assert.Equal((6, 1, 4), (_writer.Calls.Count(c => c is RemoveDeed), _writer.Calls.Count(c => c is BanDeed), _writer.MostAtOnce));
    }

    [Fact]
    public async Task Once_another_node_listens_nothing_goes_out_here()
    {
        var refused = _show.Live.Writer.Listens(epoch: 3);
        _show.Journal.LeaseIsLost = true;
        Begin();

        await RemoveAsync("m1");
        await refused.WaitAsync(Cap.Signal);
        await EndAsync();

        Assert.Empty(_writer.Calls);
        Assert.Equal(EffectState.Requested, Effect(1).State);
    }

    [Fact]
    public async Task What_a_call_came_to_is_journaled_although_the_lease_was_lost_meanwhile()
    {
        var answer = new TaskCompletionSource<DeedResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.Answers = (_, _) => answer.Task;
        _ = _show.Live.Writer.Listens(epoch: 3);
        Begin();
        await RemoveAsync("m1");
        await _writer.CalledAsync();

        _show.Journal.LeaseIsLost = true;
        answer.SetResult(new DeedResult.Done("ban-7"));

        await SettledAsync(1);
        Assert.Equal("ban-7", Effect(1).Handle);
    }

    [Fact]
    public async Task While_the_disk_is_away_a_result_is_kept_and_nothing_new_goes_out()
    {
        var answer = new TaskCompletionSource<DeedResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.Answers = (_, _) => answer.Task;
        Begin();
        await _show.DoAsync(new BanViewer("twitch", "agence", new Target("v20", "V20")), A.Producer("Salomé"));
        await _writer.CalledAsync();
        await RemoveAsync("m1");
        await _writer.CalledAsync();

        _show.Journal.Breaks(StorageTrouble.DiskFull);
        answer.SetResult(new DeedResult.Done("handle"));
        await _show.Until(s => s.Storage.Words is not null);
        Assert.IsType<Outcome.Refused>(await _show.DoAsync(new RemoveMessage(new MessageRef("twitch", "m2")), Asked.Nora));
        Assert.Equal(EffectState.Started, Effect(1).State);

        _show.Journal.Mends();
        await SettledAsync(1);
        await SettledAsync(2);
        Assert.Equal(("handle", 2), (Effect(1).Handle, _writer.Calls.Count));
    }

    [Fact]
    public async Task A_post_that_is_taken_back_in_its_countdown_never_goes_out()
    {
        Begin();
        await _show.DoAsync(new SendPost([new ChatPost("twitch", "agence", new PostDeed("Bonsoir"))]), A.Producer("Salomé"));

        await _show.TakeAsync(new EffectEnded(1, EffectState.Cancelled));
        await EndAsync();

        Assert.Empty(_writer.Calls);
    }

    [Fact]
    public async Task Taken_back_while_its_start_waits_for_the_disk_it_is_not_called()
    {
        await RemoveAsync("m1");
        _show.Journal.Hangs();
        // What takes it back is in the turn before the start's.
        var cancelled = _show.Live.Writer.TakeFirstAsync(new EffectEnded(1, EffectState.Cancelled), fenced: false, default);
        await _show.Journal.Hanging;
        Begin();
        _show.Journal.Release();
        await cancelled.WaitAsync(Cap.Signal);
        await EndAsync();

        Assert.Empty(_writer.Calls);
        Assert.Equal(EffectState.Cancelled, Effect(1).State);
    }

    [Fact]
    public async Task Who_asks_for_patience_is_asked_again_after_it_and_the_words_stand_with_it_meanwhile()
    {
        var first = true;
        _writer.Answers = (_, _) =>
        {
            var result = first ? (DeedResult)new DeedResult.Later(TimeSpan.FromMilliseconds(50), "busy") : new DeedResult.Done();
            first = false;
            return Task.FromResult(result);
        };
        Begin();

        await RemoveAsync("m1");

        await SettledAsync(1);
        Assert.Equal((EffectState.Done, 2), (Effect(1).State, Effect(1).Tries));
        Assert.Contains((await _show.EntriesAsync()).Select(e => e.Entry).OfType<EffectDelayed>(), d => d.Said == "busy");
    }

    [Fact]
    public async Task A_refusal_stands_with_the_platforms_words_and_the_account_is_looked_at()
    {
        _writer.Answers = (_, _) => Task.FromResult<DeedResult>(new DeedResult.Refused(EffectTrouble.NotAllowed, "not a moderator"));
        Begin();

        await RemoveAsync("m1");

        await SettledAsync(1);
        await EndAsync();
        Assert.Equal((EffectState.Failed, EffectTrouble.NotAllowed, "not a moderator"), (Effect(1).State, Effect(1).Trouble, Effect(1).Said));
        Assert.Equal([("twitch", "agence")], _lookedAgain);
    }

    [Fact]
    public async Task Without_an_account_what_was_asked_says_so_and_was_never_tried()
    {
        _effects = New(_ => null);
        _effects.Start();

        await RemoveAsync("m1");

        await SettledAsync(1);
        Assert.Equal((EffectState.Failed, EffectTrouble.NoAccount, 0), (Effect(1).State, Effect(1).Trouble, Effect(1).Tries));
    }

    [Fact]
    public async Task A_post_whose_start_took_too_long_to_be_sure_of_was_not_sent_and_has_used_up_no_try()
    {
        var time = new FakeTime();
        await PostAsync("Bonsoir");
        _show.Journal.Hangs();
        _effects = new(_show.Live, _ => _writer, (_, _) => { }, time, _show.Live.Metrics, NullLogger<ShowEffects>.Instance);
        _effects.Start();
        await _show.Journal.Hanging;
        time.Advance(TimeSpan.FromSeconds(3));
        _show.Journal.Release();

        await _writer.CalledAsync();
        Assert.Equal((2, 1), (Effect(1).Tries, Effect(1).Sent));
    }

    [Fact]
    public async Task A_post_without_an_answer_is_done_when_it_comes_back_and_is_sent_once()
    {
        _writer.Answers = (_, _) => Task.FromResult<DeedResult>(new DeedResult.NotKnown());
        await PostAsync("Bonsoir");
        Begin();
        await _writer.CalledAsync();

        await _show.TakeAsync(new MessageCame(A.Message("Bonsoir", "echo", Asked.Us, at: _show.Live.Clock.Now)));

        await SettledAsync(1);
        Assert.Equal((EffectState.Done, "echo", 1), (Effect(1).State, Effect(1).Handle, _writer.Calls.Count));
    }

    [Fact]
    public async Task A_youtube_bans_event_is_waited_for_from_when_its_call_ended_without_an_answer_however_long_that_took()
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync(time);
        var writer = new FakeWriter("youtube");
        var answers = new Queue<Task<DeedResult>>();
        var lost = new TaskCompletionSource<DeedResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        answers.Enqueue(lost.Task);
        answers.Enqueue(Task.FromResult<DeedResult>(new DeedResult.Done("ban-1")));
        writer.Answers = (_, _) => answers.Dequeue();
        await show.TakeAsync(new ActingCame(Asked.Acting("youtube")), new SourceChanged(new SourceKey("youtube", "agence", "stream"), SourceState.Live, show.Live.Clock.Now));
        await show.DoAsync(new BanViewer("youtube", "agence", new Target("v20", "V20")), A.Producer("Salomé"));
        await using var effects = new ShowEffects(show.Live, _ => writer, (_, _) => { }, time, show.Live.Metrics, NullLogger<ShowEffects>.Instance);
        effects.Start();
        await writer.CalledAsync();
        // Between the seconds of every other timer: only the engine's looks are waited for.
        time.Advance(TimeSpan.FromSeconds(20.37));
        var ended = show.Live.Clock.Now;

        lost.SetResult(new DeedResult.NotKnown());
        var again = writer.CalledAsync();
        while (show.Live.Committed.Effects.Open.GetValueOrDefault(1) is { State: EffectState.Started, Tries: 1 } && await Task.WhenAny(again, time.TimerDueIn(TimeSpan.FromSeconds(1))) != again)
            time.Advance(TimeSpan.FromSeconds(1));
        await again;
        // Journaled when this returns; it would be published by a timer.
        await effects.DisposeAsync().AsTask().WaitAsync(Cap.Signal);
        var settled = show.Live.Committed.Effects.Settled[1];

        Assert.True(settled.StartedAt >= ended + AfterCrashTable.BanIsTold);
        Assert.Equal(("ban-1", 2), (settled.Handle, settled.Tries));
    }

    [Fact]
    public async Task What_nobody_knew_is_done_when_it_comes_back_after_all()
    {
        await PostAsync("Bonsoir");
        await _show.TakeAsync(new EffectStarting(1, Guid.CreateVersion7(), null), new EffectEnded(1, EffectState.Unknown, EffectTrouble.NoAnswer));
        Begin();

        await _show.TakeAsync(new MessageCame(A.Message("Bonsoir", "echo", Asked.Us, at: _show.Live.Clock.Now)));

        await UntilAsync(s => s.Effects.Find(1)?.State == EffectState.Done);
        Assert.Equal(("echo", 0), (Effect(1).Handle, _writer.Calls.Count));
    }

    [Fact]
    public async Task What_the_program_that_died_had_started_is_asked_again_by_the_next_one()
    {
        await RemoveAsync("m1");
        await _show.TakeAsync(new EffectStarting(1, Guid.CreateVersion7(), null));
        _show = await _show.ReopenAsync();
        _show.Live.Start();
        Begin();

        await SettledAsync(1);
        Assert.Equal((EffectState.Done, 2, 1), (Effect(1).State, Effect(1).Tries, _writer.Calls.Count));
    }

    [Fact]
    public async Task A_stop_waits_for_the_answer_under_way_and_journals_it()
    {
        var answer = new TaskCompletionSource<DeedResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.Answers = (_, _) => answer.Task;
        Begin();
        await RemoveAsync("m1");
        await _writer.CalledAsync();

        var ending = EndAsync();
        Assert.False(ending.IsCompleted);
        answer.SetResult(new DeedResult.Done());
        await ending;

        Assert.Equal(EffectState.Done, Effect(1).State);
    }

    [Fact]
    public async Task A_platform_that_does_not_answer_holds_up_a_stop_five_seconds_and_its_call_stays_started()
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync(time);
        await show.TakeAsync(new ActingCame(Asked.Acting("twitch")), new MessageCame(A.Message(id: "m1")));
        await show.DoAsync(new RemoveMessage(new MessageRef("twitch", "m1")), Asked.Nora);
        _writer.Answers = async (_, ct) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            return new DeedResult.Done();
        };
        var effects = new ShowEffects(show.Live, _ => _writer, (_, _) => { }, time, show.Live.Metrics, NullLogger<ShowEffects>.Instance);
        effects.Start();
        await _writer.CalledAsync();

        var ending = effects.DisposeAsync().AsTask();
        await time.TimerDueIn(ShowEffects.StopsWithin);
        time.Advance(ShowEffects.StopsWithin);
        await ending.WaitAsync(Cap.Signal);

        Assert.Equal(EffectState.Started, show.Live.Committed.Effects.Open[1].State);
    }

    private void Begin()
    {
        _effects = New(_ => _writer);
        _effects.Start();
    }

    private ShowEffects New(Func<string, IPlatformWriter?> writers) =>
        new(_show.Live, writers, (platform, channel) => _lookedAgain.Add((platform, channel)), TimeProvider.System, _show.Live.Metrics, NullLogger<ShowEffects>.Instance);

    private async Task EndAsync()
    {
        await _effects!.DisposeAsync().AsTask().WaitAsync(Cap.Signal);
        _effects = null;
    }

    private async Task RemoveAsync(string id) => Assert.IsType<Outcome.Accepted>(await _show.DoAsync(new RemoveMessage(new MessageRef("twitch", id)), Asked.Nora));

    /// <summary>As posted, its countdown over.</summary>
    private async Task PostAsync(string text)
    {
        await _show.DoAsync(new SendPost([new ChatPost("twitch", "agence", new PostDeed(text))]), A.Producer("Salomé"));
        await _show.TakeAsync(new EffectPutOff(1, _show.Live.Clock.Now));
    }

    private Effect Effect(long id) => _show.Live.Committed.Effects.Find(id)!;

    private Task SettledAsync(long id) => UntilAsync(s => s.Effects.Settled.ContainsKey(id));

    private Task UntilAsync(Func<ShowState, bool> condition) => _show.Until(s => condition(s.State));
}
