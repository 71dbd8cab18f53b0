using System.Collections.Immutable;

namespace LiveConsole.Surfaces.Osc;

/// <summary>An OSC message: an address ("/liveconsole/clear") and its arguments: text, int, long, float, double, bool, or null.</summary>
public sealed record OscMessage(string Address, ImmutableArray<object?> Arguments)
{
    public static OscMessage Of(string address, params object?[] arguments) => new(address, [.. arguments]);
}
