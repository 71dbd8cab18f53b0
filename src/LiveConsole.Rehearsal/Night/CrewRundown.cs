using static LiveConsole.Rehearsal.Night.Clock;

namespace LiveConsole.Rehearsal.Night;

/// <summary>What the played crew puts on air, and the moments its producer marks.</summary>
internal static class CrewRundown
{
    public static string[] TourBoard { get; } =
        ["G18", "G29", "G27", "G19", "G01", "G10", "G15", "G16", "G21", "G22", "G24", "G25", "G09", "G11", "G12", "G13", "G07", "G17", "G26", "G30", "G31"];

    // The tour's board is worked off while people look around.
    private static readonly string[] s_tourTail =
        ["G15", "G21", "G25", "G09", "G13", "G07", "G17", "G26", "G30", "G31", "G12", "G11", "G08", "G06", "G16", "G22", "G19", "G27", "G18", "G10"];

    public static IReadOnlyList<Airing> Night { get; } =
    [
        new(At("19:26"), "G01", Leaving.Next, Fresh: 360), new(At("19:27:10"), "G15"), new(At("19:42:30"), "G19"), new(At("19:50"), "comment"), new(At("19:58"), "G11"), new(At("20:08"), "G21", Leaving.Skipped),
        new(At("20:16"), "G27"), new(At("20:24"), "G25"), new(At("20:33"), "G10", Seconds: 70), new(At("20:44"), "comment"), new(At("20:50"), "G18"), new(At("20:58"), "G29"), new(At("21:06"), "G17", Leaving.PutOff),
        new(At("21:13:30"), "line", French: "La réponse du quiz : 19 400 km/h", English: "The quiz's answer: 19,400 km/h"), new(At("21:20"), "comment"), new(At("21:27"), "G08"), new(At("21:34"), "G24", Leaving.PutOff), new(At("21:45"), "comment"),
        new(At("21:50:40"), "line", French: "Ce que vous voyez s'est passé il y a 11 min 22 s", English: "What you see happened 11 min 22 s ago"),
        new(At("21:58"), "line", French: "70 000 sur YouTube !", English: "70,000 on YouTube!"), new(At("22:06"), "G06"), new(At("22:11"), "comment"),
        new(At("22:17:20"), Scenes.BannedAsk, Leaving.Next), .. Afterwards(),
    ];

    public static IReadOnlyList<Airing> Tour { get; } =
    [
        new(In(20), "G18", Leaving.Next), new(In(65), "G29", Leaving.Next), new(In(115), "comment"), new(In(170), "G27", Leaving.Next), new(In(220), "G19"),
        new(In(268), "line", French: "Entrée à 19 400 km/h", English: "Entry at 19,400 km/h"), new(In(314), "line", French: "Le parachute : 19 mètres", English: "The parachute: 19 metres"),
        new(In(440), "line", French: "70 000 sur YouTube !", English: "70,000 on YouTube!"), new(In(505), "G06", Leaving.Next), new(In(550), "G16", Leaving.Next), new(In(588), Scenes.BannedAsk, Leaving.Next),
        new(In(615), "G22", Leaving.Next), new(In(660), "G24", Leaving.Next), new(In(705), "comment", Leaving.Next), new(In(750), "G10", Leaving.Next), new(In(795), "G01"),
        .. s_tourTail.Select((group, place) => new Airing(In(850 + 75 * place), group, place % 4 == 3 ? Leaving.PutOff : Leaving.Next, Seconds: 50)),
        .. Afterwards().Where(airing => airing.At > At("22:48")).Select(airing => airing with { At = airing.At - TourScript.Shift }),
    ];

    public static IEnumerable<(int At, string French, string English)> Marks(Script script, Programme programme)
    {
        var touchdown = script.Phases.First(stretch => stretch.Phase is "celebration" or "contingency");
        if (touchdown.Phase == "celebration") yield return (touchdown.At + 5, "Atterrissage confirmé", "Touchdown confirmed");
        foreach (var peak in script.Fixed.Where(peak => peak.Talk != "touchdown"))
            yield return (peak.At + 4, peak.Talk == "picture" ? "Première image" : "Parachute ouvert", peak.Talk == "picture" ? "First picture" : "Parachute open");
        (int At, string French, string English)[] night =
        [
            (At("18:58"), "Le début glisse à 19:12", "Opening slips to 19:12"), (At("19:20"), "Maud explique le décalage radio", "Maud explains the radio delay"), (At("19:41"), "Film d'essai du parachute", "Parachute test film"), (At("20:12"), "OPALE sur la table", "OPALE on the table"),
            (At("20:40"), "D'où regardez-vous ?", "Where are you watching from?"), (At("21:10"), "Quiz : quelle vitesse ?", "Quiz: how fast?"), (At("21:36"), "Feu vert pour l'atterrissage", "Go for landing"), (At("21:48:10"), "Entrée", "Entry"), (At("21:49:30"), "Échauffement maximal", "Peak heating"),
            (At("21:52:35"), "Bouclier largué, radar", "Shield off, radar on"), (At("21:53:05"), "Silence", "Silence"), (At("22:15"), "Posez vos questions", "Put your questions"), (At("22:41"), "Posez vos questions", "Put your questions"), (At("23:10"), "Posez vos questions", "Put your questions"),
            (At("23:50"), "Les dessins d'une classe", "A class's drawings"), (At("00:52"), "Remerciements", "Thanks"),
        ];
        (int At, string French, string English)[] tour = [(In(245), "Entrée", "Entry"), (In(340), "Silence", "Silence"), (In(540), "Posez vos questions", "Put your questions"), .. night.Where(mark => mark.At > At("22:20")).Select(mark => (mark.At - TourScript.Shift, mark.French, mark.English))];
        foreach (var mark in programme == Programme.Night ? night : tour) yield return mark;
    }

    // From the first question after the ban on the air: the tour plays these too, twenty minutes early.
    private static IEnumerable<Airing> Afterwards() =>
    [
        new(At("22:19"), "G06"), new(At("22:23"), "G16"), new(At("22:28"), "G22", Leaving.Another), new(At("22:36"), "G13"), new(At("22:44"), "G06"), new(At("22:49"), "G07", Leaving.PutOff), new(At("22:54"), "G26"),
        new(At("23:01"), "G08"), new(At("23:07"), "G09"), new(At("23:13"), "G24"), new(At("23:18"), "G12", Leaving.Skipped), new(At("23:23"), "G23"), new(At("23:29"), "G28"), new(At("23:40"), "comment"),
        new(At("23:46"), "G30"), new(At("23:52"), "comment"), new(At("00:02"), "G33"), new(At("00:08"), "G14", Leaving.PutOff), new(At("00:20"), "G15", Leaving.Another),
        new(At("00:33"), "G11", Leaving.Skipped), new(At("00:44"), "G25"), new(At("00:53"), "line", French: "Merci d'avoir été là. À bientôt sur Mars !", English: "Thank you for being here. See you on Mars!"),
    ];

    private static int In(int seconds) => At("21:43") + seconds;
}
