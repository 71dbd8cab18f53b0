using System.Globalization;

namespace LiveConsole.Features.Design;

/// <summary>The two letters of a source's tag: TW and YT for those that are read, else the first two of its name as a person sees them.</summary>
public static class PlatformTagLetters
{
    public static string Of(string platform)
    {
        if (platform is "twitch") return "TW";
        if (platform is "youtube") return "YT";
        // Letters as they are seen: an emoji or an accent is never cut in half.
        var letters = StringInfo.GetTextElementEnumerator(platform);
        var two = "";
        for (var taken = 0; taken < 2 && letters.MoveNext();)
        {
            if (letters.GetTextElement() is not { Length: <= 8 } letter || string.IsNullOrWhiteSpace(letter) || letter == "-") continue;
            two += letter;
            taken++;
        }

        return two.Length == 0 ? "?" : two.ToUpper(CultureInfo.InvariantCulture);
    }
}
