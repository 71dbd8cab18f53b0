using LiveConsole.Shows;
using Microsoft.AspNetCore.Components;

namespace LiveConsole.Features.Frame;

/// <summary>A piece of a desk that renders only when its own slice of the view changed.</summary>
public abstract class DeskPart : ComponentBase, IDisposable
{
    private object? _seen;

    [CascadingParameter]
    public required DeskSession Desk { get; set; }

    protected ShowView View => Desk.View;

    /// <summary>What this part draws from, compared by value: equal means that nothing of it would look different.</summary>
    protected abstract object? Slice { get; }

    protected override void OnInitialized()
    {
        _seen = Slice;
        Desk.Changed += Look;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) Desk.Changed -= Look;
    }

    private void Look()
    {
        var now = Slice;
        if (Equals(now, _seen)) return;
        _seen = now;
        StateHasChanged();
    }
}
