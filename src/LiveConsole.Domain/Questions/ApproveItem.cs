using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Questions;

/// <summary>Approves the wording that was seen. Approved once enough different people did (the show's 0, 1 or 2).</summary>
public sealed record ApproveItem(ItemId Item, int SeenVersion) : IShowCommand
{
    public string Verb => "approve";

    public Permission Needs => Permission.Rundown;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        // Without approvals wanted an edit leaves them as they are: of other words they count for nothing.
        var mine = item.Approvals.Any(a => a.ActorId == by.Id && (a.Of is null || a.Of == item.Wording) && !CountsForMore(show, item, a, by));
        // Approved by this person already, and one more is wanted or it is approved: nothing to add.
        if (mine && (item.Approvals.Length < show.ApprovalsWanted || (item.Stage is not (Stage.New or Stage.Answered) && !show.LacksApproval(item)))) return Decision.Unchanged;
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        if (item.Stage is not (Stage.New or Stage.Answered or Stage.Approved) && !(item.Stage is Stage.Queued or Stage.OnAir && (show.LacksApproval(item) || show.LacksProducer(item) || show.WaitsForProducer(item))))
            return Refusals.NotFrom(item, new("it needs no approval", "elle n'attend pas de validation"));
        if (item.Wording.IsEmpty) return Refusals.EmptyWording(item);
        if (item.ShowsRemoved) return Refusals.ShownRemoved(show, item);
        var approvals = mine ? item.Approvals : item.Approvals.RemoveAll(a => a.ActorId == by.Id).Add(new Approval(by.Id, by.Name, now, item.Wording, by.Role));
        var enough = approvals.Length >= show.ApprovalsWanted;
        List<ItemChange> changes = [new ApprovalsAre(approvals, enough ? item.Wording : item.ApprovedWording)];
        if (enough && item.Stage is Stage.New or Stage.Answered) changes.Add(new StandingIs(Stage.Approved));
        else if (enough && item.Mark == Mark.ToApprove) changes.Add(new StandingIs(item.Stage, AiredAt: item.AiredAt));

        return new ItemChanged(Item, [.. changes]);
    }

    /// <summary>Given as an editor by who is a producer now: a producer's is another approval. In the rundown and on air that is asked for where one is lacking only.</summary>
    private static bool CountsForMore(ShowState show, Item item, Approval given, Actor by) =>
        show.May(by, Permission.Critical) && !(given.As is { } role && Rights.Has(role, Permission.Critical, show.Rules))
        && (item.Stage is not (Stage.Queued or Stage.OnAir) || show.LacksProducer(item) || show.WaitsForProducer(item));
}

/// <summary>Takes the person's own approval back; below the wanted number an approved item is new (or answered) again.</summary>
public sealed record UnapproveItem(ItemId Item, int SeenVersion) : IShowCommand
{
    public string Verb => "unapprove";

    public Permission Needs => Permission.Rundown;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        if (item.Stage is not (Stage.New or Stage.Answered or Stage.Approved)) return Refusals.NotFrom(item, new("take it out of the rundown first", "retirez-la d'abord du conducteur"));
        if (item.Approvals.FirstOrDefault(a => a.ActorId == by.Id) is not { } own) return Decision.Unchanged;
        var approvals = item.Approvals.Remove(own);
        var enough = approvals.Length >= show.ApprovalsWanted;
        List<ItemChange> changes = [new ApprovalsAre(approvals, enough ? item.ApprovedWording : null)];
        if (item.Stage == Stage.Approved && !enough) changes.Add(new StandingIs(Standings.Unapproved(item)));
        return new ItemChanged(Item, [.. changes]);
    }
}
