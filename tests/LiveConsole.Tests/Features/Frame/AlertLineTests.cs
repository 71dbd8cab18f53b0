using Bunit;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Moderate;
using LiveConsole.Features.Questions;
using LiveConsole.Shows;

namespace LiveConsole.Tests.Features.Frame;

public sealed class AlertLineTests : DeskRoom
{
    private static readonly SourceKey Irc = new("twitch", "agency", "irc");

    [Fact]
    public void A_show_without_trouble_says_nothing()
    {
        Assert.Empty(Open<ModeratePage>().FindAll(".status .alert"));
        Assert.Empty(Open<QuestionsPage>().FindAll(".status .alert"));
    }

    [Fact]
    public void The_newest_trouble_stands_in_the_status_line_and_the_others_are_counted()
    {
        Show.Node(Slow(AlertSeverity.Watch), new Alert("clock", "", AlertSeverity.ActNow, new("The clock jumped.", "L'horloge a sauté."), null, Show.Clock.Now.AddSeconds(5)));

        var line = Open<ModeratePage>().Find(".status .alert");

        Assert.Contains("The clock jumped.", line.TextContent, StringComparison.Ordinal);
        Assert.Contains("+ 1 more", line.TextContent, StringComparison.Ordinal);
        Assert.Contains("act", line.ClassList);
    }

    [Fact]
    public async Task F9_lists_every_trouble_with_its_time_and_what_to_do_and_Esc_closes_it()
    {
        Show.Node(Slow(AlertSeverity.Watch));
        var page = Open<ModeratePage>();

        await PressAsync(page, "sources");
        var listed = page.Find(".sources-panel .alert");
        Assert.Contains("20:00:00 The disk is slow for 0 s: Free some room.", $"{listed.QuerySelector("time")!.TextContent} {listed.QuerySelector(".heard")!.TextContent}", StringComparison.Ordinal);
        Assert.Contains("watch", listed.ClassList);
        await PressAsync(page, "close");

        Assert.Empty(page.FindAll(".sources-panel"));
    }

    [Fact]
    public async Task A_trouble_appears_on_an_open_desk_and_leaves_when_it_is_over()
    {
        var page = Open<QuestionsPage>();

        Show.Arrive(new SourceChanged(Irc, SourceState.Live, Show.Clock.Now));
        Show.Arrive(new SourceChanged(Irc, SourceState.Waiting, Show.Clock.Now, "not running"));
        await SeenAsync(() => Assert.Contains("Twitch has not been read for", page.Find(".status .alert").TextContent, StringComparison.Ordinal));
        Show.Arrive(new SourceChanged(Irc, SourceState.Live, Show.Clock.Now));

        await SeenAsync(() => Assert.Empty(page.FindAll(".status .alert")));
    }

    [Fact]
    public void Screens_are_told_of_no_trouble()
    {
        Show.Node(Slow(AlertSeverity.ActNow));

        Assert.Empty(Show.Snapshot.For(new Reader(Role.Presenter)).Alerts);
        Assert.Empty(Show.Snapshot.For(new Reader(Role.Overlay)).Alerts);
        Assert.Single(Show.Snapshot.For(new Reader(Role.Observer)).Alerts);
    }

    private Alert Slow(AlertSeverity severity) =>
        new("disk", "", severity, new("The disk is slow for {0}:", "Le disque est lent depuis {0} :"), new("Free some room.", "Libérez de la place."), Show.Clock.Now);
}
