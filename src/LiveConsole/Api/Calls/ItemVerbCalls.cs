using LiveConsole.Api.Wire;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;

namespace LiveConsole.Api.Calls;

/// <summary>What is done to an item: a line a verb. A verb that the house does not have yet has no line here.</summary>
public static class ItemVerbCalls
{
    private const string Seen = "seenVersion is the item's version that you decided on: when somebody has changed it since, you are told who, and get the item as it stands.";

    public static void Map(RouteGroupBuilder show)
    {
        var item = show.MapGroup("/items/{id}");
        Verb<WireSeen>(item, "claim", "Take a question on", "You hold it for the show's time; what you do renews that.", (i, b) => new ClaimItem(i, b.SeenVersion));
        Verb<WireSeen>(item, "release", "Give a claimed question back", "Only its holder.", (i, b) => new ReleaseItem(i, b.SeenVersion));
        Verb<WireSeen>(item, "approve", "Approve the wording that you saw", "", (i, b) => new ApproveItem(i, b.SeenVersion));
        Verb<WireSeen>(item, "unapprove", "Take your own approval back", "", (i, b) => new UnapproveItem(i, b.SeenVersion));
        Verb<WireEdit>(item, "edit", "Change wording, name, note, topic, tags", "Members that are left out stay as they are; an empty text empties.", (i, b) => new EditItem(i, b.SeenVersion)
        {
            Fr = b.Wording?.Fr, En = b.Wording?.En, Name = b.Name, NameHidden = b.NameHidden, Note = b.Note, Topic = b.Topic, Tags = b.Tags, OnlyNow = b.OnlyNow,
        });
        Verb<WireNote>(item, "note", "A note for the presenter", "", (i, b) => new EditItem(i, b.SeenVersion) { Note = b.Note });
        Verb<WireTags>(item, "tag", "Set the tags", "", (i, b) => new EditItem(i, b.SeenVersion) { Tags = b.Tags });
        Verb<WireRoute>(item, "route", "Route it to a topic's experts", "", (i, b) => new EditItem(i, b.SeenVersion) { Topic = b.Topic });
        Verb<WireQueue>(item, "queue", "Put it in the rundown", "At a place, or last.", (i, b) => new QueueItem(i, b.SeenVersion, b.Place));
        Verb<WireMove>(item, "move", "Move it in the rundown", "", (i, b) => new MoveItem(i, b.SeenVersion, b.Place));
        Verb<WireSeen>(item, "dequeue", "Take it out of the rundown", "", (i, b) => new DequeueItem(i, b.SeenVersion));
        Verb<WireTake>(item, "take", "TAKE: put it on air", "Refused when what is on air is not what you saw. Of the very wording that is on air it is harmless, whoever asks.",
            (i, b) => new PutOnAir(i, b.SeenVersion, b.SeenOnAir is { } seen ? new ItemId(seen) : null), air: true);
        Verb<WireMaybeSeen>(item, "later", "LATER: off air, third in the rundown", "Refused when it is not on air any more.", (i, _) => new LaterItem(i), mayBeEmpty: true);
        Verb<WireMaybeSeen>(item, "skip", "SKIP: off air, back to approved", "Refused when it is not on air any more.", (i, _) => new SkipItem(i), mayBeEmpty: true);
        Verb<WireDismiss>(item, "dismiss", "Put it aside, with a reason", "Not while it is on air.", (i, b) => new DismissItem(i, b.SeenVersion, b.Reason));
        Verb<WireSeen>(item, "reopen", "Bring back what was dismissed, done or withdrawn", "", (i, b) => new ReopenItem(i, b.SeenVersion));
    }

    private static void Verb<TBody>(RouteGroupBuilder items, string verb, string summary, string description, Func<ItemId, TBody, IShowCommand> command, bool mayBeEmpty = false, bool air = false)
        where TBody : class => items.MapPost("/" + verb, async (string show, string id, HttpContext http, ICommands commands) =>
        {
            var (body, wrong) = await ApiBody.ReadAsync<TBody>(http, mayBeEmpty);
            if (wrong is not null) return wrong;
            if (ItemCalls.Find(ApiCall.Of(http).View, id) is not { } item) return ApiProblem.Of(Refusals.NoItem);
            return await ApiVerbs.ItemAsync(http, commands, command(item.Id, body!), item.Id, air);
        }).Takes<TBody>(mayBeEmpty).Says<WireDone>($"{verb}Item", "items", summary, mayBeEmpty ? description : $"{description} {Seen}".Trim(), problems: ApiSays.OfAVerb);
}
