using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Posts;

/// <summary>Answers who asked, in their chat: on Twitch as a reply to their message, on YouTube (which knows no replies) with their name before it. It counts down first, as a post. What is longer than one message goes out in parts.
/// The question itself is never quoted: a viewer's words would go out under the show's own name, and half of YouTube's 200 characters with them; who answers sees what goes out and can name it.</summary>
/// <param name="Text">What is written, without the name.</param>
/// <param name="To">One of the item's asks; null: the one it shows, else the first that still counts.</param>
public sealed record ReplyToItem(ItemId Item, int SeenVersion, string Text, MessageRef? To = null) : IShowCommand
{
    /// <summary>More is no reply: on YouTube each costs its price.</summary>
    public const int MostParts = 5;

    private const int LongestName = 60;

    public string Verb => "reply";

    public Permission Needs => Permission.Post;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        if (Posting.IsFrozen(show)) return Refusals.PostsFrozen(show);
        var ask = To is { } to ? item.Asks.FirstOrDefault(a => a.Message == to) : AskOf(item);
        if (ask is null) return item.Asks.IsEmpty ? Refusals.NobodyAsked(item) : Refusals.AllAsksGone(item);
        if (ask.Removed is { } removal) return Refusals.MessageRemoved(show, removal);
        if (ask.Channel is not { } channel) return Refusals.NoMessage;
        if (Asking.WhyNot(show, by, ask.Message.Platform, channel, DeedKind.Post) is { } refusal) return refusal;
        var parts = Parts(ask, Text);
        if (parts.IsEmpty) return Refusals.Invalid("Write the reply.", "Écrivez la réponse.");
        if (parts.Length > MostParts) return Refusals.ReplyTooLong(ask.Message.Platform, MostParts);
        if (Asking.Room(show, by, ask.Message.Platform) < parts.Length) return Asking.NoRoom(show, by, ask.Message.Platform);
        var answered = ask.Message.Platform == "twitch" ? LocalId(show, ask) : null;
        return new EffectsRequested([.. parts.Select((text, i) => Asking.Effect(show, ask.Message.Platform, channel, new PostDeed(text, answered), i, now + SendPost.CountsDown, Item))]);
    }

    /// <summary>Who is answered unless another is named: the one whose words the item shows, else the first who still asks.</summary>
    public static Ask? AskOf(Item item) => item.LiveAsks.FirstOrDefault(a => a.Message == item.Shown) ?? item.LiveAsks.FirstOrDefault();

    /// <summary>The messages that a reply becomes, in order: one, or as many as its platform's length makes of it, cut between words and numbered, each with the name where no reply is known.</summary>
    public static ImmutableArray<string> Parts(Ask ask, string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return [];
        var name = ask.Message.Platform == "twitch" ? "" : $"@{NameOf(ask)} ";
        var longest = PlatformDeeds.LongestPost(ask.Message.Platform) - name.Length;
        var whole = string.Join(' ', words);
        if (whole.Length <= longest) return [name + whole];
        var parts = Cut(words, longest - " (10/10)".Length);
        return [.. parts.Select((part, i) => string.Create(CultureInfo.InvariantCulture, $"{name}{part} ({i + 1}/{parts.Count})"))];
    }

    private static List<string> Cut(string[] words, int longest)
    {
        List<string> parts = [];
        var part = new StringBuilder();
        foreach (var piece in words.SelectMany(w => Pieces(w, longest)))
        {
            if (part.Length > 0 && part.Length + 1 + piece.Length > longest)
            {
                parts.Add(part.ToString());
                part.Clear();
            }

            if (part.Length > 0) part.Append(' ');
            part.Append(piece);
        }

        parts.Add(part.ToString());
        return parts;
    }

    /// <summary>A word that is longer than a message is cut, never within a character.</summary>
    private static IEnumerable<string> Pieces(string word, int longest)
    {
        while (word.Length > longest)
        {
            var at = char.IsLowSurrogate(word[longest]) ? longest - 1 : longest;
            yield return word[..at];
            word = word[at..];
        }

        yield return word;
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
