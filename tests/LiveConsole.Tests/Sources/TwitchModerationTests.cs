using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Tests.Sources;

/// <summary>What Twitch and its moderators do to a chat, from the emulated socket to the show's state.</summary>
public sealed class TwitchModerationTests
{
    private static HeldMessage Held(TwitchStand twitch, string id = "h1") =>
        new("twitch", TwitchStand.Channel, id, twitch.Time.GetUtcNow(), new Author("903", "Ombre", "ombre"), "🚀 putain c'est beau", "automod", "swearing", 2, [new Stretch(3, 6)]);

    [Fact]
    public async Task A_held_message_waits_with_what_it_is_about_until_a_moderator_elsewhere_decides()
    {
        await using var twitch = await TwitchStand.StartAsync();
        twitch.Platforms.Put(new RecordedHold(Held(twitch)));
        twitch.Platforms.Put(new RecordedHold(Held(twitch, "h2")));
        await twitch.Until(() => twitch.State.Holds.Waiting.Count == 2, "both are held");

        var held = twitch.State.Holds.Waiting[0].Message;
        Assert.Equal(Held(twitch) with { HeldAt = held.HeldAt }, held);
        Assert.Equal("putain", held.Text.Substring(held.Flagged[0].Start, held.Flagged[0].Length));
        Assert.Empty(await twitch.MessagesAsync());

        twitch.Platforms.Put(new RecordedHoldEnd(twitch.Time.GetUtcNow(), "twitch", TwitchStand.Channel, "h1", HoldOutcome.Denied, "nora_modo"));
        twitch.Platforms.Put(new RecordedHoldEnd(twitch.Time.GetUtcNow(), "twitch", TwitchStand.Channel, "h2", HoldOutcome.Allowed, "nora_modo"));
        // What was let through may come before it is told who let it.
        await twitch.Until(() => twitch.State.Holds.Settled.Count(s => s.By is not null) == 2 && twitch.State.Messages == 1, "one is turned away, one is a message");

        Assert.Equal([("h1", HoldOutcome.Denied, "nora_modo"), ("h2", HoldOutcome.Allowed, "nora_modo")],
            twitch.State.Holds.Settled.Select(s => (s.Message.Id, s.Outcome!.Value, s.By!)).Order());
        Assert.Equal("h2", Assert.Single(await twitch.MessagesAsync()).Id);
    }

    [Fact]
    public async Task What_nobody_decides_about_runs_out_after_five_minutes_and_nobody_did_it()
    {
        await using var twitch = await TwitchStand.StartAsync();
        twitch.Platforms.Fire("held");
        await twitch.Until(() => twitch.State.Holds.Waiting.Count == 1, "it is held");
        await twitch.PassAsync(290, step: 5);
        Assert.Equal(1, twitch.Platforms.Twitch.Held);

        await twitch.Until(() => twitch.State.Holds.Waiting.IsEmpty, "it has run out");
        Assert.Equal((HoldOutcome.Expired, (string?)null), Assert.Single(twitch.State.Holds.Settled) is var s ? (s.Outcome!.Value, s.By) : default);
    }

    [Fact]
    public async Task Chat_modes_are_known_from_the_start_change_one_by_one_and_say_who()
    {
        await using var twitch = await TwitchStand.StartAsync();
        var room = ("twitch", TwitchStand.Channel);
        await twitch.Until(() => twitch.State.Modes.ContainsKey(room), "the room's state is here");
        Assert.Equal((ChatModes.Off, true), (twitch.State.Modes[room].Modes, twitch.State.Modes[room].Stamps.IsEmpty));

        twitch.Platforms.Put(new RecordedModes(twitch.Time.GetUtcNow(), "twitch", TwitchStand.Channel, new ChatModes(Slow: 30, Followers: 10), "orbite_modo"));
        await twitch.Until(() => twitch.State.Modes[room].Modes is { Slow: 30, Followers: 10 } && twitch.State.Modes[room].Stamps.All(s => s.By == "orbite_modo"), "both modes, and by whom");
        twitch.Platforms.Fire("chat-modes");
        await twitch.Until(() => twitch.State.Modes[room].Modes is { Slow: 0, Followers: 10 }, "slow is off, followers stay");
        await twitch.SettleAsync();

        Assert.Equal([ChatMode.Followers], twitch.State.Modes[room].Modes.On());
        Assert.Equal(["slow", "followers", "slow-off"], twitch.State.Acts.Select(a => a.Act.Verb));
    }

    [Fact]
    public async Task With_irc_alone_modes_come_without_who_and_nothing_is_held()
    {
        await using var twitch = await TwitchStand.StartAsync(withAccount: false);
        twitch.Platforms.Put(new RecordedModes(twitch.Time.GetUtcNow(), "twitch", TwitchStand.Channel, new ChatModes(EmoteOnly: true), "orbite_modo"));
        twitch.Platforms.Put(new RecordedHold(Held(twitch)));
        await twitch.Until(() => twitch.State.Modes.GetValueOrDefault(("twitch", TwitchStand.Channel)) is { Modes.EmoteOnly: true }, "emotes only");

        Assert.Null(twitch.State.Modes[("twitch", TwitchStand.Channel)].Stamp(ChatMode.EmoteOnly)!.By);
        Assert.Empty(twitch.State.Holds.Waiting);
    }

    [Fact]
    public async Task Moderators_acts_say_who_to_whom_and_why()
    {
        await using var twitch = await TwitchStand.StartAsync();
        twitch.Say(author: new Author("904", "Zephyr", "zephyr"));
        await twitch.SettleAsync();
        twitch.Platforms.Fire("moderator-acts");
        twitch.Platforms.Fire("viewer-timed-out");
        await twitch.Until(() => twitch.State.Acts.Count == 4, "four acts");

        Assert.Equal(["warn", "vip", "untimeout", "timeout"], twitch.State.Acts.Select(a => a.Act.Verb));
        Assert.All(twitch.State.Acts, a => Assert.Equal(("orbite_modo", "904"), (a.Act.By, a.Act.TargetId)));
        Assert.Equal(("restez courtois", 600), (twitch.State.Acts[0].Act.Reason, twitch.State.Acts[3].Act.Seconds));
        await twitch.SettleAsync();
        Assert.Equal("orbite_modo", Assert.Single(await twitch.StoredAsync()).Removed!.By);
        Assert.Equal(600, (await twitch.EntriesAsync()).OfType<MessagesRemoved>().First().Seconds);
    }

    [Fact]
    public async Task A_wave_of_gifts_is_one_row_for_fifty()
    {
        await using var twitch = await TwitchStand.StartAsync();
        var now = twitch.Time.GetUtcNow();
        RecordedMessage Gift(string id, ChatEvent told) => new(new ChatMessage("twitch", TwitchStand.Channel, id, now, now, new Author("905", "Oncle", "oncle"), told.Words!, MessageKind.Gift, Event: told));
        twitch.Platforms.Put(Gift("w", new ChatEvent(EventKinds.GiftWave, 3, Level: "1000", Wave: "w1", Words: "Oncle is gifting 3 Tier 1 Subs!")));
        foreach (var n in new[] { 1, 2, 3 }) twitch.Platforms.Put(Gift($"g{n}", new ChatEvent(EventKinds.Gift, Months: 1, Level: "1000", Wave: "w1", OtherId: $"91{n}", OtherName: $"Lucky{n}", Words: $"Oncle gifted a Tier 1 sub to Lucky{n}!")));
        await twitch.Until(() => twitch.State.Messages == 4, "all four");

        Assert.Equal(("w1", 3, 3), Assert.Single(twitch.State.Waves) is var w ? (w.Id, w.Count!.Value, w.Given) : default);
        Assert.Single(twitch.State.Lanes.In(Lanes.Paid));
        Assert.Equal("Lucky2", (await twitch.MessagesAsync())[2].Event!.OtherName);
    }

    [Fact]
    public async Task The_broadcast_and_a_shared_chat_are_told()
    {
        await using var twitch = await TwitchStand.StartAsync();
        twitch.Platforms.Put(new RecordedViewers(twitch.Time.GetUtcNow(), "twitch", TwitchStand.Channel, 1_200));
        twitch.Platforms.Fire("shared-chat");
        await twitch.Until(() => twitch.State.Shared.ContainsKey(("twitch", TwitchStand.Channel)), "the chat is shared");
        await twitch.Until(() => twitch.State.Audience.BroadcastOf("twitch", TwitchStand.Channel) is { Standing: BroadcastStanding.Live }, "live");

        var shared = twitch.State.Shared[("twitch", TwitchStand.Channel)];
        Assert.Equal(2, shared.Channels.Length);
        Assert.Equal(shared.Channels[1].Name, shared.NameOf(twitch.Platforms.Twitch.RoomIdOf(shared.Channels[1].Login)));

        twitch.Platforms.Fire("end");
        await twitch.Until(() => twitch.State.Audience.BroadcastOf("twitch", TwitchStand.Channel) is { Standing: BroadcastStanding.Ended }, "over");
    }
}
