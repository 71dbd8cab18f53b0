using System.Globalization;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Tools.Listening;

internal static class Judged
{
    public static string? Language(string text, Weights weights) => QuestionJudge.Judge(text, [], ShowVocabulary.None, reply: false, channel: null, weights).Language;

    public static string Shares(IReadOnlyCollection<(string Text, string Language, string? Said)> rows)
    {
        var count = Math.Max(1, rows.Count);
        var (right, unsure) = (rows.Count(r => r.Said == r.Language), rows.Count(r => r.Said is null));
        return string.Create(CultureInfo.InvariantCulture, $"{100.0 * right / count,5:0.0} / {100.0 * (rows.Count - right - unsure) / count,4:0.0} / {100.0 * unsure / count,4:0.0} %  ({rows.Count} texts)");
    }
}
