using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests;

/// <summary>
/// A show that a seed plays: several people at once press anything, often on what they saw a while ago, while a platform removes
/// messages. Each step is handed to the test: before, who did what, after.
/// </summary>
internal static class RandomShow
{
    internal sealed record Step(AShow Before, IShowCommand? Command, Actor? By, AShow After)
    {
        public bool Accepted => Command is not null && After.Entries.Count > Before.Entries.Count;

        public IEnumerable<Entry> Added => After.Entries.Skip(Before.Entries.Count).Select(e => e.Entry);

        public override string ToString() => $"{By?.Name ?? "platform"}: {Command?.ToString() ?? string.Join(", ", Added)} -> {After.Last?.Refusal?.Message ?? "accepted"}";
    }

    private static readonly Actor[] Crew = [A.Editor("Ana"), A.Editor("Bo"), A.Producer("Cy"), A.Moderator("Di"), A.Person("Lou", Role.Overlay), A.Person("Inès", Role.Expert), A.Presenter];

    // Some write the same words, some under the same name, one twice.
    private static readonly string[] Texts = ["how cold is it?", "HOW COLD IS IT?!", "has it landed?", "salut la salle", "Kappa", "call 06 12 34 56 78 or see www.example.com"];
    private static readonly string[] Names = ["Ayşe", "Ayşe", "Marius", "lune_rousse77", "1234", "Zoé"];

    public static IEnumerable<Step> Play(int seed, int steps = 60)
    {
        var random = new Random(seed);
        // A show under way: a few in the rundown, so that verbs meet.
        var show = A.Show(A.Settings(random.Next(3)) with { OverlayMode = (OverlayMode)random.Next(3), PresenterMayAdvance = random.Next(2) == 0 })
            .With(A.Question("is it dusty?").Queued(), A.Question("is it loud?").AskedBy("v3", "Inès").Queued(), A.Question("who drives?").AskedBy("v4", "Marius").Queued(), A.Comment("bonjour").OnAir());
        List<AShow> seen = [show];
        for (var i = 0; i < steps; i++)
        {
            show = show.Later(random.Next(5) == 0 ? random.Next(40) : random.NextDouble() * 3);
            // What a person sees may be up to six steps old.
            var glass = seen[Math.Max(0, seen.Count - 1 - (random.Next(3) == 0 ? random.Next(7) : 0))];
            var (command, by) = random.Next(8) == 0 ? (null, null) : (Command(random, show, glass), (Actor?)Crew[random.Next(Crew.Length)]);
            // Only who approved has something to take back.
            if (command is UnapproveItem own && glass.State.Items[own.Item].Approvals is [var given, ..] && random.Next(3) > 0) by = Crew.FirstOrDefault(c => c.Id == given.ActorId) ?? by;
            if (command is ReleaseItem or RenewClaim && random.Next(4) > 0) by = Crew.FirstOrDefault(c => glass.State.Items.Values.Any(i => i.HeldAt(glass.Now)?.ActorId == c.Id)) ?? by;
            var after = command is null ? Platform(random, show, i) : show.Try(command, by!);
            yield return new Step(show, command, by, after);
            show = after;
            seen.Add(show);
        }
    }

    private static AShow Platform(Random random, AShow show, int step) => random.Next(6) switch
    {
        0 => show.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, show.Now), ViewerId: $"v{random.Next(6)}")),
        1 => show.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Channel, show.Now))),
        2 => show.After(new RemovalCame("twitch", "agence", A.Removal(at: show.Now), MessageId: $"{(step % 3 == 0 ? 'd' : 'c')}{random.Next(12)}")),
        3 => show.After(new RemovalCame("twitch", "agence", A.Removal(at: show.Now), MessageId: random.Next(3) == 0 ? $"q{random.Next(5)}" : $"m{random.Next(12)}")),
        4 when MessageOf(random.Next(12)) is var message && message.SentAt <= show.Now && show.State.Recent.Newest(99).All(r => r.Message.Ref != message.Ref) => show.After(new MessageCame(message)),
        4 when show.State.Recent.Newest(99).FirstOrDefault(r => r.Message.Id.StartsWith('m') && r.Sequence % 3 == step % 3) is { } row => show.After([.. Again(show, row, step)]),
        _ => show.After(new ViewersCame("twitch", "agence", step, show.Now)),
    };

    /// <summary>The platform has other words for it, and another room has it too.</summary>
    private static IEnumerable<Entry> Again(AShow show, FeedRow row, int step) =>
        ArrivalEntries.Again(show.State, row, row.Message with { Text = $"{row.Message.Text} ×{step}", Count = step, Copies = [$"d{row.Message.Id[1..]}"] }, show.Now);

    private static IShowCommand Command(Random random, AShow show, AShow glass)
    {
        var roll = random.Next(31);
        if (roll < 3 || glass.State.LastNumber == 0) return Promote(random, show);
        var item = glass.Item(random.Next(glass.State.LastNumber) + 1);
        // Mostly what stands in the rundown or on air: that is where people collide.
        if (random.Next(2) == 0 && glass.State.Next is { } next) item = next;
        if (random.Next(4) == 0 && glass.State.OnAir is { } on) item = on;
        var (id, version) = (item.Id, item.Version);
        var word = $"word {random.Next(4)}";
        return roll switch
        {
            3 => new AddItem(ItemKind.Line, "You are 70,000!", null, null, random.Next(2) == 0 ? "fr" : "en", new ItemId(new Guid(random.Next(), 0, 0, new byte[8]))),
            4 => new EditItem(id, version) { Fr = word },
            5 => new EditItem(id, version) { En = word, Note = random.Next(2) == 0 ? word : null },
            6 => new EditItem(id, version) { Name = word, NameHidden = random.Next(2) == 0, Tags = [word], OnlyNow = true },
            7 or 8 => new ApproveItem(id, version),
            9 => Unapprove(random, glass) ?? new UnapproveItem(id, version),
            10 or 11 => new QueueItem(id, version, random.Next(3) switch { 0 => null, 1 => 1, _ => random.Next(-1, 9) }),
            12 => new MoveItem(id, version, random.Next(-1, 6)),
            13 => new DequeueItem(id, version),
            14 or 15 => new PutOnAir(id, version, glass.State.Air.Item, random.Next(2) == 0, random.Next(2) == 0),
            16 => random.Next(2) == 0 ? new TakeNext() : new TakeOffAir(random.Next(2) == 0),
            17 => random.Next(2) == 0 ? new SkipItem(id) : new LaterItem(id),
            18 => new DismissItem(id, version, DismissReason.OffTopic),
            22 => new ShowOverlay(random.Next(2) == 0),
            23 => random.Next(2) == 0 ? new SkipItem(glass.State.Air.Item ?? id) : new LaterItem(glass.State.Air.Item ?? id),
            19 => new PresenterSignal((SignalKind)random.Next(4), random.Next(4) == 0 ? null : glass.State.Air.Item is { } there && random.Next(2) == 0 ? there : id, show.Now.AddSeconds(-random.Next(6)), "left", random.Next(4) == 0),
            25 => new ClaimItem(id, version),
            26 => Held(random, glass) is { } held ? new ReleaseItem(held.Id, held.Version) : new ReleaseItem(id, version),
            27 => new RenewClaim(Held(random, glass)?.Id ?? id),
            20 => new ReopenItem(id, version),
            28 => Configure(random, glass.State.Settings!),
            29 => new CallContingency(new ItemId(new Guid(random.Next(), 2, 0, new byte[8])), random.Next(2) == 0),
            30 => new StandDown(glass.State.Contingency?.Since ?? glass.Now),
            21 => Answer(random, glass) ?? new AnswerClear(1, Pull: false),
            _ => new UndoAction(show.Entries[^Math.Min(show.Entries.Count, random.Next(1, 14))].Command ?? Guid.Empty),
        };
    }

    private static Item? Held(Random random, AShow glass)
    {
        var held = glass.State.Items.Values.Where(i => i.HeldAt(glass.Now) is not null).OrderBy(i => i.Number).ToList();
        return held.Count == 0 ? null : held[random.Next(held.Count)];
    }

    private static ConfigureShow Configure(Random random, ShowSettings seen) => new(random.Next(3) switch
    {
        0 => seen with { OverlayMode = (OverlayMode)random.Next(3) },
        1 => seen with { Rules = new ShowRules { LongestTimeOut = TimeSpan.FromMinutes(random.Next(4)) } },
        _ => seen with { Title = $"Landing {random.Next(3)}", OverlayMode = (OverlayMode)random.Next(3) },
    }, seen);

    private static AnswerClear? Answer(Random random, AShow glass) =>
        glass.State.Clears.IsEmpty ? null : new AnswerClear(glass.State.Clears[random.Next(glass.State.Clears.Count)].Id, random.Next(3) > 0);

    private static UnapproveItem? Unapprove(Random random, AShow glass)
    {
        var approved = glass.State.Items.Values.Where(i => !i.Approvals.IsEmpty && i.Stage is Stage.New or Stage.Approved).OrderBy(i => i.Number).ToList();
        return approved.Count == 0 ? null : approved[random.Next(approved.Count)] is var item ? new UnapproveItem(item.Id, item.Version) : null;
    }

    private static ChatMessage MessageOf(int n) =>
        A.Message(Texts[n % Texts.Length], id: $"m{n}", viewer: $"v{n % 6}", name: Names[n % Names.Length], at: A.Time.AddSeconds(n * 15), copies: [$"c{n}"]);

    /// <summary>One of twelve messages by six viewers; the writer hands in what was removed before.</summary>
    private static PromoteMessage Promote(Random random, AShow show)
    {
        var message = MessageOf(random.Next(12));
        message = show.State.Recent.Newest(99).FirstOrDefault(r => r.Message.Ref == message.Ref)?.Message ?? message;
        var removed = show.Entries.Select(e => e.Entry).OfType<MessagesRemoved>().FirstOrDefault(r => Removals.Reaches(r, message))?.Removal;
        return new PromoteMessage(message.Ref, random.Next(3) == 0 ? ItemKind.Comment : ItemKind.Question,
            new ItemId(new Guid(random.Next(), 1, 0, new byte[8])), message, removed);
    }
}
