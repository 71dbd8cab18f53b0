using static LiveConsole.Rehearsal.Night.Clock;

namespace LiveConsole.Rehearsal.Night;

/// <summary>The seven hours, 18:00 to 01:00.</summary>
internal static class NightScript
{
    /// <summary>How much later everything after the silence is when it lasts four minutes instead of 70 s.</summary>
    public const int Lateness = 170;

    public static Script For(Ending ending)
    {
        var late = ending == Ending.Late ? Lateness : 0;
        var script = new Script
        {
            Begin = At("18:00"),
            FlowFrom = At("18:00"),
            End = At("01:00"),
            TZero = At("21:55:15"),
            EndingFrom = At("21:53:05"),
            Lost = ending == Ending.Lost,
            Segments = Segments(ending, late),
            Phases =
            [
                new(At("18:00"), "waiting"), new(At("19:12"), "opening"), new(At("20:30"), "approach"), new(At("21:30"), "checks"), new(At("21:47"), "critical"),
                new(At("21:55:15") + late, ending == Ending.Lost ? "contingency" : "celebration"), new(At("22:15"), "questions"), new(At("23:45"), "press"), new(At("00:30"), "farewell"), new(At("01:00"), "end"),
            ],
            Bursts = [.. BeforeTheDescent(), .. Descent(ending, late), .. AfterTheLanding()],
            Fixed = Peaks(ending, late),
            // The restarting broadcast cuts the wire, not the set: no delay.
            Swings = [.. Silence(late), new(At("20:18") - Script.YouTubeDelay, 40, 0, Channel.YouTube)],
            AskSwings = [new(At("22:15"), 180, 3), new(At("22:41"), 180, 3), new(At("23:10"), 180, 3)],
            Pulses = Pulses(ending, late),
            Scenes = Scenes(ending),
            Drills =
            [
                new("duplicate-burst", At("18:20")), new("twitch-drop", At("19:31")), new("twitch-reconnect", At("19:52")), new("broadcast-restart", At("20:18")),
                new("youtube-poll", At("21:11")), new("youtube-poll-end", At("21:13")), new("youtube-gift-wave", At("21:41")), new("youtube-gift-combo", At("21:42")),
                new("youtube-stream-cut", At("22:08")), new("youtube-members-only", At("23:31")), new("youtube-members-only-off", At("23:34")), new("slow-disk", At("23:58")), new("out-of-order", At("00:20")), new("end", At("01:00") - 1),
            ],
            Doubters = ending == Ending.Lost ? null : new(At("22:02:40") + late, 600, 7.5),
            SharedChat = (At("21:00"), At("22:30")),
            JumpPoints =
            [
                (At("18:00"), "waiting"), (At("19:12"), "opening"), (At("20:30"), "approach"), (At("21:43"), "t-12"), (At("21:54:15"), "t-1"),
                (At("22:02"), "picture"), (At("22:15"), "questions"), (At("00:30"), "farewell"),
            ],
        };
        return script;
    }

    private static List<Segment> Segments(Ending ending, int late)
    {
        var lost = ending == Ending.Lost;
        // The first minute at 240 + 60 a second and the rest at 55 + 14, as one mean: the minute itself stands in Peaks.
        var length = At("22:15") - At("21:55:15") - late;
        var youTube = lost ? 38 : (60 * 240.0 + (length - 60) * 55.0) / length;
        var twitch = lost ? 9.5 : (60 * 60.0 + (length - 60) * 14.0) / length;
        var after = lost ? Mix.Sorrow : Mix.Questions;
        return
        [
            new(At("18:00"), Mix.Waiting, 900, 150, 2, 0.35, 0.03, 45, 30, 25, Sharp: true),
            new(At("18:55"), Mix.Waiting, 9_200, 1_250, 8, 1.5, 0.08, 52, 28, 20),
            new(At("19:12"), Mix.Opening, 13_800, 1_900, 7, 2, 0.05, 60, 25, 15),
            new(At("20:30"), Mix.Opening, 26_300, 4_200, 14, 4, 0.05, 58, 26, 16),
            new(At("21:30"), Mix.Checks, 48_000, 7_800, 28, 8, 0.04, 50, 30, 20),
            new(At("21:48"), Mix.Checks, 62_500, 10_050, 85, 26, 0.02, 45, 32, 23),
            new(At("21:55:15") + late, lost ? Mix.Sorrow : Mix.Celebration, 69_200, 10_990, youTube, twitch, 0.0262, 40, 34, 26, Sharp: true),
            new(At("22:15"), after, 55_000, 9_000, 18, 5, 0.12, 58, 30, 12),
            new(At("22:40"), after, 42_000, 7_000, 11, 3.2, 0.13, 60, 30, 10),
            new(At("23:45"), after, 27_000, 4_800, 6, 2, 0.08, 66, 24, 10),
            new(At("00:30"), after, 15_000, 3_000, 4, 1.2, 0.03, 64, 24, 12),
        ];
    }

    private static IEnumerable<Burst> BeforeTheDescent() =>
    [
        new("slip", At("18:58"), 500, Hold: 240), new("parachute-test", At("19:41"), 260), new("laser", At("20:12"), 220),
        new("places", At("20:40"), 3_100, Hold: 240), new("quiz", At("21:10"), 1_900, Hold: 150), new("go", At("21:36"), 1_600),
    ];

    private static IEnumerable<Burst> Descent(Ending ending, int late)
    {
        yield return new("entry", At("21:48:10"), 2_200);
        yield return new("heating", At("21:49:30"), 2_000);
        yield return new("radar", At("21:52:35"), 900, HalfLife: 30);
        yield return new("silence", At("21:53:32"), 2_300 + 12 * late, Hold: 83 + late);
        if (ending == Ending.Lost) yield return new("sorrow", At("21:56"), 16_000, HalfLife: 180);
        else
        {
            yield return new("touchdown", At("21:56:15") + late, 8_000, HalfLife: 70);
            yield return new("picture", At("22:02:43") + late, 6_500, HalfLife: 60);
        }
    }

    private static IEnumerable<Burst> AfterTheLanding() =>
    [
        new("drawings", At("23:50"), 1_100, HalfLife: 90), new("good-night", At("00:00"), 1_300, HalfLife: 150), new("thanks", At("00:52"), 1_400, HalfLife: 90),
    ];

    private static List<Fixed> Peaks(Ending ending, int late)
    {
        List<Fixed> peaks = [new(At("21:52:10"), 8, 200, 60, "parachute", 0.85)];
        if (ending == Ending.Lost) return peaks;
        // 750 a second for 5 s, then what makes 300 a second over the minute: 240 + 60.
        peaks.Add(new(At("21:55:15") + late, 5, 600, 150, "touchdown", 0.93));
        peaks.Add(new(At("21:55:20") + late, 55, (240 * 60 - 600 * 5) / 55.0, (60 * 60 - 150 * 5) / 55.0, "touchdown", 0.8));
        peaks.Add(new(At("22:02:40") + late, 3, 310, 90, "picture", 0.85));
        return peaks;
    }

    private static IEnumerable<Swing> Silence(int late) => [new(At("21:53:05"), 25, 1 / 3.0), new(At("21:53:30"), 20 + late, 0.8), new(At("21:53:50") + late, 25, 1.25)];

    private static List<Pulse> Pulses(Ending ending, int late)
    {
        List<Pulse> pulses =
        [
            new("G04", At("18:58"), 400, Hold: 180), new("G04", At("19:01"), 70, Hold: 120), new("G04", At("19:03"), 25, Hold: 480),
            new("G01", At("19:20"), 130), new("G02", At("19:20"), 40), new("G19", At("19:41"), 90), new("G27", At("20:12"), 100), new("G25", At("20:12"), 60),
            new("G29", At("21:49:30"), 80), new("G19", At("21:52:10"), 60), new("G20", At("21:53:30"), 270 + late / 2, Hold: 50 + late),
            new("G05", At("21:53:30"), 160 + late / 2, Hold: 85 + late), new("G33", At("00:00"), 70, HalfLife: 150), new("G33", At("00:52"), 50),
        ];
        if (ending == Ending.Lost) pulses.Add(new("G05", At("21:55:15"), 400, HalfLife: 120));
        else pulses.AddRange([new("G05", At("21:55:15") + late, 110, HalfLife: 30), new("G06", At("22:02:40") + late, 520, HalfLife: 90)]);
        return pulses;
    }

    private static List<Scene> Scenes(Ending ending)
    {
        List<Scene> scenes =
        [
            new("removed-elsewhere", At("20:22")), new("no-sound", At("20:47")), new("scam", At("21:15")), new("private-data", At("21:22")), new("paid", At("21:40")),
            new("copy-flood", At("21:51")), new("asker-banned-on-air", At("22:18")), new("raid", At("22:31")), new("hate-raid", At("22:32:30")), new("chat-cleared", At("22:33:30")),
            new("studio-removal", At("22:50")), new("distress", At("23:25")), new("hostile-text", At("00:10")),
        ];
        // Sixty over the night, three at a time.
        scenes.AddRange(Enumerable.Range(0, 20).Select(i => new Scene("held", At("18:47") + i * 1_080)));
        // Comments worth reading come two minutes before the crew reads them.
        scenes.AddRange(CrewRundown.Night.Where(airing => airing.What == "comment").Select(airing => new Scene("comment", airing.At - 120)));
        if (ending == Ending.Nominal) scenes.Add(new("spoiler", At("21:54:50")));
        if (ending == Ending.Late) scenes.Add(new("spoiler", At("21:54:50") + Lateness));
        return scenes;
    }
}
