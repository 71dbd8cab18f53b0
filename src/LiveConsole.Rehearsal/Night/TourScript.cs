using static LiveConsole.Rehearsal.Night.Clock;

namespace LiveConsole.Rehearsal.Night;

/// <summary>
/// The tour: twelve minutes from 21:43, then the night from 22:15 on, twenty minutes early. Scenes that need a desk which is not
/// built yet (the quota's forecast) have no place here.
/// </summary>
internal static class TourScript
{
    /// <summary>The night's 22:15 is the tour's 21:55.</summary>
    public const int Shift = 20 * 60;

    private static readonly int s_begin = At("21:43");

    // Night time to tour time, for the windows in which questions are asked.
    private static readonly (int Night, int Tour)[] s_places =
    [
        (At("18:00"), At("21:12")), (At("19:12"), At("21:13")), (At("21:30"), At("21:42")), (At("21:48"), At("21:47")), (At("21:53:05"), At("21:48:40")), (At("21:55:15"), At("21:49:45")),
        (At("22:02:40"), At("21:51")), (At("22:15"), At("21:55")), (At("01:00"), At("00:40")),
    ];

    public static Script For(Ending ending)
    {
        var night = NightScript.For(ending);
        var lost = ending == Ending.Lost;
        var late = ending == Ending.Late ? NightScript.Lateness : 0;
        return new Script
        {
            Begin = s_begin,
            FlowFrom = s_begin - 30 * 60,
            End = At("01:00") - Shift,
            TZero = In("6:45"),
            EndingFrom = In("5:40"),
            Lost = lost,
            Segments = [.. Opening(lost, late), .. night.Segments.Where(segment => segment.From >= At("22:15")).Select(segment => segment with { From = segment.From - Shift })],
            Phases =
            [
                new(s_begin, "checks"), new(In("4:00"), "critical"), new(In("6:45") + late, lost ? "contingency" : "celebration"), new(Math.Max(In("9:00"), In("6:45") + late + 60), "questions"),
                .. night.Phases.Where(stretch => stretch.At > At("22:15")).Select(stretch => stretch with { At = stretch.At - Shift }),
            ],
            Bursts = [.. Cues(lost, late), .. night.Bursts.Where(burst => burst.At >= At("22:15")).Select(burst => burst with { At = burst.At - Shift })],
            Fixed = [.. Peaks(lost, late)],
            Swings = [new(In("5:40"), 18, 1 / 3.0), new(In("5:58"), 12 + late, 0.8), new(In("6:10") + late, 20, 1.25)],
            AskSwings = [new(In("9:00"), 180, 3), .. night.AskSwings.Where(swing => swing.At > At("22:20")).Select(swing => swing with { At = swing.At - Shift })],
            Pulses = [.. Asked(lost, late), .. night.Pulses.Where(pulse => pulse.At >= At("22:15")).Select(pulse => pulse with { At = pulse.At - Shift })],
            Scenes = [.. Scenes(lost, late), .. night.Scenes.Where(scene => scene.At > At("22:40") && scene.Name != "comment").Select(scene => scene with { At = scene.At - Shift })],
            // The tour's third minute loses one connection of two. With one Twitch transport so far, a reconnect shows the same: nothing missing.
            Drills = [new("youtube-poll", In("1:20")), new("youtube-gift-wave", In("2:10")), new("youtube-poll-end", In("2:50")), new("twitch-reconnect", In("3:00")), .. night.Drills.Where(drill => drill.At > At("22:15")).Select(drill => drill with { At = drill.At - Shift })],
            Doubters = lost ? null : new(In("8:00") + late, 420, 7.5),
            SharedChat = (At("21:13"), At("22:10")),
            Place = time =>
            {
                if (time >= At("22:15")) return time - Shift;
                var after = Array.FindIndex(s_places, place => place.Night > time);
                if (after <= 0) return s_places[0].Tour;
                var (from, to) = (s_places[after - 1], s_places[after]);
                return from.Tour + (int)((long)(time - from.Night) * (to.Tour - from.Tour) / (to.Night - from.Night));
            },
        };
    }

    private static int In(string minutes)
    {
        var parts = minutes.Split(':');
        return s_begin + 60 * int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) + int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<Segment> Opening(bool lost, int late)
    {
        // The backlog is thinner than the night's: what an import at the start can bring in within a few seconds.
        yield return new(s_begin - 30 * 60, Mix.Opening, 42_000, 6_800, 5, 1.5, 0.06, 58, 26, 16, Sharp: true);
        yield return new(s_begin, Mix.Checks, 58_400, 9_400, 28, 8, 0.06, 50, 30, 20, Sharp: true);
        yield return new(In("4:00"), Mix.Checks, 62_500, 10_050, 85, 26, 0.025, 45, 32, 23);
        yield return new(In("6:45") + late, lost ? Mix.Sorrow : Mix.Celebration, 69_200, 10_990, lost ? 38 : 135, lost ? 9.5 : 34, 0.025, 40, 34, 26, Sharp: true);
        yield return new(Math.Max(In("9:00"), In("6:45") + late + 100), lost ? Mix.Sorrow : Mix.Questions, 66_000, 10_300, 22, 6, 0.12, 58, 30, 12);
    }

    private static IEnumerable<Burst> Cues(bool lost, int late)
    {
        yield return new("go", In("0:10"), 700, HalfLife: 30);
        yield return new("entry", In("4:05"), 1_500, HalfLife: 30);
        yield return new("heating", In("4:30"), 900, HalfLife: 20);
        yield return new("radar", In("5:15"), 500, HalfLife: 20);
        yield return new("silence", In("5:55"), 1_300 + 12 * late, Hold: 50 + late);
        if (lost) yield return new("sorrow", In("7:20"), 3_000, HalfLife: 90);
        else
        {
            yield return new("touchdown", In("7:45") + late, 1_200, HalfLife: 30);
            if (late == 0) yield return new("picture", In("8:03"), 1_800, HalfLife: 30);
        }
    }

    private static IEnumerable<Fixed> Peaks(bool lost, int late)
    {
        yield return new(In("5:00"), 8, 200, 60, "parachute", 0.85);
        if (lost) yield break;
        yield return new(In("6:45") + late, 5, 600, 150, "touchdown", 0.93);
        yield return new(In("6:50") + late, 40, 200, 50, "touchdown", 0.8);
        if (late == 0) yield return new(In("8:00"), 3, 310, 90, "picture", 0.85);
    }

    private static IEnumerable<Pulse> Asked(bool lost, int late)
    {
        // A question grows from 4 to 60 people in three languages; it is about the wind, which no cue explains away.
        yield return new("G08", In("0:15"), 4, Hold: 15);
        yield return new("G08", In("0:30"), 56, Hold: 60);
        yield return new("G29", In("4:30"), 40, HalfLife: 30);
        yield return new("G19", In("5:00"), 30, HalfLife: 30);
        yield return new("G20", In("5:50"), 80 + late / 2, Hold: 30 + late);
        yield return new("G05", In("5:55"), 60 + late / 2, Hold: 45 + late);
        yield return new("G05", In("6:45") + late, 40, HalfLife: 20);
        if (!lost && late == 0) yield return new("G06", In("8:00"), 120, HalfLife: 45);
    }

    private static IEnumerable<Scene> Scenes(bool lost, int late)
    {
        yield return new("held", In("0:50"));
        yield return new("slur", In("1:05"));
        yield return new("no-sound", In("1:40"));
        yield return new("removed-elsewhere", In("2:30"));
        if (!lost) yield return new("spoiler", In("6:30") + late);
        yield return new("asker-banned-on-air", In("10:00"));
        yield return new("hate-raid", In("10:40"));
        foreach (var airing in CrewRundown.Tour)
            if (airing.What == "comment") yield return new("comment", airing.At - 110);
    }
}
