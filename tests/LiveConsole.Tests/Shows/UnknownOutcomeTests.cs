using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Shows;

/// <summary>Commits whose answer is lost, written or not, at random: nobody hears what is not true, nothing is there twice.</summary>
public sealed class UnknownOutcomeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Whatever_becomes_of_commits_accepted_is_there_once_refused_is_not_there_and_an_id_sent_again_answers_the_same(int seed)
    {
        var dice = new Random(seed);
        await using var show = await AnOpenShow.OpenAsync();
        show.Journal.LosesAnswers(new Random(seed));
        var pressed = Enumerable.Range(0, 60).Select(n => (Id: Guid.CreateVersion7(), Command: Press(dice, n))).ToList();
        var sent = new List<Task<Outcome>>();
        var brought = new List<Task<Taken>>();
        foreach (var (id, command) in pressed)
        {
            sent.Add(show.DoAsync(command, id: id));
            if (dice.Next(3) == 0) brought.Add(show.TakeAsync([.. Enumerable.Range(0, dice.Next(1, 6)).Select(_ => new MessageCame(A.Message(id: $"m{dice.Next(200)}")))]));
            // Some wait for each other, some come together.
            if (dice.Next(2) == 0) await sent[^1];
        }

        var heard = await Task.WhenAll(sent);
        await Task.WhenAll(brought);
        show.Journal.LosesAnswers(null);
        var there = (await show.EntriesAsync()).Where(e => e.Command is not null).GroupBy(e => e.Command!.Value).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var ((id, _), outcome) in pressed.Zip(heard))
        {
            if (outcome is Outcome.Accepted { Journaled: true }) Assert.Single(there[id]);
            else Assert.DoesNotContain(id, there.Keys);
        }

        // Everybody presses once more: who was accepted hears the same and nothing is added; who was refused is done now.
        foreach (var ((id, command), outcome) in pressed.Zip(heard))
        {
            Assert.IsType<Outcome.Accepted>(await show.DoAsync(command, id: id));
            if (outcome is Outcome.Refused refused) Assert.Equal(RefusalKind.Storage, refused.Refusal.Kind);
        }

        var entries = await show.EntriesAsync();
        Assert.Equal(pressed.Count, entries.Where(e => e.Command is not null && pressed.Exists(p => p.Id == e.Command)).Count());
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => (long)n), entries.Select(e => e.Sequence));
        var messages = entries.Select(e => e.Entry).OfType<MessageArrived>().Select(m => m.Message.Id).ToList();
        Assert.Equal(messages.Distinct(), messages);
        Assert.True(show.Journal.Lost > 0, $"{show.Journal.Lost} answers lost: this seed meets nothing.");
    }

    private static IShowCommand Press(Random dice, int n) => dice.Next(2) == 0
        ? new MarkMoment($"moment {n}")
        : new AddItem(ItemKind.Line, $"line {n}", null, null, "fr", ItemId.New(A.Time));
}
