using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Posts;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Shows;
using LiveConsole.Soak.Storm;
using LiveConsole.Sources;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Soak.Acting;

/// <summary>The program that is killed: reads the emulated platforms, and people at its desks remove, ban, time out and post as fast as they can. What it says on standard output are stages, not facts: those stand in its journal.</summary>
internal static class ActingProgram
{
    public const string Word = "act", Twitch = "agence_orbite", Video = "vid00000001";

    private const string Moment = "touchdown";

    private static readonly Actor Lead = new("nora", "Nora", Role.Producer);

    /// <param name="mode">"press": verbs until it is killed. "settle": none, until nothing is open. "raid": removes all there is, in bulk, until nothing is open.</param>
    /// <param name="database">Where the journal is, beside other nodes: then it reads and acts only while it has the lease. Null: in the folder, alone.</param>
    public static async Task<int> RunAsync(string folder, Guid show, string mode, PlatformsAt at, int dailyUnits, int seed, string? database)
    {
        await using var open = await OpenShow.OpenAsync(folder, new ShowId(show), database);
        // What the last life called stands whole, or not at all.
        if (ActingReckoning.Half(open.Live.Snapshot.State) is { } half) throw new InvalidOperationException(half);
        var stranded = open.Live.Snapshot.State.Effects.Open.Values.Count(e => e.State == EffectState.Started);
        if (open.Live.Snapshot.State.Settings is null)
            await DoAsync(open, new ConfigureShow(new ShowSettings("soak", "Soak", Approvals: 0, Mentions: []) with { Channels = [new ChannelSetting("twitch", Twitch), new ChannelSetting("youtube", Video)] }));
        var listener = new ShowListener(open.Live, open.Journal.Leases, folder, () => new ShowSources(open.Live, Addresses(at, dailyUnits), TimeProvider.System, NullLoggerFactory.Instance),
            new NodeHealth(), TimeProvider.System, NullLogger<ShowListener>.Instance);
        await using (listener)
        {
            listener.Start();
            // Half of its lives begin as a person does: at once, on what the last one left.
            var atOnce = mode == "press" && seed % 2 == 1 && open.Live.Snapshot.State.Effects.Acting.Count == 2;
            if (!atOnce) await Until(open, s => ChannelReading.All(s) is [{ Live: true }, { Live: true }] && s.Effects.ActingIn("twitch", Twitch)?.As is not null && s.Effects.ActingIn("youtube", Video)?.As is not null);
            await SayAsync(string.Create(CultureInfo.InvariantCulture, $"ready {stranded}"));
            if (mode == "press") await PressAsync(open, new Random(seed), database is null ? 60 : 600);
            if (mode == "raid") await RaidAsync(open);
            else await Until(open, s => s.Effects.Open.IsEmpty);
        }

        await SayAsync("over");
        return 0;
    }

    private static PlatformAddresses Addresses(PlatformsAt at, int dailyUnits) => new(
        new TwitchOptions
        {
            IrcUri = at.Irc, EventSubUri = at.EventSub, ApiBaseUri = at.TwitchApi, IdBaseUri = at.TwitchApi, ClientId = EmulatedTwitch.ClientId, ClientSecret = EmulatedTwitch.ClientSecret,
            UserAccessToken = EmulatedTwitch.UserToken, UserRefreshToken = EmulatedTwitch.UserRefreshToken,
        },
        new YouTubeOptions
        {
            ApiBaseUri = at.YouTubeApi, TokenUri = at.YouTubeToken, AccessToken = EmulatedYouTube.AccessToken, RefreshToken = EmulatedYouTube.RefreshToken, ClientId = EmulatedYouTube.ClientId,
            ClientSecret = EmulatedYouTube.ClientSecret, DailyQuota = dailyUnits, ActionReserve = dailyUnits / 2,
        }, LoopbackOnly: true);

    private static async Task PressAsync(OpenShow open, Random dice, int atMost)
    {
        for (var i = 0; ; i++)
        {
            var state = open.Live.Snapshot.State;
            if (state.Recent.Count > 0)
            {
                var newest = state.Recent.Newest(200).ToList();
                var message = newest[dice.Next(newest.Count)].Message;
                var viewer = new Target(message.Author.Id, message.Author.Name, message.Author.Login);
                await open.Live.DoAsync(dice.Next(26) switch
                {
                    20 => new KeepPost(new PostWritten("Landed", PostKind.Post, new($"armed {dice.NextInt64():x}", ""), Moment: Moment)),
                    21 => new ArmPost(state.Posts.LastNumber, state.Posts.Find(state.Posts.LastNumber)?.Version ?? 1),
                    22 => new MarkMoment(Moment),
                    // Called while posts wait, count down and go out; and ended again.
                    >= 23 => state.Contingency is { } call ? new StandDown(call.Since) : new CallContingency(new ItemId(Guid.CreateVersion7())),
                    0 or 1 => new BanViewer(message.Platform, message.Channel, viewer),
                    2 or 3 => new TimeOutViewer(message.Platform, message.Channel, viewer, 3_600),
                    4 or 5 => Post($"words {dice.NextInt64():x}"),
                    6 => new SendPost([new ChatPost("twitch", Twitch, new AnnounceDeed($"announced {dice.NextInt64():x}"))]),
                    _ => new RemoveMessage(message.Ref),
                }, Lead, Guid.CreateVersion7(), repeatable: false, default);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(atMost)), TimeProvider.System);
        }
    }

    private static async Task RaidAsync(OpenShow open)
    {
        var wanted = int.Parse(await Console.In.ReadLineAsync() ?? "0", CultureInfo.InvariantCulture);
        await Until(open, s => s.Messages >= wanted);
        foreach (var chunk in open.Live.Snapshot.State.Recent.After(0).Select(r => r.Sequence).Chunk(RemoveMessages.Most))
            await DoAsync(open, new RemoveMessages(ImmutableArray.Create(chunk)));
        await SayAsync($"pressed {string.Join(' ', (await PressMeanwhileAsync(open)).Select(ms => ms.ToString("F1", CultureInfo.InvariantCulture)))}");
    }

    /// <summary>What people wait for while all that is acted on: a verb five times a second.</summary>
    /// <returns>Milliseconds from the key to the answer, in order of size.</returns>
    private static async Task<List<double>> PressMeanwhileAsync(OpenShow open)
    {
        List<double> waited = [];
        for (var n = 1; !open.Live.Snapshot.State.Effects.Open.IsEmpty; n++)
        {
            var since = Stopwatch.GetTimestamp();
            await DoAsync(open, new MarkMoment(string.Create(CultureInfo.InvariantCulture, $"moment {n}")));
            waited.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }

        waited.Sort();
        return waited;
    }

    private static SendPost Post(string text) => new([new ChatPost("twitch", Twitch, new PostDeed(text)), new ChatPost("youtube", Video, new PostDeed(text))]);

    private static async Task DoAsync(OpenShow open, IShowCommand command)
    {
        if (await open.Live.DoAsync(command, Lead, Guid.CreateVersion7(), repeatable: false, default) is Outcome.Refused refused) throw new InvalidOperationException(refused.Refusal.Message);
    }

    private static async Task Until(OpenShow open, Func<ShowState, bool> condition)
    {
        await foreach (var snapshot in open.Live.WatchAsync(default))
        {
            if (condition(snapshot.State)) return;
        }
    }

    private static async Task SayAsync(string line)
    {
        await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync();
    }
}
