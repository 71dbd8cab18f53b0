using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Journal;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;

namespace LiveConsole.Tests.Listening;

/// <summary>What passed unjudged is judged once nobody waits, and by the next process if this one is killed before.</summary>
public sealed class LateJudgingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static MessageCame Unjudged(int n, DateTimeOffset at) => new(A.Message("is it cold?", id: $"m{n}") with { SentAt = at, ReceivedAt = at });

    private static bool AllJudged(ShowSnapshot snapshot, int messages) => snapshot.State.Messages == messages && snapshot.State.Recent.Newest(FeedLog.Kept).All(r => r.Judgement is not null);

    private static async Task UntilAsync(AnOpenShow show, Func<ShowSnapshot, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var snapshot in show.Live.WatchAsync(patience.Token))
        {
            if (condition(snapshot)) return;
        }
    }

    [Fact]
    public async Task It_is_judged_after_it_was_journaled_in_its_order_and_once()
    {
        await using var show = await AnOpenShow.OpenAsync();
        using var stop = new CancellationTokenSource();
        var late = show.Live.JudgeLateAsync(stop.Token);
        await show.TakeAsync(new MessageCame(A.Message("why?", id: "j"), new Judgement(true, 0.9, "en", [])), Unjudged(1, show.Live.Clock.Now), Unjudged(2, show.Live.Clock.Now));
        await show.TakeAsync(Unjudged(3, show.Live.Clock.Now));

        await UntilAsync(show, s => AllJudged(s, 4));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        var entries = await show.EntriesAsync();
        var unjudged = entries.Where(e => e.Entry is MessageArrived { Judgement: null }).Select(e => e.Sequence);
        Assert.Equal(unjudged, entries.Select(e => e.Entry).OfType<Judged>().Select(j => j.Sequence));
        Assert.Equal(Enumerable.Repeat("is it cold?", 3), entries.Where(e => e.Entry is MessageArrived { Judgement: null }).Select(e => ((MessageArrived)e.Entry).Message.Text));
    }

    [Fact]
    public async Task A_process_that_is_killed_in_between_leaves_it_to_the_next_one()
    {
        var first = await AnOpenShow.OpenAsync();
        await first.TakeAsync(Unjudged(1, first.Live.Clock.Now), Unjudged(2, first.Live.Clock.Now), Unjudged(3, first.Live.Clock.Now - TimeSpan.FromDays(2)));

        await using var second = await first.ReopenAsync();
        second.Live.Start();
        using var stop = new CancellationTokenSource();
        var late = second.Live.JudgeLateAsync(stop.Token);
        await UntilAsync(second, s => s.State.Recent.After(0).Count(r => r.Judgement is not null) == 2);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        Assert.Equal([true, true, false], second.Live.Snapshot.State.Recent.After(0).Select(r => r.Judgement is not null));
    }

    [Fact]
    public async Task So_many_that_they_are_no_longer_among_the_recent_ones_are_judged_too()
    {
        var gate = new ManualResetEventSlim();
        await using var show = await AnOpenShow.OpenAsync(judge: (message, told) =>
        {
            gate.Wait(Patience);
            return MessageJudge.Judge(message, told);
        });
        using var stop = new CancellationTokenSource();
        var now = show.Live.Clock.Now;
        var late = Task.Factory.StartNew(() => show.Live.JudgeLateAsync(stop.Token), default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        for (var n = 0; n < 7_000; n += 1_000) await show.Live.Writer.TakeAsync([.. Enumerable.Range(n, 1_000).Select(i => Unjudged(i, now))], default);
        gate.Set();

        await UntilAsync(show, s => AllJudged(s, 7_000));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        var judged = (await show.EntriesAsync()).Select(e => e.Entry).OfType<Judged>().Select(j => j.Sequence).ToList();
        Assert.Equal((7_000, 7_000), (judged.Count, judged.Distinct().Count()));
        gate.Dispose();
    }

    [Fact]
    public async Task A_process_that_is_killed_far_behind_leaves_all_of_it_to_the_next_one()
    {
        var first = await AnOpenShow.OpenAsync();
        var now = first.Live.Clock.Now;
        Arrival Came(int n) => n < 600 || n is 1_234 ? Unjudged(n, now) : new MessageCame(A.Message("bonsoir", id: $"m{n}") with { SentAt = now, ReceivedAt = now }, new Judgement(false, 0, "fr", []));
        for (var n = 0; n < 7_000; n += 1_000) await first.TakeAsync([.. Enumerable.Range(n, 1_000).Select(Came)]);

        await using var second = await first.ReopenAsync();
        second.Live.Start();
        using var stop = new CancellationTokenSource();
        var late = second.Live.JudgeLateAsync(stop.Token);
        await second.TakeAsync(Unjudged(8_000, now));
        await UntilAsync(second, s => AllJudged(s, 7_001));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        Assert.DoesNotContain(await second.Journal.ReadMessagesAsync(second.Id, new MessageQuery(Limit: 10_000), default), m => m.Judgement is null);
    }

    [Fact]
    public async Task What_a_rule_names_is_hidden_however_many_have_come_before_it_is_judged()
    {
        var gate = new ManualResetEventSlim();
        await using var show = await AnOpenShow.OpenAsync(judge: (message, _) =>
        {
            gate.Wait(Patience);
            return new Judgement(false, 0, "fr", []) { Marks = message.Text == "hate" ? [new MessageMark(MarkKind.Slur, MarkSeverity.Severe, Reasons.Slur)] : [] };
        });
        var hides = A.Settings() with { Listening = new ListeningSettings { Safety = new SafetySettings { Hides = [new HideRule(MarkKind.Slur, MarkSeverity.Severe)] } } };
        await show.DoAsync(new ConfigureShow(hides, A.Settings()), A.Producer("Paul"));
        using var stop = new CancellationTokenSource();
        var now = show.Live.Clock.Now;
        var late = Task.Factory.StartNew(() => show.Live.JudgeLateAsync(stop.Token), default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        Arrival Came(int n) => new MessageCame(A.Message(n % 3_000 == 7 ? "hate" : "bonsoir", id: $"m{n}", viewer: $"v{n}") with { SentAt = now, ReceivedAt = now });
        for (var n = 0; n < 7_000; n += 1_000) await show.TakeAsync([.. Enumerable.Range(n, 1_000).Select(Came)]);
        // Removed on its platform meanwhile, it is nobody's to decide.
        await show.TakeAsync(new RemovalCame("twitch", "agence", A.Removal(at: now), MessageId: "m3007"), Came(9_007));
        gate.Set();

        await UntilAsync(show, s => AllJudged(s, 7_001));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        var hate = (await show.Journal.ReadMessagesAsync(show.Id, new MessageQuery(Limit: 10_000), default)).Where(m => m.Message.Text == "hate").ToList();
        Assert.Equal(["m7", "m3007", "m6007", "m9007"], hate.Select(m => m.Message.Id));
        Assert.Equal([MarkKind.Slur, null, MarkKind.Slur, MarkKind.Slur], hate.Select(m => m.Removed!.Rule));
        Assert.Equal(hate.Where(m => m.Removed!.Rule is not null).Select(m => m.Sequence), show.Live.Snapshot.State.Lanes.In(Lanes.Flagged).Order());
        Assert.Equal(hate.Where(m => m.Removed!.Rule is not null).Select(m => m.Sequence), (await show.Journal.LoadAsync(show.Id, null, default)).Lanes.In(Lanes.Flagged).Order());
        gate.Dispose();
    }

    [Fact]
    public async Task Imported_messages_are_judged_as_they_come_in()
    {
        await using var show = await AnOpenShow.OpenAsync();

        await show.Live.TakeAsync([.. Enumerable.Range(0, 100).Select(n => (Arrival)new MessageCame(A.Message("is it cold?", id: $"m{n}")))], default);

        Assert.All((await show.EntriesAsync()).Select(e => e.Entry).OfType<MessageArrived>(), m => Assert.True(m.Judgement!.Question));
    }
}
