using System.Text;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Tools.Listening;

/// <summary>
/// Makes the program's word lists from the sources beside this program (lists/*.txt): "{a|b}" is written out, accents and capitals fall, doubles go.
/// </summary>
internal static class WordListPress
{
    public const string Shipped = "../../src/LiveConsole.Domain/Listening/safety.lists";

    public static string Press()
    {
        var made = new StringBuilder("# Made by tests/listening lists from tests/LiveConsole.Tools.Listening/lists. Words that mark messages: many are vile.\n");
        foreach (var source in Directory.EnumerateFiles(Path.Combine(Corpus.Folder(), "lists"), "*.txt").Order(StringComparer.Ordinal))
        {
            string? head = null;
            SortedSet<string> terms = new(StringComparer.Ordinal);
            foreach (var line in File.ReadLines(source).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
            {
                if (line[0] == '[') { Write(made, head, terms); head = Head(line, source); continue; }
                var pieces = line.Split(" !");
                var sign = line[0] is '=' or '+' ? line[..1] : "";
                foreach (var text in Expand(pieces[0][sign.Length..]))
                {
                    var folded = SafetyLists.Folded(text);
                    if (folded.Replace(" ", "", StringComparison.Ordinal).Length < 2) continue;
                    terms.Add(string.Join(" !", [sign + folded, .. pieces[1..].Select(p => p.Trim())]));
                }
            }

            Write(made, head, terms);
        }

        return made.ToString();
    }

    /// <summary>"[fr.slurs Slur Severe]"; a kind that is a role ("Aim", "Bait", "Innocent") marks nothing by itself.</summary>
    private static string Head(string line, string source)
    {
        if (line.Trim('[', ']').Split(' ') is not [var list, var kind, var severity]) throw new InvalidDataException($"{Path.GetFileName(source)}: \"{line}\" is no head of a list.");
        return Enum.TryParse<TermRole>(kind, out var role) && role != TermRole.Mark ? $"[{list} {role} {MarkKind.OwnWord} {severity}]" : $"[{list} {TermRole.Mark} {kind} {severity}]";
    }

    private static void Write(StringBuilder to, string? head, SortedSet<string> terms)
    {
        if (head is null) return;
        to.Append(head).Append('\n');
        foreach (var term in terms) to.Append(term).Append('\n');
        terms.Clear();
    }

    public static IEnumerable<string> Expand(string pattern)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        if (open < 0) { yield return pattern; yield break; }
        var close = pattern.IndexOf('}', open);
        if (close < 0) throw new InvalidDataException($"\"{pattern}\" is not closed.");
        foreach (var choice in pattern[(open + 1)..close].Split('|'))
        {
            foreach (var rest in Expand(pattern[(close + 1)..])) yield return pattern[..open] + choice + rest;
        }
    }
}
