using LiveConsole.Domain.Listening;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Tools.Listening;

/// <summary>Softmax regression over runs of letters, by AdaGrad; whole texts, pieces of them, and texts without accents.</summary>
internal static class LanguageTrainer
{
    private const int Rounds = 12;

    /// <summary>Written in Latin letters, and those two by two that share another script; the others that our samples know are told by their script.</summary>
    public static readonly string[] Languages = ["fr", "en", "de", "es", "it", "pt", "nl", "ca", "cs", "da", "fi", "hu", "id", "ms", "nb", "pl", "ro", "sv", "tr", "vi", "ru", "uk", "ar", "fa"];

    public static (float[] Weights, float[] Bias) Train(IEnumerable<Sample> samples, int seed)
    {
        var dice = new Dice((ulong)seed + 5);
        var width = Languages.Length;
        List<(ushort[] Places, int Language, float Weight)> rows = [];
        var byLanguage = samples.Where(s => Array.IndexOf(Languages, s.Language) >= 0).GroupBy(s => s.Language!).ToList();
        foreach (var language in byLanguage)
        {
            var index = Array.IndexOf(Languages, language.Key);
            List<ushort[]> seen = [];
            foreach (var sample in language) seen.AddRange(Ways(sample.Text, dice).Select(Looking.AtLanguage).Where(p => p.Length > 0));
            // A chat is far likelier in these; the rest weigh alike.
            var mass = language.Key switch { "en" => 7f, "fr" => 5f, "de" or "es" or "it" or "pt" or "nl" => 2.2f, _ => 1f };
            rows.AddRange(seen.Select(p => (p, index, Math.Min(2f, mass * 900 / seen.Count))));
        }

        var all = rows.ToArray();
        var weights = new float[(1 << Weights.LanguageBits) * width];
        var squares = new float[weights.Length];
        var (bias, biasSquares) = (new float[width], new float[width]);
        Array.Fill(squares, 0.02f);
        Array.Fill(biasSquares, 1f);
        var beliefs = new float[width];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = all.Length - 1; i > 0; i--) { var j = dice.Below(i + 1); (all[i], all[j]) = (all[j], all[i]); }
            foreach (var (places, language, weight) in all)
            {
                var scale = 1 / MathF.Sqrt(places.Length);
                Believe(weights, bias, places, scale, beliefs);
                for (var c = 0; c < width; c++)
                {
                    var error = (beliefs[c] - (c == language ? 1 : 0)) * weight;
                    beliefs[c] = error;
                    biasSquares[c] += error * error;
                    bias[c] -= 0.05f * error / MathF.Sqrt(biasSquares[c]);
                }

                foreach (var place in places)
                {
                    for (var c = 0; c < width; c++)
                    {
                        var at = place * width + c;
                        var gradient = beliefs[c] * scale + 1e-5f * weights[at];
                        squares[at] += gradient * gradient;
                        weights[at] -= 0.15f * gradient / MathF.Sqrt(squares[at]);
                    }
                }
            }
        }

        // A show's chat is likelier in these, whatever our samples' mixture is; what is short and noisy is English most of all.
        for (var c = 0; c < width; c++) bias[c] += Languages[c] switch { "en" => 0.65f, "fr" => 0.45f, "de" or "es" or "it" or "pt" or "nl" => 0.15f, _ => 0 };
        return (weights, bias);
    }

    private static void Believe(float[] weights, float[] bias, ushort[] places, float scale, float[] beliefs)
    {
        var width = bias.Length;
        Array.Clear(beliefs);
        foreach (var place in places) for (var c = 0; c < width; c++) beliefs[c] += weights[place * width + c];
        var (most, total) = (float.MinValue, 0f);
        for (var c = 0; c < width; c++) most = Math.Max(most, beliefs[c] = beliefs[c] * scale + bias[c]);
        for (var c = 0; c < width; c++) total += beliefs[c] = MathF.Exp(beliefs[c] - most);
        for (var c = 0; c < width; c++) beliefs[c] /= total;
    }

    /// <summary>As it stands, pieces of one to six words, and without accents.</summary>
    private static IEnumerable<string> Ways(string text, Dice dice)
    {
        yield return text;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var pieces = Math.Min(6, words.Length / 2);
        for (var i = 0; i < pieces; i++)
        {
            var length = dice.Between(1, Math.Min(6, words.Length));
            var piece = string.Join(' ', words.Skip(dice.Below(words.Length - length + 1)).Take(length));
            yield return dice.Chance(0.3) ? Typing.Plain(piece) : piece;
        }
    }
}
