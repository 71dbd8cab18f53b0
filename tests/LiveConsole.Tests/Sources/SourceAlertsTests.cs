using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;
using LiveConsole.Sources;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Sources;

/// <summary>What every desk says of the reading of chats, in which moment, in both languages.</summary>
public sealed class SourceAlertsTests
{
    private static readonly SourceKey Irc = new("twitch", "agence", "irc");
    private static readonly SourceKey EventSub = new("twitch", "agence", "eventsub");
    private static readonly SourceKey Stream = new("youtube", "video1", "stream");

    [Fact]
    public void A_channel_that_is_read_is_no_news()
    {
        var show = Is(Is(A.Show(), Irc, SourceState.Connecting), Irc, SourceState.Live);

        Assert.Empty(Of(show.Later(3_600)));
    }

    [Fact]
    public void A_channel_that_nobody_reads_is_said_since_it_was_certainly_read_last_with_why_and_what_then()
    {
        var show = Is(Is(A.Show(), Irc, SourceState.Live).Later(90), Irc, SourceState.Waiting, "Twitch's chat cannot be reached (ConnectionError).", A.Time.AddSeconds(20));

        var alert = Assert.Single(Of(show));

        Assert.Equal(("source.unread", AlertSeverity.ActNow, A.Time.AddSeconds(20)), (alert.Kind, alert.Severity, alert.Since));
        Assert.Equal("Twitch has not been read for {0}.", alert.Words.En);
        Assert.Equal("It tries again by itself; what is written meanwhile is lost to us: keep the platform's own chat open. Twitch's chat cannot be reached (no connection: check this machine's internet connection).", alert.ToDo!.En);
        Assert.EndsWith("Le chat de Twitch est injoignable (pas de connexion : vérifiez la connexion à Internet de cette machine).", alert.ToDo.Fr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void All_tries_to_read_are_one_trouble(bool wasRead)
    {
        var show = Is(Is(A.Show(), Irc, wasRead ? SourceState.Live : SourceState.Connecting).Later(10), Irc, SourceState.Waiting, "not running");
        var first = Assert.Single(Of(show));

        for (var i = 0; i < 5; i++) show = Is(Is(show.Later(2), Irc, SourceState.Connecting).Later(1), Irc, SourceState.Waiting, "not running");

        Assert.Equal(first, Assert.Single(Of(show)));
    }

    [Fact]
    public void What_the_platform_hands_over_later_is_not_called_lost()
    {
        var show = Is(A.Show().After(new ResumePointReached(Stream, "token")), Stream, SourceState.Live).Later(5);

        Assert.Contains("will be read then", Assert.Single(Of(Is(show, Stream, SourceState.Waiting, "YouTube's stream broke off."))).ToDo!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_two_transports_is_enough_and_said_as_such()
    {
        var show = Is(Is(Is(A.Show(), Irc, SourceState.Live), EventSub, SourceState.Live).Later(60), EventSub, SourceState.Waiting, "Twitch's EventSub had a fault of its own (4000).");

        var alert = Assert.Single(Of(show));

        Assert.Equal(("source.one-way", AlertSeverity.Watch), (alert.Kind, alert.Severity));
        Assert.Equal("Twitch has been read by IRC alone for {0}: EventSub does not read. Nothing is missing.", alert.Words.En);
    }

    [Fact]
    public void A_platform_that_refuses_needs_a_person()
    {
        var show = Is(Is(A.Show(), Stream, SourceState.Live).Later(10), Stream, SourceState.Denied, "YouTube refuses the API key: check YouTube:ApiKey.");

        var alert = Assert.Single(Of(show));

        Assert.Equal(("source.denied", AlertSeverity.ActNow), (alert.Kind, alert.Severity));
        Assert.Contains("Retry now", alert.ToDo!.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("YouTube's sign-in has expired or was withdrawn: connect the YouTube account again in the settings.")]
    [InlineData("YouTube no longer accepts the sign-in: connect the YouTube account again in the settings.")]
    public void An_account_that_is_signed_out_says_so_and_where_it_is_connected_again_in_both_languages(string reason)
    {
        var show = Is(Is(A.Show(), Stream, SourceState.Live).Later(10), Stream, SourceState.Denied, reason);

        var alert = Assert.Single(Of(show));

        Assert.Equal("YouTube has not been read for {0}: it no longer accepts our sign-in.", alert.Words.En);
        Assert.Equal("YouTube n'est plus lu depuis {0} : notre connexion n'y est plus acceptée.", alert.Words.Fr);
        Assert.Equal("Connect the account again (Installation, Platform accounts), then press Retry now (F9).", alert.ToDo!.En);
        Assert.NotEqual(ReasonWords.Of(reason).En, ReasonWords.Of(reason).Fr);
    }

    [Fact]
    public void One_refused_transport_does_not_hide_that_the_other_one_still_tries()
    {
        var show = Is(Is(A.Show(), Irc, SourceState.Live), EventSub, SourceState.Live).Later(10);
        show = Is(Is(show, EventSub, SourceState.Denied, "Twitch refuses the login."), Irc, SourceState.Waiting, "Twitch put us out of #agence.");

        var alert = Assert.Single(Of(show));

        Assert.Equal("source.unread", alert.Kind);
        Assert.EndsWith("Twitch put us out of #agence.", alert.ToDo!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broadcast_that_has_not_begun_is_no_emergency()
    {
        var show = Is(Is(A.Show(), Stream, SourceState.Connecting), Stream, SourceState.Waiting, "The broadcast has not begun; its chat opens with it.");

        Assert.Equal(AlertSeverity.Watch, Assert.Single(Of(show)).Severity);
    }

    [Fact]
    public void The_end_of_a_broadcast_is_said_for_ten_minutes()
    {
        var show = Is(Is(A.Show(), Stream, SourceState.Live).Later(10), Stream, SourceState.Ended, "The broadcast has ended.");

        Assert.Equal("source.ended", Assert.Single(Of(show.Later(599))).Kind);
        Assert.Empty(Of(show.Later(600)));
    }

    [Fact]
    public void A_gap_stays_said_for_two_minutes_after_its_end()
    {
        var show = Is(A.Show(), Irc, SourceState.Live).Later(40).After(new GapFound(Irc, A.Time, A.Time.AddSeconds(40), "not running"));

        Assert.Equal("Twitch was not read for 40 s, until {0} ago.", Assert.Single(Of(show.Later(119))).Words.En);
        Assert.Empty(Of(show.Later(120)));
    }

    [Fact]
    public void A_channel_that_is_read_and_brings_nothing_is_called_silent_against_its_own_rate()
    {
        var show = Talking(Is(A.Show(), Irc, SourceState.Live), aSecond: 15, minutes: 8);

        Assert.Empty(Of(show.Later(20)));
        var alert = Assert.Single(Of(show.Later(40)));

        Assert.Equal(("source.silent", AlertSeverity.ActNow), (alert.Kind, alert.Severity));
        Assert.Equal("Twitch silent for {0}, normally 15 a second.", alert.Words.En);
        Assert.Equal("Twitch muet depuis {0}, d'ordinaire 15 par seconde.", alert.Words.Fr);
        Assert.Equal("Chat reader connected; the stream itself may be fine.", alert.ToDo!.En);
        Assert.Equal(AlertSeverity.Watch, Assert.Single(Of(show.Later(1_801))).Severity);
    }

    [Fact]
    public void Nothing_is_called_silent_before_there_is_a_baseline() =>
        Assert.Empty(Of(Talking(Is(A.Show(), Irc, SourceState.Live), aSecond: 15, minutes: 5).Later(600)));

    [Fact]
    public void In_a_rehearsal_at_twenty_times_the_speed_a_hiccup_of_the_machine_is_no_silence()
    {
        var show = Talking(Is(A.Show(), Irc, SourceState.Live), aSecond: 15, minutes: 8).Later(59);

        Assert.Single(SourceAlerts.Of(show.State, show.Now, rate: 1));
        Assert.Empty(SourceAlerts.Of(show.State, show.Now, rate: 20));
        Assert.Single(SourceAlerts.Of(show.State, show.Now.AddSeconds(2), rate: 20));
    }

    [Fact]
    public void Two_channels_of_one_platform_are_told_apart()
    {
        var other = Irc with { Channel = "equipe" };
        var show = Is(Is(Is(A.Show(), Irc, SourceState.Live), other, SourceState.Live).Later(5), other, SourceState.Waiting, "not running");

        Assert.Equal("Twitch equipe has not been read for {0}.", Assert.Single(Of(show)).Words.En);
    }

    private static IReadOnlyList<Alert> Of(AShow show) => [.. SourceAlerts.Of(show.State, show.Now, rate: 1)];

    private static AShow Is(AShow show, SourceKey source, SourceState state, string? reason = null, DateTimeOffset? at = null) =>
        show.After(new SourceChanged(source, state, at ?? show.Now, reason));

    private static AShow Talking(AShow show, int aSecond, int minutes)
    {
        for (var i = 0; i < minutes * 60; i++)
        {
            show = show.Later(1);
            show = show.After([.. Enumerable.Range(0, aSecond).Select(n => new MessageArrived(A.Message(id: $"t{i}-{n}", at: show.Now)))]);
        }

        return show;
    }
}
