using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Rehearsal.Night;

/// <summary>
/// Incidents as content: messages, removals, money. The same words whether the script or a hand fires them; what the emulated
/// platforms do to connections is theirs.
/// </summary>
internal sealed partial class Scenes(Pen pen, int seed, double scale)
{
    public static readonly string[] Known =
    [
        "asker-banned-on-air", "chat-cleared", "comment", "copy-flood", "distress", "hate-raid", "held", "hostile-text", "no-sound", "paid", "private-data", "raid", "removed-elsewhere",
        "scam", "slur", "spoiler", "studio-removal",
    ];

    /// <summary>Ids by which the played crew names a scene's message.</summary>
    public const string RemovedAsk = "removed-elsewhere/ask";

    public const string BannedAsk = "asker-banned-on-air/ask";

    private readonly Dictionary<string, MessageRef> _named = new(StringComparer.Ordinal);

    /// <summary>The scripted comment of this number, worth reading aloud.</summary>
    public static string Comment(int number) => "comment/" + number.ToString(CultureInfo.InvariantCulture);

    public MessageRef? Find(string name) => _named.TryGetValue(name, out var message) ? message : null;

    /// <summary>Null for a name that is no scene of content. Lines in order of time; some begin before <paramref name="at"/>, the cue.</summary>
    public IReadOnlyList<Told>? Play(string name, int at, int occurrence, IReadOnlyList<MessageRef>? victims = null)
    {
        var stage = new Stage(this, name, at, new Dice(Dice.Mix(Dice.Mix((ulong)seed, name), (ulong)at, (ulong)occurrence)), occurrence);
        switch (name)
        {
            case "no-sound": NoSound(stage); break;
            case "scam": Scam(stage); break;
            case "private-data": PrivateData(stage); break;
            case "paid": Money(stage); break;
            case "copy-flood": CopyFlood(stage); break;
            case "spoiler": Spoiler(stage); break;
            case "slur": Slur(stage); break;
            case "raid": Raid(stage); break;
            case "hate-raid": HateRaid(stage); break;
            case "held": Held(stage); break;
            case "chat-cleared": stage.Remove(at, "twitch", RemovalScope.Channel); break;
            case "studio-removal": StudioRemoval(stage, victims ?? []); break;
            case "removed-elsewhere": RemovedElsewhere(stage); break;
            case "asker-banned-on-air": AskerBanned(stage); break;
            case "comment": WorthReading(stage); break;
            case "distress": Distress(stage); break;
            case "hostile-text": HostileText(stage); break;
            default: return null;
        }

        return stage.Done();
    }

    /// <summary>One scene being written: its cast, its words, its truth.</summary>
    private sealed class Stage(Scenes scenes, string name, int at, Dice dice, int occurrence)
    {
        private readonly List<Told> _told = [];
        private ulong _count;

        public int At => at;

        public Dice Dice => dice;

        public int Occurrence => occurrence;

        public int Many(int count) => Math.Max(1, (int)Math.Round(count * scenes.Scale));

        public RecordedMessage Say(Channel channel, Author author, string text, double when, TruthRow? truth = null, Func<ChatMessage, ChatMessage>? more = null, bool first = false)
        {
            var chance = Dice.Mix(Dice.Mix(Dice.Mix(1, name), (ulong)at, (ulong)occurrence), _count++);
            var line = scenes.Pen.Write(channel, author, text, when, chance, first);
            if (more is not null) line = line with { Message = more(line.Message) };
            _told.Add(new(line, (truth ?? new TruthRow("", "")) with { Platform = Pen.NameOf(channel), Id = line.Message.Id, Incident = name }));
            return line;
        }

        public void Remove(double when, string platform, RemovalScope scope, string? message = null, string? viewer = null, string? reason = null, int? seconds = null, string? by = null)
        {
            var room = platform == "twitch" ? LandingNight.TwitchChannel : LandingNight.YouTubeVideo;
            var time = scenes.Pen.TimeOf(when);
            _told.Add(new(new RecordedRemoval(time, platform, room, scope, message, viewer, reason, seconds, by), null));
        }

        /// <returns>The held message's id.</returns>
        public string Hold(double when, Author author, string text, string category, int level, LiveConsole.Domain.Moderation.Stretch flagged)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"held-{at}-{occurrence}-{_count++}");
            _told.Add(new(new RecordedHold(new HeldMessage("twitch", LandingNight.TwitchChannel, id, scenes.Pen.TimeOf(when), author, text, "automod", category, level, [flagged])), null));
            return id;
        }

        public void Settle(double when, string id, HoldOutcome outcome, string by) =>
            _told.Add(new(new RecordedHoldEnd(scenes.Pen.TimeOf(when), "twitch", LandingNight.TwitchChannel, id, outcome, by), null));

        public void Modes(double when, ChatModes modes, string by) => _told.Add(new(new RecordedModes(scenes.Pen.TimeOf(when), "twitch", LandingNight.TwitchChannel, modes, by), null));

        public void Act(double when, string verb, string by, Author on, string? reason = null) =>
            _told.Add(new(new RecordedAct(new ModeratorAct("twitch", LandingNight.TwitchChannel, verb, scenes.Pen.TimeOf(when), By: by, TargetId: on.Id, Target: on.Name, Reason: reason)), null));

        public Author Newcomer(Channel channel) => channel == Channel.Twitch
            ? Names.Twitch(dice.Of(s_newcomers) + dice.Between(1_000, 99_999).ToString(CultureInfo.InvariantCulture), dice)
            : Names.YouTube("@" + dice.Of(s_newcomers) + "-" + Names.Letters(dice, 5).ToLowerInvariant(), dice);

        public IReadOnlyList<Told> Done() => [.. _told.OrderBy(told => told.Line.At)];
    }

    private static readonly string[] s_newcomers = ["user", "fan", "guest", "viewer", "kolo", "mirta", "zanto", "pelu", "brix", "novak", "tarro", "lumi", "sesto", "quil"];

    private Pen Pen => pen;

    private double Scale => scale;
}
