using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Questions;

/// <summary>
/// The wording an item starts with: the message without "!q", mentions of the show, emotes, doubled marks, shouting, links, phone
/// or mail (desks.md, section 4). People edit it; the original stays below. Total: any text gives a wording, or none.
/// </summary>
public static partial class FirstWording
{
    // An intake may bring texts of any length; no wording needs more than this to start from, and patterns stay quick.
    private const int LongestRead = 2_000;

    // Two or three marks stand on one letter in any script's words; more is drawn over the neighbours.
    private const int MarksOnALetter = 3;

    /// <param name="mentions">The show's and its hosts' names as typed, without @.</param>
    /// <returns>At most <see cref="Wording.Longest"/> characters on a word's end; empty when nothing is left.</returns>
    public static string Of(ChatMessage message, ImmutableArray<string> mentions) =>
        OfText(message.Parts.IsEmpty ? message.Text : WithoutEmotes(message.Parts, mentions), mentions);

    /// <summary>As above where the platform's parts are not known.</summary>
    public static string OfText(string text, ImmutableArray<string> mentions)
    {
        try
        {
            text = Seen(text.Length > LongestRead ? text[..LongestRead] : text);
            text = Command().Replace(text, " ");
            foreach (var mention in mentions) text = WithoutMention(text, mention);
            text = DoubledMarks().Replace(text, m => m.Value.Contains('?', StringComparison.Ordinal) ? "?" : "!");
            text = Quiet(Drawn().Replace(text, "${letter}${letter}"));
            return WithoutAddresses(Cut(WithoutAddresses(text))).Capital();
        }
        catch (RegexMatchTimeoutException)
        {
            return ""; // the card then asks a person for the words
        }
    }

    /// <returns>Whether the text holds a link, a mail address or a phone number.</returns>
    internal static bool HoldsAddress(string text)
    {
        try
        {
            return Links().IsMatch(text) || Mail().IsMatch(text) || Phone().IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
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
    private static string Seen(string text)
    {
        var kept = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark ? marks + 1 : 0;
            if (marks > MarksOnALetter) continue;
            if (IsUnseen(rune)) kept.Append(' ');
            else kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    private static bool IsUnseen(Rune rune) => Rune.IsControl(rune) || Rune.IsWhiteSpace(rune)
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200B or 0x2060 or 0xFEFF or 0xFFFD or (>= 0xE0000 and <= 0xE007F);

    private static string WithoutMention(string text, string mention)
    {
        if (mention.Length == 0) return text;
        var at = 0;
        while ((at = text.IndexOf("@" + mention, at, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            var end = at + 1 + mention.Length;
            if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_')) at = end; // a longer name of somebody else
            else text = text[..at] + " " + text[end..];
        }

        return text;
    }

    /// <summary>What is taken out may bring the ends of another address together: until nothing is left.</summary>
    private static string WithoutAddresses(string text)
    {
        while (true)
        {
            var less = Spaces().Replace(Phone().Replace(Mail().Replace(Links().Replace(text, " "), " "), " "), " ").Trim();
            if (less.Length >= text.Length) return less;
            text = less;
        }
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

    [GeneratedRegex(@"^\s*!\w+(?:\s|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"(?:https?://|www\.)\S*|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|fr|tv|gg|io|be|ly|me|eu|uk|co|info|xyz|app|dev|link|ru|cc|gl|example)(?:/\S*|\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Links();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mail();

    // French and Belgian pairs (06 12 34 56 78), American 3-3-4, and whatever begins with a plus. Not "225 000 000 km".
    [GeneratedRegex(@"\+\d(?:[ ./()-]{0,2}\d){7,14}|(?:\(?\d{1,4}\)?[ ./-]?)?\d{2}(?:[ ./-]?\d{2}){4}|\(?\d{3}\)?[ ./-]\d{3}[ ./-]\d{4}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"[!?]{2,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DoubledMarks();

    [GeneratedRegex(@"(?<letter>\p{L})\k<letter>{2,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Drawn();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}
