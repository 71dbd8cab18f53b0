using System.Collections.Frozen;
using LiveConsole.Hosting;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Rehearsals;

/// <summary>Drills that were asked for by name on a command line: known before anything starts, fired in their order, each when it meets somebody.</summary>
public static class DrillPlan
{
    /// <summary>Before the first, so that both transports of a channel are there, and from one to the next.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly FrozenSet<string> OfTheWire = EmulatedPlatforms.Drills.ToFrozenSet(StringComparer.Ordinal);
    private static readonly string Listed = $"of the wire {string.Join(", ", EmulatedPlatforms.Drills)}; scenes of the built-in night {string.Join(", ", LandingNight.SceneNames.Where(s => !OfTheWire.Contains(s)))}; of this console's own disk {DelayedJournal.Drill}";

    /// <summary>For --help.</summary>
    public static readonly string Help = $"Drills to fire one after the other once a client reads, by name (what each does: docs/rehearse.md): {Listed}.";

    /// <exception cref="StartRefusedException">A name that is none, with those there are.</exception>
    public static void RefuseUnknown(IEnumerable<string> drills, PlayedProgramme programme)
    {
        foreach (var drill in drills)
        {
            if (drill == DelayedJournal.Drill || OfTheWire.Contains(drill) || programme.Night?.Drill(drill, programme.Start, 0) is not null) continue;
            throw new StartRefusedException(LandingNight.SceneNames.Contains(drill)
                ? $"The drill \"{drill}\" is a scene of the built-in night: leave --recording out, or choose one of the wire: {string.Join(", ", EmulatedPlatforms.Drills)}."
                : $"There is no drill \"{drill}\". There are: {Listed}.");
        }
    }

    public static async Task FireAsync(IEnumerable<string> drills, EmulatedPlatforms emulated, TimeProvider time, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            foreach (var drill in drills)
            {
                // A fault that nobody meets is none: Twitch's waits for somebody who reads Twitch.
                while (!emulated.MeetsSomebody(drill)) await Task.Delay(LookEvery, time, ct);
                await Task.Delay(Between, time, ct);
                emulated.Fire(drill);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The rehearsal stops: what was not fired yet is not missed.
        }
    }
}
