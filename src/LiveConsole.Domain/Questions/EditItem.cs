using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Questions;

/// <summary>Changes an item's on-air words, shown name, note, topic, tags or "only now"; null leaves a field as it is, an empty text empties it.</summary>
public sealed record EditItem(ItemId Item, int SeenVersion) : IShowCommand
{
    public string? Fr { get; init; }
    public string? En { get; init; }
    public string? Name { get; init; }
    public bool? NameHidden { get; init; }
    public string? Note { get; init; }
    public string? Topic { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public bool? OnlyNow { get; init; }

    public string Verb => "edit";

    public Permission Needs => Permission.Triage;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        if (item.Stage is Stage.Merged) return Refusals.NotFrom(item, new("edit the one it was merged into", "modifiez celle où elle a été regroupée"));
        // What is queued or on air is the editor's: a say over what goes on air is what makes one (product.md, people and their desks).
        if (item.Stage is Stage.Queued or Stage.OnAir && !show.May(by, Permission.Rundown)) return Refusals.Forbidden(by.Role);
        var wording = new Wording(Fr is null ? item.Wording.Fr : Blank(Fr), En is null ? item.Wording.En : Blank(En));
        if (Math.Max(wording.Fr?.Length ?? 0, wording.En?.Length ?? 0) is > Wording.Longest and var length) return Refusals.TooLong(length);
        if (wording.IsEmpty && !item.Wording.IsEmpty) return Refusals.Invalid(
            "An item needs words in at least one language.", "Il faut un texte dans au moins une langue.");
        if (Topic is not null && Blank(Topic) is { } topic && topic != item.Topic && show.Settings?.Listening.Topics.Any(t => t.Key == topic) != true) return Refusals.NoTopic(show);
        List<ItemChange> changes = [];
        if (wording.Fr != item.Wording.Fr) changes.Add(new WordingIs("fr", wording.Fr));
        if (wording.En != item.Wording.En) changes.Add(new WordingIs("en", wording.En));
        var wordingChanged = changes.Count > 0;
        var name = new ShownName(Name is null ? item.Name.Name : ShownNames.Typed(Name), NameHidden ?? item.Name.Hidden);
        if (name != item.Name) changes.Add(new NameIs(name));
        if (Note is not null && Blank(Note) != item.Note) changes.Add(new NoteIs(Blank(Note)));
        if (Topic is not null && Blank(Topic) != item.Topic) changes.Add(new TopicIs(Blank(Topic)));
        if (Tags is not null && !Tags.SequenceEqual(item.Tags)) changes.Add(new TagsAre([.. Tags]));
        if (OnlyNow is { } onlyNow && onlyNow != item.OnlyNow) changes.Add(new OnlyNowIs(onlyNow));
        if (changes.Count == 0) return Decision.Unchanged;
        if (wordingChanged && show.ApprovalsWanted > 0) changes.AddRange(ApprovalsTakenBack(item, now));
        return new ItemChanged(Item, [.. changes]);
    }

    /// <summary>A new wording must be approved again: what waits goes back, what is queued or on air stays and is marked.</summary>
    private static IEnumerable<ItemChange> ApprovalsTakenBack(Item item, DateTimeOffset now)
    {
        if (!item.Approvals.IsEmpty || item.ApprovedWording is not null) yield return new ApprovalsAre([]);
        var standing = item.Stage switch
        {
            Stage.Approved => new StandingIs(Standings.Unapproved(item)),
            Stage.Queued => new StandingIs(Stage.Queued, Mark: Mark.ToApprove, MarkedAt: now),
            Stage.OnAir => new StandingIs(Stage.OnAir, Mark: Mark.ToApprove, MarkedAt: now, AiredAt: item.AiredAt),
            _ => null,
        };
        if (standing is not null) yield return standing;
    }

    private static string? Blank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
