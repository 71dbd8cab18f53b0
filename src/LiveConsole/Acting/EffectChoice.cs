using System.Collections.Immutable;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Acting;

/// <summary>What follows from how the effects stand now.</summary>
/// <param name="Start">The most urgent first.</param>
/// <param name="Over">Their time has passed before they could be done.</param>
/// <param name="LookAgain">Machine time until something else may start by itself; null: nothing will, unless something ends or is asked.</param>
public sealed record EffectChoice(ImmutableArray<Effect> Start, ImmutableArray<Effect> Over, TimeSpan? LookAgain)
{
    /// <summary>Calls at once to a platform, its posts apart: enough that one slow answer holds nobody up, few enough that a refusal of the account is not met fifty times.</summary>
    public const int AtOnce = 4;

    /// <summary>As asked for so long: a queue's moment takes nothing off a time-out.</summary>
    public static readonly TimeSpan AsAsked = TimeSpan.FromSeconds(5);

    /// <summary>Machine time. Words are for their moment: what could not go out within this (nothing ran, nobody answered) goes out no more.</summary>
    public static readonly TimeSpan PostsWaitFor = TimeSpan.FromMinutes(3);

    /// <summary>Chooses what goes out now: by urgency, then age. Pure.</summary>
    /// <param name="now">Show time.</param>
    /// <param name="rate">Show seconds a second.</param>
    /// <param name="running">What is being done, whatever the state says of it yet.</param>
    /// <param name="waits">Machine time that a deed must wait for its platform's limits; not asked of what cannot start anyway.</param>
    public static EffectChoice Of(ShowState show, DateTimeOffset now, double rate, IReadOnlySet<long> running, Func<Effect, TimeSpan> waits)
    {
        List<Effect> ready = [], over = [];
        HashSet<Turn> taken = [];
        Dictionary<string, int> busy = new(StringComparer.Ordinal);
        TimeSpan? again = null;
        foreach (var effect in show.Effects.Open.Values)
        {
            var isDue = effect.NotBefore is not { } from || from <= now;
            // It counts down or waits for its hour: what is ready meanwhile is not held up. One that was put off keeps its place: parts of a post stay in order.
            if (!isDue && effect.Tries == 0) Soonest(ref again, InMachineTime(effect.NotBefore!.Value - now, rate));
            if (!isDue && effect.Tries == 0 && effect.Deed.Urgency == Urgency.Post) continue;
            var first = taken.Add(Turn.Of(effect));
            if (running.Contains(effect.Id) || effect.State == EffectState.Started)
            {
                // A call that nobody waits for keeps its turn until it is settled, and holds up no other: nothing of it is under way.
                if (effect.Deed.Urgency != Urgency.Post && running.Contains(effect.Id)) busy[effect.Platform] = busy.GetValueOrDefault(effect.Platform) + 1;
            }
            else if (first && IsOver(show, effect, now, rate)) over.Add(effect);
            else if (first && isDue) ready.Add(effect);
            else if (first) Soonest(ref again, InMachineTime(effect.NotBefore!.Value - now, rate));
        }

        return new EffectChoice(Started(ready, busy, waits, ref again), [.. over], again);
    }

    private static ImmutableArray<Effect> Started(List<Effect> ready, Dictionary<string, int> busy, Func<Effect, TimeSpan> waits, ref TimeSpan? again)
    {
        var start = ImmutableArray.CreateBuilder<Effect>();
        // A raid's thousands wait for one and the same limit: it is asked once.
        Dictionary<(string Platform, string Channel, DeedKind Kind), TimeSpan> limits = [];
        foreach (var effect in ready.OrderBy(e => e.Deed.Urgency).ThenBy(e => e.Id))
        {
            var isPost = effect.Deed.Urgency == Urgency.Post;
            if (!isPost && busy.GetValueOrDefault(effect.Platform) >= AtOnce) continue;
            var key = (effect.Platform, effect.Channel, effect.Deed.Kind);
            if (!limits.TryGetValue(key, out var wait)) limits[key] = wait = waits(effect);
            if (wait > TimeSpan.Zero)
            {
                Soonest(ref again, wait);
                continue;
            }

            if (!isPost) busy[effect.Platform] = busy.GetValueOrDefault(effect.Platform) + 1;
            start.Add(effect);
        }

        return start.ToImmutable();
    }

    /// <summary>The deed as it goes out now: of a time-out, what is left of it.</summary>
    public static Deed AsOf(Effect effect, DateTimeOffset now) => effect.Deed is TimeOutDeed timeOut && now - effect.At > AsAsked
        ? timeOut with { Seconds = Math.Max(1, (int)Math.Ceiling(timeOut.Seconds - (now - effect.At).TotalSeconds)) } : effect.Deed;

    private static bool IsOver(ShowState show, Effect effect, DateTimeOffset now, double rate) => effect.Deed switch
    {
        TimeOutDeed timeOut => now - effect.At > AsAsked && effect.At + TimeSpan.FromSeconds(timeOut.Seconds) <= now,
        { Urgency: Urgency.Post } and not EndPollDeed => InMachineTime(now - effect.At, rate) > PostsWaitFor,
        HoldDeed => (show.Holds.Find(effect.Message!.Value)?.EndsAbout ?? (effect.At + Hold.LastsAbout)) <= now,
        _ => false,
    };

    private static TimeSpan InMachineTime(TimeSpan show, double rate) => rate > 0 ? show / rate : TimeSpan.FromSeconds(1);

    private static void Soonest(ref TimeSpan? again, TimeSpan wait)
    {
        if (again is null || wait < again) again = wait;
    }

    /// <summary>What must be done in the order it was asked, one at a time: posts of a chat, acts on one viewer (a ban and its lifting), modes of a chat.</summary>
    private readonly record struct Turn(string Platform, string Channel, string About, string Id)
    {
        private static Turn On(Effect effect, string about, string id = "") => new(effect.Platform, effect.Channel, about, id);

        public static Turn Of(Effect effect) => effect.Deed switch
        {
            PostDeed or AnnounceDeed => On(effect, "words"),
            ShoutOutDeed => On(effect, "shout-out"),
            PollDeed or EndPollDeed => On(effect, "poll"),
            ModesDeed or ShieldDeed => On(effect, "modes"),
            ClearDeed => On(effect, "clear"),
            RemoveDeed remove => On(effect, "message", remove.MessageId),
            HoldDeed hold => On(effect, "held", hold.HeldId),
            { Viewer: { } viewer } => On(effect, "viewer", viewer.Id),
            _ => On(effect, effect.Deed.Kind.ToString()),
        };
    }
}
