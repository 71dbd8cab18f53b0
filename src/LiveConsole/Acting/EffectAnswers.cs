using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Platforms;

namespace LiveConsole.Acting;

/// <summary>What a platform's answer becomes in the journal. Pure.</summary>
public static class EffectAnswers
{
    /// <param name="now">Show time.</param>
    /// <returns>Null: nothing is known, and the table decides (<see cref="AfterCrashTable"/>).</returns>
    public static Arrival? Of(Effect started, DeedResult result, DateTimeOffset now, double rate) => result switch
    {
        DeedResult.Done done => new EffectEnded(started.Id, EffectState.Done, Said: done.Said, Handle: done.Handle, Try: started.Try),
        DeedResult.Refused refused => new EffectEnded(started.Id, EffectState.Failed, refused.Trouble, refused.Said, Try: started.Try),
        // Of several that saw the last free place, one got it: the others tried nothing, however often that happens to them.
        DeedResult.Later { Unsent: true } limit => new EffectPutOff(started.Id, now + (limit.After * rate), Try: started.Try, Unsent: true),
        DeedResult.Later later when started.Sent >= AfterCrashTable.MostTries =>
            new EffectEnded(started.Id, EffectState.Failed, later.Said is null ? EffectTrouble.TooLate : EffectTrouble.Refused, later.Said, Try: started.Try),
        DeedResult.Later later => new EffectPutOff(started.Id, now + (Patient(later.After, started.Sent) * rate), Said: later.Said, Try: started.Try),
        _ => null,
    };

    /// <summary>The platform's own time the first time; then it is asked less and less often.</summary>
    private static TimeSpan Patient(TimeSpan after, int tries)
    {
        var ours = tries > 1 ? AfterCrashTable.Patience(tries) : TimeSpan.Zero;
        return after > ours ? after : ours;
    }
}
