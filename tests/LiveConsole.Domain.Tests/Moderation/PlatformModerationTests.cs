using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Moderation;

/// <summary>Modes, acts, and who did what was told already.</summary>
public sealed class PlatformModerationTests
{
    private static readonly (string, string) Room = ("twitch", "agence");

    private static ModesCame Modes(ChatModes modes, int second = 0, string? by = null) => new("twitch", "agence", modes, A.Time.AddSeconds(second), by);

    private static ModeratorActed Act(string verb, int? value = null, int second = 0, string? from = null) =>
        new(new ModeratorAct("twitch", "agence", verb, A.Time.AddSeconds(second), "77", "nora_modo", Value: value, From: from));

    [Fact]
    public void What_is_not_told_stands_as_it_did_and_what_stood_when_we_came_has_no_date()
    {
        var show = A.Show().After(Modes(ChatModes.Off with { Subscribers = true })).After(Modes(new ChatModes(Slow: 30), 5)).After(Modes(ChatModes.Off with { Subscribers = true, Slow = 30 }, 60));

        var modes = show.State.Modes[Room];
        Assert.Equal(ChatModes.Off with { Subscribers = true, Slow = 30 }, modes.Modes);
        Assert.Equal([ChatMode.Slow, ChatMode.Subscribers], modes.Modes.On());
        Assert.Equal(new ModeStamp(ChatMode.Slow, A.Time.AddSeconds(5), null), Assert.Single(modes.Stamps));
        Assert.Equal(2, show.Entries.Count(e => e.Entry is ModesChanged));
    }

    [Fact]
    public void Who_set_a_mode_is_learnt_from_the_act_whichever_comes_first_and_nothing_is_doubled()
    {
        var before = A.Show().After(Modes(ChatModes.Off)).After(Act("slow", 30, 10)).After(Modes(new ChatModes(Slow: 30), 11));
        var after = A.Show().After(Modes(ChatModes.Off)).After(Modes(new ChatModes(Slow: 30), 10)).After(Act("slow", 30, 11)).After(Act("slow", 30, 11));

        Assert.All([before, after], show => Assert.Equal("nora_modo", show.State.Modes[Room].Stamp(ChatMode.Slow)!.By));
        Assert.All([before, after], show => Assert.Single(show.State.Acts));
        Assert.Equal((2, 3), (before.Entries.Count(e => e.Entry is ModesChanged), after.Entries.Count(e => e.Entry is ModesChanged)));
    }

    [Theory]
    [InlineData("emote-only", null, ChatMode.EmoteOnly, true)]
    [InlineData("emote-only-off", null, ChatMode.EmoteOnly, false)]
    [InlineData("slow", 5, ChatMode.Slow, true)]
    [InlineData("slow-off", null, ChatMode.Slow, false)]
    [InlineData("followers", null, ChatMode.Followers, true)]
    [InlineData("followers-off", null, ChatMode.Followers, false)]
    [InlineData("subscribers", null, ChatMode.Subscribers, true)]
    [InlineData("subscribers-off", null, ChatMode.Subscribers, false)]
    [InlineData("unique", null, ChatMode.Unique, true)]
    [InlineData("unique-off", null, ChatMode.Unique, false)]
    public void An_act_that_sets_a_mode_sets_it(string verb, int? value, ChatMode mode, bool on)
    {
        var start = on ? ChatModes.Off : new ChatModes(true, 5, 5, true, true);
        var show = A.Show().After(Modes(start)).After(Act(verb, value));

        Assert.Equal((on, "nora_modo"), (show.State.Modes[Room].Modes.IsOn(mode), show.State.Modes[Room].Stamp(mode)!.By));
        // Done in another room of a shared chat it sets nothing here.
        Assert.Equal(start, A.Show().After(Modes(start)).After(Act(verb, value, from: "alpha")).State.Modes[Room].Modes);
    }

    [Fact]
    public void Who_removed_and_why_is_learnt_from_a_later_telling_and_nothing_is_struck_twice()
    {
        var show = A.Show().With(A.Question("one?").AskedBy("901", "Ayşe").Queued()).After(new MessageCame(A.Message("two", id: "m2", viewer: "902")));
        show = show.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, A.Time, by: null) with { Reason = "timeout" }, ViewerId: "901", Seconds: 600))
            .After(new RemovalCame("twitch", "agence", A.Removal(at: A.Time, by: null), MessageId: "m2"));
        var desk = show.State.DeskVersion;

        show = show.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, A.Time.AddSeconds(1), "nora_modo") with { Reason = "insults" }, ViewerId: "901"))
            .After(new RemovalCame("twitch", "agence", A.Removal(at: A.Time.AddSeconds(5), by: "nora_modo"), MessageId: "m2"))
            .After(new RemovalCame("twitch", "agence", A.Removal(at: A.Time.AddSeconds(5), by: "yanis_mod"), MessageId: "m2"));

        Assert.Equal(desk, show.State.DeskVersion);
        Assert.Equal(4, show.Entries.Count(e => e.Entry is MessagesRemoved));
        var struck = show.State.Struck.OrderBy(s => s.Key).Select(s => s.Value).ToArray();
        Assert.Equal([new Removal(A.Time, RemovalScope.Viewer, "nora_modo", "insults"), new Removal(A.Time, RemovalScope.Message, "nora_modo", null)], struck);
        Assert.Equal("nora_modo", show.State.Removed.Viewers[new ViewerRef("twitch", "901")].By);
    }

    [Fact]
    public void Another_removal_of_the_same_viewer_later_is_not_who_did_the_first()
    {
        var show = A.Show().After(new MessageCame(A.Message("two", id: "m2", viewer: "902")))
            .After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, A.Time, by: null), ViewerId: "902"))
            .After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, A.Time.AddMinutes(5), "nora_modo"), ViewerId: "902"));

        Assert.Null(Assert.Single(show.State.Struck).Value.By);
    }

    [Fact]
    public void A_wave_of_gifts_is_one_row_that_counts_what_has_come_and_only_it_waits_in_the_paid_lane()
    {
        static ChatMessage Gift(string id, ChatEvent told) => A.Message("…", id: id) with { Kind = MessageKind.Gift, Event = told };
        var show = A.Show().After(new MessageCame(Gift("w", new ChatEvent(EventKinds.GiftWave, 50, Wave: "w1"))))
            .After(new MessageCame(Gift("g1", new ChatEvent(EventKinds.Gift, Wave: "w1", OtherName: "Cem"))))
            .After(new MessageCame(Gift("g2", new ChatEvent(EventKinds.Gift, Wave: "w1", OtherName: "Dil"))))
            .After(new MessageCame(Gift("g3", new ChatEvent(EventKinds.Gift, OtherName: "Eda"))));

        Assert.Equal((50, 2, 2L), Assert.Single(show.State.Waves) is var w ? (w.Count!.Value, w.Given, w.Sequence) : default);
        Assert.Equal([2L, 5L], show.State.Lanes.In(Lanes.Paid));
        Assert.Equal(2, show.State.WaveOf(show.State.Recent[1].Message)!.Sequence);
        Assert.Null(show.State.WaveOf(show.State.Recent[3].Message));
    }

    [Fact]
    public void A_shared_chat_is_told_once_and_names_the_rooms_that_a_message_gives_by_number_only()
    {
        var chat = new SharedChat("s1", "agence", [new SharedChannel("77", "alpha", "Alpha")]);
        var show = A.Show().After(new SharedChatCame("twitch", "agence", chat, A.Time)).After(new SharedChatCame("twitch", "agence", chat with { }, A.Time));

        Assert.Equal("Alpha", show.State.Shared[Room].NameOf("77"));
        Assert.Single(show.Entries, e => e.Entry is ChatShared);
        Assert.Empty(show.After(new SharedChatCame("twitch", "agence", null, A.Time)).State.Shared);
    }
}
