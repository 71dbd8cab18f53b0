using System.Globalization;
using System.Text;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Posts;

/// <summary>Answers who asked, in their chat: on Twitch as a reply to their message, on YouTube (which knows no replies) with their name before it. It counts down first, as a post.</summary>
/// <param name="Text">What is written, without the name.</param>
/// <param name="To">One of the item's asks; null: the one it shows, else the first that still counts.</param>
public sealed record ReplyToItem(ItemId Item, int SeenVersion, string Text, MessageRef? To = null) : IShowCommand
{
    private const int LongestName = 60;

    public string Verb => "reply";

    public Permission Needs => Permission.Post;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        if (Posting.IsFrozen(show)) return Refusals.PostsFrozen(show);
        var ask = To is { } to ? item.Asks.FirstOrDefault(a => a.Message == to) : item.LiveAsks.FirstOrDefault(a => a.Message == item.Shown) ?? item.LiveAsks.FirstOrDefault();
        if (ask is null) return item.Asks.IsEmpty ? Refusals.NobodyAsked(item) : Refusals.AllAsksGone(item);
        if (ask.Removed is { } removal) return Refusals.MessageRemoved(show, removal);
        if (ask.Channel is not { } channel) return Refusals.NoMessage;
        if (Asking.WhyNot(show, by, ask.Message.Platform, channel, DeedKind.Post) is { } refusal) return refusal;
        var words = string.Join(' ', Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length == 0) return Refusals.Invalid("Write the reply.", "Écrivez la réponse.");
        var replies = ask.Message.Platform == "twitch";
        var deed = replies ? new PostDeed(words, LocalId(show, ask)) : new PostDeed($"@{NameOf(ask)} {words}");
        if (deed.Text.Length - PlatformDeeds.LongestPost(ask.Message.Platform) is > 0 and var over) return Refusals.ReplyTooLong(ask.Message.Platform, over);
        return new EffectsRequested([Asking.Effect(show, ask.Message.Platform, channel, deed, notBefore: now + SendPost.CountsDown)]);
    }

    /// <summary>A viewer chose it: it is one line, turns no words around and leaves room for the answer.</summary>
    private static string NameOf(Ask ask)
    {
        var kept = string.Concat(ask.Name.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse) || Rune.IsWhiteSpace(r)).Select(r => r.ToString()));
        var name = string.Join(' ', kept.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimStart('@');
        return name.Length <= LongestName ? name : string.Concat(name.EnumerateRunes().Take(LongestName / 2).Select(r => r.ToString()));
    }

    private static string LocalId(ShowState show, Ask ask) => show.Recent.Find(ask.Message) is { } row ? Asking.LocalId(row.Message) : ask.Message.Id;
}
