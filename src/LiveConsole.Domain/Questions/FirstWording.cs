using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Questions;

/// <summary>
/// The wording an item starts with: the message without "!q", mentions of the show, emotes, doubled marks, shouting, links, phone
/// or mail (desks.md, section 4). People edit it; the original stays below.
/// </summary>
public static partial class FirstWording
{
    /// <param name="mentions">The show's and its hosts' names as typed, without @.</param>
    /// <returns>At most <see cref="Wording.Longest"/> characters on a word's end; empty when nothing is left.</returns>
    public static string Of(ChatMessage message, ImmutableArray<string> mentions)
    {
        var text = message.Parts.IsEmpty ? message.Text : WithoutEmotes(message.Parts, mentions);
        text = Command().Replace(text, " ");
        foreach (var mention in mentions) text = text.Replace("@" + mention, " ", StringComparison.OrdinalIgnoreCase);
        text = Links().Replace(text, " ");
        text = Mail().Replace(text, " ");
        text = Phone().Replace(text, " ");
        text = Unseen(text);
        text = DoubledMarks().Replace(text, m => m.Value.Contains('?', StringComparison.Ordinal) ? "?" : m.Value[..1]);
        text = Drawn().Replace(text, "${letter}${letter}");
        text = Spaces().Replace(text, " ").Trim();
        text = Quiet(text);
        if (text.Length > 0) text = char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
        return Cut(text);
    }

    private static string WithoutEmotes(ImmutableArray<MessagePart> parts, ImmutableArray<string> mentions)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var dropped = part.Type is PartType.Emote or PartType.Cheermote or PartType.Link
                || (part.Type == PartType.Mention && mentions.Any(m => string.Equals(part.Text.TrimStart('@'), m, StringComparison.OrdinalIgnoreCase)));
            text.Append(dropped ? " " : part.Text);
        }

        return text.ToString();
    }

    /// <summary>Controls and direction overrides have no place in a wording; joiners of emoji and scripts stay.</summary>
    private static string Unseen(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200B or 0xFEFF or 0xFFFD or (>= 0xE0000 and <= 0xE007F)) kept.Append(' ');
            else kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    /// <summary>Shouting becomes a sentence; short words in capitals (ISS, CNES) are left alone when the rest is not shouted.</summary>
    private static string Quiet(string text)
    {
        int upper = 0, letters = 0;
        foreach (var c in text)
        {
            if (!char.IsLetter(c)) continue;
            letters++;
            if (char.IsUpper(c)) upper++;
        }

        return letters >= 8 && upper > letters * 0.7 ? text.ToLower(CultureInfo.InvariantCulture) : text;
    }

    private static string Cut(string text)
    {
        if (text.Length <= Wording.Longest) return text;
        var end = text.LastIndexOf(' ', Wording.Longest - 2);
        if (end < Wording.Longest / 2) end = char.IsHighSurrogate(text[Wording.Longest - 2]) ? Wording.Longest - 2 : Wording.Longest - 1;
        return text[..end].TrimEnd() + "…";
    }

    [GeneratedRegex(@"^\s*!\w+\s", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Command();

    [GeneratedRegex(@"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|fr|tv|gg|io|be|example|ly|me)(?:/\S*)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Links();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.]+", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Mail();

    [GeneratedRegex(@"(?:\+\d{1,3}[ .-]?)?(?:\(?\d{1,4}\)?[ .-]?){0,1}\d{2}(?:[ .-]?\d{2}){4}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Phone();

    [GeneratedRegex(@"[!?]{2,}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex DoubledMarks();

    [GeneratedRegex(@"(?<letter>\p{L})\k<letter>{2,}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Drawn();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Spaces();
}
