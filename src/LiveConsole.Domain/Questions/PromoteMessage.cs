using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Questions;

/// <summary>Q or C in the feed: a viewer's message becomes a question, or a comment worth reading.</summary>
/// <param name="Found">Handed in by the writer; null when the journal does not know the message.</param>
/// <param name="NewId">The id the new item gets.</param>
public sealed record PromoteMessage(MessageRef Message, ItemKind Kind, ItemId NewId, ChatMessage? Found = null, Removal? Removed = null) : INeedsMessage
{
    public string Verb => "promote";

    public Permission Needs => Permission.Triage;

    /// <summary>Listening says the language and proposes "only now"; null: it was not judged, or as long as the writer has not looked.</summary>
    public Judgement? Judged { get; init; }

    public IShowCommand With(ChatMessage? message, Removal? removed, Judgement? judgement = null) => this with { Found = message, Removed = removed, Judged = judgement };

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Kind == ItemKind.Line) return Refusals.Invalid("A line is written by the crew: add it by hand (+).", "Une phrase est écrite par l'équipe : ajoutez-la à la main (+).");
        if (Found is null) return Refusals.NoMessage;
        if (Removed is null) return Promoted(show, by, now);
        if (Removals.ByRule(Removed) is null) return Refusals.MessageRemoved(show, Removed);
        return Shown(show, by, now);
    }

    /// <summary>A rule of the show hides it, and a person wants it: it is shown again, after it was decided.</summary>
    private Decision Shown(ShowState show, Actor by, DateTimeOffset now)
    {
        if (!show.May(by, Permission.Moderate)) return Refusals.Forbidden(by.Role);
        List<Entry> shown = [.. ShowingAgain.Of(show, Found!.Ref, Found.Channel, Removed!, now)];
        // As it will stand then, the lanes apart: out of those it goes by being asked.
        var after = show.Apply(shown.Select((e, i) => new StoredEntry(show.Sequence + 1 + i, now, e))) with { Lanes = show.Lanes, Sequence = show.Sequence };
        var promoted = Promoted(after, by, now);
        // Pushed out of a full lane it is decided all the same: that is what undo puts back.
        if (show.Recent.Find(Found.Ref) is { Sequence: var at } && !show.Lanes.Waiting.ContainsKey(at) && !show.Lanes.Calls.ContainsKey(at)) shown.Insert(0, new MessagesPassed([at]));
        return promoted.Refusal is null ? Decision.Of([.. promoted.Entries, .. shown]) : promoted;
    }

    private Decision Promoted(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Asked.TryGetValue(Found!.Ref, out var id) && show.Item(id) is { } holder)
        {
            // A promotion taken back leaves its number behind: asking again gives the same number life.
            if (holder is not { Stage: Stage.Dismissed, Dismissed: DismissReason.Undone }) return Refusals.AlreadyAsked(holder);
            if (holder.ShowsRemoved) return Refusals.ShownRemoved(show, holder);
            var standing = new StandingIs(NewItem.FirstStage(show)).Honest(show, holder, now);
            return WithCopies(show, new ItemChanged(id, holder.Kind == Kind ? [standing] : [standing, new KindIs(Kind)]));
        }

        var wording = FirstWording.Of(Found, show.Settings?.Mentions ?? []);
        var language = show.Settings?.Language ?? "fr";
        var ask = new Ask(Found.Ref, Found.Viewer, Found.Author.Name, Found.Text, Judged?.Language, Found.SentAt, Copies: Found.Copies, Channel: Found.Channel);
        return WithCopies(show, new ItemAdded(NewItem.Of(show, NewId, Kind, by, now) with
        {
            Text = Found.Text,
            Language = Judged?.Language,
            Wording = wording.Length == 0 ? new Wording() : language == "fr" ? new Wording(Fr: wording) : new Wording(En: wording),
            Name = new ShownName(ShownNames.Of(Found.Author.Name)),
            Shown = Found.Ref,
            OnlyNow = Kind == ItemKind.Question && Judged is { OnlyNow: true },
            Asks = [ask],
        }));
    }

    /// <summary>What waits for a decision and says the same has got it, and is shown again with this one.</summary>
    private Decision WithCopies(ShowState show, Entry promoted) =>
        show.Lanes.CopiesOf(Found!.Ref) is { IsEmpty: false } copies ? Decision.Of([promoted, new MessagesPassed(copies), .. HidingByRule.ShownAgain(show, copies)]) : promoted;
}

internal static class NewItem
{
    public static Stage FirstStage(ShowState show) => show.ApprovalsWanted == 0 ? Stage.Approved : Stage.New;

    public static Item Of(ShowState show, ItemId id, ItemKind kind, Actor by, DateTimeOffset now)
    {
        var stage = FirstStage(show);
        return new Item(id, show.LastNumber + 1, kind, now, by) { Stage = stage, WasApproved = stage == Stage.Approved, AskedInPhase = show.Phase?.Key };
    }
}
