using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Domain.Tests.Listening;

public sealed class CrowdWatchTests
{
    private const string Raiding = "coucou de la part de la team mirabelle";

    private readonly CrowdWatch _watch = new();
    private int _id;

    [Fact]
    public void Many_newcomers_with_one_text_within_seconds_are_a_raid_however_they_spell_it()
    {
        var marks = Enumerable.Range(0, 12).Select(i => See(i % 2 == 0 ? Raiding : "cоuсоu dе la part... de la TEAM  mirabelle !", $"n{i}", i * 0.5, first: true)).ToList();

        Assert.All(marks[..9], Assert.Empty);
        Assert.All(marks[9..], m => Assert.Equal((MarkKind.Raid, MarkSeverity.Flagged, Reasons.Raid), (m[0].Kind, m[0].Severity, m[0].Reason)));
    }

    [Fact]
    public void The_same_over_minutes_or_by_those_who_are_known_is_no_raid()
    {
        for (var i = 0; i < 30; i++) Assert.Empty(See(Raiding, $"slow{i}", i * 10, first: true));
        for (var i = 0; i < 200; i++) Assert.DoesNotContain(See("il est posé il est posé bravo", $"k{i}", 400 + i * 0.05, first: i % 10 == 0), m => m.Kind == MarkKind.Raid);
    }

    [Fact]
    public void Short_greetings_of_newcomers_are_no_raid() =>
        Assert.All(Enumerable.Range(0, 40), i => Assert.Empty(See("bonsoir à tous", $"n{i}", i * 0.1, first: true)));

    [Fact]
    public void Who_writes_first_just_after_a_raid_was_announced_came_with_it()
    {
        Marks(Message("640 raiders from mirabelle_plays have joined!", "mirabelle", 0) with { Kind = MessageKind.Raid });

        Assert.Equal((MarkKind.Raid, MarkSeverity.Note, Reasons.WithRaid), Assert.Single(See("coucou", "new", 5, first: true)) is var m ? (m.Kind, m.Severity, m.Reason) : default);
        Assert.Empty(See("bonsoir", "old", 6));
        Assert.Empty(See("salut", "later", 100, first: true));
    }

    [Fact]
    public void A_viewer_who_says_the_same_again_is_noted_then_flagged_and_forgotten_after_a_minute()
    {
        var severities = Enumerable.Range(0, 9).Select(i => See("regardez ici", "a", i).Select(m => m.Severity).FirstOrDefault((MarkSeverity)(-1))).ToList();

        Assert.Equal([-1, -1, -1, 0, 0, 0, 0, 1, 1], severities.Select(s => (int)s));
        Assert.Empty(See("regardez ici", "b", 9));
        Assert.Empty(See("regardez ici", "a", 200));
    }

    [Fact]
    public void Who_runs_the_chat_and_history_are_not_watched()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Empty(Marks(Message("les règles du chat", "mod", i) with { Author = new Author("mod", "Nora", Roles: ["moderator"]) }));
            Assert.Empty(Marks(Message("bonjour bonjour", "x", i) with { Backlog = true }));
        }
    }

    [Fact]
    public void A_kind_that_the_show_does_not_want_is_not_marked()
    {
        var show = new ShowVocabulary(safety: new SafetyLexicon(new SafetySettings { KindsOff = [MarkKind.Repetition] }));

        for (var i = 0; i < 10; i++) Assert.Empty(_watch.See(Message("regardez ici", "a", i), new Judgement(false, 0, null, []), show).Marks);
    }

    [Fact]
    public void Any_text_at_any_time_is_seen() => Prop.ForAll<string, int>((text, seconds) =>
        Marks(Message(text ?? "", "v", seconds % 100_000)).All(m => Reasons.All.Contains(m.Reason))).QuickCheckThrowOnFailure();

    private IReadOnlyList<MessageMark> See(string text, string viewer, double seconds, bool first = false) => Marks(Message(text, viewer, seconds) with { First = first });

    private IReadOnlyList<MessageMark> Marks(ChatMessage message) => _watch.See(message, new Judgement(false, 0, null, []), ShowVocabulary.None).Marks;

    private ChatMessage Message(string text, string viewer, double seconds) =>
        new("twitch", "orbite", $"{_id++}", DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(seconds), new Author(viewer, viewer), text);
}
