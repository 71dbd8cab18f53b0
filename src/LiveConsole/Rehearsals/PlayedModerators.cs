using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Rehearsals;

/// <summary>What a played moderator is about to do. The same <paramref name="Id"/> is the same act in every run.</summary>
internal sealed record PlayedDeed(CrewMember Who, IShowCommand Command, string Id);

/// <summary>
/// The night's moderators at their lanes: nobody knows beforehand what is said, so they do not follow a script. What is marked as a slur, a threat or an insult goes within 5 to 20 s, one in sixteen is
/// overlooked; who does it again is timed out; what AutoMod holds is decided. When newcomers come in numbers to insult, the lead raises the shield and they are banned.
/// Not for several threads.
/// </summary>
internal sealed class PlayedModerators
{
    private const int AtOnce = 10, RaidFrom = 15;
    private static readonly TimeSpan RaidWithin = TimeSpan.FromSeconds(15), ShieldFor = TimeSpan.FromSeconds(150), YouTubeEvery = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ViewerRef, int> _struck = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private DateTimeOffset? _shieldAt;
    private DateTimeOffset? _youTubeAt;
    private ChatMessage? _raided;

    /// <returns>What is due by now, abuse last, the oldest first; each is told once.</returns>
    public IReadOnlyList<PlayedDeed> Due(ShowState state, DateTimeOffset now)
    {
        List<PlayedDeed> due = [.. Holds(state, now)];
        List<FeedRow> abuse = [.. state.Lanes.In(Lanes.Flagged).Select(s => state.Lanes.Waiting[s].Row).Where(IsAbuse)];
        var newcomers = abuse.Where(r => r.Message is { First: true, Platform: "twitch" } && now - r.Message.ReceivedAt < RaidWithin).ToList();
        var raid = newcomers.Count >= RaidFrom || (_shieldAt is { } since && now - since < ShieldFor);
        if (Shield(newcomers, now) is { } shield) due.Add(shield);
        foreach (var row in abuse.Where(r => now - r.Message.ReceivedAt >= TimeSpan.FromSeconds(5 + Spread(r.Sequence) % 16) && Spread(r.Sequence) % 16 != 0))
        {
            if (due.Count >= AtOnce) break;
            // Until the show acts there nothing can be asked: it is not lost for that.
            if (row.Message.Platform == "twitch" && !Acts(state, row.Message.Platform, row.Message.Channel)) continue;
            if (_done.Add("row:" + row.Sequence.ToString(CultureInfo.InvariantCulture))) due.Add(DeedOn(state, row, raid, now));
        }

        return due;
    }

    private PlayedDeed DeedOn(ShowState state, FeedRow row, bool raid, DateTimeOffset now)
    {
        var (message, who) = (row.Message, Of(row.Sequence));
        var author = new Target(message.Author.Id, message.Author.Name, message.Author.Login);
        var id = row.Sequence.ToString(CultureInfo.InvariantCulture);
        if (message.Platform != "twitch") return new(who, OnYouTube(state, message, now), "strike:" + id);
        if (raid && message.First) return new(state.Rules.ModeratorsMayBan ? who : CrewMember.Basile, new BanViewer(message.Platform, message.Channel, author, "raid"), "ban:" + author.Id);
        var times = _struck[message.Viewer] = _struck.GetValueOrDefault(message.Viewer) + 1;
        return times > 1 ? new(who, new TimeOutViewer(message.Platform, message.Channel, author, 600), "timeout:" + id) : new(who, new RemoveMessage(message.Ref), "strike:" + id);
    }

    /// <summary>Each call there costs fifty units of the day: one a minute goes off YouTube, the others off our desks only.</summary>
    private IShowCommand OnYouTube(ShowState state, ChatMessage message, DateTimeOffset now)
    {
        if (!Acts(state, message.Platform, message.Channel) || (_youTubeAt is { } last && now - last < YouTubeEvery) || Asking.ActionsLeft(state, message.Platform) is < 2 * Asking.KeptForTheLead) return new HideMessage(message.Ref);
        _youTubeAt = now;
        return new RemoveMessage(message.Ref);
    }

    private PlayedDeed? Shield(List<FeedRow> newcomers, DateTimeOffset now)
    {
        if (_shieldAt is null && newcomers.Count >= RaidFrom)
        {
            _shieldAt = now;
            return Turn(newcomers[0].Message, on: true);
        }

        if (_shieldAt is not { } since || now - since < ShieldFor || newcomers.Count > 0 || _raided is not { } raided) return null;
        _shieldAt = null;
        return Turn(raided, on: false);
    }

    private PlayedDeed Turn(ChatMessage message, bool on)
    {
        _raided = message;
        return new(CrewMember.Basile, new SetShield(message.Platform, message.Channel, on), $"shield-{(on ? "up" : "down")}:{message.Id}");
    }

    /// <summary>What AutoMod thought little of is let through; every seventh is nobody's, and its time runs out.</summary>
    private IEnumerable<PlayedDeed> Holds(ShowState state, DateTimeOffset now)
    {
        foreach (var hold in state.Holds.Open(now))
        {
            if (!Acts(state, hold.Message.Platform, hold.Message.Channel)) continue;
            if (now - hold.Since < TimeSpan.FromSeconds(5 + Spread(hold.Sequence) % 16) || Spread(hold.Sequence) % 7 == 6 || !_done.Add("hold:" + hold.Message.Id)) continue;
            yield return new(Of(hold.Sequence), new DecideHeld(new MessageRef(hold.Message.Platform, hold.Message.Id), hold.Message.Level is null or <= 2), "hold:" + hold.Message.Id);
        }
    }

    private static bool Acts(ShowState state, string platform, string channel) => state.Effects.ActingIn(platform, channel) is { As: not null };

    private static bool IsAbuse(FeedRow row) => row.Judgement?.Marks.Any(m => m is { Severity: >= MarkSeverity.Flagged, Kind: MarkKind.Slur or MarkKind.Threat or MarkKind.Insult }) is true;

    private static CrewMember Of(long sequence) => Spread(sequence) % 2 == 0 ? CrewMember.Nora : CrewMember.Yanis;

    /// <summary>The same for the same row in every run, and unlike its neighbour's.</summary>
    private static int Spread(long sequence) => (int)(((ulong)sequence * 0x9E3779B97F4A7C15UL) >> 40);
}
