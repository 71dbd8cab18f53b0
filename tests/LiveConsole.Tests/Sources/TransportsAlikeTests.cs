using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using LiveConsole.Platforms;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.Twitch.EventSub;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Sources;

/// <summary>The same emulated chat read by either transport alone: the same arrivals, but for what one does not carry (docs/platforms.md, "What a transport does not carry").</summary>
public sealed class TransportsAlikeTests
{
    private const string Channel = "agence_orbite";

    private static readonly DateTimeOffset At = new(2026, 3, 14, 20, 0, 0, TimeSpan.Zero);

    private static readonly (MessageKind Kind, string Text, ChatEvent? Event)[] Told =
    [
        (MessageKind.Text, "c'est quoi Kappa le bruit ?", null), (MessageKind.Action, "danse", null),
        (MessageKind.Text, "regardez", new ChatEvent(EventKinds.Highlight)), (MessageKind.Text, "hydratez-vous", new ChatEvent(EventKinds.Reward, About: "92af127c-7326-4483-a52b-b0da0be61c01")),
        (MessageKind.Text, "Kappa", new ChatEvent(EventKinds.PowerUp, About: "gigantified_emote")), (MessageKind.Text, "salut", new ChatEvent(EventKinds.Introduction)),
        (MessageKind.Member, "Ayşe subscribed with Prime.", new ChatEvent(EventKinds.Subscription, Months: 1, Level: "prime", Words: "Ayşe subscribed with Prime.")),
        (MessageKind.Member, "déjà !", new ChatEvent(EventKinds.Resubscription, Months: 14, Streak: 3, Level: "2000", Words: "Ayşe subscribed at Tier 2.")),
        (MessageKind.Gift, "wave", new ChatEvent(EventKinds.GiftWave, 2, Level: "1000", Wave: "7", Words: "wave")),
        (MessageKind.Gift, "one", new ChatEvent(EventKinds.Gift, Months: 1, Level: "1000", Wave: "7", OtherId: "911", OtherName: "Lucky", Words: "one")),
        (MessageKind.Gift, "alone", new ChatEvent(EventKinds.Gift, 12, Months: 6, Level: "3000", OtherId: "911", OtherName: "Lucky", Words: "alone")),
        (MessageKind.Member, "goes on", new ChatEvent(EventKinds.GiftUpgrade, OtherId: "912", OtherName: "Giver", Words: "goes on")), (MessageKind.Member, "anonymous", new ChatEvent(EventKinds.GiftUpgrade, Words: "anonymous")),
        (MessageKind.Member, "converted", new ChatEvent(EventKinds.PrimeUpgrade, Level: "1000", Words: "converted")), (MessageKind.Gift, "forward", new ChatEvent(EventKinds.PayForward, OtherId: "911", OtherName: "Lucky", Words: "forward")),
        (MessageKind.Raid, "42 raiders", new ChatEvent(EventKinds.Raid, 42, Words: "42 raiders")), (MessageKind.Notice, "called off", new ChatEvent(EventKinds.Unraid, Words: "called off")),
        (MessageKind.Announcement, "posez vos questions", new ChatEvent(EventKinds.Announcement, About: "purple", Words: null)), (MessageKind.Notice, "bits", new ChatEvent(EventKinds.BitsBadge, 1_000, Words: "bits")),
        (MessageKind.Notice, "gave", new ChatEvent(EventKinds.Charity, About: "Télescopes", Amount: new Paid(15_500_000, "EUR", "15.50 EUR"), Words: "gave")), (MessageKind.Notice, "5 in a row", new ChatEvent(EventKinds.WatchStreak, 5, Words: "5 in a row")),
        (MessageKind.Notice, "moderator for 24 months", new ChatEvent(EventKinds.ModeratorMilestone, Months: 24, Words: "moderator for 24 months")),
    ];

    [Fact]
    public async Task Both_read_the_same_but_for_what_one_does_not_carry()
    {
        var time = new FakeTime();
        await using var platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions { TwitchChannel = Channel }, time, NullLoggerFactory.Instance, default);
        using var stop = new CancellationTokenSource();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var options = new TwitchOptions
        {
            IrcUri = platforms.Twitch.IrcUri, EventSubUri = platforms.Twitch.EventSubUri, ApiBaseUri = platforms.Twitch.ApiBaseUri, IdBaseUri = platforms.Twitch.IdBaseUri,
            UserAccessToken = EmulatedTwitch.UserToken, LoopbackOnly = true,
        };
        using var signIn = new TwitchSignIn(options, http, time);
        var (irc, eventSub) = (new ArrivalList(), new ArrivalList());
        var ircRuns = Read(new TwitchIrcConnection(Channel, options, SocketOpener.OpenAsync, time.GetUtcNow, time, new Random(7), NullLogger<TwitchIrcConnection>.Instance), irc);
        var eventSubRuns = Read(new TwitchEventSubConnection(Channel, options, signIn, http, SocketOpener.OpenSilentAsync, time.GetUtcNow, time, NullLogger<TwitchEventSubConnection>.Instance), eventSub);
        await Until(() => irc.States.Contains(SourceState.Live) && platforms.Twitch.IsSubscribed("channel.raid/from", Channel));

        var author = new Author("901", "Ayşe", "ayse", ["subscriber"], "#FF7F50", "subscriber/12,premium/1");
        for (var i = 0; i < Told.Length; i++)
        {
            var (kind, text, told) = Told[i];
            platforms.Put(new RecordedMessage(new ChatMessage("twitch", Channel, $"m{i:D2}", At, At, author, text, kind,
                text == "Kappa" ? [new MessagePart(PartType.Emote, "Kappa", "25")] : [], i == 1 ? new ReplyTo("m00") : null, Bits: i == 0 ? 100 : null, Event: told)));
        }

        platforms.Put(new RecordedRemoval(At, "twitch", Channel, RemovalScope.Message, "m00", By: "nora_modo"));
        platforms.Put(new RecordedRemoval(At, "twitch", Channel, RemovalScope.Viewer, ViewerId: "901", Reason: "timeout", Seconds: 600, By: "nora_modo"));
        platforms.Put(new RecordedModes(At, "twitch", Channel, new ChatModes(true, 30, 10, true, true), "nora_modo"));
        await Until(() => irc.Messages.Count == Told.Length && eventSub.Messages.Count == Told.Length
            && eventSub.All.Any(a => a is ModesCame { Modes.Unique: true }) && irc.All.Any(a => a is ModesCame { Modes.Unique: true }));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ircRuns);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => eventSubRuns);

        Assert.Equal(irc.Messages.OrderBy(m => m.Id, StringComparer.Ordinal).Select(OfIrc), eventSub.Messages.OrderBy(m => m.Id, StringComparer.Ordinal).Select(OfEventSub));
        Assert.Equal(Removals(irc), Removals(eventSub));
        Assert.Equal(Modes(irc), Modes(eventSub));

        Task Read(IChatConnection connection, ArrivalList into) =>
            new ChatSupervisor(connection, into, time.GetUtcNow, time, new Random(7), NullLogger<ChatSupervisor>.Instance).RunAsync(null, null, stop.Token);

        async Task Until(Func<bool> condition)
        {
            for (var i = 0; !condition(); i++)
            {
                Assert.True(i < 600, $"{irc.Messages.Count} by IRC ({string.Join(", ", irc.States)}), {eventSub.Messages.Count} by EventSub ({string.Join(", ", eventSub.States)})");
                time.Advance(TimeSpan.FromMilliseconds(100));
                // As far as a message goes: through the server's loops and ours.
                for (var hop = 0; hop < 3; hop++) using (await http.GetAsync(new Uri(platforms.Twitch.IdBaseUri, "oauth2/validate"))) { }
            }
        }
    }

    // Only IRC: the first-message flag. Its parts are cut by another rule (mentions by their letters, cheers not at all); its time is exact to the millisecond.
    private static ChatMessage OfIrc(ChatMessage m) => m with { First = false, Parts = [], ReceivedAt = At, SentAt = At, Event = Comparable(m.Event) };

    private static ChatMessage OfEventSub(ChatMessage m) => m with { Parts = [], ReceivedAt = At, SentAt = At, Event = Comparable(m.Event) };

    // IRC names who gave a subscription that is gone on with, without the id; a gift of a wave has no total of its giver on EventSub, and 0 on IRC.
    private static ChatEvent? Comparable(ChatEvent? told) => told is { Kind: EventKinds.GiftUpgrade } ? told with { OtherId = null } : told;

    // Only EventSub's channel.moderate says who; only IRC and channel.moderate how long, and whether it is a ban.
    private static List<string> Removals(ArrivalList all) => [.. all.All.OfType<RemovalCame>().Select(r => $"{r.Removal.Scope} {r.MessageId} {r.ViewerId}").Distinct(StringComparer.Ordinal)];

    private static ChatModes Modes(ArrivalList all) => all.All.OfType<ModesCame>().Aggregate(new ChatModes(), (modes, came) => modes.With(came.Modes));
}
