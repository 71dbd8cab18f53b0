using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Tests.Sources;

/// <summary>Every fault of Twitch's wire, by the drill's name, from the socket to the journal (docs/platforms.md says which trap is whose).</summary>
[Collection<OneAtATime>]
public sealed class TwitchDrillTests
{
    private const string Partner = "les_passeurs_de_ciel";
    private const string Nobody = "", Irc = "irc", EventSub = "eventsub";

    [Theory]
    [InlineData("half-open", Irc, 90)]
    [InlineData("irc-cut", Irc, 10)]
    [InlineData("irc-deaf", Irc, 30)]
    [InlineData("irc-fragments", Nobody, 15)]
    [InlineData("irc-join-ignored", Irc, 70)]
    [InlineData("irc-login-refused", Irc, 70)]
    [InlineData("irc-parted", Irc, 10)]
    [InlineData("irc-pings", Nobody, 15)]
    [InlineData("partial-roomstate", Nobody, 5)]
    [InlineData("unknown-frames", Nobody, 5)]
    [InlineData("wrong-emotes", Nobody, 10)]
    [InlineData("skewed-clock", Nobody, 10)]
    [InlineData("duplicate-burst", Nobody, 10)]
    [InlineData("twitch-reconnect", Nobody, 45)]
    [InlineData("twitch-drop", EventSub, 15)]
    [InlineData("eventsub-4000", EventSub, 15)]
    [InlineData("eventsub-4002", EventSub, 15)]
    [InlineData("eventsub-4005", EventSub, 15)]
    [InlineData("eventsub-4006", EventSub, 15)]
    [InlineData("eventsub-4007", EventSub, 50)]
    [InlineData("eventsub-4003-loop", EventSub, 60)]
    [InlineData("eventsub-half-open", EventSub, 30)]
    [InlineData("eventsub-lingering", EventSub, 40)]
    [InlineData("eventsub-resend", Nobody, 10)]
    [InlineData("eventsub-banned", EventSub, 150)]
    [InlineData("token-expired", EventSub, 20)]
    public async Task With_either_transport_in_trouble_nothing_is_missing_nothing_comes_twice_and_there_is_no_gap(string drill, string falls, int seconds)
    {
        await using var twitch = await TwitchStand.StartAsync();
        twitch.BeginTalking();
        await twitch.PassAsync(3);

        twitch.Platforms.Fire(drill);
        await twitch.PassAsync(seconds, step: seconds > 30 ? 0.25 : 0.1);
        await twitch.Until(() => twitch.IsLive(TwitchStand.Irc) && twitch.IsLive(TwitchStand.EventSub), "both read again", 90);
        await twitch.PassAsync(3);
        await twitch.SettleAsync();

        var entries = await twitch.EntriesAsync();
        Assert.Empty(await twitch.MissingAsync());
        Assert.Equal(twitch.Said.Keys, entries.OfType<MessageArrived>().Select(m => m.Message.Id).Order(StringComparer.Ordinal));
        Assert.Empty(entries.OfType<GapRecorded>());
        // It was met at all, and by nobody else.
        Assert.Equal(falls.Length > 0 ? [falls] : [], Falls(entries));
    }

    [Fact]
    public async Task With_both_down_there_is_one_gap_with_its_times_and_its_reason_and_all_that_is_missing_lies_in_it()
    {
        await using var twitch = await TwitchStand.StartAsync();
        twitch.BeginTalking();
        await twitch.PassAsync(3);

        var cut = twitch.Time.GetUtcNow();
        twitch.Platforms.Fire("twitch-down");
        await twitch.PassAsync(20);
        await twitch.Until(() => twitch.IsLive(TwitchStand.Irc) && twitch.IsLive(TwitchStand.EventSub), "both read again", 90);
        await twitch.PassAsync(3);
        await twitch.SettleAsync();

        var entries = await twitch.EntriesAsync();
        var gap = Assert.Single(entries.OfType<GapRecorded>()).Gap;
        var kept = entries.OfType<MessageArrived>().Select(m => m.Message.Id).ToList();
        Assert.Equal(kept.Distinct(StringComparer.Ordinal), kept);
        var missing = twitch.Said.Where(s => !kept.Contains(s.Key)).ToList();
        Assert.NotEmpty(missing);
        Assert.All(missing, m => Assert.InRange(m.Value, gap.From, gap.To));
        Assert.InRange(gap.From, cut.AddSeconds(-1), cut.AddSeconds(1));
        Assert.InRange(gap.To - gap.From, TimeSpan.FromSeconds(19), TimeSpan.FromSeconds(80));
        Assert.Contains("Twitch", gap.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_lost_while_one_was_deaf_and_the_other_down_is_a_gap_once_the_deafness_is_found()
    {
        await using var twitch = await TwitchStand.StartAsync();
        twitch.BeginTalking();
        await twitch.PassAsync(3);

        twitch.Platforms.Fire("irc-deaf");
        await twitch.PassAsync(3);
        twitch.Platforms.Fire("eventsub-4003-loop");
        await twitch.PassAsync(60, step: 0.25);
        await twitch.Until(() => twitch.IsLive(TwitchStand.EventSub), "EventSub reads again", 90);
        await twitch.PassAsync(40, step: 0.25);
        await twitch.SettleAsync();

        var entries = await twitch.EntriesAsync();
        var kept = entries.OfType<MessageArrived>().Select(m => m.Message.Id).ToHashSet();
        var missing = twitch.Said.Where(s => !kept.Contains(s.Key)).ToList();
        var gap = Assert.Single(entries.OfType<GapRecorded>()).Gap;
        Assert.NotEmpty(missing);
        Assert.All(missing, m => Assert.InRange(m.Value, gap.From, gap.To));
        Assert.True(twitch.IsLive(TwitchStand.Irc));
    }

    [Theory]
    [InlineData("half-open", "eventsub-4003-loop")]
    [InlineData("eventsub-half-open", "irc-join-ignored")]
    [InlineData("twitch-reconnect", "irc-cut")]
    [InlineData("twitch-reconnect", "twitch-drop")]
    [InlineData("irc-login-refused", "eventsub-banned")]
    public async Task Whatever_falls_while_the_other_has_fallen_every_missing_message_lies_in_a_gap_and_none_comes_twice(string first, string second)
    {
        await using var twitch = await TwitchStand.StartAsync();
        twitch.BeginTalking();
        await twitch.PassAsync(3);

        twitch.Platforms.Fire(first);
        await twitch.PassAsync(2);
        twitch.Platforms.Fire(second);
        await twitch.PassAsync(90, step: 0.25);
        await twitch.Until(() => twitch.IsLive(TwitchStand.Irc) && twitch.IsLive(TwitchStand.EventSub), "both read again", 180);
        await twitch.PassAsync(30, step: 0.25);
        await twitch.SettleAsync();

        var entries = await twitch.EntriesAsync();
        var kept = entries.OfType<MessageArrived>().Select(m => m.Message.Id).ToList();
        var gaps = entries.OfType<GapRecorded>().Select(g => g.Gap).ToList();
        Assert.Equal(kept.Distinct(StringComparer.Ordinal), kept);
        Assert.All(twitch.Said.Where(s => !kept.Contains(s.Key, StringComparer.Ordinal)), m => Assert.Contains(gaps, g => g.From <= m.Value && m.Value <= g.To));
        // A gap is a hole of some seconds, not the whole evening.
        Assert.All(gaps, g => Assert.InRange(g.To - g.From, TimeSpan.Zero, TimeSpan.FromSeconds(90)));
    }

    [Fact]
    public async Task With_irc_alone_a_cut_is_a_gap_and_what_is_missing_lies_in_it()
    {
        await using var twitch = await TwitchStand.StartAsync(withAccount: false);
        twitch.BeginTalking();
        await twitch.PassAsync(3);

        twitch.Platforms.Fire("irc-join-ignored");
        await twitch.PassAsync(35);
        await twitch.Until(() => twitch.IsLive(TwitchStand.Irc), "IRC reads again", 90);
        await twitch.PassAsync(3);
        await twitch.SettleAsync();

        var entries = await twitch.EntriesAsync();
        var gap = Assert.Single(entries.OfType<GapRecorded>()).Gap;
        var kept = entries.OfType<MessageArrived>().Select(m => m.Message.Id).ToHashSet();
        Assert.All(twitch.Said.Where(s => !kept.Contains(s.Key)), m => Assert.InRange(m.Value, gap.From, gap.To));
        Assert.True(gap.To - gap.From > TimeSpan.FromSeconds(29));
    }

    [Fact]
    public async Task A_withdrawn_authorization_is_said_and_reading_goes_on_by_irc_until_the_account_is_connected_again()
    {
        await using var twitch = await TwitchStand.StartAsync();
        twitch.BeginTalking();
        twitch.Platforms.Fire("eventsub-revoked");
        await twitch.Until(() => twitch.State.Sources[TwitchStand.EventSub].State == SourceState.Denied, "EventSub refused", 10);
        await twitch.PassAsync(20);
        Assert.Equal(SourceState.Denied, twitch.State.Sources[TwitchStand.EventSub].State);

        // A person has connected the account again, and nobody pressed anything here.
        await twitch.PassAsync(300, step: 0.5);
        Assert.True(twitch.IsLive(TwitchStand.EventSub));
        await twitch.SettleAsync();

        Assert.Empty(await twitch.MissingAsync());
        Assert.Empty((await twitch.EntriesAsync()).OfType<GapRecorded>());
    }

    [Fact]
    public async Task An_expired_token_is_renewed_once_for_the_chat_and_for_the_viewers()
    {
        var viewers = TwitchStand.Irc with { Transport = "helix" };
        await using var twitch = await TwitchStand.StartAsync();
        await twitch.Until(() => twitch.IsLive(viewers), "viewers counted", 10);

        twitch.Platforms.Fire("token-expired");
        await twitch.PassAsync(70, step: 0.25);

        Assert.True(twitch.IsLive(TwitchStand.EventSub));
        Assert.Equal((SourceState.Live, null), (twitch.State.Sources[viewers].State, twitch.State.Sources[viewers].Reason));
    }

    [Fact]
    public async Task Messages_five_minutes_late_and_swapped_come_once_each_by_the_time_they_were_sent()
    {
        await using var twitch = await TwitchStand.StartAsync();
        twitch.Platforms.Fire("out-of-order");
        twitch.BeginTalking();
        await twitch.PassAsync(10);
        await twitch.SettleAsync();
        await twitch.PassAsync(300, step: 0.5);

        var messages = await twitch.MessagesAsync();
        Assert.Empty(await twitch.MissingAsync());
        Assert.Equal(twitch.Said.Keys, messages.Select(m => m.Id).Order(StringComparer.Ordinal));
        Assert.NotEqual(twitch.Said.Keys, messages.Select(m => m.Id));
        Assert.All(messages, m => Assert.Equal(twitch.Said[m.Id].ToUnixTimeMilliseconds(), m.SentAt.ToUnixTimeMilliseconds()));
        Assert.Contains(messages, m => m.ReceivedAt - m.SentAt > TimeSpan.FromMinutes(4));
    }

    [Fact]
    public async Task A_clock_fifteen_minutes_off_drops_nothing_and_no_time_of_ours_replaces_twitchs()
    {
        await using var twitch = await TwitchStand.StartAsync();
        twitch.Platforms.Fire("skewed-clock");
        twitch.Say();
        await twitch.SettleAsync();

        var message = Assert.Single(await twitch.MessagesAsync());
        Assert.InRange(message.ReceivedAt - message.SentAt, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(15.1));
    }

    [Theory]
    [InlineData("removed-elsewhere", RemovalScope.Message)]
    [InlineData("viewer-banned", RemovalScope.Viewer)]
    [InlineData("viewer-timed-out", RemovalScope.Viewer)]
    [InlineData("chat-cleared", RemovalScope.Channel)]
    public async Task A_removal_that_both_transports_tell_is_one_and_says_who(string drill, RemovalScope scope)
    {
        await using var twitch = await TwitchStand.StartAsync();
        for (var i = 0; i < 12; i++) twitch.Say();
        await twitch.PassAsync(2);

        twitch.Platforms.Fire(drill);
        await twitch.SettleAsync();

        // One, or, when who did it came too late to be one with it, that beside it; what was struck says who either way.
        var told = (await twitch.EntriesAsync()).OfType<MessagesRemoved>().ToList();
        Assert.Equal(1, told.Count(r => r.Removal.By is not null));
        Assert.InRange(told.Count, 1, 2);
        Assert.Equal(drill == "viewer-timed-out" ? 600 : null, told[0].Seconds);
        var struck = (await twitch.StoredAsync()).Where(m => m.Removed is not null).Select(m => m.Removed!).ToList();
        Assert.NotEmpty(struck);
        Assert.All(struck, r => Assert.Equal((scope, "orbite_modo"), (r.Scope, r.By)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("eventsub-4003-loop")]
    [InlineData("irc-join-ignored")]
    public async Task A_removal_before_its_message_strikes_it_from_the_start_once_whichever_transport_brings_them(string alone)
    {
        await using var twitch = await TwitchStand.StartAsync();
        if (alone.Length > 0) twitch.Platforms.Fire(alone);
        if (alone.Length > 0) await twitch.Until(() => !twitch.IsLive(TwitchStand.Irc) || !twitch.IsLive(TwitchStand.EventSub), "one transport down", 5);

        twitch.Platforms.Fire("removal-first");
        var first = twitch.Say();
        await twitch.SettleAsync();

        var entries = await twitch.EntriesAsync();
        Assert.Equal([first.Message.Id], entries.OfType<MessageArrived>().Select(m => m.Message.Id));
        Assert.NotNull(Removed(entries, first.Message.Id));
        // Told before it came, and put on it when it came: never a third time. Of two transports one may bring the message before the other tells: then it is told once.
        Assert.InRange(entries.OfType<MessagesRemoved>().Count(r => r.MessageId == first.Message.Id), alone.Length > 0 ? 2 : 1, 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_shared_chats_message_comes_once_under_its_origins_id_with_the_rooms_own_id_kept(bool withAccount)
    {
        await using var twitch = await TwitchStand.StartAsync(withAccount);
        twitch.Platforms.Fire("shared-chat");
        var said = twitch.Say();
        await twitch.SettleAsync();

        var message = Assert.Single(await twitch.MessagesAsync());
        Assert.Equal(said.Message.Id, message.Id);
        Assert.NotNull(message.SharedFrom);
        Assert.NotEmpty(message.Copies);

        // The room removes its own copies, each by its own id: in the journal it is the message's.
        twitch.Platforms.Fire("removed-elsewhere");
        await twitch.SettleAsync();
        var stored = Assert.Single(await twitch.StoredAsync());
        Assert.All((await twitch.EntriesAsync()).OfType<MessagesRemoved>(), r => Assert.Contains(r.MessageId, stored.Message.Copies.Append(message.Id)));
        Assert.NotNull(stored.Removed);
    }

    [Theory]
    [InlineData(Partner)]
    [InlineData(TwitchStand.Channel)]
    public async Task In_two_rooms_of_one_shared_chat_a_message_comes_once_and_either_rooms_removal_strikes_it(string removing)
    {
        await using var twitch = await TwitchStand.StartAsync(withAccount: true, Partner);
        await twitch.Until(() => twitch.IsLive(TwitchStand.Irc with { Channel = Partner }) && twitch.IsLive(TwitchStand.EventSub with { Channel = Partner }), "the partner's room is read", 20);
        var said = twitch.Say(channel: Partner);
        await twitch.PassAsync(1);
        var origin = new SharedFrom(twitch.Platforms.Twitch.RoomIdOf(Partner), Partner);
        twitch.Platforms.Put(said with { Message = said.Message with { Channel = TwitchStand.Channel, SharedFrom = origin, Copies = ["in-our-room"] } });
        await twitch.PassAsync(1);

        twitch.Platforms.Put(new RecordedRemoval(twitch.Time.GetUtcNow(), "twitch", removing, RemovalScope.Message, said.Message.Id, By: "orbite_modo"));
        await twitch.SettleAsync();

        var stored = Assert.Single(await twitch.StoredAsync());
        Assert.Equal((said.Message.Id, "in-our-room"), (stored.Message.Id, Assert.Single(stored.Message.Copies)));
        Assert.NotNull(stored.Removed);
        Assert.Single((await twitch.EntriesAsync()).OfType<MessagesRemoved>());
    }

    [Fact]
    public async Task Unknown_lines_and_frames_leave_no_trace_in_the_journal()
    {
        await using var twitch = await TwitchStand.StartAsync();
        var before = (await twitch.EntriesAsync()).Count;

        twitch.Platforms.Fire("unknown-frames");
        twitch.Say();
        await twitch.SettleAsync();

        // Who counts viewers begins when it may: that is none of theirs.
        Assert.Equal("m0000", Assert.IsType<MessageArrived>(Assert.Single((await twitch.EntriesAsync()).Skip(before),
            e => e is not (ViewersSampled or ChattersSampled or SourceMoved { Source.Transport: "helix" or "chatters" }))).Message.Id);
    }

    private static MessagesRemoved? Removed(IEnumerable<Entry> entries, string id) => entries.OfType<MessagesRemoved>().FirstOrDefault(r => r.MessageId == id);

    /// <summary>Which transports were live and then were not.</summary>
    private static IReadOnlyList<string> Falls(IReadOnlyList<Entry> entries)
    {
        HashSet<string> live = [];
        SortedSet<string> fell = new(StringComparer.Ordinal);
        foreach (var moved in entries.OfType<SourceMoved>().Where(m => m.Source.Transport is Irc or EventSub))
        {
            if (moved.State == SourceState.Live) live.Add(moved.Source.Transport);
            else if (live.Contains(moved.Source.Transport)) fell.Add(moved.Source.Transport);
        }

        return [.. fell];
    }
}
