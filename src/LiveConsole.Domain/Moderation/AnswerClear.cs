using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Moderation;

/// <summary>
/// After a whole-chat clear: keep what came from there, or pull all of it. Pulled is withdrawn, and dark when on air; its asks still count,
/// so that REOPEN and undo give it back as it was, never on air. Answered once.
/// </summary>
/// <param name="Clear"><see cref="ChatClear.Id"/>.</param>
public sealed record AnswerClear(long Clear, bool Pull) : IShowCommand
{
    public string Verb => Pull ? "pull" : "keep";

    public Permission Needs => Permission.Withdraw;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Clears.Find(c => c.Id == Clear) is not { } clear) return Refusals.NoClear;
        if (clear.Answer is { } answer) return Refusals.ClearAnswered(show, answer);
        if (!Pull) return new ChatClearAnswered(Clear, Pulled: false, 0);
        List<Entry> entries = [];
        foreach (var item in clear.Open(show))
        {
            entries.Add(new ItemChanged(item.Id, [new StandingIs(Stage.Withdrawn)]));
            if (show.Air.Item == item.Id) entries.Add(new AirChanged(Airs.Dark(show.Air, AirCause.Withdrawn, by, now)));
        }

        return Decision.Of([.. entries, new ChatClearAnswered(Clear, Pulled: true, entries.Count(e => e is ItemChanged))]);
    }
}
