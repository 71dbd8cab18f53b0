using System.Globalization;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Tools.Listening;

/// <summary>
/// Learns anew, writes nothing, and says how it does on what may be looked at: real viewers' free rows, each fold by weights that have not seen it, and the rows that were read.
/// Questions are learned in several other orders: a change has to gain more than these differ.
/// </summary>
internal static class Comparison
{
    public static void Run(TextWriter to, int seed, int times)
    {
        var samples = Corpus.Questions(seed);
        to.WriteLine($"{samples.Count} rows: log loss (marked, bare), F1, precision at recall 0.85 at natural frequency, area under the curve (marked, bare)");
        Line(to, "Free", [Figures(Free(samples, seed))]);
        List<double[]> french = [], english = [];
        for (var time = 0; time < times; time++)
        {
            var sets = new LabelledSets(Questions(QuestionTrainer.Train(samples, seed + 1_000 * time, asks: false)));
            french.Add(Figures(sets.Ours("looked_at_chat.tsv", "fr")));
            english.Add(Figures(sets.Ours("looked_at_chat.tsv", "en")));
        }

        Line(to, "French", french);
        Line(to, "English", english);
        Languages(to, seed);
    }

    private static List<Labelled> Free(List<Sample> samples, int seed)
    {
        List<Labelled> free = [];
        for (var fold = 0; fold < Corpus.Folds; fold++)
        {
            var (weights, bias) = QuestionTrainer.Train([.. samples.Where(s => !s.Real || s.Fold != fold)], seed, asks: false);
            foreach (var sample in samples.Where(s => s.Real && s.Fold == fold))
            {
                double sum = bias;
                foreach (var place in Looking.AtQuestion(sample.Text, out _)) sum += weights[place];
                free.Add(new Labelled(sample.Text, sample.Question, sample.Text.Contains('?', StringComparison.Ordinal), 1 / (1 + Math.Exp(-sum)), 0));
            }
        }

        return free;
    }

    private static void Languages(TextWriter to, int seed)
    {
        var (table, bias) = LanguageTrainer.Train([.. Corpus.LanguageSamples(), .. Corpus.LanguageExtras(seed)], seed);
        var weights = Learned((new float[1 << QuestionFeatures.Bits], 0f), bias, table);
        (string Name, string Language, IEnumerable<string> Texts)[] sets =
        [
            ("French", "fr", Corpus.LabelledChat("looked_at_chat.tsv").Where(r => r.Path.Contains("/fr_", StringComparison.Ordinal)).Select(r => r.Text)),
            ("English", "en", Corpus.LabelledChat("looked_at_chat.tsv").Where(r => r.Path.Contains("/en_", StringComparison.Ordinal)).Select(r => r.Text)),
            ("NPS chat", "en", new LabelledSets(weights).Nps(true).Select(r => r.Text)),
        ];
        to.WriteLine("languages: right / wrong / unsure");
        foreach (var (name, language, texts) in sets)
        {
            var said = texts.Select(t => (Text: t, Language: language, Said: Judged.Language(t, weights))).ToList();
            foreach (var (from, below) in new[] { (1, 10), (10, 20), (20, 10_000) })
                to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-8} {from,2}{(below == 10_000 ? "+   " : $"-{below - 1,-3}")} {Judged.Shares([.. said.Where(s => s.Text.Length >= from && s.Text.Length < below)])}"));
        }
    }

    private static Weights Questions((float[] Weights, float Bias) questions)
    {
        var width = LanguageTrainer.Languages.Length;
        return Learned(questions, new float[width], new float[(1 << Weights.LanguageBits) * width]);
    }

    private static Weights Learned((float[] Weights, float Bias) questions, float[] languageBias, float[] languages)
    {
        using var stream = new MemoryStream();
        Weights.Write(stream, questions, (new float[1 << QuestionFeatures.Bits], 0f), LanguageTrainer.Languages, languageBias, languages);
        stream.Position = 0;
        return Weights.Read(stream);
    }

    private static void Line(TextWriter to, string name, List<double[]> all)
    {
        double Mean(int figure) => all.Average(a => a[figure]);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-8} {Mean(0):0.0000} [{all.Min(a => a[0]):0.0000}-{all.Max(a => a[0]):0.0000}] ({Mean(1):0.000}, {Mean(2):0.000})  {Mean(3):0.000}  {Mean(4):0.000}  ({Mean(5):0.000}, {Mean(6):0.000})"));
    }

    private static double[] Figures(List<Labelled> rows)
    {
        List<Labelled> marked = [.. rows.Where(r => r.Marked)], bare = [.. rows.Where(r => !r.Marked)];
        var (said, right) = (rows.Count(r => r.Score >= QuestionJudge.Threshold), rows.Count(r => r.Score >= QuestionJudge.Threshold && r.Question));
        return [Loss(rows), Loss(marked), Loss(bare), 2.0 * right / (said + rows.Count(r => r.Question)), QuestionFigures.AtNatural(rows), Area(marked), Area(bare)];
    }

    private static double Loss(List<Labelled> rows) => rows.Average(r => -Math.Log(Math.Clamp(r.Question ? r.Score : 1 - r.Score, 1e-6, 1)));

    /// <summary>How often a question scores higher than what is none.</summary>
    private static double Area(List<Labelled> rows) =>
        rows.Where(r => r.Question).Average(q => rows.Where(r => !r.Question).Average(o => q.Score > o.Score ? 1.0 : q.Score < o.Score ? 0 : 0.5));
}
