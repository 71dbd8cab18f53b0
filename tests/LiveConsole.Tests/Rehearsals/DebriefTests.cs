using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.Rehearsal;
using LiveConsole.Journal;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Rehearsals;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Rehearsals;

public sealed class DebriefTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Begin = new(2031, 3, 14, 20, 43, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
    private AHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await AHouse.OpenAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_was_planted_is_told_beside_what_people_did_about_it()
    {
        var played = await _house.RehearseAsync();
        Assert.Null(await played.PlayCrewAsync(_house.Producer, played: false, default));
        Assert.Null(await FireAsync(played, "hate-raid"));
        var hate = await ComeAsync(played, 3);
        // One is fine by mistake, one for the lead, one taken back: nothing was decided about that.
        await DoAsync(played, new PassMessage(hate[0].Sequence));
        await DoAsync(played, new CallLead(hate[1].Sequence, hate[1].Ref, LeadReason.Threat));
        await DoAsync(played, new UndoAction((await DoAsync(played, new PassMessage(hate[2].Sequence))).Action));
        await DoAsync(played, new AddItem(ItemKind.Line, "Bonsoir", null, null, "fr", new ItemId(Guid.CreateVersion7())));
        Assert.Null(await _house.Rehearsals.EndAsync(played.Show.Id, _house.Producer, default));

        var options = (await _house.Rehearsals.OptionsOfAsync(played.Show.Id, default))!;
        var debrief = await DebriefReader.ReadAsync(played.Show, options, playing: false, _house.Get<IJournal>(), default);

        var abuse = debrief.Tasks.Single(t => t.Name == "abuse");
        Assert.True(debrief is { Told: true, Playing: false, Messages: > 0, From: not null });
        Assert.True(abuse.Planted >= 3 && abuse.Missed >= 1, abuse.ToString());
        // Copies are decided with the first that says the same.
        Assert.InRange(abuse.Decided, 2, abuse.Planted - 1);
        Assert.Equal((1, 0), (abuse.Called, abuse.Played));
        Assert.Equal(abuse.Planted, abuse.Decided + abuse.Played + abuse.Gone + abuse.Missed);
        Assert.NotNull(abuse.MedianSeconds);
        var incident = debrief.Incidents.Single(i => i.Name == "hate-raid");
        Assert.Equal("Salomé", incident.By);
        Assert.NotNull(incident.FirstSeconds);
        Assert.Equal("Nora", Assert.Single(debrief.People).Name);
        Assert.Empty(debrief.NotSuitable);
        Assert.Equal(abuse.Planted, JsonDocument.Parse(debrief.ToJson()).RootElement.GetProperty("tasks")[0].GetProperty("planted").GetInt32());
    }

    [Fact]
    public async Task A_question_is_found_again_in_the_item_that_asks_it_and_an_abusive_one_on_air_is_named()
    {
        var played = await _house.RehearseAsync();
        Assert.Null(await played.PlayCrewAsync(_house.Producer, played: false, default));
        var truth = PlayedProgramme.NightOf(played.Options, Ending.Nominal).Truth(Point(played).AddMinutes(-30), Point(played)).ToList();
        var asked = truth.Where(t => t.Ask && t.Platform == "twitch").CountBy(t => t.Group ?? "").OrderByDescending(g => g.Value).Select(g => g.Key).First(g => g.StartsWith('G'));
        var ask = truth.First(t => t.Group == asked && t.Platform == "twitch" && Has(played, t));
        var item = new ItemId(Guid.CreateVersion7());
        await DoAsync(played, new PromoteMessage(new MessageRef(ask.Platform, ask.Id), ItemKind.Question, item));

        var debrief = await DebriefReader.ReadAsync(played.Show, played.Options, playing: true, _house.Get<IJournal>(), default);

        var question = debrief.Questions.Single(q => q.Group == asked);
        Assert.Equal((QuestionOutcome.OnTheBoard, 1), (question.Outcome, question.Number!.Value));
        Assert.Equal(LandingNight.WordsOf(asked)!.Value.French, question.TextFr);
        Assert.Null(question.AfterSeconds);
        Assert.True(debrief.Playing);
        Assert.Contains(debrief.Questions, q => q.Outcome == QuestionOutcome.Missed);
    }

    [Fact]
    public void People_are_given_the_seconds_they_had_whatever_the_speed_and_what_was_jumped_over()
    {
        var pace = new DebriefPace(new RehearsalOptions([], Programme.Night)
        {
            Conducted =
            [
                new(ConductedDeed.Speed, Begin.AddSeconds(100), "Salomé", "4"),
                new(ConductedDeed.Jump, Begin.AddSeconds(140), "Salomé", "t-1", To: Begin.AddSeconds(1_000)),
                new(ConductedDeed.Speed, Begin.AddSeconds(1_040), "Salomé", "1"),
            ],
        });

        Assert.Equal(9, pace.Between(Begin, Begin.AddSeconds(9)), 3);
        Assert.Equal(50 + 10, pace.Between(Begin.AddSeconds(50), Begin.AddSeconds(140)), 3);
        Assert.Equal(10 + 10 + 5, pace.Between(Begin.AddSeconds(100), Begin.AddSeconds(1_045)), 3);
        Assert.Equal(0, pace.Between(Begin.AddSeconds(9), Begin));
    }

    [Fact]
    public void Whoever_conducts_is_offered_nothing_that_cannot_be_fired()
    {
        var known = EmulatedPlatforms.Drills.Concat(LandingNight.SceneNames).Append(DelayedJournal.Drill).ToHashSet(StringComparer.Ordinal);

        Assert.All(Incident.All, i => Assert.Contains(i.Name, known));
        Assert.Equal(Incident.All.Length, Incident.All.DistinctBy(i => i.Name).Count());
    }

    private Task<Words?> FireAsync(PlayedShow played, string drill) => TryAsync(() => played.FireAsync(_house.Producer, drill, default));

    /// <summary>Until somebody reads the emulated platform.</summary>
    private static async Task<Words?> TryAsync(Func<Task<Words?>> deed)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await deed() is not { } whyNot) return null;
            if (TimeProvider.System.GetElapsedTime(since) > Cap.Signal) return whyNot;
            await Task.Yield();
        }
    }

    /// <returns>What was fired last, once so many of it wait in a lane: no two of them copies of each other.</returns>
    private static async Task<List<(long Sequence, MessageRef Ref)>> ComeAsync(PlayedShow played, int count)
    {
        var fired = played.Options.Conducted[^1];
        var truth = PlayedProgramme.NightOf(played.Options, Ending.Nominal).DrillTruth(fired.What!, fired.At, fired.Occurrence!.Value).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        using var patience = new CancellationTokenSource(Cap.Signal);
        await foreach (var snapshot in played.Show.WatchAsync(patience.Token))
        {
            var lanes = snapshot.State.Lanes;
            // What says the same is one row of its lane, decided together.
            var alone = lanes.Folded(Lanes.Flagged).Keys.Select(oldest => lanes.Waiting[oldest].Row).Where(r => truth.Contains(r.Message.Id)).Select(r => (r.Sequence, r.Message.Ref)).ToList();
            if (alone.Count >= count) return alone;
        }

        throw new InvalidOperationException("The show was closed.");
    }

    private static DateTimeOffset Point(PlayedShow played) => PlayedProgramme.NightOf(played.Options, Ending.Nominal).PointAt("t-12");

    private static bool Has(PlayedShow played, TruthRow row) => played.Show.Snapshot.State.Recent.Newest(20_000).Any(r => r.Message.Ref == new MessageRef(row.Platform, row.Id));

    private async Task<Outcome.Accepted> DoAsync(PlayedShow played, IShowCommand command) =>
        Assert.IsType<Outcome.Accepted>(await _house.Get<ICommands>().DoAsync(played.Show.Id, command, _house.Moderator));
}
