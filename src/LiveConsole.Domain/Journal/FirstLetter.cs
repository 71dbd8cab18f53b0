using System.Globalization;

namespace LiveConsole.Domain.Journal;

/// <summary>A sentence begins with a capital, whoever wrote its words.</summary>
public static class FirstLetter
{
    public static string Capital(this string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
}
