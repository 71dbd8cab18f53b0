using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Moderation;

/// <summary>Rules that hide, people who decide and platforms that remove, in any order: what holds whatever a seed plays.</summary>
public sealed class HidingByRulePropertyTests
{
    private static readonly Actor[] Crew = [A.Moderator("Nora"), A.Moderator("Max"), A.Person("Lea", Role.Lead)];
    private static readonly string[] Texts = ["words of hate at length", "WORDS of hate, at length", "free points at http://one.example/x", "is the rover on its wheels ?", "bonsoir à tous"];
    private static readonly HideRule[] Rules = [new(MarkKind.Slur, MarkSeverity.Severe), new(MarkKind.Scam, MarkSeverity.Flagged), new(MarkKind.Caps, MarkSeverity.Note)];

    private sealed record Step(AShow Before, AShow After, bool Arrived)
    {
        public IEnumerable<Entry> Added => After.Entries.Skip(Before.Entries.Count).Select(e => e.Entry);

        public IEnumerable<MessagesRemoved> Hidden => Added.OfType<MessagesRemoved>().Where(r => r.Removal.Rule is not null);
    }

    [Fact]
    public void The_played_shows_hide_show_again_and_undo_in_every_way()
    {
        var steps = Enumerable.Range(0, 150).SelectMany(Play).ToList();
        var verbs = steps.Where(s => !s.Arrived && s.Added.Any()).Select(s => s.After.Entries[^1].Verb!).CountBy(v => v).ToDictionary();

        Assert.All(["fine", "unhide", "hide", "remove", "ban", "promote", "lead", "undo", "configure"], verb => Assert.True(verbs.GetValueOrDefault(verb) >= 20, $"{verb}: {verbs.GetValueOrDefault(verb)}"));
        Assert.True(steps.Count(s => s.Arrived && s.Hidden.Any()) > 300);
        Assert.True(steps.Count(s => s.Added.OfType<Judged>().Any(j => j.Hidden)) > 30);
        Assert.True(steps.Count(s => !s.Arrived && s.Hidden.Any()) > 30, "undo hides again");
        Assert.True(steps.Count(s => s.Added.OfType<RemovalLifted>().Any()) > 100);
    }

    [Fact]
    public void Nothing_is_hidden_without_a_rule_that_names_a_mark_of_it() => Always(s => s.Arrived
        ? s.Hidden.All(h => s.Before.State.Settings!.Listening.Safety.Hides.Any(r => r.Kind == h.Removal.Rule
            && s.After.State.Recent.Find(new MessageRef(h.Platform, h.MessageId!))!.Judgement!.Marks.Any(m => m.Kind == r.Kind && m.Severity >= r.From)))
        // What a person's undo hides again, a rule had hidden.
        : s.Hidden.All(h => s.Before.Entries.Any(e => e.Entry is MessagesRemoved was && was.MessageId == h.MessageId && was.Removal == h.Removal)));

    [Fact]
    public void What_a_rule_hides_waits_among_the_flagged_until_somebody_decides_and_nowhere_else() => Always(s => Stands(s.After.State));

    private static bool Stands(ShowState show) => show.Recent.Newest(99).All(row =>
    {
        var (hidden, waits, call) = (Removals.ByRule(show.Struck.GetValueOrDefault(row.Sequence)), show.Lanes.Waiting.GetValueOrDefault(row.Sequence), show.Lanes.Calls.GetValueOrDefault(row.Sequence));
        if (waits is not null && (waits.Hidden != hidden || (hidden is not null && waits.Lanes != Lanes.Flagged) || (hidden is null && show.Struck.ContainsKey(row.Sequence)))) return false;
        return hidden is null ? call?.Hidden is null || show.Struck.ContainsKey(row.Sequence)
            : waits is not null || (show.Lanes.LastDecision(row.Sequence) is { } decided && !decided.ShowsAgain);
    });

    [Fact]
    public void Shown_again_it_is_shown_everywhere_and_the_same_judgement_never_hides_it_again() => Always(s => s.Added.OfType<MessagesPassed>().SelectMany(p => p.Messages).All(sequence =>
    {
        var (show, decided) = (s.After.State, s.After.State.Lanes.LastDecision(sequence));
        if (decided is not { ShowsAgain: true } || show.Recent.Find(sequence) is not { } row) return true;
        var again = s.After.After(new JudgementCame(sequence, row.Judgement ?? new Judgement(false, 0, null, [])));
        return new[] { show, again.State, s.After.After(new JudgementCame(sequence, Judged(0))).State }.All(after => Removals.ByRule(after.Struck.GetValueOrDefault(sequence)) is null);
    }));

    [Fact]
    public void What_somebody_asks_is_hidden_by_no_rule() => Always(s => s.After.State.Items.Values.All(i => i.LiveAsks.All(a =>
        s.After.State.Recent.Find(a.Message) is not { } row || Removals.ByRule(s.After.State.Struck.GetValueOrDefault(row.Sequence)) is null)));

    [Fact]
    public void The_journal_played_again_gives_the_same_show_and_needs_no_rule() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        List<Step> steps = [.. Play(seed)];
        var (end, half) = (steps[^1].After, steps[steps.Count / 2].After);
        var restored = StoredShowState.FromJson(StoredShowState.Of(half.State).ToJson()).Restore(half.Newest());
        var without = end.Entries.Where(e => e.Entry is not ShowConfigured).Select((e, i) => e with { Entry = Read(e.Entry) });
        return Text(end.State) == Text(ShowState.Empty.Apply(end.Entries.Select(e => e with { Entry = Read(e.Entry) })))
            && Text(end.State) == Text(restored.Apply(end.Entries.Skip(half.Entries.Count)))
            && ShowState.Empty.Apply(without) is var bare && bare.Struck.Count == end.State.Struck.Count && bare.Struck.All(r => end.State.Struck.GetValueOrDefault(r.Key) == r.Value);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static Entry Read(Entry entry) => EntryJson.Read(EntryJson.TypeOf(entry).Name, EntryJson.TypeOf(entry).Version, EntryJson.Write(entry))!;

    private static string Text(ShowState state) => Encoding.UTF8.GetString(StoredShowState.Of(state).ToJson()) + string.Join('\n', state.Struck.OrderBy(s => s.Key).Select(s => $"{s.Key} {s.Value}"));

    private static void Always(Func<Step, bool> holds) => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var broke = Play(seed).FirstOrDefault(s => !holds(s));
        return broke is null ? true : throw new InvalidOperationException($"Seed {seed}:\n{string.Join('\n', broke.After.Entries.Select(e => $"{e.Sequence} {e.Verb} {Encoding.UTF8.GetString(EntryJson.Write(e.Entry))}"))}");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static IEnumerable<Step> Play(int seed)
    {
        var random = new Random(seed);
        var show = A.Show(HidingByRuleTests.Hiding(random.Next(6) == 0 ? [] : Rules)).Acting();
        for (var i = 0; i < 60; i++)
        {
            var before = show.Later(random.Next(30) == 0 ? 400 : random.Next(3));
            if (random.Next(5) < 2) show = before.After(Arrives(random, before, i));
            else
            {
                var (command, by) = (Command(random, before), Crew[random.Next(Crew.Length)]);
                // A promotion is a volunteer's, settings are a producer's.
                show = before.Try(command, command is ConfigureShow ? A.Producer("Paul") : by);
            }

            yield return new Step(before, show, show.LastAction == before.LastAction);
        }
    }

    private static Judgement Judged(int mark) => new(mark == 3, 0.5, "fr", [])
    {
        Marks = mark switch
        {
            0 => [new(MarkKind.Slur, MarkSeverity.Severe, Reasons.Slur), new(MarkKind.Caps, MarkSeverity.Note, Reasons.Caps)],
            1 => [new(MarkKind.Scam, MarkSeverity.Flagged, Reasons.ScamWords)],
            2 => [new(MarkKind.Caps, MarkSeverity.Note, Reasons.Caps)],
            4 => [new(MarkKind.Insult, MarkSeverity.Flagged, Reasons.Insult)],
            _ => [],
        },
    };

    private static Arrival Arrives(Random random, AShow show, int step)
    {
        List<FeedRow> rows = [.. show.State.Recent.Newest(20)];
        return random.Next(10) switch
        {
            0 when rows.Find(r => r.Judgement is null) is { } late => new JudgementCame(late.Sequence, Judged(random.Next(6))),
            1 when rows.Count > 0 => new RemovalCame("twitch", "agence", A.Removal(at: show.Now, by: null), MessageId: rows[random.Next(rows.Count)].Message.Id),
            2 when random.Next(3) == 0 => new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, show.Now, by: "elsewhere"), ViewerId: $"v{random.Next(5)}"),
            3 when show.State.Effects.Open.Count > 0 && show.State.Effects.Open.Values.First() is { State: EffectState.Requested } effect => new EffectEnded(effect.Id, random.Next(2) == 0 ? EffectState.Done : EffectState.Failed),
            _ => new MessageCame(A.Message(Texts[random.Next(Texts.Length)], $"m{step}", $"v{random.Next(5)}", at: show.Now) with { First = random.Next(2) == 0 }, random.Next(4) == 0 ? null : Judged(random.Next(6))),
        };
    }

    private static IShowCommand Command(Random random, AShow show)
    {
        List<FeedRow> rows = [.. show.State.Recent.Newest(12)];
        if (rows.Count == 0) return new PassMessage(7);
        // Mostly what waits: that is what people look at.
        List<long> waiting = [.. show.State.Lanes.Waiting.Keys, .. show.State.Lanes.Calls.Keys];
        var row = waiting.Count > 0 && random.Next(3) > 0 ? show.State.Recent.Find(waiting[random.Next(waiting.Count)])! : rows[random.Next(rows.Count)];
        var (message, removed) = (row.Message, show.State.Struck.GetValueOrDefault(row.Sequence));
        var settings = show.State.Settings!;
        return random.Next(16) switch
        {
            0 or 1 or 2 => new PassMessage(row.Sequence),
            3 => new UnhideMessage(message.Ref, message, removed),
            4 => new HideMessage(message.Ref, null, message, removed),
            5 => new RemoveMessage(message.Ref, null, message, removed),
            6 => new RemoveMessages([.. rows.Take(3).Select(r => r.Sequence)]),
            7 => new HideMessages([.. rows.Take(2).Select(r => r.Sequence)]),
            8 => new BanViewer("twitch", "agence", new Target(message.Author.Id, message.Author.Name)),
            9 => new PromoteMessage(message.Ref, ItemKind.Question, new ItemId(new Guid(random.Next(), 1, 0, new byte[8])), message, removed),
            10 => new CallLead(row.Sequence, message.Ref, LeadReason.Threat, message),
            11 => new ConfigureShow(settings with { Listening = new ListeningSettings { Safety = new SafetySettings { Hides = [.. Rules.Where(_ => random.Next(2) == 0)] } } }, settings),
            _ => new UndoAction(show.Entries[^Math.Min(show.Entries.Count, random.Next(1, 20))].Command ?? show.LastAction),
        };
    }
}
