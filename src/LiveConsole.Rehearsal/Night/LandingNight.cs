using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Night;

/// <summary>A phase of the show and when it begins.</summary>
/// <param name="Phase">waiting, opening, approach, checks, critical, celebration (contingency without a landing), questions, press, farewell, end.</param>
public sealed record PhaseAt(DateTimeOffset At, string Phase);

/// <summary>
/// The built-in rehearsal: the night on which an invented rover lands on Mars, as its audience lives it on two platforms.
/// Seeded: equal options give equal nights, and a night begun at a jump point is the same night from there on. Lines are worded in
/// half minutes as they are asked for; what is planned ahead (who writes when, who asks what) is a few bytes a message.
/// Times are instants of show time. Not for use by several threads at once.
/// </summary>
public sealed class LandingNight
{
    public const string TwitchChannel = "agence_orbite";

    /// <summary>The video id of the show on YouTube's side.</summary>
    public const string YouTubeVideo = "AlcyonNuit1";

    /// <summary>Lines are worded in blocks of this many seconds; a multiple of Twitch's clumps.</summary>
    private const int Block = 30;

    /// <summary>What the half hour before a start brings in at most, so that the start stays quick.</summary>
    private const int BacklogAtMost = 12_000;

    private const int BacklogSeconds = 30 * 60;

    private readonly NightOptions _options;
    private readonly Script _script;
    private readonly double _scale;
    private readonly DateTimeOffset _midnight;
    private readonly Flow _flow;
    private readonly Composer _composer;
    private readonly Scenes _scenes;
    private readonly Audience _audience;
    private readonly Told[] _staged;
    private readonly IReadOnlyList<CrewAct> _crew;

    public LandingNight(NightOptions options)
    {
        if (options.Viewers < 1) throw new ArgumentException("A night needs at least one viewer.", nameof(options));
        _options = options;
        _script = options.Programme == Programme.Night ? NightScript.For(options.Ending) : TourScript.For(options.Ending);
        var share = options.Viewers / 81_000.0;
        _scale = Math.Pow(share, 0.85);
        var evening = options.Date.ToDateTime(new TimeOnly(18, 0));
        _midnight = new DateTimeOffset(evening, options.Zone.GetUtcOffset(evening)).AddHours(-18).ToUniversalTime();
        _flow = new Flow(_script, _scale, options.Seed);
        var plan = new AskPlan(_script, _flow, _scale, options.Seed);
        var pen = new Pen(_script, second => _midnight.AddSeconds(second), options.Seed);
        _composer = new Composer(_script, _flow, plan, new People(_flow, options.Seed), pen, options);
        _scenes = new Scenes(pen, options.Seed, _scale);
        _audience = new Audience(_script, share, options.Seed);
        _staged = Staged(plan);
        _crew = new CrewSchedule(_script, plan, _composer, _scenes, pen.TimeOf).Build(options.Programme);
    }

    public DateTimeOffset Start => At(_script.Begin);

    public DateTimeOffset End => At(_script.End);

    /// <summary>The planned touchdown, to which the show's clock counts.</summary>
    public DateTimeOffset TZero => At(_script.TZero);

    public IReadOnlyList<PhaseAt> Phases => [.. _script.Phases.Select(stretch => new PhaseAt(At(stretch.At), stretch.Phase))];

    /// <summary>Names that <see cref="PointAt"/> takes; empty for the tour, which is played from its beginning.</summary>
    public IReadOnlyList<string> JumpPoints => [.. _script.JumpPoints.Select(point => point.Name)];

    public IReadOnlyList<FactRow> FactSheet { get; } = FactRow.Sheet;

    /// <summary>The silence: until then nobody can tell which ending it will be.</summary>
    public DateTimeOffset EndingFrom => At(_script.EndingFrom);

    /// <summary>
    /// The next time at which one may go over to a night of another ending: what is said before and after it has different ids, whichever of both it is from.
    /// </summary>
    public DateTimeOffset NextSeam(DateTimeOffset now) => At(_script.FlowFrom + ((int)Math.Ceiling((now - At(_script.FlowFrom)).TotalSeconds / Block) + 1) * Block);

    /// <exception cref="ArgumentException">This programme has no such point.</exception>
    public DateTimeOffset PointAt(string name)
    {
        foreach (var point in _script.JumpPoints)
            if (point.Name == name) return At(point.At);
        throw new ArgumentException($"No point is called {name}.", nameof(name));
    }

    /// <summary>Everything from a time on, in order of time. Without one: from <see cref="Start"/>.</summary>
    public IEnumerable<RecordingLine> Timeline(DateTimeOffset? from = null) => Tell(from ?? Start, End).Select(told => told.Line);

    /// <summary>Faults of the wire that were fired before a time: what they left behind (a new chat id) must be there when the night is begun later.</summary>
    public IEnumerable<RecordingLine> DrillsBefore(DateTimeOffset time) =>
        _script.Drills.Where(drill => At(drill.At) < time).OrderBy(drill => drill.At).Select(drill => new RecordedDrill(At(drill.At), drill.Name));

    /// <summary>
    /// The messages of the half hour before a time, marked as backlog, as a platform's history would bring them: thinned to at most some
    /// twelve thousand, those kept that the played crew will name.
    /// </summary>
    public IEnumerable<RecordingLine> Backlog(DateTimeOffset? before = null)
    {
        var to = before ?? Start;
        var from = Math.Max(_script.FlowFrom, SecondOf(to) - BacklogSeconds);
        var expected = Math.Max(1, Enumerable.Range(from, Math.Max(0, SecondOf(to) - from)).Sum(second => _flow.Rate(Channel.Twitch, second) + _flow.Rate(Channel.YouTube, second)));
        var named = _crew.Select(act => act.Verb).OfType<PlayedPromote>().Select(promote => promote.Message).ToHashSet();
        var kept = (ulong)(Math.Min(1, BacklogAtMost / expected) * 1_000_000);
        foreach (var told in Tell(At(from), to))
        {
            if (told.Line is not RecordedMessage line) continue;
            if (Dice.Mix(11, line.Message.Id) % 1_000_000 >= kept && !named.Contains(line.Message.Ref)) continue;
            yield return line with { Message = line.Message with { Backlog = true } };
        }
    }

    /// <summary>What the messages between two times really are. Never for listening code.</summary>
    public IEnumerable<TruthRow> Truth(DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        foreach (var told in Tell(from ?? At(_script.FlowFrom), to ?? End))
            if (told.Truth is { } truth) yield return truth;
    }

    /// <summary>
    /// What the played crew does, in order of time. Acts before <see cref="Start"/> (the tour's board) are done at once when the show opens.
    /// After a jump, acts name messages that were never played: they are refused, and that is that.
    /// </summary>
    public IEnumerable<CrewAct> Crew() => _crew;

    /// <summary>A question of the script in clean words, by the group that truth names; null for the rare ones.</summary>
    public static (string French, string English)? WordsOf(string group) => QuestionGroups.All.FirstOrDefault(g => g.Id == group) is { } known ? (known.CleanFrench, known.CleanEnglish) : null;

    /// <summary>What <see cref="Drill"/> knows.</summary>
    public static IReadOnlyList<string> SceneNames => Night.Scenes.Known;

    /// <summary>
    /// A scene fired by hand: its lines from <paramref name="at"/> on. Null when the name is none of content (connection drills are the
    /// emulated platforms' own).
    /// </summary>
    /// <param name="occurrence">How often it was fired before; another occurrence has other people and ids.</param>
    public IEnumerable<RecordingLine>? Drill(string name, DateTimeOffset at, int occurrence) => Fired(name, at, occurrence)?.Select(told => told.Line);

    /// <summary>What the messages of <see cref="Drill"/> really are, for the same arguments; none for what is no scene.</summary>
    public IEnumerable<TruthRow> DrillTruth(string name, DateTimeOffset at, int occurrence) => Fired(name, at, occurrence)?.Select(told => told.Truth).OfType<TruthRow>() ?? [];

    private IReadOnlyList<Told>? Fired(string name, DateTimeOffset at, int occurrence)
    {
        // A scene may begin before its cue; by hand the cue is so much later.
        var second = (int)Math.Ceiling((at - _midnight).TotalSeconds);
        var told = _scenes.Play(name, second, occurrence + 1_000);
        // A scene that has nobody to happen to by hand leaves its name to the wire's own.
        if (told is null || told.Count == 0) return null;
        var early = (told[0].Line.At - at).TotalSeconds;
        return early < 0 ? _scenes.Play(name, second + (int)Math.Ceiling(-early), occurrence + 1_000)! : told;
    }

    /// <summary>Views in all, as YouTube's statistics count them; up to 791,000.</summary>
    public long ViewsAt(DateTimeOffset at) => _audience.ViewsAt(SecondOf(at));

    /// <summary>Lines and truth side by side.</summary>
    internal IEnumerable<Told> Told() => Tell(Start, End);

    private DateTimeOffset At(int second) => _midnight.AddSeconds(second);

    private int SecondOf(DateTimeOffset at) => Math.Clamp((int)Math.Floor((at - _midnight).TotalSeconds), _script.FlowFrom, _script.End);

    private Told[] Staged(AskPlan plan)
    {
        var told = new List<Told>();
        var played = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var scene in _script.Scenes)
        {
            var occurrence = played.GetValueOrDefault(scene.Name);
            played[scene.Name] = occurrence + 1;
            var victims = scene.Name == "studio-removal" ? Victims(plan, scene.At) : [];
            told.AddRange(_scenes.Play(scene.Name, scene.At, occurrence, victims) ?? throw new InvalidOperationException($"No scene is called {scene.Name}."));
        }

        told.AddRange(_script.Drills.Select(drill => new Told(new RecordedDrill(At(drill.At), drill.Name), null)));
        return [.. told.OrderBy(line => line.Line.At)];
    }

    private List<MessageRef> Victims(AskPlan plan, int at) =>
        [.. Enumerable.Range(at - 240, 200).SelectMany(second => { var (from, to) = plan.In(second); return Enumerable.Range(from, to - from); }).Select(i => plan.All[i]).Where(ask => Flow.ChannelOf(ask.Stream) == Channel.YouTube).Take(3).Select(_composer.Reference)];

    // A block's lines can be due in the next one (a removal comes up to 40 s after its message), so telling begins two blocks early.
    private IEnumerable<Told> Tell(DateTimeOffset from, DateTimeOffset to)
    {
        var first = (SecondOf(from) - _script.FlowFrom) / Block - 2;
        List<Told> waiting = [];
        for (var block = Math.Max(0, first); _script.FlowFrom + block * Block < _script.End; block++)
        {
            var begin = _script.FlowFrom + block * Block;
            var end = Math.Min(begin + Block, _script.End);
            if (At(begin) >= to) yield break;
            for (var second = begin; second < end; second++) waiting.AddRange(_composer.Second(second));
            waiting.AddRange(StagedIn(At(begin), At(end)));
            waiting.AddRange(_audience.Samples(begin, end, At).Select(sample => new Told(sample, null)));
            waiting = [.. waiting.OrderBy(told => told.Line.At)];
            var due = waiting.FindIndex(told => told.Line.At >= At(end));
            if (due < 0) due = waiting.Count;
            for (var i = 0; i < due; i++)
                if (waiting[i].Line.At >= from && waiting[i].Line.At < to) yield return waiting[i];
            waiting.RemoveRange(0, due);
        }
    }

    private IEnumerable<Told> StagedIn(DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var told in _staged)
        {
            if (told.Line.At >= to) yield break;
            if (told.Line.At >= from) yield return told;
        }
    }
}
