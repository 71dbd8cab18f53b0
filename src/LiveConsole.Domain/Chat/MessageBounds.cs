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

    /// <summary>A platform's longest text of nothing but emotes has half as many.</summary>
    public const int MostParts = 1_000;

    private const int MostOfAList = 100;
    private const string Cut = "…";

    /// <summary>The message itself when, as nearly always, nothing of it is too long.</summary>
    public static ChatMessage Bounded(this ChatMessage message)
    {
        var author = message.Author;
        if (message.Text.Length <= LongestText && author.Name.Length <= LongestName && (author.Login?.Length ?? 0) <= LongestName && message.Copies.Length <= MostOfAList && TooLong(message) is null
            && (author.Badges?.Length ?? 0) <= LongestId && (message.Event is not { } e || e == Bounded(e))) return message;
        return message with
        {
            Text = Shortened(message.Text, LongestText),
            Parts = Parts(message),
            Author = author with { Name = Shortened(author.Name, LongestName), Login = author.Login is { } login ? Shortened(login, LongestName) : null, Roles = [.. author.Roles.Where(r => r.Length <= LongestName).Take(MostOfAList)], Color = Known(author.Color, LongestName), Badges = Badges(author.Badges) },
            ReplyTo = message.ReplyTo is { Id.Length: <= LongestId } reply ? reply : null,
            Copies = [.. message.Copies.Take(MostOfAList)],
            Paid = Bounded(message.Paid),
            Event = message.Event is { } happened ? Bounded(happened) : null,
        };
    }

    /// <summary>The first member that is too long, but for text, names and sentences, which are cut: who sends those reads what came of them.</summary>
    /// <returns>Its name in the contract's JSON, how long it is (a list: of how many) and what it may be; null: none is.</returns>
    public static (string Member, int Length, int Most)? TooLong(ChatMessage message)
    {
        foreach (var (member, length, most) in Lengths(message))
        {
            if (length is { } its && its > most) return (member, its, most);
        }

        return null;
    }

    private static IEnumerable<(string Member, int? Length, int Most)> Lengths(ChatMessage message)
    {
        yield return ("author.color", message.Author.Color?.Length, LongestName);
        yield return ("author.roles", message.Author.Roles.Length, MostOfAList);
        foreach (var role in message.Author.Roles) yield return ("author.roles", role.Length, LongestName);
        yield return ("parts", message.Parts.Length, MostParts);
        foreach (var part in message.Parts) yield return ("parts.id", part.Id?.Length, LongestId);
        yield return ("replyTo", message.ReplyTo?.Id.Length, LongestId);
        yield return ("paid.currency", message.Paid?.Currency?.Length, LongestName);
        yield return ("paid.display", message.Paid?.Display.Length, LongestName);
        if (message.Event is not { } told) yield break;
        yield return ("event.kind", told.Kind.Length, LongestName);
        yield return ("event.level", told.Level?.Length, LongestName);
        yield return ("event.wave", told.Wave?.Length, LongestId);
        yield return ("event.otherId", told.OtherId?.Length, LongestId);
        yield return ("event.amount.currency", told.Amount?.Currency?.Length, LongestName);
        yield return ("event.amount.display", told.Amount?.Display.Length, LongestName);
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
        Amount = Bounded(e.Amount),
        Kind = e.Kind.Length <= LongestName ? e.Kind : EventKinds.Other,
        Level = e.Level is { } level ? Shortened(level, LongestName) : null,
        Wave = Known(e.Wave, LongestId),
        OtherId = Known(e.OtherId, LongestId),
    };

    private static Paid? Bounded(Paid? paid) => paid is null ? null : paid with { Currency = Known(paid.Currency, LongestName), Display = Shortened(paid.Display, LongestName) };

    // Ids and codes: half of one would be another.
    private static string? Known(string? text, int most) => text?.Length > most ? null : text;

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
        if (message.Parts.Any(p => p.Id?.Length > LongestId)) message = message with { Parts = [.. message.Parts.Select(p => p with { Id = Known(p.Id, LongestId) })] };
        if (message.Parts.IsEmpty || (message.Text.Length <= LongestText && message.Parts.Length <= MostParts)) return message.Parts;
        var text = Shortened(message.Text, LongestText);
        List<MessagePart> kept = [];
        var length = 0;
        foreach (var part in message.Parts.Take(MostParts - 1).TakeWhile(p => p.Text.Length > 0 && length + p.Text.Length < text.Length))
        {
            kept.Add(part);
            length += part.Text.Length;
        }

        return [.. kept, new MessagePart(PartType.Text, text[length..])];
    }
}
