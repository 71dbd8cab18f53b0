using System.Globalization;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Api;

/// <summary>A call that has passed the door: whose token, and the show it names.</summary>
/// <param name="Live">Null where the address names no show.</param>
public sealed record ApiCall(ApiTokenRow Token, LiveShow? Live)
{
    /// <summary>How the token stands in the journal. What it may is looked up again when a verb is decided.</summary>
    public Actor By => ApiTokenBook.ActorOf(Token);

    public LiveShow Show => Live ?? throw new InvalidOperationException("This address names no show.");

    public Reader Reader => new(Token.Role);

    /// <summary>The show now, as this token may read it.</summary>
    public ShowView View => Show.Snapshot.For(Reader);

    /// <summary>"fr" or "en": the caller's, by Accept-Language.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr" ? "fr" : "en";

    public static ApiCall Of(HttpContext http) => http.Features.Get<ApiCall>() ?? throw new InvalidOperationException("Nobody let this call in: its address is not the API's.");
}
