using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Shows;

/// <summary>A person's removal darkens this node's screens before anything is written, as a platform's does.</summary>
public sealed partial class LiveShow
{
    /// <summary>Refused by its rule, nothing stays dark. Not written, what was darkened stays so: it is handed on as hidden here, journaled as soon as storage takes it, and the person is told.</summary>
    private async Task<Outcome> StrikeAsync(IStrikes strikes, Actor by, Guid id, bool repeatable, CancellationToken ct)
    {
        var dark = Darken(strikes, by);
        // Once screens are dark the answer is waited for, whoever has left: it says what becomes of them.
        var outcome = await Writer.DoAsync(strikes, by, id, repeatable, dark.Count > 0 ? CancellationToken.None : ct);
        if (dark.Count == 0) return outcome;
        if (outcome is not Outcome.Refused { Refusal: { Kind: RefusalKind.Storage or RefusalKind.UnknownOutcome or RefusalKind.Busy } refusal })
        {
            Lighten(dark);
            return outcome;
        }

        lock (_publishing) _hidden = Task.WhenAll(_hidden, Task.WhenAll(dark.Select(HandOnAsync)));
        // Of an outcome that is not known yet, nobody can say that nothing was asked.
        var (en, fr) = refusal.Kind == RefusalKind.UnknownOutcome ? (".", ".")
            : (", and nothing was asked of the platform: press again.", ", et rien n'a été demandé à la plateforme : appuyez de nouveau.");
        return new Outcome.Refused(refusal with
        {
            Words = new($"{refusal.Words.En} It is off the screens of this machine all the same{en}", $"{refusal.Words.Fr} C'est tout de même retiré des écrans de cette machine{fr}"),
        });
    }

    /// <returns>What is kept in mind for the screens until it is journaled: of what a show's items ask, for only that can come on air.</returns>
    private List<MessagesRemoved> Darken(IStrikes strikes, Actor by)
    {
        List<MessagesRemoved> dark;
        bool touches;
        lock (_publishing)
        {
            var (show, now) = (_committed, Clock.Now);
            if (Known(show, strikes) is not { } known || !show.May(by, known.Needs) || known.Decide(show, by, now) is { Refusal: not null } or { Entries.Count: 0 }) return [];
            List<Ask> asked = [.. show.Items.Values.SelectMany(i => i.LiveAsks)];
            dark = [.. known.Strikes(show, by, now).Where(r => asked.Exists(a => Removals.Reaches(r, a))).Take(RemovalsKept - _removalsWaiting.Count)];
            _removalsWaiting.AddRange(dark);
            touches = dark.Exists(r => RemovalConsequences.TouchAir(show, r));
        }

        if (touches) Publish(s => s);
        return dark;
    }

    /// <summary>Journaled, or refused: what is dark for another reason stays so.</summary>
    private void Lighten(List<MessagesRemoved> dark)
    {
        bool lifted;
        lock (_publishing)
        {
            foreach (var removed in dark) _removalsWaiting.Remove(removed);
            lifted = Snapshot.Latch is { Withdrawn: true } && _clearsWaiting == 0 && !_removalsWaiting.Exists(r => RemovalConsequences.TouchAir(_committed, r));
            if (lifted) _keeping = KeepAsync(_keeping, null);
        }

        if (lifted) Publish(s => s with { Latch = null });
    }

    /// <summary>Message by message, as far as a removed viewer's are asked in items; the writer says when they are journaled.</summary>
    private async Task HandOnAsync(MessagesRemoved dark)
    {
        var asks = Snapshot.State.Items.Values.SelectMany(i => i.LiveAsks).Where(a => Removals.Reaches(dark, a)).ToList();
        try
        {
            foreach (var ask in asks)
                await Writer.PutAsync(new RemovalCame(ask.Message.Platform, ask.Channel ?? dark.Channel, dark.Removal with { Scope = RemovalScope.Message, Here = true }, MessageId: ask.Message.Id), CancellationToken.None);
            lock (_publishing) _removalsWaiting.Remove(dark);
        }
        catch (OperationCanceledException)
        {
            // The show is closed: the latch's file is what holds.
        }
    }

    /// <summary>The verb with its message, without the journal: as it stands among the newest, or as an item knows it. Null: it can be on no screen.</summary>
    private static IStrikes? Known(ShowState show, IStrikes strikes)
    {
        if (strikes is not INeedsMessage needs) return strikes;
        for (var i = show.Recent.Count - 1; i >= 0; i--)
        {
            if (show.Recent[i] is { } row && row.Message.Ref == needs.Message) return (IStrikes)needs.With(row.Message, show.Struck.GetValueOrDefault(row.Sequence), row.Judgement);
        }

        return show.Asked.TryGetValue(needs.Message, out var id) && show.Item(id)?.Asks.FirstOrDefault(a => a.Message == needs.Message) is { } ask
            ? (IStrikes)needs.With(new ChatMessage(ask.Message.Platform, ask.Channel ?? "", ask.Message.Id, ask.At, ask.At, new Author(ask.Viewer.Id, ask.Name), ""), ask.Removed)
            : null;
    }
}
