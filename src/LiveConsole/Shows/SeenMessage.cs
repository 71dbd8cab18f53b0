using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Shows;

/// <summary>A message as a reader may see it.</summary>
/// <param name="Removed">When and how far; by whom and why only for who may read what was removed.</param>
/// <param name="Judgement">What Listening says of it; null: not judged (yet), or removed and this reader may not read it.</param>
public sealed record SeenMessage(long Sequence, ChatMessage Message, Removal? Removed, Judgement? Judgement = null)
{
    // As it was written, where the reader may not see all of it: a removal of all its viewer's messages names what is left out here.
    private readonly ChatMessage? _whole;

    // A rule of the show did it, and a person may show it again: also who may not know why it was removed sees that.
    private readonly bool _byRule;

    private SeenMessage(long sequence, ChatMessage message, Removal? removed, Judgement? judgement, ChatMessage whole, bool byRule) : this(sequence, message, removed, judgement) =>
        (_whole, _byRule) = (ReferenceEquals(message, whole) ? null : whole, byRule);

    internal static SeenMessage Of(Reader reader, long sequence, ChatMessage message, Removal? removed, Judgement? judgement)
    {
        var gone = removed is not null && !reader.MaySeeRemoved;
        var seen = gone ? message with { Text = "", Parts = [], Paid = null, Author = message.Author with { Name = "", Login = null, Color = null, Badges = null }, Event = Wordless(message.Event) } : message;
        if (!reader.MaySeeViewers)
        {
            seen = seen with
            {
                Author = seen.Author with { Id = "", Login = null },
                Parts = [.. seen.Parts.Select(p => p.Type == PartType.Mention ? p with { Id = null } : p)],
                Event = seen.Event is { OtherId: not null } told ? told with { OtherId = null } : seen.Event,
            };
        }

        return new SeenMessage(sequence, seen, gone ? removed! with { By = null, Reason = null, Rule = null, Also = null } : removed, gone ? null : judgement, message, Removals.ByRule(removed) is not null);
    }

    /// <summary>What happened stays; what anybody wrote or is called does not.</summary>
    private static ChatEvent? Wordless(ChatEvent? told) => told is null ? null : told with { OtherId = null, OtherName = null, About = null, Words = null };

    internal SeenMessage Again(Reader reader, ShowState state)
    {
        var was = _whole ?? Message;
        var now = state.Recent.Find(Sequence);
        var (message, judgement) = (now?.Message ?? was, now?.Judgement ?? Judgement);
        // Among the newest the show knows; what was hidden there may be shown again. Of what is older a page keeps what it was told.
        var stood = _byRule && state.Lanes.LastDecision(Sequence) is { ShowsAgain: true } ? null : Removed;
        var removed = now is null ? stood ?? state.Removed.Of(message) : state.Struck.GetValueOrDefault(Sequence) ?? state.Removed.Of(message);
        if (removed == Removed && ReferenceEquals(message, was) && ReferenceEquals(judgement, Judgement)) return this;
        var seen = Of(reader, Sequence, message, removed, judgement);
        return seen == this ? this : seen;
    }
}
