using System.Text;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Domain.Tests.Journal;

public sealed class ShowSettingsTests
{
    [Fact]
    public void Settings_written_before_there_were_rules_and_plans_are_read_with_what_is_usual()
    {
        var read = Read("""{"settings":{"slug":"landing","title":"Landing night"}}""");

        Assert.Equal(new ShowSettings("landing", "Landing night"), read);
        Assert.Equal([Role.Owner, Role.Producer, Role.Editor], read.Rules.MayTake);
        Assert.True(read.Rules.ModeratorsMayBan);
        Assert.Equal(TimeSpan.FromHours(1), read.Rules.LongestTimeOut);
        Assert.Equal(["!q", "!question"], read.Listening.Commands);
        Assert.Empty(read.Plan.Phases);
    }

    [Fact]
    public void What_is_set_is_read_again_as_it_was_also_where_it_is_nothing()
    {
        var settings = new ShowSettings("landing", "Landing night")
        {
            Rules = new ShowRules { MayTake = [], ModeratorsMayBan = false, LongestTimeOut = TimeSpan.Zero },
            Plan = new ShowPlan { Zero = DateTimeOffset.UnixEpoch, Phases = [new PlannedPhase("critical", "Critique", "Critical", TimeSpan.FromMinutes(-7), Critical: true)] },
            Listening = new ListeningSettings { Commands = [], WatchWords = ["son"], Topics = [new Topic("images", "Images", "Pictures") { Experts = ["ines"], Words = ["photo"] }] },
        };

        var read = Read(Encoding.UTF8.GetString(EntryJson.Write(new ShowConfigured(settings))));

        Assert.Equal(settings, read);
        Assert.False(read.Rules.ModeratorsMayBan);
        Assert.Empty(read.Rules.MayTake);
        Assert.Empty(read.Listening.Commands);
        Assert.NotEqual(settings with { Rules = new ShowRules() }, read);
    }

    [Theory]
    [InlineData(MarkSeverity.Note)]
    [InlineData(MarkSeverity.Flagged)]
    [InlineData(MarkSeverity.Severe)]
    public void What_a_show_wants_marked_is_read_again_as_it_was(MarkSeverity severity)
    {
        var safety = new SafetySettings { ListsOff = ["en.rude"], Words = [new OwnWord("parapente", severity, "fr")], Allowed = ["orbite.example"], KindsOff = [MarkKind.Slur, MarkKind.Caps] };
        var settings = new ShowSettings("landing", "Landing night") { Listening = new ListeningSettings { Safety = safety } };

        var read = Read(Encoding.UTF8.GetString(EntryJson.Write(new ShowConfigured(settings))));

        Assert.Equal(settings, read);
        Assert.Equal(severity, Assert.Single(read.Listening.Safety.Words).Severity);
        Assert.Equal([MarkKind.Slur, MarkKind.Caps], read.Listening.Safety.KindsOff);
    }

    private static ShowSettings Read(string json) => Assert.IsType<ShowConfigured>(EntryJson.Read("configured", 1, Encoding.UTF8.GetBytes(json))).Settings;
}
