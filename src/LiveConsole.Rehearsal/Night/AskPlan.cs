namespace LiveConsole.Rehearsal.Night;

/// <summary>One ask of the flow: which message it is and what it asks.</summary>
/// <param name="Place">Its place among the asks of its stream's second.</param>
/// <param name="Question">Index into <see cref="QuestionGroups.All"/>, or, beyond them, a rare question.</param>
internal readonly record struct Ask(int Second, int Stream, int Place, int Question);

/// <summary>Which question each ask of the programme asks: the groups as often as the script says, the rest rare questions.</summary>
internal sealed class AskPlan
{
    private const int Open = -1;

    private readonly Script _script;
    private readonly int[] _first;
    private readonly Ask[] _asks;
    private readonly int[] _next;

    public AskPlan(Script script, Flow flow, double scale, int seed)
    {
        _script = script;
        _first = new int[script.End - script.FlowFrom + 1];
        _asks = Slots(flow);
        _next = new int[_asks.Length + 1];
        for (var i = 0; i < _next.Length; i++) _next[i] = i;
        var dice = new Dice(Dice.Mix((ulong)seed, "asks"));
        var given = Pulsed(scale, flow, dice);
        foreach (var group in QuestionGroups.All.Select((group, index) => (group, index)).OrderBy(pair => pair.group.Windows.Sum(Width)))
            Spread(group.group, group.index, Math.Max(0, Wanted(group.group, scale) - given.GetValueOrDefault(group.group.Id)), dice);
        Rest(dice);
        if (script.Lost) Sober();
    }

    public IReadOnlyList<Ask> All => _asks;

    /// <summary>Places in <see cref="All"/> of a second's asks.</summary>
    public (int From, int To) In(int second) => (_first[second - _script.FlowFrom], _first[second - _script.FlowFrom + 1]);

    // The night asks each question as often as is written. A shorter programme asks it as densely as the night does at such times.
    private int Wanted(QuestionGroup group, double scale)
    {
        if (_script.FlowFrom == _script.Begin) return (int)Math.Round(group.Asks * scale);
        var night = NightScript.For(Ending.Nominal);
        var there = group.Windows.Sum(window => night.AsksBetween(Clock.At(window.From), Clock.At(window.To)));
        var here = group.Windows.Sum(window => SlotAt(_script.Place(Clock.At(window.To))) - SlotAt(_script.Place(Clock.At(window.From))));
        return (int)Math.Round(group.Asks * Math.Min(1, here / there));
    }

    private Ask[] Slots(Flow flow)
    {
        var slots = new List<Ask>();
        for (var second = _script.FlowFrom; second < _script.End; second++)
        {
            _first[second - _script.FlowFrom] = slots.Count;
            for (var stream = 0; stream < Flow.Streams; stream++)
                for (var place = 0; place < flow.Asks(stream, second); place++) slots.Add(new Ask(second, stream, place, Open));
        }

        _first[^1] = slots.Count;
        return [.. slots];
    }

    private Dictionary<string, int> Pulsed(double scale, Flow flow, Dice dice)
    {
        var given = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pulse in _script.Pulses)
        {
            var question = IndexOf(pulse.Group);
            var count = (int)Math.Round(pulse.Count * scale);
            for (var i = 0; i < count; i++)
            {
                var delay = dice.Chance(flow.ShareOf(Channel.Twitch, pulse.At)) ? Script.TwitchDelay : Script.YouTubeDelay;
                var since = pulse.Hold > 0 ? dice.Unit() * pulse.Hold : -Math.Log2(1 - dice.Unit()) * pulse.HalfLife;
                Give(SlotAt(pulse.At + delay + (int)Math.Min(since, 3_000)), question);
            }

            given[pulse.Group] = given.GetValueOrDefault(pulse.Group) + count;
        }

        return given;
    }

    private void Spread(QuestionGroup group, int question, int count, Dice dice)
    {
        var windows = group.Windows.Select(window => (From: SlotAt(_script.Place(Clock.At(window.From))), To: SlotAt(_script.Place(Clock.At(window.To))))).ToArray();
        var room = windows.Sum(window => window.To - window.From);
        if (room <= 0) return;
        for (var i = 0; i < count; i++)
        {
            var slot = Throw(windows, dice.Below(room));
            for (var tries = 0; group.TwitchOnly && tries < 200 && Flow.ChannelOf(_asks[Free(slot)].Stream) != Channel.Twitch; tries++) slot = Throw(windows, dice.Below(room));
            Give(slot, question);
        }
    }

    private static int Throw((int From, int To)[] windows, int place)
    {
        foreach (var (from, to) in windows)
        {
            if (place < to - from) return from + place;
            place -= to - from;
        }

        return windows[0].From;
    }

    // Each rare question is asked 1 to 15 times, 5 on average, anywhere in the night.
    private void Rest(Dice dice)
    {
        var open = Enumerable.Range(0, _asks.Length).Where(slot => _asks[slot].Question == Open).ToArray();
        var numbers = Enumerable.Range(0, RareQuestions.Count).ToArray();
        Shuffle(numbers, dice);
        var deck = new List<int>(open.Length);
        for (var i = 0; deck.Count < open.Length; i++)
        {
            var times = Math.Min(15, 1 + (int)(-Math.Log(1 - dice.Unit()) * 4.7));
            for (var time = 0; time < times && deck.Count < open.Length; time++) deck.Add(QuestionGroups.All.Count + numbers[i % numbers.Length]);
        }

        Shuffle(deck, dice);
        for (var i = 0; i < open.Length; i++) _asks[open[i]] = _asks[open[i]] with { Question = deck[i] };
    }

    // Nobody asks for pictures of a landing that was not.
    private void Sober()
    {
        var loss = IndexOf(QuestionGroups.Loss);
        for (var i = SlotAt(_script.TZero + 30); i < _asks.Length; i++)
        {
            var question = _asks[i].Question;
            if (question < QuestionGroups.All.Count && QuestionGroups.ReplacedByLoss.Contains(QuestionGroups.All[question].Id)) _asks[i] = _asks[i] with { Question = loss };
        }
    }

    private static void Shuffle(IList<int> list, Dice dice)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var other = dice.Below(i + 1);
            (list[i], list[other]) = (list[other], list[i]);
        }
    }

    private int SlotAt(int second) => _first[Math.Clamp(second - _script.FlowFrom, 0, _first.Length - 1)];

    private void Give(int slot, int question)
    {
        var free = Free(slot);
        if (free == _asks.Length) free = Free(0);
        if (free == _asks.Length) return;
        _asks[free] = _asks[free] with { Question = question };
        _next[free] = free + 1;
    }

    // The next free slot at or after this one; paths are shortened while they are walked.
    private int Free(int slot)
    {
        while (_next[slot] != slot) slot = _next[slot] = _next[_next[slot]];
        return slot;
    }

    private static int IndexOf(string group)
    {
        for (var i = 0; i < QuestionGroups.All.Count; i++)
            if (QuestionGroups.All[i].Id == group) return i;
        throw new ArgumentException($"No question is called {group}.", nameof(group));
    }

    private static int Width(Window window) => Clock.At(window.To) - Clock.At(window.From);
}
