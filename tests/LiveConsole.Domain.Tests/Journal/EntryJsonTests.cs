using System.Text;
using System.Text.Json.Nodes;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Journal;

public sealed class EntryJsonTests
{
    private static readonly SourceKey Source = new("youtube", "abc", "stream");
    private static readonly ItemId Id = new(new Guid(7, 0, 0, new byte[8]));

    private static readonly ItemChange[] Changes =
    [
        new StandingIs(Stage.Queued, 3, Mark.NotRead, A.Time, TimeSpan.FromSeconds(6), DismissReason.None, A.Time),
        new WordingIs("fr", "Où ?"), new WordingIs("en", null), new NameIs(new ShownName("Ayşe", true)), new NoteIs("n"), new TagsAre(["a", "b"]),
        new TopicIs("images"), new OnlyNowIs(true), new ApprovalsAre([new Approval("ana", "Ana", A.Time, new Wording("Où ?"), Role.Owner)], new Wording("Où ?", "Where?")),
        new ShownIs(new MessageRef("twitch", "m1"), "ou ?"), new KindIs(ItemKind.Comment),
        new ClaimIs(new Claim("ines", "Inès", A.Time.AddMinutes(5))), new ClaimIs(null),
    ];

    private static readonly Target Ombre = new("901", "Ombre", "ombre_42");

    private static readonly Deed[] Deeds =
    [
        new RemoveDeed("m1", Ombre), new TimeOutDeed(Ombre, 600, "spam"), new BanDeed(Ombre, "slur"), new UntimeoutDeed(Ombre, "ban-1"), new UnbanDeed(Ombre, "ban-1"), new WarnDeed(Ombre, "calm, please"),
        new HoldDeed("h1", true, Ombre), new ModesDeed(new ChatModes(Slow: 30, Followers: ChatModes.FollowersOff, Unique: false)), new ShieldDeed(true), new ClearDeed(), new PostDeed("Bonsoir à tous !", "m1"),
        new AnnounceDeed("Touchdown 🚀", "purple"), new ShoutOutDeed("alpha"), new PollDeed("Où ?", ["ici", "là"], 60), new EndPollDeed("p1"),
    ];

    private static readonly Judgement AJudgement = new(true, 0.97, "en", [Reasons.Interrogative, Reasons.Mark])
    {
        OnlyNow = true, Marks = [new MessageMark(MarkKind.Slur, MarkSeverity.Severe, "slur", "en"), new MessageMark(MarkKind.Caps, MarkSeverity.Note, "caps")],
    };

    private static readonly Entry[] All =
    [
        new MessageArrived(A.Message("שלום \u202E <b> 👩‍🚀", copies: ["c1"]) with
        {
            Kind = MessageKind.Paid, Parts = [new MessagePart(PartType.Emote, "Kappa", "25")], ReplyTo = new ReplyTo("p"), Paid = new Paid(1_750_000, "EUR", "1,75 €"),
            Bits = 100, First = true, SharedFrom = new SharedFrom("77", "other"), Backlog = true, Author = new Author("901", "Ayşe", "ayse", ["moderator"], "#FF7F50", "moderator/1,subscriber/12"),
        }),
        new MessageArrived(A.Message("Bo gave 50") with
        {
            Event = new ChatEvent(EventKinds.GiftWave, 50, 14, 3, "1000", "w1", "902", "Bo", "purple", new Paid(1_750_000, "EUR", "1,75 €"), "Bo is gifting 50 Tier 1 Subs!"),
        }),
        new MessageArrived(A.Message("why is it red ?"), AJudgement),
        new MessageArrived(A.Message("lol"), new Judgement(false, 0, null, [])),
        new Judged(41, AJudgement),
        new MessageAmended(41, A.Message("Rocket ×3", copies: ["c1", "c2"]) with { Kind = MessageKind.Gift, Count = 3 }, AJudgement),
        new MessagesRemoved("twitch", "agence", A.Removal(RemovalScope.Viewer), ViewerId: "901", Seconds: 600),
        new ViewersSampled("youtube", "abc", 0, A.Time),
        new ViewersSampled("youtube", "abc", null, A.Time),
        new ChattersSampled("twitch", "agence", 9_000, A.Time),
        new ChattersSampled("twitch", "agence", null, A.Time),
        new PollKnown(new Poll("youtube", "abc", "p1", "Où ?", [new PollOption("ici", 3), new PollOption("là")], PollStatus.Closed, A.Time) { BeganAt = A.Time, EndsAt = A.Time.AddMinutes(2) }),
        new BroadcastChanged(new Broadcast("youtube", "abc", BroadcastStanding.Upcoming, A.Time) { Id = "v1", Title = "Landing", ScheduledStart = A.Time.AddHours(1) }),
        new BroadcastChanged(new Broadcast("youtube", "abc", BroadcastStanding.Ended, A.Time) { LiveSince = A.Time, EndedAt = A.Time.AddHours(7) }),
        new QuotaKnown(new QuotaReading("p7f3", 1_200, 60, 250, 10_000, 2_000, A.Time, A.Time.AddHours(9)) { ClosedUntil = A.Time.AddHours(9) }),
        new SourceMoved(Source, SourceState.Denied, "key expired"),
        new ResumePointKept(Source, "token"),
        new GapRecorded(new Gap(Source, A.Time, A.Time.AddSeconds(4), "link lost")),
        new ShowConfigured(A.Settings(2) with { OverlayMode = OverlayMode.WhenReading, Rehearsal = true, PresenterMayAdvance = true, Channels = [new ChannelSetting("twitch", "agence")] }),
        new ItemAdded(A.Show().With(A.Question("one?").Queued()).Item(1)),
        new ItemChanged(Id, [.. Changes]),
        new ClaimRenewed(Id, A.Time.AddMinutes(5)),
        new AskStruck(Id, new MessageRef("twitch", "m1"), A.Removal()),
        new AskStruck(Id, new MessageRef("twitch", "m1"), null),
        new RemovalLifted("twitch", "agence", "m1", A.Time), new RemovalLifted("twitch", "agence", null, A.Time, "901", "Nora"), new RemovalLifted("twitch", "agence", null, A.Time, By: "Nora"),
        new AirChanged(new Air(17, Id, A.Time, A.Editor("Ana"), AirCause.Taken, true, A.Time, new Wording("Où ?"), new ShownName("Ayşe"), Id)),
        new AirChanged(Air.Empty),
        new HandTaken(A.Editor("Ana") with { Played = true }),
        new PresenterSignalled(new Signal(SignalKind.Another, null, A.Time, "left", true)),
        new PhaseBegan(new Phase("critical", "critique", "critical", A.Time, A.Time.AddMinutes(4))),
        new ShowHeld(new ShowHold(A.Time, "Salomé"), new Phase("critical", "critique", "critical", A.Time, A.Time.AddMinutes(4))),
        new ShowResumed(new Phase("critical", "critique", "critical", A.Time, A.Time.AddMinutes(44))),
        new MomentMarked(new Moment(A.Time, "touchdown", "Salomé")),
        new ActionUndone(Guid.Parse("0195c0de-0000-7000-8000-000000000001")),
        new ChatClearAsked("twitch", "agence", A.Removal(RemovalScope.Channel), [Id]),
        new ChatClearAnswered(41, true, 12),
        new CrewSaid("Q41 <b>?", new CrewRecipient("bo", "Bo"), 41, true, true, ["bo"]),
        new CrewSeen([7, 9]),
        new HandoverWritten("moderate", "Ombre is a friend of the house"),
        new MessagesPassed([3, 5]),
        new LeadCalled(3, new MessageRef("twitch", "m1"), LeadReason.Threat),
        new ViewersMatched(new ViewerRef("twitch", "901"), new ViewerRef("youtube", "UC1"), Same: true),
        new ItemChecked(Id, new SourceCheck(AtSource.CannotKnow, A.Time)),
        new MessageHeld(new HeldMessage("twitch", "agence", "h1", A.Time, new Author("901", "Ayşe"), "putain c'est beau", "automod", "swearing", 2, [new Stretch(0, 6)], [new MessagePart(PartType.Emote, "putain", "25")])),
        new HoldSettled("twitch", "agence", "h1", HoldOutcome.Denied, A.Time, "nora_modo"),
        new ModesChanged("twitch", "agence", new ChatModes(EmoteOnly: false, Slow: 0, Followers: -1, Subscribers: true, Unique: true, Shield: true, Members: false), A.Time, "nora_modo", First: true),
        new ModeratorTold(new ModeratorAct("twitch", "agence", "timeout", A.Time, "77", "nora_modo", "901", "Ombre", "m1", "spam", 600, 30, "rule 1", "alpha")),
        new ChatShared("twitch", "agence", new SharedChat("s1", "agence", [new SharedChannel("77", "alpha", "Alpha")]), A.Time),
        new ChatShared("twitch", "agence", null, A.Time),
        new MessagesRemoved("youtube", "abc", A.Removal() with { Here = true }, MessageId: "m1"),
        new EffectsRequested([.. Deeds.Select((d, i) => new RequestedEffect(i + 1, "twitch", "agence", d, i % 2 == 0 ? null : A.Time.AddSeconds(5)))]),
        new EffectsCancelled([3, 5]),
        new EffectStarted(7, new Guid(7, 0, 0, new byte[8]), "agence_orbite", "77"),
        new EffectTold(7, A.Time),
        new EffectDelayed(7, A.Time.AddSeconds(30), EffectTrouble.NoAnswer, "Too many requests"),
        new EffectSettled(7, EffectState.Failed, EffectTrouble.Refused, "user is already banned", "ban-1"),
        new EffectSettled(8, EffectState.Done),
        new ActingKnown(new ChannelActing("twitch", "agence", "agence_orbite", "77", [DeedKind.Remove, DeedKind.Poll], EffectTrouble.NotAllowed, "missing scope")),
        new ActingKnown(new ChannelActing("youtube", "abc", null, null, [], EffectTrouble.NoAccount)),
        new PersonInvited(Guid.Parse("0195c0de-0000-7000-8000-000000000002"), Role.Expert, ["images", "sound"], "Tomas", 3, A.Time),
        new PersonInvited(Guid.Parse("0195c0de-0000-7000-8000-000000000002"), Role.Owner, [], null, 1, A.Time),
        new InvitationRevoked(Guid.Parse("0195c0de-0000-7000-8000-000000000002"), Role.Expert, "Tomas"),
        new PersonJoined(A.Editor("Ana"), ["images"], Guid.Parse("0195c0de-0000-7000-8000-000000000002")),
        new RoleChanged(A.Editor("Ana"), Role.Owner, []),
        new PersonLeft(A.Editor("Ana")),
        new OutputSet(Guid.Parse("0195c0de-0000-7000-8000-000000000003"), "webhook", "Wall", OutputDeed.Off),
        new TokenSet(Guid.Parse("0195c0de-0000-7000-8000-000000000004"), "Hall script", Role.Editor, EveryShow: true, ReadsOnly: false, A.Time, Revoked: true),
        new AccountSet(Guid.Parse("0195c0de-0000-7000-8000-000000000005"), "youtube", "Agence Orbite", AccountDeed.Disconnected),
        new PostKept(3, new PostWritten("Touchdown", PostKind.Poll, new("Où ?", "Where?", ["ici", "là"], ["here", "there"]), new("Perdu", "Lost"), [new("youtube", "abc", PostLanguage.Both)], "touchdown", TimeSpan.FromMinutes(5), "blue", "crew", 60)),
        new PostDropped(3),
        new ContingencyCalled(new ItemId(new Guid(9, 0, 0, new byte[8]))),
        new ContingencyEnded(),
        new LaneShared(Lanes.Questions, Shared: true),
        new LaneShared(Lanes.Held, Shared: true),
        new PostArmed(3, 1),
        new PostScheduled(3, A.Time),
        new PostsStopped([1, 3]),
        new PostFired(3, PostEnding.Lost, [4, 5], "touchdown", 7, A.Time),
        new PostSlotPassed(3, 7, A.Time, PostPause.Busy),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, All.Length)];

    [Fact]
    public void Every_type_of_entry_and_every_change_of_an_item_is_here()
    {
        Assert.Equal(EntryJson.All.Select(t => t.Type).ToHashSet(), All.Select(e => e.GetType()).ToHashSet());
        Assert.Equal(typeof(Deed).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Deed))).ToHashSet(), Deeds.Select(d => d.GetType()).ToHashSet());
        Assert.Equal(typeof(ItemChange).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ItemChange))).ToHashSet(), Changes.Select(c => c.GetType()).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void What_was_written_is_read_back(int number)
    {
        var (entry, type) = (All[number], EntryJson.TypeOf(All[number]));
        var bytes = EntryJson.Write(entry);

        var read = EntryJson.Read(type.Name, type.Version, bytes)!;

        if (entry is not ItemAdded) Assert.Equal(entry, read);
        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(EntryJson.Write(read)));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_store_may_give_members_back_in_another_order(int number)
    {
        var (entry, type) = (All[number], EntryJson.TypeOf(All[number]));
        var turned = Encoding.UTF8.GetBytes(Turned(JsonNode.Parse(EntryJson.Write(entry))!)!.ToJsonString());

        Assert.Equal(Encoding.UTF8.GetString(EntryJson.Write(entry)), Encoding.UTF8.GetString(EntryJson.Write(EntryJson.Read(type.Name, type.Version, turned)!)));
    }

    [Fact]
    public void An_unknown_name_or_a_newer_version_is_not_guessed()
    {
        Assert.Null(EntryJson.Read("claimed", 1, "{}"u8));
        Assert.Null(EntryJson.Read("air", 2, "{}"u8));
    }

    private static JsonNode? Turned(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Reverse().Select(p => KeyValuePair.Create(p.Key, Turned(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Turned)]),
        _ => node?.DeepClone(),
    };

    [Fact]
    public void A_message_that_was_written_before_messages_were_judged_is_read_as_one_that_nobody_judged()
    {
        var before = JsonNode.Parse(EntryJson.Write(new MessageArrived(A.Message("is it cold?"), AJudgement)))!.AsObject();
        Assert.True(before.Remove("judgement"));

        Assert.Equal(new MessageArrived(A.Message("is it cold?")), EntryJson.Read("message", 1, Encoding.UTF8.GetBytes(before.ToJsonString())));
    }

    [Fact]
    public void A_start_that_was_written_before_the_accounts_id_was_kept_is_read_without_it()
    {
        Assert.Equal(new EffectStarted(7, Guid.Empty, "agence_orbite"), EntryJson.Read("effect-started", 1, """{"effect":7,"try":"00000000-0000-0000-0000-000000000000","as":"agence_orbite"}"""u8));
    }

    [Fact]
    public void A_judgement_without_its_lists_is_read_with_empty_ones()
    {
        var judged = Assert.IsType<Judged>(EntryJson.Read("judged", 1, """{"sequence":3,"judgement":{"score":0.2}}"""u8));

        Assert.Equal(new Judgement(false, 0.2, null, []), judged.Judgement);
    }
}
