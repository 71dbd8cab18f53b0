using System.Globalization;
using System.Resources;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>The words of the pages on which people come in by themselves and look after their way in, from SignInWords.resx and its French.</summary>
public static class SignInWords
{
    private static readonly ResourceManager Resources = new("LiveConsole.Accounts.SigningIn.SignInWords", typeof(SignInWords).Assembly);

    public static string Of(string key, params object?[] args) =>
        string.Format(CultureInfo.CurrentCulture, Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key), args);

    /// <returns>A sentence that an address names ("?trouble=Expired"); null: it names none.</returns>
    public static string? Named(string kind, string? name, params object?[] args) =>
        name is { Length: > 0 and < 40 } && name.All(char.IsAsciiLetter) && Resources.GetString($"{kind}.{name}", CultureInfo.CurrentUICulture) is { } words
            ? string.Format(CultureInfo.CurrentCulture, words, args) : null;
}
