namespace LiveConsole.Api;

/// <summary>An example of each body, answer and problem, for /openapi/v1.json; a test reads each as its own type.</summary>
internal static class ApiExamples
{
    private const string Item = """
        {"id":"0199d2b4-7c1e-7d3a-9a55-0f6f0a4be141","number":41,"kind":"question","version":7,"stage":"queued","mark":null,"text":"Pourquoi l'image est noire ?","language":"fr",
        "wording":{"fr":"Pourquoi l'image est-elle noire ?","en":null},"asks":143,"askers":121,"platforms":{"twitch":40,"youtube":103},"languages":{"fr":100,"en":43},
        "shown":{"messageId":"0f3c","name":"Ayşe","platform":"youtube"},"name":"Ayşe","source":null,"onlyNow":false,"tags":[],"topic":"images",
        "claim":{"by":"Inès","until":"2026-11-22T20:05:00Z"},"draft":null,"answer":null,"approvals":[{"by":"Ana","at":"2026-11-22T19:58:02Z"}],"place":1,"note":null,"groups":[],
        "dismissed":null,"createdAt":"2026-11-22T19:51:07Z","airedAt":null}
        """;

    private const string Air = $$"""
        {"number":17,"item":null,"since":"2026-11-22T19:59:40Z","by":"Ana","overlayShown":false,"next":{{Item}},"hand":"Ana",
        "screens":[{"name":"Presenter","kind":"presenter","drawn":17,"lastSeen":"2026-11-22T19:59:40Z","connections":1}],"presenter":{"connected":true,"lastSignal":null} }
        """;

    private const string Done = $$"""{"item":{{Item}},"action":"0199d2b5-0000-7000-8000-00000000beef","undoable":true,"changed":true}""";

    private const string Aired = $$"""{"onAir":{{Air}},"action":"0199d2b5-0000-7000-8000-00000000beef","undoable":true,"changed":true,"journaled":true}""";

    private const string Show = """
        {"show":"landing","id":"0199d2b0-0000-7000-8000-000000000001","title":"Landing night","rehearsal":false,"language":"fr","timeZone":"Europe/Paris","approvals":1,
        "topics":[{"key":"images","name":{"fr":"Images","en":"Images"}}],"startsAt":"2026-11-22T18:00:00Z","endsAt":null,"zero":"2026-11-22T20:55:00Z","phases":[{"key":"critical","word":{"fr":"CRITIQUE","en":"CRITICAL"},"critical":true}],"showTime":"2026-11-22T19:59:41Z","sequence":18204,"role":"editor"}
        """;

    private const string Decided = """{"item":null,"action":"0199d2b5-0000-7000-8000-00000000beef","undoable":true,"changed":true}""";

    private const string Course = """
        {"phase":{"key":"celebration","word":{"fr":"CÉLÉBRATION","en":"CELEBRATION"},"since":"2026-11-22T20:56:00Z","zero":"2026-11-22T20:55:00Z","critical":false,"held":null,"contingency":null},
        "action":"0199d2b5-0000-7000-8000-00000000beef","undoable":true,"changed":true}
        """;

    private const string Message = """
        {"sequence":123,"platform":"twitch","channel":"agence","id":"0f3c","sentAt":"2026-11-22T19:50:58.1Z","receivedAt":"2026-11-22T19:50:58.2Z","kind":"text",
        "author":{"id":"901","login":"ayse","name":"Ayşe","roles":["subscriber"],"color":"#FF7F50"},"text":"@Bo Kappa is it cold?","parts":[{"type":"mention","text":"@Bo"},{"type":"text","text":" "},
        {"type":"emote","text":"Kappa","id":"25"},{"type":"text","text":" is it cold?"}],"replyTo":null,"paid":null,"bits":null,"first":false,"sharedFrom":null,"copies":[],"backlog":false,"removed":null}
        """;

    private const string Effect = """
        {"id":17,"platform":"twitch","channel":"agence","deed":"remove","state":"requested","message":"0f3c","viewer":{"id":"901","name":"Ombre","login":"ombre_42"},"by":"Nora","at":"2026-11-22T19:58:02Z","notBefore":null,
        "startedAt":null,"settledAt":null,"as":null,"trouble":"none","said":null,"handle":null,"tries":0,"action":"0199d2b5-0000-7000-8000-00000000beef"}
        """;

    private const string Acted = $$"""{"effects":[{{Effect}}],"action":"0199d2b5-0000-7000-8000-00000000beef","undoable":"A removal cannot be undone: Twitch forgets the message.","stays":["A removal cannot be undone: Twitch forgets the message."],"changed":true}""";

    private const string Written = """
        {"name":"Touchdown","kind":"post","text":{"fr":"Contact !","en":"Touchdown!"},"other":{"fr":"Plus de signal. Courage à l'équipe.","en":"No signal. Our thoughts are with the team."},
        "to":[{"platform":"twitch","channel":"agence","language":"both"}],"moment":"touchdown","everySeconds":null,"color":null,"login":null,"seconds":120}
        """;

    private const string Post = $$"""{"number":3,"version":2,"post":{{Written}},"armed":{"by":"Salomé","at":"2026-11-22T19:58:02Z","key":1},"schedule":null,"stopped":"none","sent":null}""";

    private const string Kept = $$"""{"post":{{Post}},"action":"0199d2b5-0000-7000-8000-00000000beef","undoable":"This action changed nothing that can be undone.","changed":true}""";

    private const string OnMessage = """{"message":{"platform":"twitch","id":"0f3c"},"reason":"spam"}""";

    private const string Seen = """{"seenVersion":7}""";

    /// <summary>What an event stream looks like.</summary>
    public const string Events = "event: state\nid: 18204\ndata: {\"sequence\":18204,\"onAir\":{\"number\":17,\"item\":null},\"rundown\":[],\"phase\":null}\n\nevent: change\nid: 18206\ndata: {\"sequence\":18206,\"onAir\":{\"number\":18}}\n\n";

    /// <summary>By operation.</summary>
    public static IReadOnlyDictionary<string, string> Bodies { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["createShow"] = """{"slug":"landing","title":"Landing night","twitch":"agence","youtube":"dQw4w9WgXcQ","timeZone":"Europe/Paris","language":"fr"}""",
        ["takeMessages"] = """[{"platform":"hall","id":"mic-2-0041","text":"Why is the sky orange there?","author":{"name":"Léa, row 4"}}]""",
        ["addItem"] = """{"kind":"question","text":"Fait-il froid là-haut ?","name":"Marius, 9 ans","source":"hall"}""",
        ["claimItem"] = Seen,
        ["releaseItem"] = Seen,
        ["approveItem"] = Seen,
        ["unapproveItem"] = Seen,
        ["dequeueItem"] = Seen,
        ["reopenItem"] = Seen,
        ["laterItem"] = Seen,
        ["skipItem"] = Seen,
        ["editItem"] = """{"seenVersion":7,"wording":{"fr":"Pourquoi l'image est-elle noire ?","en":"Why is the picture black?"},"nameHidden":false}""",
        ["noteItem"] = """{"seenVersion":7,"note":"Inès explains at 21:05"}""",
        ["tagItem"] = """{"seenVersion":7,"tags":["camera"]}""",
        ["routeItem"] = """{"seenVersion":7,"topic":"images"}""",
        ["queueItem"] = """{"seenVersion":7,"place":1}""",
        ["moveItem"] = """{"seenVersion":7,"place":3}""",
        ["takeItem"] = """{"seenVersion":7,"seenOnAir":null}""",
        ["dismissItem"] = """{"seenVersion":7,"reason":"offTopic"}""",
        ["takeNext"] = """{"seenNext":"0199d2b4-7c1e-7d3a-9a55-0f6f0a4be141","seenOnAir":null}""",
        ["markMoment"] = """{"text":"touchdown"}""",
        ["beginPhase"] = """{"key":"celebration","word":{"fr":"CÉLÉBRATION","en":"CELEBRATION"},"zero":"2026-11-22T20:55:00Z"}""",
        ["resumeShow"] = """{"held":"2026-11-22T20:31:07Z"}""",
        ["standDown"] = """{"called":"2026-11-22T20:31:07Z"}""",
        ["callLead"] = """{"reason":"threat"}""",
        ["matchViewers"] = """{"one":{"platform":"twitch","id":"901"},"other":{"platform":"youtube","id":"UC4a"},"same":true}""",
        ["dismissOvertaken"] = """{"items":["0199d2b4-7c1e-7d3a-9a55-0f6f0a4be141"]}""",
        ["moderateRemove"] = OnMessage,
        ["moderateHide"] = OnMessage,
        ["moderateUnhide"] = """{"message":{"platform":"twitch","id":"0f3c"}}""",
        ["moderateTimeout"] = """{"message":{"platform":"twitch","id":"0f3c"},"seconds":600,"reason":"spam"}""",
        ["moderateUntimeout"] = """{"viewer":{"platform":"twitch","channel":"agence","id":"901"}}""",
        ["moderateBan"] = OnMessage,
        ["moderateUnban"] = """{"viewer":{"platform":"twitch","channel":"agence","id":"901"}}""",
        ["moderateWarn"] = """{"message":{"platform":"twitch","id":"0f3c"},"reason":"Restez courtois, s'il vous plaît."}""",
        ["moderateHoldAllow"] = """{"held":{"platform":"twitch","id":"am-41"}}""",
        ["moderateHoldDeny"] = """{"held":{"platform":"twitch","id":"am-41"}}""",
        ["moderateModes"] = """{"platform":"twitch","modes":{"slow":30,"followers":10}}""",
        ["moderateModesBack"] = """{"platform":"twitch"}""",
        ["moderateShield"] = """{"platform":"twitch","on":true}""",
        ["moderateActAs"] = """{"platform":"twitch","channel":"agence","account":"901","seenAccount":null}""",
        ["moderateClearChat"] = """{"platform":"twitch","channel":"agence","sure":true}""",
        ["sendPost"] = """{"kind":"post","platforms":["twitch","youtube"],"text":{"fr":"Contact !","en":"Touchdown!"}}""",
        ["writePost"] = Written,
        ["changePost"] = $$"""{"seenVersion":1,"post":{{Written}} }""",
        ["deletePost"] = """{"seenVersion":1}""",
        ["armPost"] = """{"seenVersion":1}""",
        ["schedulePost"] = """{"seenVersion":1}""",
        ["firePost"] = """{"seenVersion":1,"ending":"nominal"}""",
        ["replyItem"] = """{"seenVersion":7,"text":"Onze minutes : le temps que met la lumière."}""",
        ["undo"] = """{"action":"0199d2b5-0000-7000-8000-00000000beef"}""",
    };

    /// <summary>By operation; a verb on an item answers as all of them do.</summary>
    public static IReadOnlyDictionary<string, string> Answers { get; } = new Dictionary<string, string>(Bodies.Keys.Where(k => k != "replyItem" && k.EndsWith("Item", StringComparison.Ordinal)).Select(k => KeyValuePair.Create(k, Done))
        .Concat(Bodies.Keys.Where(k => k.StartsWith("moderate", StringComparison.Ordinal)).Select(k => KeyValuePair.Create(k, Acted))), StringComparer.Ordinal)
    {
        ["listActing"] = """
            [{"platform":"twitch","channel":"agence","as":{"id":"77","name":"Agence Orbite"},"chosen":null,"can":["remove","timeOut","ban","post"],"trouble":"none","said":null,"since":"2026-11-22T18:00:03Z",
            "accounts":[{"id":"77","name":"Agence Orbite","login":"agence","letIn":true},{"id":"901","name":"orbite_modo","login":"orbite_modo","letIn":true}]}]
            """,
        ["getEffect"] = Effect,
        ["sendPost"] = Acted,
        ["replyItem"] = Acted,
        ["firePost"] = Acted,
        ["listPosts"] = $"[{Post}]",
        ["writePost"] = Kept,
        ["changePost"] = Kept,
        ["deletePost"] = """{"post":null,"action":"0199d2b5-0000-7000-8000-00000000beef","undoable":"This action changed nothing that can be undone.","changed":true}""",
        ["armPost"] = Kept,
        ["schedulePost"] = Kept,
        ["disarmPost"] = Kept,
        ["disarmPosts"] = """{"post":null,"action":"0199d2b5-0000-7000-8000-00000000beef","undoable":"This action changed nothing that can be undone.","changed":true}""",
        ["listShows"] = $"[{Show}]",
        ["getShow"] = Show,
        ["createShow"] = Show,
        ["listItems"] = $"[{Item}]",
        ["getItem"] = $$"""{"item":{{Item}},"history":[{"at":"2026-11-22T19:51:07Z","verb":"promote","by":"Tomas","role":"moderator"}]}""",
        ["takeMessages"] = """{"accepted":41,"duplicate":2,"refused":[{"index":7,"reason":"Not taken: no text."}]}""",
        ["press"] = """{"action":"0199d2b5-0000-7000-8000-00000000beef","undoable":true,"changed":true,"journaled":true}""",
        ["pressByGet"] = """{"action":"0199d2b5-0000-7000-8000-00000000beef","undoable":true,"changed":true,"journaled":true}""",
        ["getVariables"] = """{"title":"Landing night","rehearsal":false,"on_air":true,"overlay_shown":true,"number":41,"text":"Why is the picture black?","name":"Ayşe","source":"YouTube","next":true,"next_number":44,"phase":"CRITICAL","phase_clock":"T-00:04:27"}""",
        ["getFeedbacks"] = """{"on_air":true,"overlay_shown":true,"next":true,"read":false,"another_wanted":false,"withdrawn":false,"critical":true,"screens_ok":true,"sources_ok":true,"storage_ok":true,"rehearsal":false}""",
        ["listMessages"] = $"[{Message}]",
        ["getVariable"] = "\"Pourquoi l'image est-elle noire ?\"",
        ["getFeedback"] = "\"true\"",
        ["getOnAir"] = Air,
        ["takeNext"] = Aired,
        ["clear"] = Aired,
        ["clearAll"] = Aired,
        ["showOverlay"] = Aired,
        ["hideOverlay"] = Aired,
        ["undo"] = Done,
        ["beginPhase"] = Course,
        ["holdShow"] = Course,
        ["resumeShow"] = Course,
        ["callContingency"] = Course,
        ["standDown"] = Course,
        ["passMessage"] = Decided,
        ["callLead"] = Decided,
        ["shareLane"] = Decided,
        ["unshareLane"] = Decided,
        ["matchViewers"] = Decided,
        ["dismissOvertaken"] = Done,
        ["listLanes"] = """[{"lane":"flagged","count":3,"oldest":"2026-11-22T19:58:20Z","leftUndecided":0,"alikePassed":12,"shared":{"since":"2026-11-22T19:50:00Z","by":"Basile"}}]""",
        ["readLane"] = $$"""[{"sequence":123,"messages":1,"people":1,"message":{{Message}},"call":null,"dealt":{"to":"Nora","until":"2026-11-22T19:51:18Z"} }]""",
        ["listMoments"] = """[{"at":"2026-11-22T20:55:02Z","text":"touchdown","by":"Camille"}]""",
        ["markMoment"] = """{"moment":{"at":"2026-11-22T20:55:02Z","text":"touchdown","by":"Camille"},"action":"0199d2b5-0000-7000-8000-00000000beef"}""",
        ["getAudience"] = """
            {"channels":[{"platform":"youtube","channel":"dQw4w9WgXcQ","current":70000,"at":"2026-11-22T20:00:00Z","peak":70000,"peakAt":"2026-11-22T20:00:00Z","samples":[{"at":"2026-11-22T20:00:00Z","count":70000}]}],
            "sum":{"label":"Sum of the platforms' own counts; who watches on two is in it twice.","current":70000,"parts":[{"platform":"youtube","channel":"dQw4w9WgXcQ","count":70000}],"peak":81000,"peakAt":"2026-11-22T20:55:00Z"}}
            """,
        ["listSources"] = """
            [{"platform":"twitch","channel":"agence","state":"live","since":"2026-11-22T18:00:03Z","reason":null,"lastMessageAt":"2026-11-22T19:59:41Z","messages":9120,"rate":40,"baseline":55,
            "transports":[{"name":"irc","state":"live","since":"2026-11-22T18:00:03Z","reason":null}],"gaps":[],"quota":null}]
            """,
    };

    /// <summary>By status: what it means, and one.</summary>
    public static IReadOnlyDictionary<string, (string Words, string Example)> Problems { get; } = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["400"] = ("The call cannot be understood.", Problem("invalid", 400, "The call cannot be understood", "limit is a number from 1 to 1000.")),
        ["401"] = ("No token, or one that is unknown, revoked or expired.", Problem("forbidden", 401, "Not this token's right", "This token was revoked on 2026-11-22 20:14 UTC. Ask for another one.")),
        ["403"] = ("The token's role or scope may not.", Problem("forbidden", 403, "Not this token's right", "This token reads only. Make one without --read-only.")),
        ["404"] = ("Not there, or in another show.", Problem("not-found", 404, "Not there", "This item is not in this show.")),
        ["409"] = ("It has changed since (stale, with the item or the air as it stands), is not possible as it stands (not-allowed), its message was removed (removed), the platform does not let us (platform-cannot), or it cannot be undone (undo-blocked).",
            $$"""{"type":"/problems/stale","title":"It has changed since you looked","status":409,"detail":"Ana changed Q41 at 20:58:02 (edited). Look at it again.","item":{{Item}} }"""),
        ["413"] = ("The body is too long.", Problem("invalid", 413, "The call cannot be understood", "The body is too long. Send less at once.")),
        ["415"] = ("The body is not JSON.", Problem("invalid", 415, "The call cannot be understood", "Send JSON: \\\"Content-Type: application/json\\\".")),
        ["429"] = ("The token calls too often.", Problem("busy", 429, "Too much at once", "This token calls too often. Try again in 2 s.")),
        ["503"] = ("Too much at once (busy), or nothing can be saved now (storage). Nothing was done: try again.", Problem("storage", 503, "Nothing can be saved now", "The disk has been full since 20:14:03. Free space; nothing is lost.")),
        ["504"] = ("It is not known yet whether it was done: ask again with the same Idempotency-Key.", Problem("unknown-outcome", 504, "Not known yet whether it was done", "The database has not answered for 5 s.")),
    };

    private static string Problem(string type, int status, string title, string detail) => $$"""{"type":"/problems/{{type}}","title":"{{title}}","status":{{status}},"detail":"{{detail}}"}""";
}
