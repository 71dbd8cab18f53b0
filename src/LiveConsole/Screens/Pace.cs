namespace LiveConsole.Screens;

/// <summary>
/// Of what one connection says it passes on the first at once and then at most one a second, always the newest: whoever holds an overlay's address
/// must not make every watcher of a show look as often as they can send.
/// </summary>
public sealed class Pace<T>(Action<T> pass, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private ITimer? _rest;
    private (T Value, bool Is) _newest;
    private bool _gone;

    public void Say(T value)
    {
        lock (_gate)
        {
            if (_gone) return;
            if (_rest is not null)
            {
                _newest = (value, true);
                return;
            }

            _rest = time.CreateTimer(_ => Rested(), null, Every, Timeout.InfiniteTimeSpan);
        }

        pass(value);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _gone = true;
            _rest?.Dispose();
        }
    }

    private void Rested()
    {
        T value;
        lock (_gate)
        {
            if (_gone) return;
            _rest?.Dispose();
            _rest = null;
            if (!_newest.Is) return;
            (value, _newest) = (_newest.Value, default);
            _rest = time.CreateTimer(_ => Rested(), null, Every, Timeout.InfiniteTimeSpan);
        }

        pass(value);
    }
}
