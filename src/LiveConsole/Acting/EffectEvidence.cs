using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Acting;

/// <summary>That an effect was done, seen in what the platform's reading brought. Pure.</summary>
/// <param name="Handle">The platform's id of it, where the reading tells.</param>
public sealed record EffectEvidence(string? Handle)
{
    /// <summary>The platform's clock may be that far from ours.</summary>
    private static readonly TimeSpan ClocksApart = TimeSpan.FromSeconds(30);

    /// <returns>Null: nothing was seen, or its kind cannot be seen.</returns>
    public static EffectEvidence? Of(ShowState show, Effect effect, double rate)
    {
        if (effect.StartedAt is not { } started) return null;
        // As our account's act, which stands nowhere else: it is no other moderator's.
        if (effect.ToldAt is not null) return new(Handle: null);
        var from = started - (ClocksApart * Math.Max(1, rate));
        return effect.Deed switch
        {
            PostDeed post => OfMessage(show, effect, from, m => IsOurs(show, effect, m) && m.Kind != MessageKind.Announcement && Says(m, post)),
            AnnounceDeed announce => OfMessage(show, effect, from, m => m.Kind == MessageKind.Announcement && Same(m.Text, announce.Text)),
            PollDeed poll => show.Audience.Polls.LastOrDefault(p => p.Platform == effect.Platform && p.Channel == effect.Channel && Same(p.Question, poll.Question)
                && (p.BeganAt ?? p.At) >= from && !IsKnown(show, effect, p.Id)) is { } begun ? new(begun.Id) : null,
            EndPollDeed end => show.Audience.Poll(effect.Platform, end.PollId) is { Status: Domain.Audience.PollStatus.Closed } ? new(Handle: null) : null,
            // Struck here when it was pressed: that is no word of the platform's.
            ClearDeed => Removals.All(show.Removed.Channels.GetValueOrDefault((effect.Platform, effect.Channel))).Any(r => r.At >= from && !show.Effects.IsAsked(r)) ? new(Handle: null) : null,
            WarnDeed warn => WasTold(show, effect, warn.Of.Id, from, "warn"),
            // Or by another moderator, or under no name. Elsewhere a ban is simply asked again, and "already so" is the answer.
            BanDeed ban when effect.Platform == "youtube" => WasTold(show, effect, ban.Of.Id, from, "ban"),
            TimeOutDeed timeOut when effect.Platform == "youtube" => WasTold(show, effect, timeOut.Of.Id, from, "timeout"),
            _ => null,
        };
    }

    private static EffectEvidence? WasTold(ShowState show, Effect effect, string viewer, DateTimeOffset from, string verb) =>
        show.Acts.Exists(a => a.Act.Verb == verb && a.Act.TargetId == viewer && a.Act.Platform == effect.Platform && a.Act.At >= from) ? new(Handle: null) : null;

    private static EffectEvidence? OfMessage(ShowState show, Effect effect, DateTimeOffset from, Func<ChatMessage, bool> isIt)
    {
        for (var i = show.Recent.Count - 1; i >= 0; i--)
        {
            var message = show.Recent[i].Message;
            // Received on our own clock, and journaled in that order but for a moment.
            if (message.ReceivedAt < from) return null;
            if (message.Platform == effect.Platform && message.Channel == effect.Channel && message.ReceivedAt >= effect.StartedAt && message.SentAt >= from
                && isIt(message) && !IsKnown(show, effect, message.Id)) return new(message.Id);
        }

        return null;
    }

    private static bool IsOurs(ShowState show, Effect effect, ChatMessage message) => show.Effects.AccountOf(effect).Id is { } us && message.Author.Id == us;

    /// <summary>A reply comes back with whom it answers before its words.</summary>
    private static bool Says(ChatMessage message, PostDeed post) =>
        Same(message.Text, post.Text) || (post.ReplyTo is not null && message.ReplyTo?.Id == post.ReplyTo && message.Text.TrimEnd().EndsWith(post.Text.Trim(), StringComparison.Ordinal));

    private static bool Same(string came, string asked) => string.Equals(came.Trim(), asked.Trim(), StringComparison.Ordinal);

    /// <summary>Another effect's: the same words were posted before.</summary>
    private static bool IsKnown(ShowState show, Effect effect, string handle) => show.Effects.Settled.Values.Any(e => e.Id != effect.Id && e.Handle == handle && e.Platform == effect.Platform);
}
