using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.Tests;

public sealed class TwinPairingTests : IAsyncLifetime
{
    private static readonly SourceKey Irc = new("twitch", "alpha", "irc");
    private static readonly SourceKey EventSub = new("twitch", "alpha", "eventsub");

    private readonly FakeTime _time = new();
    private readonly ArrivalList _arrivals = new();
    private readonly List<(SourceKey Source, DateTimeOffset Until)> _deaf = [];
    private readonly CancellationTokenSource _stop = new();
    private TwinPairing _pairing = null!;
    private Task _running = Task.CompletedTask;

    public ValueTask InitializeAsync()
    {
        Pair();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _pairing.Dispose();
        _stop.Dispose();
    }

    private void Pair(DateTimeOffset? irc = null, DateTimeOffset? eventSub = null)
    {
        _pairing = new TwinPairing(new TwinSide(Irc, irc), new TwinSide(EventSub, eventSub), _arrivals, _time) { FoundDeaf = (source, because) => _deaf.Add((source, because.CoveredUntil!.Value)) };
        _running = _pairing.RunAsync(_stop.Token);
    }

    private async Task BothLiveAsync()
    {
        await Says(_pairing.Timed, Irc, SourceState.Live);
        await Says(_pairing.Cut, EventSub, SourceState.Live);
    }

    private async Task Says(IArrivalSink side, SourceKey source, SourceState state, DateTimeOffset? at = null, string? reason = null) =>
        await side.PutAsync(new SourceChanged(source, state, at ?? _time.GetUtcNow(), reason), _stop.Token);

    private ValueTask IrcSays(string id, string text = "hi Kappa", bool first = false) => _pairing.Timed.PutAsync(
        new MessageCame(Message(id, text) with { SentAt = _time.GetUtcNow().AddMilliseconds(-40), First = first }), _stop.Token);

    private ValueTask EventSubSays(string id, string text = "hi Kappa") => _pairing.Cut.PutAsync(
        new MessageCame(Message(id, text) with { SentAt = _time.GetUtcNow().AddMilliseconds(-10), Parts = Parts(text) }), _stop.Token);

    private ChatMessage Message(string id, string text) => new("twitch", "alpha", id, _time.GetUtcNow(), _time.GetUtcNow(), new Author("1", "Bo"), text);

    private static ImmutableArray<MessagePart> Parts(string text) => [new(PartType.Text, text[..1]), new(PartType.Emote, text[1..], "25")];

    private IEnumerable<string> Ids => _arrivals.Messages.Select(m => m.Id);

    [Fact]
    public async Task A_transport_that_brings_nothing_of_twenty_messages_in_twenty_seconds_is_found_deaf_once_since_it_last_spoke()
    {
        await BothLiveAsync();
        await IrcSays("m0");
        var spoke = _time.GetUtcNow();
        for (var i = 0; i < 40; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await EventSubSays($"m{i}");
        }

        Assert.Equal([(Irc, spoke)], _deaf);
    }

    [Fact]
    public async Task Neither_a_quick_burst_nor_a_late_word_nor_a_fall_of_the_other_is_deafness()
    {
        await BothLiveAsync();
        for (var i = 0; i < 100; i++) await EventSubSays($"burst{i}");
        _time.Advance(TimeSpan.FromSeconds(19));
        await EventSubSays("m1");
        await IrcSays("burst0");
        for (var i = 0; i < 15; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            await EventSubSays($"slow{i}");
        }

        await Says(_pairing.Cut, EventSub, SourceState.Waiting);
        await Says(_pairing.Cut, EventSub, SourceState.Live);
        for (var i = 0; i < 10; i++) await EventSubSays($"again{i}");

        Assert.Empty(_deaf);
    }

    [Fact]
    public async Task Twins_become_one_message_with_the_ones_time_and_the_others_parts()
    {
        await BothLiveAsync();
        await IrcSays("m1", first: true);
        Assert.Empty(_arrivals.Messages);
        var sent = _time.GetUtcNow().AddMilliseconds(-40);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        await EventSubSays("m1");

        var message = Assert.Single(_arrivals.Messages);
        Assert.Equal(sent, message.SentAt);
        Assert.True(message.First);
        Assert.Equal(Parts("hi Kappa"), message.Parts);
        Assert.Equal(1, _pairing.Paired);
    }

    [Fact]
    public async Task Which_twin_comes_first_makes_no_difference()
    {
        await BothLiveAsync();
        await EventSubSays("m1");
        await IrcSays("m1", first: true);

        var message = Assert.Single(_arrivals.Messages);
        Assert.True(message.First);
        Assert.Equal(Parts("hi Kappa"), message.Parts);
    }

    [Fact]
    public async Task Parts_of_another_text_are_not_taken()
    {
        await BothLiveAsync();
        await IrcSays("m1", "hi");
        await EventSubSays("m1", "ho");

        Assert.Equal("hi", Assert.Single(_arrivals.Messages).Text);
        Assert.Empty(_arrivals.Messages[0].Parts);
    }

    [Fact]
    public async Task A_message_alone_is_handed_on_after_a_quarter_of_a_second_and_its_late_twin_dropped()
    {
        await BothLiveAsync();
        await IrcSays("m1");
        await _time.TimerDueIn(TwinPairing.Window);
        _time.Advance(TwinPairing.Window);
        await _arrivals.UntilMessages(1);
        await EventSubSays("m1");

        Assert.Equal(["m1"], Ids);
        Assert.Equal(1, _pairing.LateTwins);
    }

    [Fact]
    public async Task What_came_later_waits_behind_what_came_first_and_no_longer()
    {
        await BothLiveAsync();
        await IrcSays("alone");
        await _time.TimerDueIn(TwinPairing.Window);
        _time.Advance(TimeSpan.FromMilliseconds(200));
        await IrcSays("pair");
        await EventSubSays("pair");
        Assert.Empty(Ids);
        await _time.TimerDueIn(TimeSpan.FromMilliseconds(50));
        _time.Advance(TimeSpan.FromMilliseconds(50));
        await _arrivals.UntilMessages(2);

        Assert.Equal(["alone", "pair"], Ids);
    }

    [Fact]
    public async Task With_one_transport_alone_nothing_waits()
    {
        await Says(_pairing.Timed, Irc, SourceState.Live);
        await IrcSays("m1");
        Assert.Equal(["m1"], Ids);

        await Says(_pairing.Cut, EventSub, SourceState.Live);
        await IrcSays("m2");
        Assert.Equal(["m1"], Ids);
        await Says(_pairing.Cut, EventSub, SourceState.Waiting, reason: "the line broke");
        await IrcSays("m3");
        Assert.Equal(["m1", "m2", "m3"], Ids);
    }

    [Fact]
    public async Task A_sources_state_stays_behind_its_messages()
    {
        await BothLiveAsync();
        await IrcSays("m1");
        await Says(_pairing.Timed, Irc, SourceState.Waiting);

        Assert.IsType<MessageCame>(_arrivals.All[^2]);
        Assert.IsType<SourceChanged>(_arrivals.All[^1]);
    }

    [Fact]
    public async Task What_still_waits_when_the_show_stops_is_handed_on()
    {
        await BothLiveAsync();
        await IrcSays("m1");
        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        Assert.Equal(["m1"], Ids);
    }

    [Fact]
    public async Task A_hand_over_that_was_cancelled_loses_nothing()
    {
        await Says(_pairing.Timed, Irc, SourceState.Live);
        _arrivals.Fill();
        using var given = new CancellationTokenSource();
        var put = _pairing.Timed.PutAsync(new MessageCame(Message("m1", "hi")), given.Token).AsTask();
        await _arrivals.Blocked;
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
        _arrivals.Empty();
        await IrcSays("m2");

        Assert.Equal(["m1", "m2"], Ids);
    }

    [Fact]
    public async Task Not_more_than_its_bound_wait_in_a_flood()
    {
        await BothLiveAsync();
        for (var i = 0; i < TwinQueue.MostWaiting + 10; i++) await IrcSays($"m{i}");

        Assert.Equal(10, _arrivals.Messages.Count);
    }

    private ValueTask Removes(IArrivalSink side, string? by = null, string? reason = null, int? seconds = null, string viewer = "901", double atSeconds = 0) => side.PutAsync(
        new RemovalCame("twitch", "alpha", new Removal(_time.GetUtcNow().AddSeconds(atSeconds), RemovalScope.Viewer, by, reason), ViewerId: viewer, Seconds: seconds), _stop.Token);

    private RemovalCame[] Removals => [.. _arrivals.All.OfType<RemovalCame>()];

    [Fact]
    public async Task A_removal_that_three_voices_say_is_one_with_who_and_why_and_how_long()
    {
        await BothLiveAsync();
        await Removes(_pairing.Timed, reason: "timeout", seconds: 600);
        await Removes(_pairing.Cut, atSeconds: 0.1);
        Assert.Empty(Removals);
        await Removes(_pairing.Cut, by: "Mod", reason: "spam", seconds: 601, atSeconds: 0.2);

        var removal = Assert.Single(Removals);
        Assert.Equal(new Removal(_time.GetUtcNow(), RemovalScope.Viewer, "Mod", "spam"), removal.Removal);
        Assert.Equal(600, removal.Seconds);
    }

    [Fact]
    public async Task Who_did_it_says_enough_and_nothing_waits_for_the_others()
    {
        await BothLiveAsync();
        await Removes(_pairing.Cut, by: "Mod");
        Assert.Single(Removals);
        await Removes(_pairing.Timed);
        await Removes(_pairing.Cut);

        Assert.Single(Removals);
        Assert.Equal(2, _pairing.LateTwins);
    }

    [Fact]
    public async Task A_removal_waits_for_who_even_when_the_other_transport_is_down_but_not_for_ever()
    {
        await Says(_pairing.Cut, EventSub, SourceState.Live);
        await Removes(_pairing.Cut);
        await _time.TimerDueIn(TwinPairing.Window);
        Assert.Empty(Removals);
        _time.Advance(TwinPairing.Window);
        await _arrivals.Until(all => all.OfType<RemovalCame>().Any());

        Assert.Null(Assert.Single(Removals).Removal.By);

        // Late, it still says who: once.
        await Removes(_pairing.Cut, by: "Mod");
        await Removes(_pairing.Timed);
        Assert.Equal([null, "Mod"], Removals.Select(r => r.Removal.By));
    }

    [Fact]
    public async Task The_same_viewer_timed_out_again_is_another_removal()
    {
        await BothLiveAsync();
        await Removes(_pairing.Cut, by: "Mod");
        await Removes(_pairing.Timed);
        _time.Advance(TimeSpan.FromSeconds(5));
        await Removes(_pairing.Timed);
        await Removes(_pairing.Cut, by: "Mod");

        Assert.Equal(2, Removals.Length);
    }

    [Fact]
    public async Task A_removal_is_known_before_it_waits()
    {
        var seen = new List<RemovalCame>();
        using var pairing = new TwinPairing(new TwinSide(Irc, null), new TwinSide(EventSub, null), _arrivals, _time) { RemovalSeen = seen.Add };
        await Says(pairing.Timed, Irc, SourceState.Live);
        await Says(pairing.Cut, EventSub, SourceState.Live);
        await Removes(pairing.Timed);

        Assert.Single(seen);
        Assert.Empty(Removals);
    }

    [Fact]
    public async Task There_is_a_gap_only_while_neither_transport_read()
    {
        var start = _time.GetUtcNow();
        await BothLiveAsync();
        await Says(_pairing.Timed, Irc, SourceState.Waiting, start.AddSeconds(10), "irc broke");
        await Says(_pairing.Cut, EventSub, SourceState.Waiting, start.AddSeconds(20), "eventsub broke");
        await Says(_pairing.Timed, Irc, SourceState.Live, start.AddSeconds(30));
        await Says(_pairing.Cut, EventSub, SourceState.Live, start.AddSeconds(40));

        Assert.Equal([new GapFound(Irc, start.AddSeconds(20), start.AddSeconds(30), "irc broke")], _arrivals.Gaps);
    }

    [Fact]
    public async Task A_transports_own_gap_is_none_while_the_other_reads()
    {
        await BothLiveAsync();
        await _pairing.Timed.PutAsync(new GapFound(Irc, _time.GetUtcNow(), _time.GetUtcNow().AddSeconds(5), "irc broke"), _stop.Token);

        Assert.Empty(_arrivals.Gaps);
    }

    [Fact]
    public async Task When_the_other_turns_out_to_have_been_dead_the_gap_is_said_after_all()
    {
        var start = _time.GetUtcNow();
        await BothLiveAsync();
        await Says(_pairing.Timed, Irc, SourceState.Waiting, start.AddSeconds(10), "irc broke");
        await Says(_pairing.Timed, Irc, SourceState.Live, start.AddSeconds(30));
        Assert.Empty(_arrivals.Gaps);
        await Says(_pairing.Cut, EventSub, SourceState.Waiting, start.AddSeconds(15), "half-open");

        Assert.Equal([new GapFound(Irc, start.AddSeconds(15), start.AddSeconds(30), "irc broke")], _arrivals.Gaps);
    }

    [Fact]
    public async Task After_a_restart_the_gap_begins_where_the_last_of_the_two_had_stopped()
    {
        var start = _time.GetUtcNow();
        using var pairing = new TwinPairing(new TwinSide(Irc, start.AddSeconds(-60)), new TwinSide(EventSub, start.AddSeconds(-30)), _arrivals, _time);
        await pairing.Timed.PutAsync(new SourceChanged(Irc, SourceState.Live, start), CancellationToken.None);
        await pairing.Cut.PutAsync(new SourceChanged(EventSub, SourceState.Live, start.AddSeconds(1)), CancellationToken.None);

        Assert.Equal([new GapFound(Irc, start.AddSeconds(-30), start, "not running")], _arrivals.Gaps);
    }

    [Fact]
    public async Task A_transport_that_reads_for_the_first_time_ends_the_others_gap()
    {
        var start = _time.GetUtcNow();
        using var pairing = new TwinPairing(new TwinSide(Irc, start.AddSeconds(-60)), new TwinSide(EventSub, null), _arrivals, _time);
        await pairing.Cut.PutAsync(new SourceChanged(EventSub, SourceState.Live, start), CancellationToken.None);

        Assert.Equal([new GapFound(EventSub, start.AddSeconds(-60), start, "not running")], _arrivals.Gaps);
    }
}
