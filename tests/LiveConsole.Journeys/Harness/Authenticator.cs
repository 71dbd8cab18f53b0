using Microsoft.Playwright;

namespace LiveConsole.Journeys.Harness;

/// <summary>A device that keeps passkeys, as Chromium plays it: it knows its user, and answers at once.</summary>
public sealed class Authenticator
{
    private readonly ICDPSession _session;
    private readonly string _id;

    private Authenticator(ICDPSession session, string id) => (_session, _id) = (session, id);

    public static async Task<Authenticator> OnAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        var made = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return new Authenticator(session, made!.Value.GetProperty("authenticatorId").GetString()!);
    }

    public async Task<int> CountAsync()
    {
        var kept = await _session.SendAsync("WebAuthn.getCredentials", new Dictionary<string, object> { ["authenticatorId"] = _id });
        return kept!.Value.GetProperty("credentials").EnumerateArray().Count();
    }

    /// <summary>False: whoever holds the device is not its owner.</summary>
    public Task KnowsItsUserAsync(bool does) => _session.SendAsync("WebAuthn.setUserVerified", new Dictionary<string, object> { ["authenticatorId"] = _id, ["isUserVerified"] = does });
}
