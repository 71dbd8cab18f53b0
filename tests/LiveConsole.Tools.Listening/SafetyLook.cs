using LiveConsole.Domain.Listening;

namespace LiveConsole.Tools.Listening;

/// <summary>Marks of lines of standard input, with what was seen: for whoever writes the lists.</summary>
internal static class SafetyLook
{
    public static void Run(TextReader from, TextWriter to)
    {
        for (var line = from.ReadLine(); line is not null; line = from.ReadLine())
        {
            var marks = MessageJudge.Judge(line, ShowVocabulary.None).Marks;
            to.WriteLine($"{string.Join(", ", marks.Select(m => $"{m.Kind}/{m.Severity} {m.Reason} [{line.Substring(m.At, m.Length)}]"))}\t{line}");
        }
    }
}
