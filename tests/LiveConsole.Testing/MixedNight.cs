using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Testing;

/// <summary>Entries of every type there is, mostly messages, drawn from a seed: what stores and archives must carry. In this order they fold.</summary>
public static class MixedNight
{
    private static readonly string[] Texts =
    [
        "fait-il froid là-haut ?", "how cold is it up there 🚀", "👩‍🚀👨‍👩‍👧‍👦 𝕏𝕐", "שלום \u202E <b> & \"q\" \\", "東京から見てます", "Kappa", "e\u0301 é \u200D zero\u0001width", "HA HA HA HA HA HA HA HA HA HA HA HA HA HA",
    ];

    private static readonly SourceKey Source = new("youtube", "abc", "stream");

    /// <param name="from">Message and item numbers begin after this: a show that goes on.</param>
    public static IEnumerable<NewEntry> Entries(int count, int seed, int from = 0)
    {
        var dice = new Random(seed);
        var items = new List<ItemId>();
        Actor[] crew = [A.Editor("Ana"), A.Producer("Béa 🎬"), A.Moderator("Di")];
        for (var n = from + 1; n <= from + count; n++)
        {
            var at = A.Time.AddMilliseconds(n * 25L).AddTicks(n % 10_000);
            // Each type comes early once, so that a small night has them all.
            var kind = n - from <= Kinds ? n - from - 1 : dice.Next(100) < 80 ? 0 : dice.Next(Kinds);
            var entry = Of(kind, n, at, dice, items, crew[n % crew.Length]);
            yield return entry.IsDesk || entry is MomentMarked
                ? new NewEntry(at, entry, Identity(n, 9), entry is ItemAdded ? "add" : "edit", crew[n % crew.Length])
                : new NewEntry(at, entry);
        }
    }

    private const int Kinds = 18;

    private static Entry Of(int kind, int n, DateTimeOffset at, Random dice, List<ItemId> items, Actor by)
    {
        switch (kind)
        {
            case 1: return new ViewersSampled("youtube", "abc", dice.Next(4) == 0 ? null : dice.Next(8_000_000), at);
            case 2: return new MessagesRemoved("twitch", "agence", new Removal(at, RemovalScope.Message, "Nora", "spam"), MessageId: $"m{Math.Max(1, n - dice.Next(400))}");
            case 3: return new MessagesRemoved("twitch", "agence", new Removal(at, RemovalScope.Viewer, "Nora"), ViewerId: $"v{dice.Next(500)}", Seconds: 600);
            case 4:
                items.Add(new ItemId(Identity(n, 2)));
                return new ItemAdded(new Item(items[^1], items.Count, ItemKind.Question, at, by) { Text = Texts[n % Texts.Length] });
            case 5 when items.Count > 0: return new ItemChanged(items[dice.Next(items.Count)], [.. Changes(at).Skip(dice.Next(8)).Take(1 + dice.Next(3))]);
            case 6 when items.Count > 0: return new AskStruck(items[^1], new MessageRef("twitch", $"m{n}"), A.Removal(at: at));
            case 7: return new AirChanged(new Air(n, null, at, by, AirCause.Cleared, true, null, new Wording(), new ShownName((string?)null), null));
            case 8: return new HandTaken(by);
            case 9: return new PresenterSignalled(new Signal(SignalKind.Another, null, at, "left"));
            case 10: return new PhaseBegan(new Phase("critical", "critique", "critical", at, at.AddMinutes(4)));
            case 11: return new MomentMarked(new Moment(at, "touchdown 🛬", by.Name));
            case 12: return new ActionUndone(Identity(Math.Max(1, n - 3), 9));
            case 13: return new SourceMoved(Source, dice.Next(2) == 0 ? SourceState.Denied : SourceState.Live, "key expired", at);
            case 14: return new ResumePointKept(Source, $"token-{n}");
            case 15: return new GapRecorded(new Gap(Source, at, at.AddSeconds(4), "link lost"));
            case 16: return new ChatClearAsked("twitch", "agence", new Removal(at, RemovalScope.Channel), items.Count > 0 ? [items[0]] : []);
            case 17: return new ChatClearAnswered(n, dice.Next(2) == 0, 3);
            default:
                var platform = n % 5 < 2 ? "youtube" : "twitch";
                return new MessageArrived(A.Message($"{Texts[dice.Next(Texts.Length)]} {dice.Next(100_000)}", $"m{n}", $"v{dice.Next(500)}", $"Ayşe {dice.Next(500)}", platform, "agence", at,
                    dice.Next(50) == 0 ? [$"copy-{n}"] : null));
        }
    }

    private static ItemChange[] Changes(DateTimeOffset at) =>
    [
        new WordingIs("fr", "Où ? 🚀"), new WordingIs("en", null), new NameIs(new ShownName("Ayşe", true)), new NoteIs("note 𝕏"), new TagsAre(["a", "b"]), new TopicIs("images"), new OnlyNowIs(true),
        new ApprovalsAre([new Approval("ana", "Ana", at, new Wording("Où ?"))]), new ShownIs(new MessageRef("twitch", "m1"), "ou ?"), new KindIs(ItemKind.Comment),
    ];

    private static Guid Identity(int n, byte what) => new(n, 0, 0x7000, [0x80, what, 0, 0, 0, 0, 0, 0]);
}
