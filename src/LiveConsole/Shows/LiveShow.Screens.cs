using System.Collections.Concurrent;
using System.Collections.Immutable;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;

namespace LiveConsole.Shows;

/// <summary>Which screens are there, what they have drawn, and their test cards.</summary>
public sealed partial class LiveShow
{
    /// <summary>As desks.md, section 9.</summary>
    public static readonly TimeSpan TestCardLasts = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<(string Name, ScreenKind Kind), ITimer> _tests = new();

    /// <summary>A screen is connected until disposed.</summary>
    public IDisposable Connect(ScreenReport screen)
    {
        Publish(s => s with { Screens = s.Screens.Add(screen) });
        return new Leaving(() => Publish(s => s with { Screens = Without(s.Screens, x => Is(x, screen)) }));
    }

    /// <summary>A screen says that it has painted the air of that number.</summary>
    public void Drawn(ScreenReport screen, long number) => Publish(s => s with
    {
        Screens = [.. s.Screens.Select(x => Is(x, screen) ? x with { Drawn = number, DrawnAt = Clock.Now, LastSeen = Clock.Now } : x)],
    });

    /// <summary>A screen says how it is.</summary>
    public void Present(ScreenReport screen, ScreenPresence presence)
    {
        // Told twice it is told once: what a screen sends in a loop wakes nobody.
        if (Snapshot.Screens.FirstOrDefault(x => Is(x, screen)) is { } known && known.Presence == presence) return;
        Publish(s => s with { Screens = [.. s.Screens.Select(x => Is(x, screen) ? x with { Presence = presence, LastSeen = Clock.Now } : x)] });
    }

    public Words? TestCard(string screen, ScreenKind kind, bool on)
    {
        if (on && Snapshot.State.OnAir is { } item) return new($"{item.Q} is on air. CLEAR first, then the test card.", $"{item.Q} est à l'antenne. CLEAR d'abord, la mire ensuite.");
        if (on && !Snapshot.Screens.Any(s => s.Name == screen && s.Kind == kind)) return new($"{screen} is not connected to this server.", $"{screen} n'est pas relié à ce serveur.");
        if (_tests.TryRemove((screen, kind), out var before)) before.Dispose();
        if (on && _left == 0) _tests[(screen, kind)] = _time.CreateTimer(_ => TestCard(screen, kind, on: false), null, TestCardLasts, Timeout.InfiniteTimeSpan);
        Publish(s => s with { Screens = [.. s.Screens.Select(x => x.Name == screen && x.Kind == kind ? x with { Testing = on } : x)] });
        return null;
    }

    private static bool Is(ScreenReport one, ScreenReport other) => one.Name == other.Name && one.ConnectedAt == other.ConnectedAt;

    private void EndTests()
    {
        foreach (var (_, timer) in _tests) timer.Dispose();
        _tests.Clear();
    }

    private static ImmutableArray<T> Without<T>(ImmutableArray<T> all, Func<T, bool> one)
    {
        for (var i = 0; i < all.Length; i++)
        {
            if (one(all[i])) return all.RemoveAt(i);
        }

        return all;
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
