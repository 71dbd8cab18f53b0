using System.Net;
using System.Net.Sockets;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;
using LiveConsole.Surfaces;
using LiveConsole.Surfaces.Osc;

namespace LiveConsole.Outputs;

/// <summary>The variables of the control surfaces at a moment, as an observer may read them, without those that count by themselves.</summary>
public sealed record SurfacePicture(IReadOnlyDictionary<string, SurfaceValue> Values)
{
    private static readonly Reader Observer = new(Role.Observer);

    public static SurfacePicture Of(ShowSnapshot snapshot) =>
        new(SurfaceVariables.Of(snapshot.For(Observer), snapshot.At).Where(v => !SurfaceVariables.Ticking.Contains(v.Key)).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal));

    public IEnumerable<KeyValuePair<string, SurfaceValue>> Since(SurfacePicture? before) =>
        Values.Where(v => before is null || !before.Values.TryGetValue(v.Key, out var was) || was != v.Value);
}

/// <summary>
/// OSC out: <c>/liveconsole/NAME</c> with the variable's value for each that changed (texts as strings, figures and yes or no as ints), a datagram each. UDP tells nothing
/// back: all of them are sent again every 10 s by a picture that is told anew.
/// </summary>
public sealed class OscOutput(OutputSettings settings, OutputReach reach) : IOutput<SurfacePicture>
{
    public bool Differs(SurfacePicture now, SurfacePicture? told) => now.Since(told).Any();

    public bool Darkens(SurfacePicture now, SurfacePicture telling) => false;

    public SurfacePicture? Last(SurfacePicture told) => null;

    public Task<OutputSaid> TellAsync(SurfacePicture now, SurfacePicture? told, CancellationToken ct) => SendAsync(now.Since(told).Select(v => OscMessage.Of("/liveconsole/" + v.Key, Argument(v.Value))), ct);

    public Task<OutputSaid> TestAsync(CancellationToken ct) => SendAsync([OscMessage.Of("/liveconsole/test", 1)], ct);

    private static object? Argument(SurfaceValue value) =>
        value.Flag is { } flag ? (flag ? 1 : 0) : value.Figure is { } figure ? (int)Math.Clamp(figure, int.MinValue, int.MaxValue) : value.Text ?? "";

    private async Task<OutputSaid> SendAsync(IEnumerable<OscMessage> messages, CancellationToken ct)
    {
        if (OutputSettings.HostOf(settings.Address, null) is not { } host) return new OutputSaid(false, settings.WhyNot(OutputKind.Osc) ?? OutputSaid.Well.Words);
        try
        {
            var address = (await AddressGuard.ResolveAsync(host.Host, OutputKind.Osc, reach, ct))[0];
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            foreach (var message in messages) await socket.SendToAsync(OscFormat.Write(message), SocketFlags.None, new IPEndPoint(address, host.Port), ct);
            return new OutputSaid(true, new("Sent; UDP says nothing back.", "Envoyé ; l'UDP ne répond rien."));
        }
        catch (Exception wrong) when (!ct.IsCancellationRequested && OutputTrouble.IsTrouble(wrong))
        {
            return OutputTrouble.Of(wrong);
        }
    }
}
