using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Features.Questions;

/// <summary>The board's tabs: views, not stages. An item stands in the first that fits.</summary>
public enum Tab { New, Experts, Answered, ToApprove, Comments, Aside }

/// <summary>Which card stands in which tab, in which order.</summary>
public static class Board
{
    private const double CharactersASecond = 14;

    /// <returns>Null for what is in the rundown or on air.</returns>
    public static Tab? TabOf(Item item, int approvalsWanted, DateTimeOffset now) => item switch
    {
        { Stage: Stage.Queued or Stage.OnAir } => null,
        { Stage: Stage.Done or Stage.Dismissed or Stage.Withdrawn or Stage.Merged } => Tab.Aside,
        { Kind: not ItemKind.Question } => Tab.Comments,
        _ when item.Approvals.Length < approvalsWanted && (item.Answer is not null || Edited(item)) => Tab.ToApprove,
        { Claim: { } claim } when claim.Until > now => Tab.Experts,
        { Topic: not null, Answer: null } => Tab.Experts,
        { Answer: not null } => Tab.Answered,
        _ => Tab.New,
    };

    /// <param name="phase">What was about an earlier one's moment comes last, as one group.</param>
    public static ILookup<Tab, Item> Sorted(IEnumerable<Item> items, int approvalsWanted, DateTimeOffset now, Phase? phase = null) => items
        .Select(item => (Item: item, Tab: TabOf(item, approvalsWanted, now)))
        .Where(x => x.Tab is not null)
        .OrderBy(x => x.Item.IsOvertaken(phase))
        .ThenByDescending(x => x.Tab == Tab.New ? x.Item.Askers : 0)
        .ThenBy(x => x.Tab == Tab.New ? -x.Item.Number : x.Item.Number)
        .ToLookup(x => x.Tab!.Value, x => x.Item);

    /// <summary>Keeps the order that stands under somebody's hand: what left is gone, what is new comes last.</summary>
    public static IReadOnlyList<Item> Held(IReadOnlyList<ItemId> order, IReadOnlyList<Item> items)
    {
        var places = order.Select((id, place) => (id, place)).ToDictionary(x => x.id, x => x.place);
        return [.. items.OrderBy(item => places.GetValueOrDefault(item.Id, int.MaxValue))];
    }

    /// <summary>How long it takes to read out: characters / 14 + 1 s, rounded up.</summary>
    public static int ReadingSeconds(string? words) => string.IsNullOrWhiteSpace(words) ? 0 : (int)Math.Ceiling((words.Length / CharactersASecond) + 1);

    /// <summary>What would go on air in that language.</summary>
    public static string Words(Item item, string language) => item.Wording.In(language) ?? item.Text;

    /// <summary>It is on air with other words or another name than it has now: TAKE NEW WORDING is offered.</summary>
    public static bool AirDiffers(Item item, Air air) => air.Item == item.Id && (air.Wording != item.Wording || air.Name != item.Name);

    private static bool Edited(Item item) => item.Stamps.ContainsKey("wording.fr") || item.Stamps.ContainsKey("wording.en");
}
