namespace LiveConsole.Accounts;

/// <summary>What a browser says it is, in two words, so that somebody knows their own sessions again. Never used to decide anything.</summary>
public static class Device
{
    private static readonly (string Part, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Part, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <returns>"Firefox, Linux"; null: nothing that is known.</returns>
    public static string? Of(HttpRequest request)
    {
        var said = request.Headers.UserAgent.ToString();
        var (browser, system) = (In(Browsers, said), In(Systems, said));
        return browser is null ? system : system is null ? browser : $"{browser}, {system}";
    }

    private static string? In((string Part, string Name)[] known, string said) => Array.Find(known, k => said.Contains(k.Part, StringComparison.Ordinal)).Name;
}
