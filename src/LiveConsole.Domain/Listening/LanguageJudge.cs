using System.Numerics;

namespace LiveConsole.Domain.Listening;

/// <summary>Which language a short, noisy text is in; unsure is an answer. Without state; safe on any thread.</summary>
internal static class LanguageJudge
{
    /// <summary>Below this share of belief it says that it is unsure: the fewer letters, the surer it must be.</summary>
    private static double Sure(int letters) => letters switch { < 9 => 0.75, < 17 => 0.6, _ => 0.24 };

    /// <returns>ISO 639-1, or null: unsure, or no words.</returns>
    public static string? Of(in ChatText text, Weights weights)
    {
        var scripts = text.Scripts;
        var all = scripts.All;
        if (all == 0) return null;
        if (!IsLearned(scripts)) return OfScript(scripts, all);
        // Letters that only one of the two has.
        if (scripts.Ukrainian > 0 && scripts.Cyrillic * 2 > all) return "uk";
        if (scripts.Persian > 0 && scripts.Arabic * 2 > all) return "fa";
        var (language, belief) = Learned(text, weights);
        // In a script of two languages the letters leave no doubt but which of the two.
        return belief >= (scripts.Latin * 2 >= all ? Sure(scripts.Latin) : 0) ? language : null;
    }

    /// <summary>Several of our languages share its script: runs of letters tell them apart.</summary>
    public static bool IsLearned(in ScriptCounts scripts) => scripts.Latin * 2 >= scripts.All || scripts.Cyrillic * 2 > scripts.All || scripts.Arabic * 2 > scripts.All;

    /// <summary>Scripts that one of our languages is written in, or that a letter tells apart.</summary>
    private static string? OfScript(in ScriptCounts scripts, int all)
    {
        if (scripts.Kana > 0 && (scripts.Kana + scripts.Han) * 2 > all) return "ja";
        if (scripts.Han * 2 > all) return "zh";
        if (scripts.Hangul * 2 > all) return "ko";
        if (scripts.Greek * 2 > all) return "el";
        if (scripts.Hebrew * 2 > all) return "he";
        if (scripts.Devanagari * 2 > all) return "hi";
        return scripts.Thai * 2 > all ? "th" : null;
    }

    /// <returns>The likeliest language and how likely, 0 to 1.</returns>
    private static (string? Language, double Belief) Learned(in ChatText text, Weights weights)
    {
        Span<ushort> places = stackalloc ushort[LanguageFeatures.Most];
        var count = LanguageFeatures.Of(text, places, out var letters);
        if (letters < 2) return (null, 0);
        Span<float> sums = stackalloc float[weights.Stride];
        sums.Clear();
        Sum(weights, places[..count], sums);
        // Long texts repeat themselves: their runs count for less each, and short ones stay unsure.
        var scale = 1 / MathF.Sqrt(count);
        var (best, total) = (0, 0d);
        for (var i = 0; i < weights.Languages.Length; i++)
        {
            sums[i] = sums[i] * scale + weights.LanguageBias[i];
            if (sums[i] > sums[best]) best = i;
        }

        for (var i = 0; i < weights.Languages.Length; i++) total += Math.Exp(sums[i] - sums[best]);
        return (weights.Languages[best], 1 / total);
    }

    private static void Sum(Weights weights, ReadOnlySpan<ushort> places, Span<float> sums)
    {
        var stride = weights.Stride;
        var table = weights.Language.AsSpan();
        foreach (var place in places)
        {
            var row = table.Slice(place * stride, stride);
            for (var i = 0; i < stride; i += Vector<float>.Count <= 8 ? Vector<float>.Count : stride)
            {
                if (Vector<float>.Count > 8) { for (var j = 0; j < stride; j++) sums[j] += row[j]; continue; }
                (new Vector<float>(sums[i..]) + new Vector<float>(row[i..])).CopyTo(sums[i..]);
            }
        }
    }
}
