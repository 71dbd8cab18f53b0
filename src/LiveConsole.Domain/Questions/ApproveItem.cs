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
        if (item.Approvals.Any(a => a.ActorId == by.Id)) return Decision.Unchanged;
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        if (item.Stage is not (Stage.New or Stage.Answered or Stage.Approved) && item.Mark != Mark.ToApprove)
            return Refusals.NotFrom(item, new("it needs no approval", "elle n'attend pas de validation"));
        if (item.Wording.IsEmpty) return Refusals.EmptyWording(item);
        var approvals = item.Approvals.Add(new Approval(by.Id, by.Name, now));
        List<ItemChange> changes = [new ApprovalsAre(approvals)];
        if (approvals.Length >= show.ApprovalsWanted)
        {
            if (item.Stage is Stage.New or Stage.Answered) changes.Add(new StandingIs(Stage.Approved));
            else if (item.Mark == Mark.ToApprove) changes.Add(new StandingIs(item.Stage, show.PlaceOf(Item), AiredAt: item.AiredAt));
        }

        return new ItemChanged(Item, [.. changes]);
    }
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
        List<ItemChange> changes = [new ApprovalsAre(approvals)];
        if (item.Stage == Stage.Approved && approvals.Length < show.ApprovalsWanted) changes.Add(new StandingIs(item.Answer is null ? Stage.New : Stage.Answered));
        return new ItemChanged(Item, [.. changes]);
    }
}
