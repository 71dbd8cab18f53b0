using System.Collections.Immutable;
using LiveConsole.Accounts;
using LiveConsole.Accounts.Connected;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Features.Settings;
using LiveConsole.Screens;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Features.Settings;

/// <summary>Nothing is green that was not seen; what is not built has no line.</summary>
public sealed class GoNoGoTests
{
    private readonly FakeTime _time = new();
    private readonly FakeShow _show;

    public GoNoGoTests() => _show = new FakeShow(_time, new ShowSettings("landing", "Landing night", Channels: [new("twitch", "agence")]));

    [Fact]
    public void A_connection_alone_is_not_ready_and_a_message_that_came_is()
    {
        var source = new SourceKey("twitch", "agence", "irc");
        Assert.Equal(GoStanding.No, Line("channel twitch/agence").Standing);
        _show.Arrive(new SourceChanged(source, SourceState.Live, _show.Clock.Now));

        Assert.Contains("no message seen yet", Line("channel twitch/agence").Evidence.En, StringComparison.Ordinal);
        Assert.Equal(GoStanding.No, Line("channel twitch/agence").Standing);
        _show.Arrive(new MessageCame(A.Message(at: _show.Clock.Now)));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(GoStanding.Go, Line("channel twitch/agence").Standing);
        Assert.Equal("last message 2 s ago, read anonymously", Line("channel twitch/agence").Evidence.En);
    }

    [Fact]
    public void The_line_of_a_channel_names_the_account_that_reads_it_and_a_rehearsals_is_emulated()
    {
        _show.Arrive(new SourceChanged(new SourceKey("twitch", "agence", "irc"), SourceState.Live, _show.Clock.Now));
        var account = new PlatformAccount(Guid.NewGuid(), "twitch", "1", "orbite", "Orbite Régie", [], _time.GetUtcNow(), "Ana", _time.GetUtcNow(), null, null, null, []);
        var facts = Facts with { TwitchSignedIn = true, Accounts = [account] };

        Assert.Equal("connected with the account Orbite Régie, no message seen yet", Line("channel twitch/agence", facts).Evidence.En);
        Assert.Contains("with the configured account", Line("channel twitch/agence", facts with { Accounts = [account with { DeadSince = _time.GetUtcNow() }] }).Evidence.En, StringComparison.Ordinal);
        Set(s => s with { Rehearsal = true });
        Assert.Contains("with the emulated account", Line("channel twitch/agence", facts).Evidence.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chosen_account_that_is_not_let_in_is_not_ready_and_says_who_acts_instead()
    {
        var account = new PlatformAccount(Guid.NewGuid(), "twitch", "1", "orbite", "Orbite Régie", [], _time.GetUtcNow(), "Ana", _time.GetUtcNow(), null, null, null, []);
        var other = account with { Id = Guid.NewGuid(), UserId = "2", Login = "modo", Name = "Orbite Modo", ConnectedAt = account.ConnectedAt.AddMinutes(1) };
        Set(s => s with { Channels = [new("twitch", "agence")], ActsAs = [new("twitch", "agence", "2", "Orbite Modo")] });

        var alive = Lines(Facts with { Accounts = [account, other] });
        Assert.DoesNotContain(alive, l => l.Key == "acts twitch agence");
        Assert.Contains(alive, l => l.Key == $"account {other.Id:N}");
        Assert.Equal("Orbite Modo was chosen and is not let in; Orbite Régie acts instead", Line("acts twitch agence", Facts with { Accounts = [account, other with { DeadSince = _time.GetUtcNow() }] }).Evidence.En);
        Assert.Equal("Orbite Modo was chosen and is not let in; nobody acts", Line("acts twitch agence", Facts).Evidence.En);
        // What would really act: the configured token, whether the chosen one was taken out or is dead; and no other dead one.
        var (dead, configured) = (other with { DeadSince = _time.GetUtcNow() }, Facts with { ConfiguredActs = ["twitch"] });
        Assert.Equal("Orbite Modo was chosen and is not let in; the configured account acts instead", Line("acts twitch agence", configured).Evidence.En);
        Assert.Equal("Orbite Modo was chosen and is not let in; the configured account acts instead", Line("acts twitch agence", configured with { Accounts = [dead] }).Evidence.En);
        Assert.Equal("Orbite Modo was chosen and is not let in; nobody acts", Line("acts twitch agence", Facts with { Accounts = [account with { DeadSince = _time.GetUtcNow() }, dead] }).Evidence.En);
    }

    [Fact]
    public void A_video_without_a_key_is_not_ready_and_says_what_is_lacking()
    {
        Set(s => s with { Channels = [new("youtube", "dQw4w9WgXcQ")] });

        Assert.Equal(GoStanding.No, Line("channel youtube/dQw4w9WgXcQ").Standing);
        Assert.Contains("YouTube:ApiKey", Line("channel youtube/dQw4w9WgXcQ").ToDo!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void The_budget_of_a_show_with_youtube_says_what_a_test_on_the_same_day_has_cost()
    {
        Assert.DoesNotContain(Lines(Facts), l => l.Key == "quota");
        Set(s => s with { Channels = [new("youtube", "dQw4w9WgXcQ")] });
        Assert.Equal(GoStanding.No, Line("quota").Standing);

        _show.Arrive(new QuotaCame(new QuotaReading("p", 2_900, 100, 0, 10_000, 2_000, _show.Clock.Now, _show.Clock.Now.AddHours(9)) { UsedBefore = 2_990 }));
        Assert.Equal(GoStanding.Go, Line("quota").Standing);
        Assert.Equal("2,990 units used today before this show, 3,000 of 10,000 by now, 140 actions left; too early to say when it ends", Line("quota").Evidence.En);

        _show.Arrive(new QuotaCame(new QuotaReading("p", 7_900, 100, 0, 10_000, 2_000, _show.Clock.Now, _show.Clock.Now.AddHours(9))));
        Assert.Equal(GoStanding.No, Line("quota").Standing);
    }

    [Fact]
    public void A_role_is_ready_when_somebody_sits_at_a_desk_and_to_be_looked_at_when_they_are_only_signed_in()
    {
        Assert.Equal(GoStanding.No, Line("role editor").Standing);
        Assert.Equal(GoStanding.No, Line("role editor", Facts with { Seats = [Seat(null)] }).Standing);
        Assert.Equal(GoStanding.Look, Line("role editor", Facts with { Seats = [Seat(_show.Clock.Now)] }).Standing);
        using var there = _show.Join(new PersonPresent("ana", "Ana", Role.Editor, "questions", null, false, _show.Clock.Now));

        Assert.Equal(GoStanding.Go, Line("role editor", Facts with { Seats = [Seat(_show.Clock.Now)] }).Standing);
    }

    [Fact]
    public void A_played_colleague_fills_no_role()
    {
        using var played = _show.Join(new PersonPresent("ana", "Ana", Role.Editor, "questions", null, Played: true, _show.Clock.Now));

        Assert.NotEqual(GoStanding.Go, Line("role editor", Facts with { Seats = [Seat(_show.Clock.Now)] }).Standing);
    }

    [Fact]
    public void A_screen_is_ready_when_it_has_drawn_what_is_on_air()
    {
        var row = new ScreenRow { Id = Guid.NewGuid(), Name = "Tablet", Kind = ScreenKind.Presenter, TokenHash = [], Language = "fr" };
        var facts = Facts with { Screens = [row] };
        Assert.Equal(GoStanding.No, Line($"screen {row.Id}", facts).Standing);
        _show.Report(new ScreenReport("Tablet", ScreenKind.Presenter, null, null, _show.Clock.Now, _show.Clock.Now));

        Assert.Equal(GoStanding.No, Line($"screen {row.Id}", facts).Standing);
        _show.Report(new ScreenReport("Tablet", ScreenKind.Presenter, _show.Snapshot.State.Air.Number, _show.Clock.Now, _show.Clock.Now, _show.Clock.Now));

        Assert.Equal(GoStanding.Go, Line($"screen {row.Id}", facts).Standing);
    }

    [Fact]
    public void A_tablet_that_draws_and_may_fall_asleep_is_to_be_looked_at()
    {
        var row = new ScreenRow { Id = Guid.NewGuid(), Name = "Tablet", Kind = ScreenKind.Presenter, TokenHash = [], Language = "fr" };
        var facts = Facts with { Screens = [row] };
        var report = new ScreenReport("Tablet", ScreenKind.Presenter, 0, _show.Clock.Now, _show.Clock.Now, _show.Clock.Now);
        _show.Report(report with { Presence = new ScreenPresence(Awake: false, Battery: 81, Charging: false) });

        var line = Line($"screen {row.Id}", facts);
        Assert.Equal((GoStanding.Look, "connected, draws its rest page, may fall asleep, battery 81 %"), (line.Standing, line.Evidence.En));
        _show.Report(report with { Presence = new ScreenPresence(Awake: true, Battery: 81, Charging: false) });

        Assert.Equal(GoStanding.Go, Line($"screen {row.Id}", facts).Standing);
    }

    [Fact]
    public void A_screen_that_went_says_when_it_was_seen()
    {
        var row = new ScreenRow { Id = Guid.NewGuid(), Name = "Programme", Kind = ScreenKind.Overlay, TokenHash = [], Language = "fr" };
        var facts = Facts with { Screens = [row], LastSeen = ImmutableDictionary<Guid, DateTimeOffset>.Empty.Add(row.Id, Facts.At.AddMinutes(-3)) };

        Assert.Equal("not connected, last seen 3 min ago", Line($"screen {row.Id}", facts).Evidence.En);
    }

    [Theory]
    [InlineData(null, GoStanding.No)]
    [InlineData(1, GoStanding.Go)]
    [InlineData(30, GoStanding.Look)]
    public void A_backup_grows_old(int? hours, GoStanding standing) =>
        Assert.Equal(standing, Line("backup", Facts with { BackupAt = hours is { } h ? Facts.At.AddHours(-h) : null }).Standing);

    [Fact]
    public void A_topic_without_an_expert_is_to_be_looked_at_and_experts_are_then_wanted()
    {
        Assert.DoesNotContain(Lines(Facts), l => l.Key is "topics" or "role expert");
        Set(s => s with { Listening = new ListeningSettings { Topics = [new Topic("images", "Images", "Pictures")] } });

        Assert.Equal(GoStanding.Look, Line("topics").Standing);
        Assert.Equal(GoStanding.No, Line("role expert").Standing);
    }

    [Theory]
    [InlineData("https://studio.example", GoStanding.Go)]
    [InlineData("http://localhost:5080", GoStanding.Look)]
    [InlineData("http://192.0.2.7:5080", GoStanding.Look)]
    public void An_address_without_https_says_what_it_lacks(string address, GoStanding standing) =>
        Assert.Equal(standing, Line("address", Facts with { PublicUri = new Uri(address) }).Standing);

    [Theory]
    [InlineData("post")]
    [InlineData("pairing")]
    [InlineData("acting")]
    public void What_is_not_built_has_no_line(string what) => Assert.DoesNotContain(Lines(Facts), l => l.Key.Contains(what, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void The_contingency_line_is_there_and_is_to_be_looked_at_until_it_is_the_shows_own_in_both_languages()
    {
        Assert.Equal(GoStanding.Look, Line("contingency").Standing);
        Assert.Contains("Something has not gone as planned", Line("contingency").Evidence.En, StringComparison.Ordinal);
        Set(s => s with { Contingency = new() { Own = new(Fr: "Nous avons perdu le signal.") } });
        Assert.Equal(GoStanding.Look, Line("contingency").Standing);
        Set(s => s with { Contingency = new() { Own = new("Nous avons perdu le signal.", "We have lost the signal.") } });

        Assert.Equal((GoStanding.Go, "« Nous avons perdu le signal. »"), (Line("contingency").Standing, Line("contingency").Evidence.Fr));
    }

    private GoFacts Facts => new(_time.GetUtcNow(), [], [], null, null, new Uri("http://localhost:5080"), TwitchSignedIn: false, YouTubeReads: false);

    private static Seat Seat(DateTimeOffset? seen) => new("ana", "Ana", Role.Editor, [], null, null, seen, false, null);

    private IReadOnlyList<GoLine> Lines(GoFacts facts) => GoNoGo.Lines(_show.Snapshot.For(new Reader(Role.Producer)), facts, _show.Clock.Now);

    private GoLine Line(string key, GoFacts? facts = null) => Assert.Single(Lines(facts ?? Facts), l => l.Key == key);

    private void Set(Func<ShowSettings, ShowSettings> change) => _show.Append(new ShowConfigured(change(_show.Snapshot.State.Settings!)));
}
