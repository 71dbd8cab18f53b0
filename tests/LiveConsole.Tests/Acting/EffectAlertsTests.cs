using LiveConsole.Acting;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Acting;

public sealed class EffectAlertsTests
{
    [Fact]
    public void What_waits_over_30_s_is_said_with_how_many_and_for_how_long()
    {
        var show = Asked.Show().Asks("twitch", Asked.Remove("m1"), Asked.Remove("m2"), Asked.Remove("m3"));

        Assert.Empty(EffectAlerts.Of(show, A.Time.AddSeconds(30), 1));
        var alert = Assert.Single(EffectAlerts.Of(show, A.Time.AddSeconds(31), 1));
        Assert.Equal(("acting.waits", "twitch", AlertSeverity.Watch, A.Time), (alert.Kind, alert.About, alert.Severity, alert.Since));
        Assert.Equal("Twitch: 3 actions have waited, the oldest for {0}.", alert.Words.En);
        Assert.Equal(AlertSeverity.ActNow, Assert.Single(EffectAlerts.Of(show, A.Time.AddMinutes(3), 1)).Severity);
        Assert.Empty(EffectAlerts.Of(show, A.Time.AddMinutes(5), 20));
        Assert.StartsWith("Twitch: 3 actions have waited, the oldest for 31 s. They go out by themselves", Assert.Single(LiveConsole.Hosting.Health.Acting(show, A.Time.AddSeconds(31), 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_post_that_waits_for_its_hour_is_no_trouble()
    {
        var show = Asked.Show().AsksAt("youtube", new PostDeed("Bonsoir"), A.Time, A.Time.AddHours(1));

        Assert.Empty(EffectAlerts.Of(show, A.Time.AddMinutes(59), 1));
        Assert.Equal(A.Time.AddHours(1), Assert.Single(EffectAlerts.Of(show, A.Time.AddMinutes(61), 1)).Since);
    }

    [Fact]
    public void A_dead_sign_in_is_said_since_it_is_known_for_channels_that_the_show_reads()
    {
        var dead = new ActingKnown(new ChannelActing("youtube", "@agence", null, null, [], EffectTrouble.SignInDead) { Since = A.Time.AddMinutes(1) });
        var show = ShowState.Empty.And(new ShowConfigured(A.Settings() with { Channels = [new ChannelSetting("youtube", "@agence")] })).And(dead);

        var alert = Assert.Single(EffectAlerts.Of(show, A.Time.AddMinutes(2), 1));

        Assert.Equal(("acting.signed-out", AlertSeverity.ActNow, A.Time.AddMinutes(1)), (alert.Kind, alert.Severity, alert.Since));
        Assert.Contains("Installation, Platform accounts", alert.ToDo!.En, StringComparison.Ordinal);
        Assert.Empty(EffectAlerts.Of(show.And(new ShowConfigured(A.Settings())), A.Time.AddMinutes(2), 1));
    }
}
