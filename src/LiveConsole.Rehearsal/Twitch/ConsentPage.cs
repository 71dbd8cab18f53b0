using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>The page where a user lets the program in: whose account, what it asks for, yes or no. As plain as can be; a test presses it.</summary>
internal static class ConsentPage
{
    /// <param name="kept">Fields that come back with the answer.</param>
    public static Task SendAsync(HttpContext http, string title, IEnumerable<string> users, IEnumerable<string> scopes, IEnumerable<(string Name, string Value)> kept)
    {
        static string Html(string text) => WebUtility.HtmlEncode(text);
        var page = new StringBuilder().Append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>").Append(Html(title)).Append(" (emulated)</title>")
            .Append("<style>body{font:18px/1.5 sans-serif;max-width:34em;margin:3em auto;padding:0 1em}li{font-family:monospace}button,select{font:inherit;padding:.4em 1em;margin-right:1em}</style><h1>")
            .Append(Html(title)).Append("</h1><p>Emulated for a rehearsal: nothing leaves this machine. LiveConsole asks for:</p><ul>");
        foreach (var scope in scopes) page.Append("<li>").Append(Html(scope)).Append("</li>");
        page.Append("</ul><form method=\"post\"><p><label>Account <select name=\"user\">");
        foreach (var user in users) page.Append("<option>").Append(Html(user)).Append("</option>");
        page.Append("</select></label></p>");
        foreach (var (name, value) in kept) page.Append("<input type=\"hidden\" name=\"").Append(Html(name)).Append("\" value=\"").Append(Html(value)).Append("\">");
        page.Append("<button name=\"answer\" value=\"yes\">Authorize</button><button name=\"answer\" value=\"no\">Cancel</button></form></html>");
        return SendAsync(http, 200, page.ToString());
    }

    /// <summary>The page where they take it back: who is let in, and a button.</summary>
    public static Task SendConnectedAsync(HttpContext http, string title, IEnumerable<string> users)
    {
        var options = string.Concat(users.Select(u => $"<option>{WebUtility.HtmlEncode(u)}</option>"));
        return SendAsync(http, 200, $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>{WebUtility.HtmlEncode(title)} (emulated)</title><h1>{WebUtility.HtmlEncode(title)}</h1>"
            + $"<p>Emulated: LiveConsole is let in.</p><form method=\"post\"><label>Account <select name=\"user\">{options}</select></label> <button>Disconnect</button></form></html>");
    }

    public static Task SayAsync(HttpContext http, int status, string words) =>
        SendAsync(http, status, $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>Emulated</title><p>{WebUtility.HtmlEncode(words)}</p></html>");

    /// <summary>A page sends people only back to this machine: what is rehearsed never leaves it.</summary>
    public static bool IsHere(string redirect) => Uri.TryCreate(redirect, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.IsLoopback;

    private static Task SendAsync(HttpContext http, int status, string html)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(html, http.RequestAborted);
    }
}
