using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Journal;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Shows;

namespace LiveConsole.Rehearsals;

/// <summary>Compares what the generator planted with what the journal says was done. Reads the whole journal once and makes the played parts of the night again: seconds of work.</summary>
public static class DebriefReader
{
    private static readonly TimeSpan Backlog = TimeSpan.FromMinutes(31);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    private const int Insult = 2, MostQuestions = 12, FewestAsks = 3;

    public static async Task<Debrief> ReadAsync(LiveShow show, RehearsalOptions options, bool playing, IJournal journal, CancellationToken ct)
    {
        var state = show.Snapshot.State;
        var told = options.Recordings.IsEmpty;
        var truth = told ? TruthOf(options, state.LastAt) : [];
        var deeds = new DebriefDeeds(truth);
        await foreach (var page in journal.ReadAsync(show.Id, 0, null, ct).ConfigureAwait(false)) deeds.Read(page);
        var pace = new DebriefPace(options);
        var seen = deeds.Seen.Where(s => !s.Message.Backlog).ToList();
        return new Debrief(deeds.From, state.LastAt, state.Messages, playing, told)
        {
            Tasks =
            [
                TaskOf("abuse", seen.Where(s => s.Truth is { Abuse: >= Insult }), pace),
                TaskOf("spam", seen.Where(s => s.Truth is { Spam: true, Abuse: < Insult }), pace),
                TaskOf("lead", seen.Where(s => s.Truth is { Incident: "private-data" or "distress" }), pace),
                TaskOf("paid", seen.Where(s => s.Message.Paid is not null || s.Message.Bits is > 0), pace),
            ],
            Questions = [.. Questions(deeds, state, pace)],
            Incidents = [.. Incidents(seen, options, pace)],
            WronglyGrouped = [.. state.Items.Values.Where(i => GroupsOf(i, truth).Skip(1).Any()).Select(i => i.Number).Order()],
            NotSuitable = [.. state.Items.Values.Where(i => i.AiredAt is not null && i.Asks.Any(a => truth.GetValueOrDefault(a.Message) is { } t && (t.Abuse > 0 || t.Spam || t.RemovalExpected))).Select(i => i.Number).Order()],
            Pulled = new DebriefPulled(state.Items.Values.Count(i => i.Stage == Stage.Withdrawn), deeds.Dark.Count, Median(deeds.Dark.Select(d => pace.Between(d.Removed, d.Dark)))),
            Holds = deeds.Holds,
            Posts = deeds.Posts,
            People = [.. deeds.Seen.Select(s => s.First).OfType<DebriefDeed>().Where(d => !d.By.Played && d.By != Actor.Program).CountBy(d => d.By.Name).OrderByDescending(p => p.Value).Select(p => new DebriefPerson(p.Key, p.Value))],
        };
    }

    /// <summary>Of the parts that were played, each with the ending it had then; and of what was fired by hand.</summary>
    private static Dictionary<MessageRef, TruthRow> TruthOf(RehearsalOptions options, DateTimeOffset end)
    {
        var truth = new Dictionary<MessageRef, TruthRow>();
        var ending = options.Ending;
        var night = PlayedProgramme.NightOf(options, ending);
        var from = options.From is { } point ? night.PointAt(point) : night.Start;
        Add(night.Truth(from - Backlog, from));
        foreach (var did in options.Conducted)
        {
            switch (did.Did)
            {
                case ConductedDeed.Drill when did.Occurrence is { } occurrence:
                    Add(night.DrillTruth(did.What ?? "", did.At, occurrence));
                    break;
                case ConductedDeed.Jump when night.JumpPoints.Contains(did.What):
                    Add(night.Truth(from, did.At + Ahead));
                    from = night.PointAt(did.What!);
                    Add(night.Truth(from - Backlog, from));
                    break;
                case ConductedDeed.Ending when Enum.TryParse(did.What, out Ending other):
                    Add(night.Truth(from, did.At + Ahead));
                    (from, ending) = (did.At - Ahead, other);
                    night = PlayedProgramme.NightOf(options, ending);
                    break;
            }
        }

        Add(night.Truth(from, end + Ahead));
        return truth;

        void Add(IEnumerable<TruthRow> rows)
        {
            foreach (var row in rows)
            {
                // What is nothing but chat is most of it, and asks for nothing.
                if (row.Ask || row.Spam || row.Abuse > 0 || row.RemovalExpected || row.Incident is not null) truth[new MessageRef(row.Platform, row.Id)] = row;
            }
        }
    }

    private static DebriefTask TaskOf(string name, IEnumerable<DebriefMessage> messages, DebriefPace pace)
    {
        var all = messages.ToList();
        var people = all.Where(m => m.First is { By.Played: false } && !m.WasGone).ToList();
        var (played, gone) = (all.Count(m => m.First is { By.Played: true } && !m.WasGone), all.Count(m => m.WasGone));
        return new DebriefTask(name, all.Count, people.Count, played, gone, all.Count - people.Count - played - gone, people.Count(m => m.First!.IsCall), Median(people.Select(m => pace.Between(m.At, m.First!.At))))
        {
            Removed = all.Count(m => m.Came == EffectState.Done),
            NotRemoved = all.Count(m => m.Came is EffectState.Failed or EffectState.Unknown or EffectState.Expired),
        };
    }

    private static IEnumerable<DebriefQuestion> Questions(DebriefDeeds deeds, ShowState state, DebriefPace pace)
    {
        var items = new Dictionary<string, Item>(StringComparer.Ordinal);
        foreach (var item in state.Items.Values.OrderBy(i => i.AiredAt is null).ThenBy(i => i.Number))
        {
            foreach (var group in GroupsOf(item, deeds.Truth)) items.TryAdd(group, item);
        }

        var asked = deeds.Seen.Where(s => s.Truth is { Ask: true, Group: not null }).GroupBy(s => s.Truth!.Group!, StringComparer.Ordinal).Where(g => g.Count() >= FewestAsks);
        foreach (var group in asked.OrderByDescending(g => g.Count()).Take(MostQuestions))
        {
            var first = group.MinBy(s => s.At)!;
            var (fr, en) = LandingNight.WordsOf(group.Key) ?? (first.Message.Text, first.Message.Text);
            var item = items.GetValueOrDefault(group.Key);
            yield return new DebriefQuestion(group.Key, fr, en, group.Count(), first.Truth!.OnlyNow, OutcomeOf(item), item?.Number, item?.AiredAt is { } aired ? pace.Between(first.At, aired) : null);
        }
    }

    private static QuestionOutcome OutcomeOf(Item? item) => item switch
    {
        null => QuestionOutcome.Missed,
        { AiredAt: not null } => QuestionOutcome.Aired,
        { Answer: not null } => QuestionOutcome.Answered,
        { Stage: Stage.Dismissed } => QuestionOutcome.Dismissed,
        { Stage: Stage.Withdrawn } => QuestionOutcome.Withdrawn,
        _ => QuestionOutcome.OnTheBoard,
    };

    private static IEnumerable<DebriefIncident> Incidents(List<DebriefMessage> seen, RehearsalOptions options, DebriefPace pace)
    {
        var fired = options.Conducted.Where(c => c.Did == ConductedDeed.Drill).ToList();
        var scenes = seen.Where(s => s.Truth?.Incident is not null and not "comment").GroupBy(s => s.Truth!.Incident!, StringComparer.Ordinal).Select(scene =>
        {
            var at = scene.Min(s => s.At);
            var people = scene.Where(s => s.First is { By.Played: false } && !s.WasGone).ToList();
            return new DebriefIncident(scene.Key, at, fired.Find(f => f.What == scene.Key && f.At <= at)?.By, scene.Count(), people.Count, scene.Count(s => s.WasGone),
                people.Count == 0 ? null : pace.Between(at, people.Min(p => p.First!.At)));
        });
        var faults = fired.Where(f => f.Occurrence is null).Select(f => new DebriefIncident(f.What ?? "", f.At, f.By, 0, 0, 0, null));
        return scenes.Concat(faults).OrderBy(i => i.At);
    }

    private static IEnumerable<string> GroupsOf(Item item, IReadOnlyDictionary<MessageRef, TruthRow> truth) =>
        item.Asks.Select(a => truth.GetValueOrDefault(a.Message)?.Group).OfType<string>().Distinct(StringComparer.Ordinal);

    private static double? Median(IEnumerable<double> seconds)
    {
        var ordered = seconds.Order().ToList();
        return ordered.Count == 0 ? null : ordered.Count % 2 == 1 ? ordered[ordered.Count / 2] : (ordered[(ordered.Count / 2) - 1] + ordered[ordered.Count / 2]) / 2;
    }
}
