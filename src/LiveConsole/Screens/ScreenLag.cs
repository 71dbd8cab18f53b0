using System.Collections.Concurrent;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Screens;

/// <summary>
/// Which screens owe us the drawing of what is on air: each says what it has painted (<see cref="ShowHub.Drawn"/>). One that is connected and has
/// not for five seconds (a frozen browser, a hidden tab, a link that takes nothing) is said on every desk by its name until it has, or has gone.
/// </summary>
public sealed class ScreenLag : IDisposable
{
    public const string Kind = "screen-behind";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1), Late = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Owed> _owed = new();
    private readonly NodeHealth _node;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    private sealed record Owed(ShowId Show, string Screen, long Number, long Since, bool Said);

    public ScreenLag(NodeHealth node, TimeProvider time)
    {
        (_node, _time) = (node, time);
        _timer = time.CreateTimer(_ => Look(), null, Every, Every);
    }

    /// <summary>The air of that number is on its way to the screen.</summary>
    public void Sent(string connection, ShowId show, string screen, long number)
    {
        var fresh = new Owed(show, screen, number, _time.GetTimestamp(), Said: false);
        // What it owes already it owes since then: a screen that never draws must not be forgiven by each TAKE.
        _owed.AddOrUpdate(connection, fresh, (_, before) => before.Number == number ? before : before with { Number = number });
    }

    /// <summary>It has painted the air of that number.</summary>
    public void Drawn(string connection, long number)
    {
        if (_owed.TryGetValue(connection, out var owed) && number >= owed.Number) Settle(connection);
    }

    /// <summary>Not connected any more: that is said by the count of screens.</summary>
    public void Gone(string connection) => Settle(connection);

    public void Dispose() => _timer.Dispose();

    private void Settle(string connection)
    {
        if (!_owed.TryRemove(connection, out var owed) || !owed.Said) return;
        // Its twin of the same name may still owe.
        if (!_owed.Values.Any(o => o.Said && o.Show == owed.Show && o.Screen == owed.Screen)) _node.Over(Kind, owed.Screen, owed.Show);
    }

    private void Look()
    {
        foreach (var (connection, owed) in _owed)
        {
            if (owed.Said || _time.GetElapsedTime(owed.Since) < Late || !_owed.TryUpdate(connection, owed with { Said = true }, owed)) continue;
            _node.Say(new NodeTrouble(Kind, AlertSeverity.ActNow, new(
                $"The screen \"{owed.Screen}\" is connected and has been more than 5 s behind what is on air for {{0}}.",
                $"L'écran « {owed.Screen} » est relié et a plus de 5 s de retard sur l'antenne depuis {{0}}."),
                new("Reload its page, or bring it to the front: a hidden page draws nothing.", "Rechargez sa page, ou mettez-la au premier plan : une page cachée ne dessine rien."),
                owed.Screen, owed.Show));
        }
    }
}
