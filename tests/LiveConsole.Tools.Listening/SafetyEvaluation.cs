using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Listening;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Testing;

namespace LiveConsole.Tools.Listening;

/// <summary>The tables of docs/listening.md, "Safety": what is marked in ordinary chats, in labelled abuse, in the night and among innocents. Prints no text unless asked to.</summary>
internal static class SafetyEvaluation
{
    /// <summary>Real chats of the data folder.</summary>
    public static IReadOnlyList<string> Chats { get; } =
    [
        "twitch/fr_1703192031", "twitch/fr_accropolis-b", "twitch/fr_1664002291", "twitch/en_vod_peachsaliva_520705845", "twitch/en_live_fl0m_week1", "twitch/en_live_ranboolive", "twitch/en_live_xqc",
        "twitch/en_live_esl_csgo", "twitch/en_live_hasanabi", "youtube/en_live_ishowspeed_hongkong", "youtube/en_live_fox_arizona", "youtube/id_live_f5UyKiHjO1M", "youtube/multi_replay_nasa_mars2020_launch",
    ];

    /// <param name="show">A kind whose messages are printed ("Slur"), for whoever writes the lists; null: none.</param>
    public static void Run(TextWriter to, string? show)
    {
        to.WriteLine("Marks per 1,000 messages of real chats (severe / flagged / note)");
        foreach (var chat in Chats) Chat(to, chat, show);
        to.WriteLine();
        to.WriteLine("Labelled messages: share marked at all / flagged or severe / severe");
        Labelled(to, "toxicity/twitch_moderated_messages_en.jsonl", "en", "label_text_only", show);
        Labelled(to, "toxicity/cyberagression_ado_fr.jsonl", "fr", "verbalAbuse", show);
        to.WriteLine();
        Night(to, show);
        to.WriteLine();
        Innocents(to);
    }

    private static void Chat(TextWriter to, string name, string? show)
    {
        if (RealData.Find($"chat/{name}.jsonl.gz") is not { } file) { to.WriteLine($"  {name}: not on this machine"); return; }
        List<(ChatMessage Message, string? Language)> messages = [];
        foreach (var (_, line) in Recordings.Read(file))
        {
            if (messages.Count < 30_000 && line is ParsedLine.Read { Line: RecordedMessage { Message.Text.Length: > 0 } read }) messages.Add((read.Message, QuestionJudge.Judge(read.Message, ShowVocabulary.None).Language));
        }

        Tally tally = new();
        CrowdWatch crowd = new();
        foreach (var (message, language) in messages) tally.Add(crowd.See(message, new Judgement(false, 0, language, []) { Marks = SafetyJudge.Judge(message, SafetyLexicon.Usual, language) }, ShowVocabulary.None).Marks);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name}: {messages.Count} messages, {tally.PerThousand()}"));
        foreach (var (message, language) in messages) Show(to, message.Text, SafetyJudge.Judge(message, SafetyLexicon.Usual, language), show);
    }

    private static void Labelled(TextWriter to, string path, string language, string label, string? show)
    {
        if (RealData.Find(path) is null) { to.WriteLine($"  {path}: not on this machine"); return; }
        foreach (var group in Corpus.Rows(path).GroupBy(r => Corpus.Text(r, label), StringComparer.Ordinal).Where(g => g.Count() >= 40).OrderByDescending(g => g.Count()))
        {
            Tally tally = new();
            foreach (var row in group)
            {
                var judged = MessageJudge.Judge(Corpus.Text(row, "text"), ShowVocabulary.None);
                tally.Add(judged.Marks);
                Show(to, Corpus.Text(row, "text"), judged.Marks, show);
            }

            to.WriteLine($"  {language} {group.Key}: {group.Count()} rows, {tally.Shares()}");
        }
    }

    private static void Night(TextWriter to, string? show)
    {
        var night = new LandingNight(new NightOptions { Programme = Programme.Night, Seed = 11, Viewers = 9_000 });
        var truth = night.Truth().DistinctBy(t => (t.Platform, t.Id)).ToDictionary(t => new MessageRef(t.Platform, t.Id));
        Dictionary<string, Tally> tallies = new(StringComparer.Ordinal);
        SafetyLexicon lists = new(new SafetySettings(), ["agence_orbite"]);
        ShowVocabulary vocabulary = new(["maud", "idris", "agence_orbite"], safety: lists);
        CrowdWatch crowd = new();
        foreach (var line in night.Timeline().OfType<RecordedMessage>())
        {
            var marks = crowd.See(line.Message, MessageJudge.Judge(line.Message, vocabulary), vocabulary).Marks;
            if (!truth.TryGetValue(line.Message.Ref, out var row) || line.Message.Kind != MessageKind.Text) continue;
            var group = row.Spam ? "spam" : row.Incident == "hate-raid" ? "hate raid" : row.Abuse > 0 ? $"abuse {row.Abuse}" : row.Incident == "private-data" ? "private data" : row.Incident == "hostile-text" ? "hostile text" : row.Incident == "raid" ? "friendly raid" : "the rest";
            if (!tallies.TryGetValue(group, out var tally)) tallies[group] = tally = new Tally();
            tally.Add(marks);
            if (show == "missed" && marks.IsEmpty && group != "the rest") to.WriteLine($"    {group}: {line.Message.Text}");
            if (show == "rest" && group == "the rest" && marks.Any(m => m.Severity >= MarkSeverity.Flagged)) to.WriteLine($"    {marks[0].Reason}: {line.Message.Text}");
        }

        to.WriteLine("The landing night against its truth: share marked at all / flagged or severe / severe");
        foreach (var (group, tally) in tallies.OrderBy(t => t.Key, StringComparer.Ordinal)) to.WriteLine($"  {group}: {tally.Messages} messages, {tally.Shares()}");
    }

    private static void Innocents(TextWriter to)
    {
        var lines = File.ReadLines(Path.Combine(Corpus.Folder(), "lists", "innocents.tsv")).Where(l => l.Length > 0 && l[0] != '#').ToList();
        var alarms = lines.Where(l => MessageJudge.Judge(l, ShowVocabulary.None).Marks.Any(m => m.Severity >= MarkSeverity.Flagged)).ToList();
        to.WriteLine($"Innocents that look like slurs: {lines.Count} texts, {alarms.Count} flagged or severe {string.Join("; ", alarms)}");
    }

    private static void Show(TextWriter to, string text, IReadOnlyList<MessageMark> marks, string? show)
    {
        foreach (var mark in marks.Where(m => show == m.Kind.ToString() || show == m.Severity.ToString()))
            to.WriteLine($"    {mark.List} {mark.Reason} [{text.Substring(mark.At, mark.Length)}] {text}");
    }

    private sealed class Tally
    {
        private readonly SortedDictionary<(MarkSeverity, MarkKind), int> _kinds = [];
        private int _marked, _flagged, _severe;

        public int Messages { get; private set; }

        public void Add(IReadOnlyList<MessageMark> marks)
        {
            Messages++;
            if (marks.Count == 0) return;
            _marked++;
            if (marks[0].Severity >= MarkSeverity.Flagged) _flagged++;
            if (marks[0].Severity == MarkSeverity.Severe) _severe++;
            foreach (var mark in marks) _kinds[(mark.Severity, mark.Kind)] = _kinds.GetValueOrDefault((mark.Severity, mark.Kind)) + 1;
        }

        public string PerThousand() => string.Create(CultureInfo.InvariantCulture, $"severe {1000.0 * _severe / Messages:0.0}, flagged {1000.0 * (_flagged - _severe) / Messages:0.0}, note {1000.0 * (_marked - _flagged) / Messages:0.0} (")
            + string.Join(", ", _kinds.Reverse().Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Key.Item2}/{k.Key.Item1} {1000.0 * k.Value / Messages:0.0}"))) + ")";

        public string Shares() => string.Create(CultureInfo.InvariantCulture, $"{100.0 * _marked / Messages:0.0} / {100.0 * _flagged / Messages:0.0} / {100.0 * _severe / Messages:0.0} %");
    }
}
