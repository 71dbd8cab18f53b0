using System.Globalization;
using LiveConsole.Domain.Listening;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Tools.Listening;

/// <param name="Marked">It holds a question mark.</param>
internal sealed record Labelled(string Text, bool Question, bool Marked, double Score);

/// <summary>The table: questions on sets that nothing was learned from, against two baselines, with intervals; languages by length.</summary>
internal static class Evaluation
{
    private const int Draws = 1_000;
    private const double Natural = 0.05;

    private static readonly HashSet<string> s_listed = new(
        "qui quoi que quand comment pourquoi combien où quel quelle quels quelles lequel est-ce qu'est-ce who what when where why how which whose is are do does did can could will would".Split(' '), StringComparer.OrdinalIgnoreCase);

    public static void Run(TextWriter to, Weights weights, int seed)
    {
        var french = Chat("fr", weights);
        var english = Chat("en", weights);
        var nps = Corpus.Rows("questions/nps_chat_en.jsonl").Select(r => Row(Corpus.Text(r, "text"), r.GetProperty("isQuestion").GetBoolean(), weights)).ToList();
        to.WriteLine("Questions: precision / recall / F1 [95 % interval of F1]");
        Questions(to, "French real chat", french, seed);
        Questions(to, "English real chat", english, seed);
        Questions(to, "NPS chat", nps, seed);
        to.WriteLine();
        to.WriteLine($"At natural frequency ({Natural:0%} questions; marks among the rest as in the chats): precision at recall 0.85");
        AtNatural(to, "French real chat", french, 0.189 * 0.25);
        AtNatural(to, "English real chat", english, 0.08 * 0.66);
        AtNatural(to, "NPS chat", nps, null);
        to.WriteLine();
        Noise(to, weights);
        Calibration(to, [.. french, .. english]);
        to.WriteLine();
        Languages(to, weights);
    }

    private static List<Labelled> Chat(string language, Weights weights) =>
        [.. Corpus.Rows("labelled/chat_questions_labelled.jsonl").Where(r => Corpus.Text(r, "lang") == language && Corpus.Text(r, "label") != "request").Select(r => Row(Corpus.Text(r, "text"), Corpus.Text(r, "label") == "question", weights))];

    private static Labelled Row(string text, bool question, Weights weights) =>
        new(text, question, text.Contains('?', StringComparison.Ordinal), QuestionJudge.Judge(text, [], ShowVocabulary.None, reply: false, channel: null, weights).Score);

    private static void Questions(TextWriter to, string name, List<Labelled> rows, int seed)
    {
        to.WriteLine($"  {name}: {rows.Count} rows, {rows.Count(r => r.Question)} questions");
        Line(to, "the mark", rows, r => r.Marked, seed);
        Line(to, "the word list", rows, r => r.Text.Split([' ', '\'', '’', ',', '?', '!', '.'], StringSplitOptions.RemoveEmptyEntries).Any(s_listed.Contains), seed);
        Line(to, "LiveConsole", rows, r => r.Score >= QuestionJudge.Threshold, seed);
    }

    private static void Line(TextWriter to, string name, List<Labelled> rows, Func<Labelled, bool> says, int seed)
    {
        var said = rows.Select(r => (Said: says(r), r.Question)).ToArray();
        var (precision, recall, f1) = Rates(said);
        var dice = new Dice((ulong)seed);
        var draws = new double[Draws];
        var drawn = new (bool, bool)[said.Length];
        for (var i = 0; i < Draws; i++)
        {
            for (var j = 0; j < drawn.Length; j++) drawn[j] = said[dice.Below(said.Length)];
            draws[i] = Rates(drawn).F1;
        }

        Array.Sort(draws);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {name,-14} {precision:0.000} / {recall:0.000} / {f1:0.000} [{draws[Draws / 40]:0.00}-{draws[Draws - 1 - Draws / 40]:0.00}]"));
    }

    private static (double Precision, double Recall, double F1) Rates((bool Said, bool Question)[] rows)
    {
        var (right, said, asked) = (0, 0, 0);
        foreach (var (s, q) in rows) { if (s && q) right++; if (s) said++; if (q) asked++; }
        return (right / Math.Max(1.0, said), right / Math.Max(1.0, asked), 2 * right / Math.Max(1.0, said + asked));
    }

    /// <param name="markedShare">Share of marks among the chat's messages that ask nothing; null: the set is at natural frequency but for its questions.</param>
    private static void AtNatural(TextWriter to, string name, List<Labelled> rows, double? markedShare)
    {
        var questions = rows.Where(r => r.Question).OrderByDescending(r => r.Score).ToList();
        var threshold = questions[(int)Math.Ceiling(0.85 * questions.Count) - 1].Score;
        var others = rows.Where(r => !r.Question).ToList();
        var at = Precision(rows, others, threshold, markedShare);
        var half = Precision(rows, others, QuestionJudge.Threshold, markedShare);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-20} {at.Precision:0.000} at recall {at.Recall:0.00} (score {threshold:0.00}); at the threshold {half.Precision:0.000} at recall {half.Recall:0.00}"));
    }

    private static (double Precision, double Recall) Precision(List<Labelled> rows, List<Labelled> others, double threshold, double? markedShare)
    {
        var recall = rows.Count(r => r.Question && r.Score >= threshold) / (double)rows.Count(r => r.Question);
        double False(bool marked) => others.Where(o => o.Marked == marked).Select(o => o.Score >= threshold ? 1.0 : 0).DefaultIfEmpty(0).Average();
        var alarms = markedShare is { } share ? share * False(true) + (1 - share) * False(false) : others.Average(o => o.Score >= threshold ? 1.0 : 0);
        return (Natural * recall / (Natural * recall + (1 - Natural) * alarms), recall);
    }

    private static void Noise(TextWriter to, Weights weights)
    {
        var acts = Corpus.Rows("questions/nps_chat_en.jsonl").Where(r => Corpus.Text(r, "act") is "Greet" or "Emotion" or "Bye").Select(r => Corpus.Text(r, "text")).ToList();
        Alarms(to, "greetings, emotions, byes of NPS chat", acts, weights);
        Alarms(to, "Twitch messages of sentiment study without a mark", [.. Corpus.Rows("labelled/twitch_sentiment_en.jsonl").Select(r => Corpus.Text(r, "text")).Where(t => !t.Contains('?', StringComparison.Ordinal))], weights);
        Alarms(to, "French group chat without a mark (role play)", [.. Corpus.Rows("toxicity/cyberagression_ado_fr.jsonl").Select(r => Corpus.Text(r, "text")).Where(t => !t.Contains('?', StringComparison.Ordinal))], weights);
    }

    private static void Alarms(TextWriter to, string name, List<string> texts, Weights weights)
    {
        var alarms = texts.Count(t => QuestionJudge.Judge(t, [], ShowVocabulary.None, reply: false, channel: null, weights).Question);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"False alarms, {name}: {100.0 * alarms / Math.Max(1, texts.Count):0.0} % of {texts.Count}"));
    }

    private static void Calibration(TextWriter to, List<Labelled> rows)
    {
        to.Write("Calibration, both real chats with a mark (score: share that asks):");
        foreach (var bin in rows.Where(r => r.Marked).GroupBy(r => Math.Min(4, (int)(r.Score * 5))).OrderBy(g => g.Key))
            to.Write(string.Create(CultureInfo.InvariantCulture, $" {bin.Average(r => r.Score):0.00}: {bin.Average(r => r.Question ? 1.0 : 0):0.00} ({bin.Count()});"));
        to.WriteLine();
    }

    /// <summary>French apart from English, on texts nothing was learned from.</summary>
    private static void Languages(TextWriter to, Weights weights)
    {
        (string Name, string Language, IEnumerable<string> Texts)[] sets =
        [
            ("French questions (FQB)", "fr", Corpus.Rows("questions/french_questionbank_fr.jsonl").Select(r => Corpus.Text(r, "text"))),
            ("French group chat", "fr", Corpus.Rows("toxicity/cyberagression_ado_fr.jsonl").Select(r => Corpus.Text(r, "text"))),
            ("French real chat (labelled)", "fr", Corpus.Rows("labelled/chat_questions_labelled.jsonl").Where(r => Corpus.Text(r, "lang") == "fr").Select(r => Corpus.Text(r, "text"))),
            ("English NPS chat", "en", Corpus.Rows("questions/nps_chat_en.jsonl").Where(r => Corpus.Text(r, "act") != "System").Select(r => Corpus.Text(r, "text"))),
            ("English real chat (labelled)", "en", Corpus.Rows("labelled/chat_questions_labelled.jsonl").Where(r => Corpus.Text(r, "lang") == "en").Select(r => Corpus.Text(r, "text"))),
        ];
        to.WriteLine("Language: right / wrong / unsure; the last figure: French taken for English or English for French");
        foreach (var (name, language, texts) in sets)
        {
            var said = texts.Select(t => (Text: t, Language: language, Said: Judged.Language(t, weights))).ToList();
            foreach (var (from, below) in new[] { (1, 10), (10, 20), (20, 10_000) })
            {
                var bucket = said.Where(s => s.Text.Length >= from && s.Text.Length < below).ToList();
                var swapped = bucket.Count(s => s.Said == (language == "fr" ? "en" : "fr"));
                to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-28} {from,2}{(below == 10_000 ? "+   " : $"-{below - 1,-3}")} {Judged.Shares(bucket)}  {100.0 * swapped / Math.Max(1, bucket.Count):0.0} %"));
            }
        }
    }
}
