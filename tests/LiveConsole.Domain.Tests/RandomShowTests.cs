namespace LiveConsole.Domain.Tests;

public sealed class RandomShowTests
{
    [Fact]
    public void The_played_shows_hold_every_verb_accepted_and_refused_and_items_withdrawn()
    {
        var steps = Enumerable.Range(0, 150).SelectMany(seed => RandomShow.Play(seed)).ToList();
        string[] verbs = ["promote", "add", "edit", "approve", "unapprove", "queue", "move", "dequeue", "take", "clear", "show-overlay", "hide-overlay",
            "skip", "later", "claim", "release", "signal", "dismiss", "reopen", "keep", "pull", "undo", "contingency", "stand-down"];

        var accepted = steps.Where(s => s.Accepted).CountBy(s => s.Command!.Verb).ToDictionary();
        var refused = steps.Where(s => s.Command is not null && s.After.Last?.Refusal is not null).CountBy(s => s.Command!.Verb).ToDictionary();

        Assert.All(verbs, verb => Assert.True(accepted.GetValueOrDefault(verb) >= 5, $"{verb}: {accepted.GetValueOrDefault(verb)} accepted"));
        Assert.All(verbs.Except(["hide-overlay", "contingency"]), verb => Assert.True(refused.GetValueOrDefault(verb) >= 5, $"{verb}: {refused.GetValueOrDefault(verb)} refused"));
        Assert.True(steps.Count(s => s.Command is null && s.Added.OfType<Domain.Journal.AirChanged>().Any()) > 10);
    }
}
