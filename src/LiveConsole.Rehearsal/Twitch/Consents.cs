using System.Globalization;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>What became of asking for a token with a device's code.</summary>
internal enum DeviceAnswer { Pending, Granted, Refused }

/// <summary>What was asked of users and waits for them: device codes, and codes that a page sent back. Safe on any thread.</summary>
internal sealed class Consents(EmulatorOptions options, TimeProvider time, EmulatedUsers users)
{
    public static readonly TimeSpan DeviceLife = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    // A lock: requests come on any thread, a drill on the player's.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DeviceRequest> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (TokenUser User, string Redirect, DateTimeOffset Until)> _codes = new(StringComparer.Ordinal);
    private int _made;

    public (string DeviceCode, string UserCode) AskDevice(IReadOnlyList<string> scopes)
    {
        lock (_gate)
        {
            var number = ++_made;
            var userCode = string.Create(CultureInfo.InvariantCulture, $"LIVE{number:0000}");
            var deviceCode = string.Create(CultureInfo.InvariantCulture, $"rehearsal-device-code-{number}");
            _devices[deviceCode] = new DeviceRequest(userCode, scopes, time.GetUtcNow() + DeviceLife);
            return (deviceCode, userCode);
        }
    }

    /// <summary>The program asks whether the user has typed the code.</summary>
    public (DeviceAnswer Answer, TokenUser User) Poll(string deviceCode)
    {
        lock (_gate)
        {
            if (!_devices.TryGetValue(deviceCode, out var asked)) return (DeviceAnswer.Refused, default);
            asked.Polls++;
            if (options.TwitchDeviceApprovedAfter is { } polls && asked.Polls > polls) asked.By ??= users.Own;
            if (time.GetUtcNow() >= asked.Until || asked.IsDenied) _devices.Remove(deviceCode);
            else if (asked.By is null) return (DeviceAnswer.Pending, default);
            if (!_devices.Remove(deviceCode)) return (DeviceAnswer.Refused, default);
            return (DeviceAnswer.Granted, new TokenUser(asked.By!.Value.Id, asked.By.Value.Login, asked.Scopes));
        }
    }

    /// <returns>What the code asks for; null: no such code waits.</returns>
    public IReadOnlyList<string>? Asked(string userCode)
    {
        lock (_gate) return Waiting_NeedsLock(userCode)?.Scopes;
    }

    /// <param name="by">Null: they said no.</param>
    /// <returns>False: no such code waits.</returns>
    public bool Decide(string userCode, EmulatedUser? by)
    {
        lock (_gate)
        {
            if (Waiting_NeedsLock(userCode) is not { } asked) return false;
            (asked.By, asked.IsDenied) = (by, by is null);
            return true;
        }
    }

    /// <summary>Everybody who was asked with a device's code says yes (or no), as the night's own user.</summary>
    public void DecideAll(bool yes)
    {
        lock (_gate)
        {
            foreach (var asked in _devices.Values) (asked.By, asked.IsDenied) = (yes ? users.Own : null, !yes);
        }
    }

    /// <returns>A code, good once, that the page sends back with the person.</returns>
    public string Agree(TokenUser user, string redirect)
    {
        lock (_gate)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"rehearsal-code-{++_made}");
            _codes[code] = (user, redirect, time.GetUtcNow() + CodeLife);
            return code;
        }
    }

    /// <returns>Null: used, too old, or for another address.</returns>
    public TokenUser? Exchange(string code, string redirect)
    {
        lock (_gate) return _codes.Remove(code, out var given) && given.Redirect == redirect && time.GetUtcNow() < given.Until ? given.User : null;
    }

    private DeviceRequest? Waiting_NeedsLock(string userCode) =>
        _devices.Values.FirstOrDefault(d => string.Equals(d.UserCode, userCode, StringComparison.OrdinalIgnoreCase) && d is { By: null, IsDenied: false } && time.GetUtcNow() < d.Until);

    private sealed class DeviceRequest(string userCode, IReadOnlyList<string> scopes, DateTimeOffset until)
    {
        public string UserCode { get; } = userCode;

        public IReadOnlyList<string> Scopes { get; } = scopes;

        public DateTimeOffset Until { get; } = until;

        public int Polls { get; set; }

        public EmulatedUser? By { get; set; }

        public bool IsDenied { get; set; }
    }
}
