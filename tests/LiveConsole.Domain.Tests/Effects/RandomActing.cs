using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Effects;

/// <summary>A show that a seed plays: several people act on few messages and viewers, the platforms do what was asked, refuse it or put it off, and tell it; moderators elsewhere act too.</summary>
internal static class RandomActing
{
    private static readonly Actor[] Crew = [A.Moderator("Di"), A.Moderator("Bo"), A.Person("Lise", Role.Lead), A.Editor("Ana")];

    public static IEnumerable<AShow> Play(int seed, int steps = 80)
    {
        var random = new Random(seed);
        var show = A.Show().Acting().Acting("youtube", "abc").With(A.Question("is it dusty?").AskedBy("v1", "Zoé").Queued(), A.Question("is it loud?").AskedBy("v2", "Inès").OnAir(), A.Question("who?").AskedBy("v3", "Bo"));
        yield return show;
        for (var i = 0; i < steps; i++)
        {
            show = show.Later(random.Next(9) == 0 ? random.Next(700) : random.NextDouble() * 4);
            show = random.Next(5) switch
            {
                0 => show.After(new MessageCame(A.Message($"words {random.Next(3)}", $"{(random.Next(3) == 0 ? "y" : "t")}{i}", $"v{random.Next(6)}", at: show.Now.AddSeconds(-random.Next(random.Next(6) == 0 ? 60 : 3))) is var m && m.Id[0] == 'y' ? m with { Platform = "youtube", Channel = "abc" } : m)),
                1 => Platform(random, show),
                2 => Effect(random, show),
                _ => show.Try(Verb(random, show), Crew[random.Next(Crew.Length)]),
            };
            yield return show;
        }
    }

    private static AShow Platform(Random random, AShow show)
    {
        var by = random.Next(3) switch { 0 => null, 1 => "Yanis", _ => "Agence Orbite" };
        var viewer = $"v{random.Next(6)}";
        return random.Next(5) switch
        {
            4 => random.Next(4) == 0 ? show.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Channel, show.Now, by))) : show.After(new RemovalCame("youtube", "abc", A.Removal(RemovalScope.Viewer, show.Now, by), ViewerId: viewer)),
            0 when Row(random, show) is { } row => show.After(new RemovalCame(row.Message.Platform, row.Message.Channel, A.Removal(at: show.Now, by: by), MessageId: row.Message.Id)),
            1 => show.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, show.Now, by), ViewerId: viewer)),
            2 => show.After(new ModeratorActed(new ModeratorAct("twitch", "agence", random.Next(2) == 0 ? "unban" : "ban", show.Now, by == "Yanis" ? "78" : "77", by, viewer, "x"))),
            _ => show.After(new ModesCame("twitch", "agence", new ChatModes(Slow: random.Next(3) * 30), show.Now, by)),
        };
    }

    private static AShow Effect(Random random, AShow show)
    {
        var open = show.State.Effects.Open.Values.ToList();
        if (open.Count == 0) return show;
        var effect = open[random.Next(open.Count)];
        // Now and then one that somebody else has started, or that is over.
        if (effect.State == EffectState.Requested || random.Next(8) == 0) return show.After(new EffectStarting(effect.Id, new Guid(random.Next(), 0, 0, new byte[8]), "Agence Orbite"));
        return random.Next(7) switch
        {
            6 => show.After(new EffectEnded(effect.Id, EffectState.Expired, EffectTrouble.TooLate, Try: effect.Try)),
            0 => show.After(new EffectPutOff(effect.Id, show.Now.AddSeconds(5), Try: effect.Try)),
            1 => show.After(new EffectEnded(effect.Id, EffectState.Failed, EffectTrouble.Refused, "no", Try: effect.Try)),
            2 => show.After(new EffectEnded(effect.Id, EffectState.Unknown, EffectTrouble.NoAnswer, Try: effect.Try)),
            _ => show.After(new EffectEnded(effect.Id, EffectState.Done, Handle: $"h{effect.Id}", Try: effect.Try)),
        };
    }

    private static IShowCommand Verb(Random random, AShow show)
    {
        var row = Row(random, show)!;
        var (message, removed) = (row.Message, show.State.Struck.GetValueOrDefault(row.Sequence));
        var of = Asking.TargetOf(message.Author);
        return random.Next(15) switch
        {
            0 or 1 => new RemoveMessage(message.Ref, null, message, removed),
            2 => new HideMessage(message.Ref, null, message, removed),
            3 => new UnhideMessage(message.Ref, message, removed),
            4 => new RemoveMessages([row.Sequence, row.Sequence - 1, row.Sequence + 1], random.Next(2) == 0 ? "twitch" : null),
            5 => new HideMessages([row.Sequence, row.Sequence + 2]),
            6 => new TimeOutViewer(message.Platform, message.Channel, of, random.Next(2) == 0 ? 10 : 600),
            7 => new BanViewer(message.Platform, message.Channel, of),
            8 => new LiftBan(message.Platform, message.Channel, of, random.Next(2) == 0),
            9 => new SetModes("twitch", "agence", new ChatModes(Slow: random.Next(4) * 30)),
            10 => random.Next(3) > 0 ? new ModesBack("twitch", "agence") : new SetShield("twitch", "agence", random.Next(2) == 0),
            11 => random.Next(3) == 0 ? new ClearChat("twitch", "agence") : new UndoAction(show.LastAction),
            12 when random.Next(3) == 0 && show.State.Effects.Settled.Values.LastOrDefault(e => e.State == EffectState.Unknown) is { } unknown => new DecideUnknown(unknown.Id, random.Next(2) == 0, random.Next(2) == 0),
            12 when show.State.Next is { } next => new PutOnAir(next.Id, next.Version, show.State.Air.Item),
            _ => new UndoAction(show.Entries[^Math.Min(show.Entries.Count, random.Next(1, 20))].Command ?? Guid.Empty),
        };
    }

    private static FeedRow? Row(Random random, AShow show) => show.State.Recent.Count == 0 ? null : show.State.Recent[Math.Max(0, show.State.Recent.Count - 1 - random.Next(8))];
}
