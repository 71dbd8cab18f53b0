using System.Collections.Immutable;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Moderation;

/// <summary>A whole chat was cleared on its platform while items came from there: nothing left by itself, the desk is asked what becomes of them.</summary>
/// <param name="Id">Sequence of the entry that asked.</param>
/// <param name="By">Who cleared it, in the platform's words; null when it does not tell.</param>
/// <param name="Items">What came from there and was open then.</param>
/// <param name="Answer">Null: still asked.</param>
public sealed record ChatClear(long Id, string Platform, string Channel, DateTimeOffset At, string? By, ImmutableArray<ItemId> Items, ClearAnswer? Answer = null)
{
    /// <summary>
    /// The item would fall with that chat: the message it shows was written there before the clear, or all that still ask it were. What is
    /// done, dismissed, withdrawn or merged has left already.
    /// </summary>
    public static bool Concerns(Item item, string platform, string channel, DateTimeOffset at)
    {
        if (item.Stage is Stage.Done or Stage.Dismissed or Stage.Withdrawn or Stage.Merged) return false;
        var (live, there, shown) = (false, true, false);
        foreach (var ask in item.LiveAsks)
        {
            var from = ask.Message.Platform == platform && (ask.Channel is null || ask.Channel == channel) && ask.At <= at;
            (live, there, shown) = (true, there && from, shown || (from && ask.Message == item.Shown));
        }

        return shown || (live && there);
    }

    /// <returns>Those of <see cref="Items"/> that a pull would withdraw now, in the order of their numbers.</returns>
    public IEnumerable<Item> Open(ShowState show) => Items.Select(show.Item).OfType<Item>().Where(i => Concerns(i, Platform, Channel, At)).OrderBy(i => i.Number);
}

/// <param name="Action">The command that answered: undoing it asks again.</param>
/// <param name="Count">How many items were pulled.</param>
public sealed record ClearAnswer(bool Pulled, Actor By, DateTimeOffset At, Guid Action, int Count);
