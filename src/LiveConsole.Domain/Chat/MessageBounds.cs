using System.Collections.Immutable;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Chat;

/// <summary>
/// How long what a viewer typed may be with us. Twitch lets 500 characters through, YouTube 200 (their chat pages); ten times as much is no
/// chat, and thousands of messages of a megabyte each would be all of this machine's memory. Longer ones are cut, with "…" where.
/// </summary>
public static class MessageBounds
{
    public const int LongestText = 4_000;

    public const int LongestName = 200;

    /// <summary>Of ids: they are keys, and never cut.</summary>
    public const int LongestId = 500;

    private const int MostOfAList = 100;
    private const string Cut = "…";

    /// <summary>The message itself when, as nearly always, nothing of it is too long.</summary>
    public static ChatMessage Bounded(this ChatMessage message)
    {
        var author = message.Author;
        if (message.Text.Length <= LongestText && author.Name.Length <= LongestName && (author.Login?.Length ?? 0) <= LongestName && author.Roles.Length <= MostOfAList
            && message.Parts.Length <= LongestText && message.Copies.Length <= MostOfAList && (message.Paid?.Display.Length ?? 0) <= LongestName
            && (author.Badges?.Length ?? 0) <= LongestId && (message.Event is not { } e || e == Bounded(e))) return message;
        return message with
        {
            Text = Shortened(message.Text, LongestText),
            Parts = Parts(message),
            Author = author with { Name = Shortened(author.Name, LongestName), Login = author.Login is { } login ? Shortened(login, LongestName) : null, Roles = [.. author.Roles.Take(MostOfAList)], Badges = Badges(author.Badges) },
            Copies = [.. message.Copies.Take(MostOfAList)],
            Paid = message.Paid is { } paid ? paid with { Display = Shortened(paid.Display, LongestName) } : null,
            Event = message.Event is { } happened ? Bounded(happened) : null,
        };
    }

    /// <summary>As a message's. What was flagged beyond the cut is not told.</summary>
    public static HeldMessage Bounded(this HeldMessage held)
    {
        var author = held.Author;
        if (held.Text.Length <= LongestText && author.Name.Length <= LongestName && (author.Login?.Length ?? 0) <= LongestName && held.Flagged.Length <= MostOfAList) return held;
        var text = Shortened(held.Text, LongestText);
        return held with
        {
            Text = text,
            Author = author with { Name = Shortened(author.Name, LongestName), Login = author.Login is { } login ? Shortened(login, LongestName) : null },
            Flagged = [.. held.Flagged.Where(f => f.Start + f.Length <= text.Length).Take(MostOfAList)],
        };
    }

    public static ModeratorAct Bounded(this ModeratorAct act) => act with
    {
        By = act.By is { } by ? Shortened(by, LongestName) : null,
        Target = act.Target is { } target ? Shortened(target, LongestName) : null,
        Reason = act.Reason is { } reason ? Shortened(reason, LongestText) : null,
        About = act.About is { } about ? Shortened(about, LongestText) : null,
    };

    private static ChatEvent Bounded(ChatEvent e) => e with
    {
        OtherName = e.OtherName is { } other ? Shortened(other, LongestName) : null,
        About = e.About is { } about ? Shortened(about, LongestName) : null,
        Words = e.Words is { } words ? Shortened(words, LongestText) : null,
        Amount = e.Amount is { } amount ? amount with { Display = Shortened(amount.Display, LongestName) } : null,
    };

    // Whole badges only: half of one would be another.
    private static string? Badges(string? badges) => badges is not { Length: > LongestId } ? badges
        : badges.LastIndexOf(',', LongestId) is > 0 and var end ? badges[..end] : null;

    /// <summary>Never between the halves of one character.</summary>
    internal static string Shortened(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = most - Cut.Length;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + Cut;
    }

    /// <summary>Joined they still give the text: whole parts up to the cut, the rest as plain text.</summary>
    private static ImmutableArray<MessagePart> Parts(ChatMessage message)
    {
        if (message.Parts.IsEmpty || (message.Text.Length <= LongestText && message.Parts.Length <= LongestText)) return message.Parts;
        var text = Shortened(message.Text, LongestText);
        List<MessagePart> kept = [];
        var length = 0;
        foreach (var part in message.Parts.TakeWhile(p => p.Text.Length > 0 && length + p.Text.Length < text.Length))
        {
            kept.Add(part);
            length += part.Text.Length;
        }

        return [.. kept, new MessagePart(PartType.Text, text[length..])];
    }
}
