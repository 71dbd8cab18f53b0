using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Rehearsal.Tests.Night;

public sealed class TourAndCrewTests(TourAndCrewTests.Tour tour, PlayedNight played) : IClassFixture<TourAndCrewTests.Tour>
{
    public sealed class Tour
    {
        public LandingNight Night { get; } = new(new NightOptions());

        public IReadOnlyList<ChatMessage> Backlog { get; }

        public IReadOnlyList<RecordingLine> Lines { get; }

        public Tour()
        {
            Backlog = [.. Night.Backlog().OfType<RecordedMessage>().Select(line => line.Message)];
            Lines = [.. Night.Timeline().TakeWhile(line => line.At < Night.Start.AddMinutes(20))];
        }

        public DateTimeOffset In(int minutes, int seconds = 0) => Night.Start.AddMinutes(minutes).AddSeconds(seconds);

        public IReadOnlyList<ChatMessage> Live => [.. Lines.OfType<RecordedMessage>().Select(line => line.Message)];
    }

    [Fact]
    public void The_tour_opens_at_21_43_and_lands_6_minutes_45_later()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

        Assert.Equal(new TimeSpan(21, 43, 0), TimeZoneInfo.ConvertTime(tour.Night.Start, zone).TimeOfDay);
        Assert.Equal(new TimeSpan(21, 49, 45), TimeZoneInfo.ConvertTime(tour.Night.TZero, zone).TimeOfDay);
        Assert.Equal(["checks", "critical", "celebration", "questions", "press", "farewell", "end"], tour.Night.Phases.Select(phase => phase.Phase));
    }

    [Fact]
    public void The_half_hour_before_comes_as_backlog()
    {
        Assert.InRange(tour.Backlog.Count, 8_000, 13_000);
        Assert.All(tour.Backlog, message => Assert.True(message.Backlog && message.SentAt < tour.Night.Start && message.SentAt >= tour.Night.Start.AddMinutes(-30)));
        Assert.All(tour.Live, message => Assert.False(message.Backlog));
    }

    [Fact]
    public void A_question_grows_to_sixty_people_in_three_languages()
    {
        var truth = tour.Night.Truth(tour.In(0), tour.In(2)).Where(row => row.Group == "G08").ToList();

        Assert.True(truth.Count >= 55);
        Assert.True(truth.Select(row => row.Language).Distinct().Count() >= 3);
    }

    [Fact]
    public void The_scenes_of_the_tour_are_on_the_wire()
    {
        Assert.InRange(tour.Live.Count(message => message.SentAt >= tour.In(1, 40) && message.SentAt < tour.In(3) && (message.Text.Contains("son", StringComparison.Ordinal) || message.Text.Contains("sound", StringComparison.Ordinal))), 30, 200);
        Assert.Contains(tour.Lines.OfType<RecordedRemoval>(), removal => removal.Scope == RemovalScope.Message && removal.At == tour.In(2, 30));
        Assert.Contains(tour.Lines.OfType<RecordedRemoval>(), removal => removal.Scope == RemovalScope.Viewer && removal.At == tour.In(10));
        Assert.Contains(tour.Lines.OfType<RecordedDrill>(), drill => drill.At == tour.In(3));
        Assert.Equal(80_986, tour.Lines.OfType<RecordedViewers>().GroupBy(sample => sample.At).Max(pair => pair.Sum(sample => sample.Count ?? 0)));
        Assert.True(tour.Live.Count(message => message.SentAt >= tour.In(7, 7) && message.SentAt < tour.In(7, 12) && message.Platform == "youtube") > 2_500);
    }

    [Fact]
    public void Twenty_one_questions_stand_there_when_it_opens_three_of_them_in_the_rundown()
    {
        var before = tour.Night.Crew().Where(act => act.At < tour.Night.Start).Select(act => act.Verb).ToList();

        Assert.Equal(21, before.OfType<PlayedPromote>().Count());
        Assert.Equal(3, before.OfType<PlayedQueue>().Count());
    }

    [Fact]
    public void The_tours_crew_puts_something_on_air_about_every_minute()
    {
        var takes = tour.Night.Crew().Where(act => act.Verb is PlayedTake && act.At < tour.In(18)).Select(act => act.At).ToList();

        Assert.InRange(takes.Count, 17, 26);
        Assert.All(takes.Zip(takes.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalSeconds, 20, 130));
    }

    [Theory]
    [InlineData(Programme.Tour, Ending.Nominal)]
    [InlineData(Programme.Tour, Ending.Late)]
    [InlineData(Programme.Tour, Ending.Lost)]
    [InlineData(Programme.Night, Ending.Nominal)]
    public void The_crew_acts_on_what_is_there(Programme programme, Ending ending)
    {
        var whole = programme == Programme.Night && ending == Ending.Nominal;
        var night = whole ? played.Night : new LandingNight(new NightOptions { Programme = programme, Ending = ending });
        var last = night.Crew().Last(act => act.Verb is PlayedPromote).At;
        var sent = night.Backlog().Concat(whole ? played.Lines : night.Timeline().TakeWhile(line => line.At < last)).OfType<RecordedMessage>().ToDictionary(line => line.Message.Ref, line => line.At);
        var made = new HashSet<string>();
        var ids = new HashSet<string>();
        foreach (var act in night.Crew())
        {
            Assert.True(ids.Add(act.Id));
            switch (act.Verb)
            {
                case PlayedPromote promote:
                    Assert.True(sent[promote.Message] < act.At);
                    Assert.True(made.Add(promote.Item));
                    break;
                case PlayedAdd add: Assert.True(made.Add(add.Item)); break;
                case PlayedEdit edit: Assert.Contains(edit.Item, made); break;
                case PlayedQueue queue: Assert.Contains(queue.Item, made); break;
                case PlayedMove move: Assert.Contains(move.Item, made); break;
                case PlayedTake take: Assert.Contains(take.Item, made); break;
                case PlayedDismiss dismiss: Assert.Contains(dismiss.Item, made); break;
                case PlayedUndo undo: Assert.Contains(undo.Act, ids); break;
                case PlayedPhase phase: Assert.Contains(night.Phases, there => there.Phase == phase.Phase && there.At == act.At); break;
            }
        }
    }

    [Fact]
    public void The_nights_crew_airs_about_forty_five_items()
    {
        var crew = played.Night.Crew().ToList();
        var kinds = crew.Select(act => act.Verb).OfType<PlayedPromote>().ToDictionary(promote => promote.Item, promote => promote.Kind);
        var aired = crew.Select(act => act.Verb).OfType<PlayedTake>().Select(take => take.Item).Distinct().ToList();
        string Kind(string item) => kinds.GetValueOrDefault(item, "line");

        Assert.InRange(aired.Count, 43, 48);
        Assert.InRange(aired.Count(item => Kind(item) == "question"), 32, 36);
        Assert.Equal(7, aired.Count(item => Kind(item) == "comment"));
        Assert.Equal(4, aired.Count(item => Kind(item) == "line"));
        int Signals(string kind) => crew.Count(act => act.Verb is PlayedSignal signal && signal.Kind == kind);
        Assert.Equal((3, 4, 2), (Signals("skip"), Signals("later"), Signals("another")));
        Assert.Equal(34, crew.Count(act => act.Verb is PlayedDismiss { Reason: "only-now" }));
        Assert.Equal("G01", crew.Select(act => act.Verb).OfType<PlayedPromote>().ElementAt(2).Topic);
    }
}
