using LiveConsole.Domain.Listening;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Tools.Listening;

/// <summary>Logistic regression by AdaGrad, one thread, seeded: the same rows give the same weights.</summary>
internal static class QuestionTrainer
{
    private const int Rounds = 8;

    // Of what carries a mark about half asks; of what carries none one in thirty does at most. Real chats, not our sample of wordings, say so.
    private const double MarkedShare = 0.55, BareShare = 0.04, BareMass = 1.5;

    private sealed record Row(ushort[] Places, bool Question, bool Marked, float Weight);

    /// <param name="asks">Learns what asks anything of anybody: a reaction with a mark does, one without is left out.</param>
    public static (float[] Weights, float Bias) Train(IReadOnlyList<Sample> samples, int seed, bool asks, int? without = null)
    {
        var rows = samples.Where(s => s.Fold != without).Select(s => (Row: new Row(Looking.AtQuestion(s.Text, out var marked), s.Question || (asks && marked), marked, s.Weight), s.Reacts))
            .Where(r => !asks || !r.Reacts || r.Row.Marked).Select(r => r.Row).ToArray();
        var weights = new float[1 << QuestionFeatures.Bits];
        var gradients = new float[weights.Length];
        var (bias, biasGradient) = (0f, 1f);
        Array.Fill(gradients, 0.1f);
        var mass = Mass(rows);
        var dice = new Dice((ulong)seed);
        for (var round = 0; round < Rounds; round++)
        {
            Shuffle(rows, dice);
            foreach (var row in rows)
            {
                double sum = bias;
                foreach (var place in row.Places) sum += weights[place];
                var error = (float)((1 / (1 + Math.Exp(-Math.Clamp(sum, -20, 20))) - (row.Question ? 1 : 0)) * row.Weight * mass[(row.Marked ? 2 : 0) + (row.Question ? 1 : 0)]);
                biasGradient += error * error;
                bias -= 0.1f * error / MathF.Sqrt(biasGradient);
                foreach (var place in row.Places)
                {
                    // A word left out now and then: no single one may decide.
                    if (dice.Below(5) == 0) continue;
                    var gradient = error + 2e-5f * weights[place];
                    gradients[place] += gradient * gradient;
                    weights[place] -= 0.08f * gradient / MathF.Sqrt(gradients[place]);
                }
            }
        }

        for (var i = 0; i < weights.Length; i++) if (MathF.Abs(weights[i]) < 0.004f) weights[i] = 0;
        return (weights, bias);
    }

    /// <summary>What a row of each kind weighs, so that kinds weigh together what they do in real chats.</summary>
    private static double[] Mass(Row[] rows)
    {
        double[] counts = new double[4];
        foreach (var row in rows) counts[(row.Marked ? 2 : 0) + (row.Question ? 1 : 0)] += row.Weight;
        double[] wanted = [BareMass * (1 - BareShare), BareMass * BareShare, 1 - MarkedShare, MarkedShare];
        var scale = rows.Length / wanted.Sum();
        return [.. wanted.Select((share, i) => Math.Min(8, share * scale / Math.Max(1, counts[i])))];
    }

    private static void Shuffle<T>(T[] rows, Dice dice)
    {
        for (var i = rows.Length - 1; i > 0; i--)
        {
            var j = dice.Below(i + 1);
            (rows[i], rows[j]) = (rows[j], rows[i]);
        }
    }
}
