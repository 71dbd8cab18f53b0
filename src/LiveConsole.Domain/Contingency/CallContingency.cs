using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Contingency;

/// <summary>The show is in contingency: since when and by whom, until somebody stands it down.</summary>
/// <param name="Line">The item that the prepared line became.</param>
public sealed record ContingencyCall(DateTimeOffset Since, Actor By, ItemId Line);

/// <summary>
/// CONTINGENCY: it has gone wrong. In one turn every post and schedule is disarmed and what counts down is taken back, the overlay is hidden, the rundown is held (TAKE only lines
/// that a producer approved), the prepared line stands on the presenter's screen, and every desk is told what to do. It looks at nothing that was seen before: who calls it is right.
/// </summary>
/// <param name="Line">The id of the item that the prepared line becomes.</param>
/// <param name="PresenterConnected">Set by the program, never by the client: a presenter's touch screen is there now.</param>
public sealed record CallContingency(ItemId Line, bool PresenterConnected = false) : IShowCommand
{
    public string Verb => "contingency";

    public Permission Needs => Permission.Moments;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Contingency is not null || show.Items.ContainsKey(Line)) return Decision.Unchanged;
        var line = Prepared(show, by, now);
        return Decision.Of(
        [
            .. Posting.StopAll(show),
            new ItemAdded(line),
            .. Airs.Leaving(show, PresenterConnected, now),
            new ItemChanged(Line, [new StandingIs(Stage.OnAir, AiredAt: now)]),
            new AirChanged(Airs.Taken(show, line, by, now) with { OverlayShown = false, OverlaySince = null }),
            new ContingencyCalled(Line),
        ]);
    }

    private Item Prepared(ShowState show, Actor by, DateTimeOffset now)
    {
        var plan = show.Settings?.Contingency ?? new();
        var (words, language) = (plan.Line(), show.Settings?.Language ?? "fr");
        return NewItem.Of(show, Line, ItemKind.Line, by, now) with
        {
            Text = words.In(language)!,
            Language = (language == "fr" ? words.Fr : words.En) is { Length: > 0 } ? language : language == "fr" ? "en" : "fr",
            Wording = words,
            // Prepared by who sets up the show: that is the approval.
            ApprovedWording = words,
            Name = new ShownName(null, Hidden: true),
            Note = plan.InstructionOf(Role.Presenter).In(language),
        };
    }
}

/// <summary>
/// The contingency is over: the rundown is free again and the prepared line leaves presenter and rundown. What was disarmed stays disarmed and the overlay stays hidden: nothing comes back
/// by itself. A producer's to say, or of whoever called it, whose thumb may have slipped.
/// </summary>
/// <param name="Called">Since when it lasts, as the person saw it: another call since is not ended by that.</param>
public sealed record StandDown(DateTimeOffset Called) : IShowCommand
{
    public string Verb => "stand-down";

    public Permission Needs => Permission.Moments;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Contingency is not { } call) return Decision.Unchanged;
        if (call.Since != Called) return Refusals.ContingencyCalledAgain(show, call);
        if (!MayEnd(show, call, by)) return Refusals.ProducerStandsDown(show, call);
        List<Entry> entries = [];
        if (show.Item(call.Line) is { Stage: Stage.OnAir or Stage.Queued or Stage.Approved or Stage.New } line) entries.Add(new ItemChanged(line.Id, [new StandingIs(Stage.Done)]));
        if (show.Air.Item == call.Line) entries.Add(new AirChanged(Airs.Dark(show.Air, AirCause.Cleared, by, now)));
        return Decision.Of([.. entries, new ContingencyEnded()]);
    }

    public static bool MayEnd(ShowState show, ContingencyCall call, Actor by) => show.May(by, Permission.Critical) || (call.By.Id == by.Id && show.May(by, Permission.Moments));
}
