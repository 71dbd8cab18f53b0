using System.Collections.Concurrent;
using System.Security.Claims;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;

namespace LiveConsole.Accounts;

/// <summary>
/// Everything that stays open for somebody on this node (circuits, hub connections, streams): each says here how it looks whether it may, and is asked
/// at once when anything of people or screens changes here, and each second for what only time or another node has changed.
/// </summary>
public sealed class Connections : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Held, byte> _held = new();
    private readonly Crew _crew;
    private readonly ScreenDirectory _screens;
    private readonly ApiTokenBook? _tokens;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public Connections(Crew crew, ScreenDirectory screens, TimeProvider time, ApiTokenBook? tokens = null)
    {
        (_crew, _screens, _tokens, _time) = (crew, screens, tokens, time);
        crew.Changed += LookAtAll;
        crew.Ended += LookAtAll;
        screens.Changed += LookAtAll;
        if (tokens is not null) tokens.Changed += LookAtAll;
        _timer = time.CreateTimer(_ => LookAtAll(), null, Every, Every);
    }

    /// <summary>How many are open now.</summary>
    public int Count => _held.Count;

    /// <summary>
    /// Until disposed <paramref name="look"/> is called whenever somebody's standing may have changed: quick, on any thread, in the caller's context of now (a page's language
    /// is part of it), never failing; what it has to do it does elsewhere.
    /// </summary>
    public IDisposable Watch(Action look)
    {
        var held = new Held(this, look);
        _held[held] = 0;
        // Subscribed first, looked second: what ended in between is not missed.
        look();
        return held;
    }

    /// <summary>Closes once when this browser's session has ended.</summary>
    public IDisposable WhileSignedIn(ClaimsPrincipal user, Action close) => While(() => _crew.SignedIn(user) is not null, close);

    /// <summary>Closes once when this browser's person is not in this show any more.</summary>
    public IDisposable WhileIn(ClaimsPrincipal user, ShowId show, Action close) => While(() => _crew.ActorFor(user, show) is not null, close);

    /// <summary>Closes once when this screen is revoked, points at another show, or has another address than <paramref name="address"/> (null: whichever).</summary>
    public IDisposable WhileShown(Guid screen, ShowId show, Action close, byte[]? address = null) => While(() => _screens.PointsAt(screen, show, address), close);

    /// <summary>That address shows this screen: it was neither revoked nor made anew.</summary>
    public bool Opens(Guid screen, byte[]? address) => _screens.Find(screen) is { RevokedAt: null } row && (address is null || row.TokenHash.AsSpan().SequenceEqual(address));

    /// <summary>Closes once when this token is revoked or has expired.</summary>
    public IDisposable WhileInForce(Guid token, Action close) => While(() => _tokens?.IsAlive(token) == true, close);

    public void Dispose()
    {
        _timer.Dispose();
        _crew.Changed -= LookAtAll;
        _crew.Ended -= LookAtAll;
        _screens.Changed -= LookAtAll;
        if (_tokens is not null) _tokens.Changed -= LookAtAll;
    }

    private IDisposable While(Func<bool> may, Action close)
    {
        var closed = 0;
        return Watch(() =>
        {
            if (!may() && Interlocked.Exchange(ref closed, 1) == 0) close();
        });
    }

    private void LookAtAll(AccessEnded ended) => LookAtAll();

    private void LookAtAll()
    {
        foreach (var held in _held.Keys) held.Look();
    }

    private sealed class Held(Connections all, Action look) : IDisposable
    {
        private readonly ExecutionContext? _context = ExecutionContext.Capture();

        public void Look()
        {
            if (_context is null) look();
            else ExecutionContext.Run(_context, static look => ((Action)look!)(), look);
        }

        public void Dispose() => all._held.TryRemove(this, out _);
    }
}
