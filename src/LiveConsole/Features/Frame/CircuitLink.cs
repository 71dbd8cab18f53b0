using Microsoft.AspNetCore.Components.Server.Circuits;

namespace LiveConsole.Features.Frame;

/// <summary>Whether this circuit's browser is connected: one that is not must not be rendered for.</summary>
public sealed class CircuitLink : CircuitHandler
{
    public event Action<bool>? Changed;

    public bool IsUp { get; private set; } = true;

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsUp = false;
        Changed?.Invoke(false);
        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsUp = true;
        Changed?.Invoke(true);
        return Task.CompletedTask;
    }
}
