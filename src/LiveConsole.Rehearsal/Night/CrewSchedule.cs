using System.Globalization;
using LiveConsole.Domain.Chat;
using static LiveConsole.Rehearsal.Night.CrewMember;

namespace LiveConsole.Rehearsal.Night;

/// <summary>How an item's time on air ends.</summary>
internal enum Leaving { Cleared, Next, Skipped, PutOff, Another }

/// <summary>One item of the played rundown: a group's id, "comment", "line", or the name of a scene's ask.</summary>
/// <param name="Seconds">On air, when it is cleared.</param>
/// <param name="Fresh">How old its ask may be, in seconds.</param>
internal sealed record Airing(int At, string What, Leaving Leaving = Leaving.Cleared, string French = "", string English = "", int Seconds = 42, int Fresh = 1_500);

/// <summary>What the played crew does, worked out from the rundown it will have had.</summary>
internal sealed class CrewSchedule(Script script, AskPlan plan, Composer composer, Scenes scenes, Func<double, DateTimeOffset> timeOf)
{
    private readonly List<CrewAct> _acts = [];
    private readonly HashSet<Ask> _used = [];
    private int _items;
    private int _comments;

    public IReadOnlyList<CrewAct> Build(Programme programme)
    {
        foreach (var stretch in script.Phases) Do(stretch.At, Salome, new PlayedPhase(stretch.Phase));
        var rundown = programme == Programme.Night ? CrewRundown.Night : CrewRundown.Tour;
        if (programme == Programme.Tour) Board();
        else Night();
        foreach (var airing in rundown) Air(script.Lost && airing.At > script.TZero ? Sobered(airing) : airing);
        foreach (var (at, french, english) in CrewRundown.Marks(script, programme)) Do(at, Salome, new PlayedMark(french, english));
        RemovedWhileQueued();
        return [.. _acts.OrderBy(act => act.At)];
    }

    // Twenty-one questions stand on the tour's board when it opens, three of them in the rundown.
    private void Board()
    {
        var at = script.Begin - 200.0;
        foreach (var group in CrewRundown.TourBoard)
        {
            if (Find(group, script.FlowFrom + 60, script.Begin - 240) is not { } ask) continue;
            var item = Promote(at, Moderator(at), group, ask);
            if (Array.IndexOf(CrewRundown.TourBoard, group) < 3) Do(at + 2, Camille, new PlayedQueue(item));
            at += 8;
        }
    }

    private void Night()
    {
        // Two questions before the first that goes on air: that one is Q3.
        foreach (var group in new[] { "G09", "G15" })
            if (Find(group, Clock.At("19:12:10"), Clock.At("19:19")) is { } early) Promote(early.Second + 12, Nora, group, early);
        // What is worth an answer only now piles up and goes at once when the night is over.
        string[] groups = ["G03", "G05", "G20", "G03"];
        var old = new List<string>();
        for (var i = 0; i < 34; i++)
        {
            var from = Clock.At(i % 4 == 1 ? "21:53:40" : i % 4 == 2 ? "21:53:40" : "19:40") + i / 4 * (i % 4 is 1 or 2 ? 12 : 500);
            if (Find(groups[i % 4], from, from + 900) is { } ask) old.Add(Promote(ask.Second + 25, Moderator(ask.Second), groups[i % 4], ask, edited: false));
        }

        for (var i = 0; i < old.Count; i++) Do(Clock.At("00:40") + i * 0.05, Basile, new PlayedDismiss(old[i], "only-now"));
        var offTopic = Find("G32", Clock.At("20:05"), Clock.At("21:00"));
        if (offTopic is { } music)
        {
            var item = Promote(music.Second + 30, Yanis, "G32", music, edited: false);
            Do(music.Second + 90, Basile, new PlayedDismiss(item, "off-topic"));
            Do(music.Second + 300, Camille, new PlayedReopen(item));
            Do(music.Second + 420, Basile, new PlayedDismiss(item, "off-topic"));
        }

        Do(Clock.At("20:52:20"), Lou, new PlayedHideOverlay());
        Do(Clock.At("20:53"), Lou, new PlayedShowOverlay());
        Do(Clock.At("20:33:20"), Camille, new PlayedClear(), "wrong-clear");
        Do(Clock.At("20:33:24"), Camille, new PlayedUndo("wrong-clear"));
    }

    // Nothing cheerful goes out after a lost landing, and what was asked about the ground is asked no more.
    private static Airing Sobered(Airing airing) =>
        airing.What == "line" ? airing with { French = "Nous cherchons à comprendre. Restez avec nous.", English = "We are trying to understand. Stay with us." }
        : QuestionGroups.ReplacedByLoss.Contains(airing.What) ? airing with { What = QuestionGroups.Loss } : airing;

    private void RemovedWhileQueued()
    {
        if (scenes.Find(Scenes.RemovedAsk) is not { } ask || script.Scenes.FirstOrDefault(scene => scene.Name == "removed-elsewhere") is not { } scene) return;
        var item = NewItem();
        Do(scene.At - 82, Yanis, new PlayedPromote(item, "question", ask, "rover"));
        Do(scene.At - 60, Camille, new PlayedQueue(item));
    }

    private void Air(Airing airing)
    {
        var at = airing.At;
        if (Prepared(airing) is not { } item) return;
        Do(at, Camille, new PlayedTake(item));
        // Two people press TAKE within 300 ms: the second hears that it is on air already.
        if (airing.What == "G29" && at == Clock.At("20:58")) Do(at + 0.28, Salome, new PlayedTake(item));
        switch (airing.Leaving)
        {
            case Leaving.Skipped: Do(at + 9, Maud, new PlayedSignal("skip", item)); return;
            case Leaving.PutOff: Do(at + 8, Maud, new PlayedSignal("later", item)); return;
            case Leaving.Another: Do(at + 10, Maud, new PlayedSignal("another", null)); break;
            default: Do(at + 7, Maud, new PlayedSignal("reading", item)); break;
        }

        if (airing.Leaving != Leaving.Next) Do(at + airing.Seconds, Camille, new PlayedClear(item));
    }

    private string? Prepared(Airing airing)
    {
        var at = airing.At;
        switch (airing.What)
        {
            case "line":
                var line = NewItem();
                Do(at - 50, Salome, new PlayedAdd(line, airing.French, airing.English));
                Do(at - 20, Camille, new PlayedQueue(line, 1));
                return line;
            case "comment":
                if (scenes.Find(Scenes.Comment(_comments++)) is not { } message) return null;
                var comment = NewItem();
                Do(at - 80, Yanis, new PlayedPromote(comment, "comment", message));
                Do(at - 25, Camille, new PlayedQueue(comment, 1));
                return comment;
            case Scenes.BannedAsk:
                if (scenes.Find(Scenes.BannedAsk) is not { } asked) return null;
                var banned = NewItem();
                Do(at - 150, Yanis, new PlayedPromote(banned, "question", asked, "rover"));
                Do(at - 30, Camille, new PlayedQueue(banned, 1));
                return banned;
        }

        return Question(airing);
    }

    private string? Question(Airing airing)
    {
        // Already on the board: queued in time. Else found among the last twenty minutes' asks.
        var taken = _acts.Select(act => act.Verb).OfType<PlayedTake>().Select(take => take.Item).ToHashSet();
        var onBoard = _acts.Where(act => act.At < timeOf(airing.At - 80)).Select(act => act.Verb).OfType<PlayedPromote>().FirstOrDefault(promote => promote.Topic == airing.What && !taken.Contains(promote.Item))?.Item;
        if (onBoard is null)
        {
            var earliest = Math.Max(script.FlowFrom, airing.At - airing.Fresh);
            if ((Find(airing.What, earliest, airing.At - 130) ?? Find(airing.What, earliest - 2_400, airing.At - 100)) is not { } ask) return null;
            onBoard = Promote(Math.Max(ask.Second + 12, Math.Max(airing.At - 900, script.Begin + 5)), Moderator(airing.At), airing.What, ask);
        }

        if (_acts.All(act => act.Verb is not PlayedQueue queue || queue.Item != onBoard)) Do(airing.At - 75, Camille, new PlayedQueue(onBoard));
        Do(airing.At - 12, Camille, new PlayedMove(onBoard, 1));
        return onBoard;
    }

    private string Promote(double at, CrewMember who, string group, Ask ask, bool edited = true)
    {
        var item = NewItem();
        _used.Add(ask);
        var found = QuestionGroups.Get(group);
        Do(at, who, new PlayedPromote(item, "question", composer.Reference(ask), group));
        if (edited) Do(at + 1.5, Camille, new PlayedEdit(item, found.CleanFrench, found.CleanEnglish));
        return item;
    }

    private Ask? Find(string group, int from, int to)
    {
        Ask? found = null;
        for (var second = Math.Max(from, script.FlowFrom); second < Math.Min(to, script.End); second++)
        {
            var (low, high) = plan.In(second);
            for (var i = low; i < high; i++)
            {
                var ask = plan.All[i];
                if (ask.Question >= QuestionGroups.All.Count || QuestionGroups.All[ask.Question].Id != group || _used.Contains(ask) || !IsFitForAir(composer.AuthorOf(ask))) continue;
                found = ask;
                // Late enough to be fresh, and both platforms in turn.
                if (Flow.ChannelOf(ask.Stream) == (Channel)(_items % 2) && second > (from + to) / 2) return ask;
            }
        }

        return found;
    }

    // A careful crew passes over names that nobody can read out.
    private static bool IsFitForAir(Author author) => author.Name.Length is > 2 and < 25 && author.Name.All(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '_' or '@' or '-') && author.Login != "gros_caca_88";

    private CrewMember Moderator(double at) => at >= Clock.At("23:20") - (script.FlowFrom == script.Begin ? 0 : TourScript.Shift) ? Ombeline : _items % 2 == 0 ? Nora : Yanis;

    private string NewItem() => "q" + (++_items).ToString(CultureInfo.InvariantCulture);

    private void Do(double at, CrewMember who, CrewVerb verb, string? id = null) =>
        _acts.Add(new CrewAct(timeOf(at), who, verb, id ?? "act" + _acts.Count.ToString(CultureInfo.InvariantCulture)));
}
