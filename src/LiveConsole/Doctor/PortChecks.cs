using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LiveConsole.Doctor;

/// <summary>Is the port of a start free, or ours; and does the server that runs answer well?</summary>
public static class PortChecks
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(3);

    public static Check Port(Patient patient)
    {
        if (patient.Owner is { Address: { } ours }) return Check.Ok("port", string.Create(CultureInfo.InvariantCulture, $"{ours.Port} is our own server's"));
        var port = patient.Public.Port;
        return IsFree(IPAddress.Loopback, port) && IsFree(IPAddress.IPv6Loopback, port)
            ? Check.Ok("port", string.Create(CultureInfo.InvariantCulture, $"{port} is free"))
            : Check.Broken("port", string.Create(CultureInfo.InvariantCulture, $"{port} is taken by another program"), string.Create(CultureInfo.InvariantCulture, $"Stop that one, or start with --urls http://localhost:{(port == 5081 ? 5082 : 5081)}"));
    }

    /// <summary>What the running server says of itself.</summary>
    public static async Task<IReadOnlyList<Check>> ServerAsync(Patient patient, HttpClient http, TimeProvider time, CancellationToken ct)
    {
        if (patient.Owner is not { Address: { } address }) return [];
        using var late = new CancellationTokenSource(AnswersWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            using var answer = await http.GetAsync(new Uri(address, "/health/ready"), either.Token);
            var words = (await answer.Content.ReadAsStringAsync(either.Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (!answer.IsSuccessStatusCode) return [Check.Broken("server", words.FirstOrDefault()?.TrimEnd('.') ?? "not ready", "It says the same on its desks, with what to do")];
            // The first line is "ready"; what follows is what it can live with.
            return words.Length <= 1 ? [Check.Ok("server", "ready")] : [.. words.Skip(1).Select(w => Check.Watch("server", w.TrimEnd('.'), "It says the same on its desks"))];
        }
        catch (Exception away) when (away is HttpRequestException || (away is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return [Check.Broken("server", string.Create(CultureInfo.InvariantCulture, $"process {patient.Owner.ProcessId} owns the folder but does not answer at {address}"), "Stop it (Ctrl+C) and start it again: nothing acknowledged is lost")];
        }
    }

    private static bool IsFree(IPAddress address, int port)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !Socket.OSSupportsIPv6) return true;
        using var listener = new TcpListener(address, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException taken)
        {
            // A machine without IPv6 has no port to be taken there.
            return taken.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
