using System.Globalization;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Tools.Listening;

/// <summary>Learns without one fold and looks at it, five times: what the training rows themselves say, before any evaluation file is read.</summary>
internal static class CrossValidation
{
    /// <param name="rows">Prints every real viewer's message judged wrongly, too.</param>
    public static void Run(TextWriter to, int seed, bool rows)
    {
        if (!rows) Languages(to, seed);
        var samples = Corpus.Questions(seed);
        List<(double Score, bool Question, bool Real)> judged = [];
        for (var fold = 0; fold < Corpus.Folds; fold++)
        {
            var (weights, bias) = QuestionTrainer.Train(samples, seed, asks: false, fold);
            foreach (var sample in samples.Where(s => s.Fold == fold))
            {
                double sum = bias;
                foreach (var place in Looking.AtQuestion(sample.Text, out _)) sum += weights[place];
                if (rows && sample.Real && sum >= 0 != sample.Question) to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(sample.Question ? "MISSED" : "ALARM ")} {sum,5:0.0}  {sample.Text}"));
                judged.Add((1 / (1 + Math.Exp(-sum)), sample.Question, sample.Real));
            }
        }

        Line(to, "all", judged);
        Line(to, "real viewers' alone", [.. judged.Where(j => j.Real)]);
    }

    private static void Line(TextWriter to, string name, List<(double Score, bool Question, bool Real)> judged)
    {
        var (right, wrong, missed) = (judged.Count(j => j is { Score: >= 0.5, Question: true }), judged.Count(j => j is { Score: >= 0.5, Question: false }), judged.Count(j => j is { Score: < 0.5, Question: true }));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"questions, {judged.Count} training rows ({name}), five folds by wording: precision {right / (double)(right + wrong):0.000}, recall {right / (double)(right + missed):0.000}"));
    }

    private static void Languages(TextWriter to, int seed)
    {
        var samples = Corpus.LanguageSamples();
        var extras = Corpus.LanguageExtras(seed);
        List<(string Text, string Language, string? Said)> said = [];
        for (var fold = 0; fold < Corpus.Folds; fold++)
        {
            var (table, bias) = LanguageTrainer.Train([.. samples.Where(s => s.Fold != fold), .. extras], seed);
            using var stream = new MemoryStream();
            Weights.Write(stream, (new float[1 << QuestionFeatures.Bits], 0), (new float[1 << QuestionFeatures.Bits], 0), LanguageTrainer.Languages, bias, table);
            stream.Position = 0;
            var weights = Weights.Read(stream);
            foreach (var sample in samples.Where(s => s.Fold == fold)) said.Add((sample.Text, sample.Language!, Judged.Language(sample.Text, weights)));
        }

        to.WriteLine("languages, 31 of them, five folds of the free samples: right / wrong / unsure");
        foreach (var (from, below) in new[] { (1, 10), (10, 20), (20, 50), (50, 10_000) })
        {
            var bucket = said.Where(s => s.Text.Length >= from && s.Text.Length < below).ToList();
            to.WriteLine($"  {from,3}-{(below == 10_000 ? "" : below - 1),-4} characters  {Judged.Shares(bucket)}");
        }

        to.WriteLine($"  20 and more      {Judged.Shares([.. said.Where(s => s.Text.Length >= 20)])}");
        to.WriteLine($"  20 and more, fr en de es it pt nl  {Judged.Shares([.. said.Where(s => s.Text.Length >= 20 && s.Language is "fr" or "en" or "de" or "es" or "it" or "pt" or "nl")])}");
        var mixed = said.Where(s => s.Text.Length >= 20 && s.Said is not null && s.Said != s.Language).CountBy(s => $"{s.Language}>{s.Said}").OrderByDescending(c => c.Value).Take(8);
        to.WriteLine($"  most often mixed up: {string.Join(", ", mixed.Select(m => $"{m.Key} {m.Value}"))}");
    }
}
