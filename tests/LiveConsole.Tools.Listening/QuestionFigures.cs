using System.Globalization;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Tools.Listening;

/// <param name="Marked">It holds a question mark.</param>
/// <param name="Weight">How many messages of its chat it stands for: samples were drawn half by mark.</param>
/// <param name="Asks">How surely it asks anything of anybody, reactions included.</param>
internal sealed record Labelled(string Text, bool Question, bool Marked, double Score, double Asks, double Weight = 1);

/// <summary>Rates of a way to tell questions, each with its interval: 95 % of 1,000 draws of as many rows with replacement.</summary>
internal static class QuestionFigures
{
    private const int Draws = 1_000;
    private const double Natural = 0.05, WantedRecall = 0.85;

    private static readonly HashSet<string> s_listed = new(
        "qui quoi que quand comment pourquoi combien où quel quelle quels quelles lequel est-ce qu'est-ce who what when where why how which whose is are do does did can could will would".Split(' '), StringComparer.OrdinalIgnoreCase);

    public static bool Listed(Labelled row) => row.Text.Split([' ', '\'', '’', ',', '?', '!', '.'], StringSplitOptions.RemoveEmptyEntries).Any(s_listed.Contains);

    /// <summary>Precision / recall / F1, with F1's interval, of the rows as they were drawn.</summary>
    public static void Line(TextWriter to, string name, IReadOnlyList<Labelled> rows, Func<Labelled, bool> says, int seed)
    {
        var said = rows.Select(r => (Said: says(r), r.Question)).ToArray();
        var (precision, recall, f1) = Rates(said);
        var (low, high) = Interval(said, drawn => Rates(drawn).F1, seed);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {name,-26} {precision:0.000} / {recall:0.000} / {f1:0.000} [{low:0.00}-{high:0.00}]"));
    }

    /// <summary>As if 5 % of the messages were questions: precision where recall is 0.85, and at the threshold.</summary>
    public static void AtNatural(TextWriter to, string name, IReadOnlyList<Labelled> rows, Func<Labelled, double> score, double threshold, int seed)
    {
        var scored = rows.Select(r => (Score: score(r), r.Question, r.Weight)).ToArray();
        var wanted = ScoreAtRecall(scored);
        var at = Precision(scored, wanted);
        var (low, high) = Interval(scored, drawn => Precision(drawn, ScoreAtRecall(drawn)).Precision, seed);
        var half = Precision(scored, threshold);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-26} {at.Precision:0.00} [{low:0.00}-{high:0.00}] at recall {at.Recall:0.00} (score {wanted:0.00}); at the threshold {half.Precision:0.00} at recall {half.Recall:0.00}"));
    }

    public static double AtNatural(IReadOnlyList<Labelled> rows)
    {
        var scored = rows.Select(r => (r.Score, r.Question, r.Weight)).ToArray();
        return Precision(scored, ScoreAtRecall(scored)).Precision;
    }

    private static (double Low, double High) Interval<T>(T[] rows, Func<T[], double> figure, int seed)
    {
        var dice = new Dice((ulong)seed);
        var draws = new double[Draws];
        var drawn = new T[rows.Length];
        for (var i = 0; i < Draws; i++)
        {
            for (var j = 0; j < drawn.Length; j++) drawn[j] = rows[dice.Below(rows.Length)];
            draws[i] = figure(drawn);
        }

        Array.Sort(draws);
        return (draws[Draws / 40], draws[Draws - 1 - Draws / 40]);
    }

    private static (double Precision, double Recall, double F1) Rates((bool Said, bool Question)[] rows)
    {
        var (right, said, asked) = (0, 0, 0);
        foreach (var (s, q) in rows) { if (s && q) right++; if (s) said++; if (q) asked++; }
        return (right / Math.Max(1.0, said), right / Math.Max(1.0, asked), 2 * right / Math.Max(1.0, said + asked));
    }

    private static double ScoreAtRecall((double Score, bool Question, double Weight)[] rows)
    {
        var left = WantedRecall * rows.Where(r => r.Question).Sum(r => r.Weight) - 1e-9;
        foreach (var (score, _, weight) in rows.Where(r => r.Question).OrderByDescending(r => r.Score))
        {
            left -= weight;
            if (left <= 0) return score;
        }

        return 0;
    }

    private static (double Precision, double Recall) Precision((double Score, bool Question, double Weight)[] rows, double threshold)
    {
        double Share(bool question) => rows.Where(r => r.Question == question && r.Score >= threshold).Sum(r => r.Weight) / Math.Max(1e-9, rows.Where(r => r.Question == question).Sum(r => r.Weight));
        var (recall, alarms) = (Share(true), Share(false));
        return (Natural * recall / Math.Max(1e-9, Natural * recall + (1 - Natural) * alarms), recall);
    }
}
