using LiveConsole.Acting;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Platforms;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Acting;

public sealed class EffectAnswersTests
{
    private static readonly DateTimeOffset Now = A.Time.AddMinutes(1);

    [Fact]
    public void A_limit_that_was_known_is_no_try_however_often_it_is_met()
    {
        var started = Asked.Show().Asks("twitch", Asked.Remove()).Starts(1).Effects.Open[1] with { Tries = AfterCrashTable.MostTries + 5 };

        var then = EffectAnswers.Of(started, new DeedResult.Later(TimeSpan.FromSeconds(3), Unsent: true), Now, rate: 2);

        Assert.Equal(new EffectPutOff(1, Now.AddSeconds(6), Try: started.Try, Unsent: true), then);
    }

    [Fact]
    public void Turns_that_a_limit_kept_here_use_up_no_try_of_a_platform_that_says_later_afterwards()
    {
        var show = Asked.Show().Asks("twitch", Asked.Remove());
        for (var i = 0; i < AfterCrashTable.MostTries; i++)
        {
            show = show.Starts(1);
            show = show with { Effects = show.Effects.Delayed(1, Now, EffectTrouble.None, said: null, unsent: true) };
        }

        var started = show.Starts(1).Effects.Open[1];
        var then = EffectAnswers.Of(started, new DeedResult.Later(TimeSpan.FromSeconds(3), "busy"), Now, 1);

        Assert.Equal((AfterCrashTable.MostTries + 1, 1), (started.Tries, started.Sent));
        Assert.Equal(Now.AddSeconds(3), Assert.IsType<EffectPutOff>(then).Until);
    }

    [Fact]
    public void A_platform_that_says_later_is_asked_less_and_less_often_and_ten_times_at_most()
    {
        var started = Asked.Show().Asks("twitch", Asked.Remove()).Starts(1).Effects.Open[1];

        Assert.Equal(Now.AddSeconds(16), Assert.IsType<EffectPutOff>(EffectAnswers.Of(started with { Tries = 5 }, new DeedResult.Later(TimeSpan.FromSeconds(3)), Now, 1)).Until);
        Assert.Equal(EffectState.Failed, Assert.IsType<EffectEnded>(EffectAnswers.Of(started with { Tries = AfterCrashTable.MostTries }, new DeedResult.Later(TimeSpan.FromSeconds(3), "busy"), Now, 1)).Outcome);
    }
}
