using LiveConsole.Domain.Listening;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Tools.Listening;

/// <summary>Logistic regression by AdaGrad over the mean of its last rounds, one thread, seeded: the same rows give the same weights.</summary>
internal static class QuestionTrainer
{
    private const int Rounds = 10, Averaged = 5, Times = 8;

    // What asks of what carries a mark: in French chats most, in English ones fewer (the data folder's README); and of what carries none.
    private const double FrenchMarkedShare = 0.73, MarkedShare = 0.44, BareShare = 0.02, AsksBareShare = 0.08, BareMass = 1.5, OthersMarkedShare = 0.65, OthersMass = 0.6;

    private sealed record Row(int[] Places, bool Question, int Kind, float Weight);

    /// <param name="asks">Learns what asks anything of anybody: whatever carries a mark does, a reaction without is left out.</param>
    public static (float[] Weights, float Bias) Train(IReadOnlyCollection<Sample> samples, int seed, bool asks, int? without = null)
    {
        var rows = Rows(samples, asks, without);
        var mass = Mass(rows, asks);
        var (mean, bias) = (new float[1 << QuestionFeatures.Bits], 0f);
        // Several times in other orders: their mean owes less to luck.
        for (var time = 0; time < Times; time++)
        {
            var (learned, own) = Once(rows, mass, asks ? 1 : 2, seed + 31 * time);
            bias += own / Times;
            for (var i = 0; i < mean.Length; i++) mean[i] += learned[i] / Times;
        }

        for (var i = 0; i < mean.Length; i++) if (MathF.Abs(mean[i]) < 0.004f) mean[i] = 0;
        return (mean, bias);
    }

    private static (float[] Weights, float Bias) Once(Row[] rows, double[] mass, int fifths, int seed)
    {
        var weights = new float[1 << QuestionFeatures.Bits];
        var (mean, gradients) = (new float[weights.Length], new float[weights.Length]);
        var (bias, biasGradient, meanBias) = (0f, 1f, 0f);
        Array.Fill(gradients, 0.1f);
        var dice = new Dice((ulong)seed);
        for (var round = 0; round < Rounds; round++)
        {
            Shuffle(rows, dice);
            foreach (var row in rows)
            {
                double sum = bias;
                foreach (var place in row.Places) sum += weights[place];
                var error = (float)((1 / (1 + Math.Exp(-Math.Clamp(sum, -20, 20))) - (row.Question ? 1 : 0)) * row.Weight * mass[row.Kind]);
                biasGradient += error * error;
                bias -= 0.1f * error / MathF.Sqrt(biasGradient);
                foreach (var place in row.Places)
                {
                    // So many fifths of the words are left out: no single one may decide.
                    if (dice.Below(5) < fifths) continue;
                    var gradient = error + 2e-5f * weights[place];
                    gradients[place] += gradient * gradient;
                    weights[place] -= 0.06f * gradient / MathF.Sqrt(gradients[place]);
                }
            }

            if (round < Rounds - Averaged) continue;
            meanBias += bias / Averaged;
            for (var i = 0; i < weights.Length; i++) mean[i] += weights[i] / Averaged;
        }

        return (mean, meanBias);
    }

    private static Row[] Rows(IEnumerable<Sample> samples, bool asks, int? without)
    {
        List<Row> rows = [];
        foreach (var sample in samples.Where(s => s.Fold != without))
        {
            var places = Looking.AtQuestion(sample.Text, out var marked);
            var reactsBare = asks && sample.Reacts && !marked;
            var says = reactsBare && Looking.Asks(sample.Text);
            if (reactsBare && !says) continue;
            var question = sample.Question || (asks && marked) || says;
            rows.Add(new Row(places, question, 4 * Group(sample.Language) + (marked ? 2 : 0) + (question ? 1 : 0), sample.Weight));
        }

        return [.. rows];
    }

    /// <summary>What a row of each kind weighs, so that kinds weigh together what they do in real chats.</summary>
    private static double[] Mass(Row[] rows, bool asks)
    {
        var counts = new double[12];
        foreach (var row in rows) counts[row.Kind] += row.Weight;
        var bare = asks ? AsksBareShare : BareShare;
        double[] wanted =
        [
            BareMass * (1 - bare), BareMass * bare, 1 - MarkedShare, MarkedShare,
            BareMass * (1 - bare), BareMass * bare, 1 - FrenchMarkedShare, FrenchMarkedShare,
            OthersMass * (1 - bare), OthersMass * bare, OthersMass * (1 - OthersMarkedShare), OthersMass * OthersMarkedShare,
        ];
        var scale = rows.Length / wanted.Sum();
        return [.. wanted.Select((share, i) => Math.Min(8, share * scale / Math.Max(1, counts[i])))];
    }

    private static int Group(string? language) => language switch { null or "en" => 0, "fr" => 1, _ => 2 };

    private static void Shuffle<T>(T[] rows, Dice dice)
    {
        for (var i = rows.Length - 1; i > 0; i--)
        {
            var j = dice.Below(i + 1);
            (rows[i], rows[j]) = (rows[j], rows[i]);
        }
    }
}
