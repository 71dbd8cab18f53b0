using System.Globalization;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Machine;

/// <summary>How long this machine has been on, sleep included; null where the system does not say.</summary>
public delegate TimeSpan? SinceBoot();

/// <summary>
/// Watches this machine's wall clock against its steady one, once a second. A clock that was set is said on every desk until it is back or
/// the program starts anew; so is a sleep, for ten minutes.
/// </summary>
public sealed partial class ClockWatch(SteadyTime time, TimeProvider machine, SinceBoot sinceBoot, NodeHealth node, ILogger<ClockWatch> log) : BackgroundService
{
    public const string Jumped = "clock", Slept = "sleep", BehindShow = "clock-behind";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1), SleepSaidFor = TimeSpan.FromMinutes(10);

    /// <summary>Under this nobody sees it on a clock, and NTP's own small steps are no news.</summary>
    private static readonly TimeSpan Seen = TimeSpan.FromSeconds(2);

    private TimeSpan? _bootAhead = sinceBoot() - time.Awake;
    private TimeSpan _said;
    private long _sleptAt;

    /// <summary>One look. On the watch's own loop.</summary>
    internal void Look()
    {
        // First the sleep: it moves the wall clock away from the steady one as well, and rightly.
        if (sinceBoot() - time.Awake is { } ahead && _bootAhead is { } before && ahead - before is var slept && slept >= Seen)
        {
            time.Slept(slept);
            _bootAhead = ahead;
            _sleptAt = machine.GetTimestamp();
            LogSlept(slept);
            node.Say(Sleep(slept));
        }
        else if (_sleptAt != 0 && machine.GetElapsedTime(_sleptAt) >= SleepSaidFor)
        {
            _sleptAt = 0;
            node.Over(Slept);
        }

        var off = time.WallAhead;
        if ((off - _said).Duration() < Seen) return;
        LogJumped(off - _said, off);
        _said = off;
        if (off.Duration() < Seen) node.Over(Jumped);
        else node.Say(Jump(off));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, machine);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Look();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    internal static NodeTrouble Jump(TimeSpan by) => new(Jumped, AlertSeverity.Watch, new(
        $"This machine's clock jumped by {Signed(by)}, {{0}} ago. Times on the desks go on from before; nothing is lost.",
        $"L'horloge de cette machine a sauté de {Signed(by)} il y a {{0}}. Les heures des postes continuent comme avant ; rien n'est perdu."),
        new("Check its time (NTP). To follow it again, restart LiveConsole while nothing is on air.",
            "Vérifiez son heure (NTP). Pour la suivre de nouveau, redémarrez LiveConsole quand rien n'est à l'antenne."));

    private static NodeTrouble Sleep(TimeSpan by) => new(Slept, AlertSeverity.ActNow, new(
        $"This machine slept for {Span(by)}, until {{0}} ago. What the platforms could not replay stands as a gap in the feed.",
        $"Cette machine a dormi {Span(by)}, jusqu'à il y a {{0}}. Ce que les plateformes n'ont pas pu redonner figure comme trou dans le fil."),
        new("Switch its sleep off before the show.", "Désactivez la mise en veille avant l'émission."));

    /// <summary>A show's own: its last entry is ahead of the clock that this program started with.</summary>
    internal static NodeTrouble Behind(ShowId show, TimeSpan by) => new(BehindShow, AlertSeverity.Watch, new(
        $"This machine's clock is {Span(by)} behind this show's last entry. Times on the desks go on from that entry.",
        $"L'horloge de cette machine retarde de {Span(by)} sur la dernière entrée de cette émission. Les heures des postes continuent à partir d'elle."),
        new("Check its time (NTP); once it is right, restart LiveConsole while nothing is on air.",
            "Vérifiez son heure (NTP) ; une fois juste, redémarrez LiveConsole quand rien n'est à l'antenne."), Show: show);

    private static string Signed(TimeSpan by) => (by < TimeSpan.Zero ? "−" : "+") + Span(by.Duration());

    /// <summary>In both languages alike: 2 h, 1 h 30 min, 8 min 12 s, 40 s.</summary>
    private static string Span(TimeSpan by)
    {
        var seconds = (long)Math.Round(by.TotalSeconds);
        var (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        return string.Create(CultureInfo.InvariantCulture, $"{(hours > 0 ? $"{hours} h " : "")}{(minutes > 0 ? $"{minutes} min " : "")}{(hours == 0 && seconds % 60 > 0 ? $"{seconds % 60} s" : "")}").TrimEnd();
    }

    /// <summary>Linux counts the time since its start with its sleeps in it.</summary>
    public static TimeSpan? Uptime()
    {
        try
        {
            var text = File.ReadAllText("/proc/uptime");
            return double.TryParse(text.AsSpan(0, Math.Max(0, text.IndexOf(' ', StringComparison.Ordinal))), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            // Another system: a sleep is then seen as a clock that jumped.
            return null;
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "This machine's clock jumped by {By}; it is {Off} away from the steady one now.")]
    private partial void LogJumped(TimeSpan by, TimeSpan off);

    [LoggerMessage(1202, LogLevel.Warning, "This machine slept for {By}.")]
    private partial void LogSlept(TimeSpan by);
}
