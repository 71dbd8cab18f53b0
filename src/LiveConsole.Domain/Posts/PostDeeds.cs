using System.Collections.Immutable;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Posts;

/// <summary>What a chat gets of a post: its deed, and by how much its text is too long.</summary>
/// <param name="Deed">Null: this platform has nothing of the kind (a shout-out on YouTube).</param>
/// <param name="Length">Characters, as both platforms count at most.</param>
/// <param name="Longest">0: there is no text.</param>
public sealed record PostPart(string Platform, string Channel, PostLanguage Language, Deed? Deed, int Length, int Longest, bool Empty)
{
    public int TooLong => Math.Max(0, Length - Longest);
}

/// <summary>From a post's text to what each chat is sent. Pure.</summary>
public static class PostDeeds
{
    /// <summary>Between the two languages of one message.</summary>
    public const string Between = " / ";

    /// <summary>Twitch's: title and each choice (Helix reference, Create Poll). YouTube says none; its own page takes as many.</summary>
    public const int LongestQuestion = 60, LongestChoice = 25;

    public static int MostChoices(string platform) => platform == "youtube" ? 4 : 5;

    /// <summary>The chats that a post goes to: those it names, as far as the show still has them; else all that can be written to.</summary>
    public static IEnumerable<PostChat> ChatsOf(PostWritten post, ShowSettings? settings)
    {
        var channels = (settings?.Channels ?? []).Where(c => PlatformDeeds.Can(c.Platform, DeedKind.Post)).ToList();
        return post.To.IsEmpty
            ? channels.Select(c => new PostChat(c.Platform, c.Name))
            : post.To.Where(t => channels.Exists(c => c.Platform == t.Platform && c.Name == t.Channel));
    }

    public static ImmutableArray<PostPart> Of(PostWritten post, ShowSettings? settings, PostEnding ending)
    {
        var text = ending == PostEnding.Lost ? post.Other : post.Text;
        return text is null ? [] : [.. ChatsOf(post, settings).Select(c => Part(post, text, c, settings?.Language == "en" ? PostLanguage.En : PostLanguage.Fr))];
    }

    /// <summary>Why this cannot go out as it is written, whatever the platforms say; null: it can.</summary>
    public static Refusal? WhyNot(Post post, ShowSettings? settings, PostEnding ending)
    {
        if (ending == PostEnding.Lost && post.Written.Other is null) return Refusals.NoOtherEnding(post);
        var parts = Of(post.Written, settings, ending);
        if (parts.All(p => p.Deed is null)) return Refusals.NoChatFor(post);
        if (parts.FirstOrDefault(p => p is { Deed: not null, Empty: true }) is { } empty) return Refusals.PostEmpty(post, empty);
        if (parts.FirstOrDefault(p => p is { Deed: not null, TooLong: > 0 }) is { } tooLong) return Refusals.PostTooLong(post, tooLong);
        if (parts.Select(p => p.Deed).OfType<PollDeed>().Any(d => d.Choices.Length < 2 || d.Choices.Any(c => c.Length is 0 or > LongestChoice))) return Refusals.PollChoices(post);
        if (parts.FirstOrDefault(p => p.Deed is PollDeed d && d.Choices.Length > MostChoices(p.Platform)) is { } many) return Refusals.TooManyChoices(post, many.Platform);
        return parts.Any(p => p.Platform == "twitch" && p.Deed is PostDeed { Text: ['/' or '.', ..] }) ? Refusals.LooksLikeCommand(post) : null;
    }

    private static PostPart Part(PostWritten post, PostText text, PostChat chat, PostLanguage show)
    {
        var language = chat.Language == PostLanguage.Show ? show : chat.Language;
        var words = Say(text.Fr, text.En, language, show);
        var kind = post.Kind == PostKind.Announcement && !PlatformDeeds.Can(chat.Platform, DeedKind.Announce) ? PostKind.Post : post.Kind;
        Deed? deed = kind switch
        {
            PostKind.Post => new PostDeed(words),
            PostKind.Announcement => new AnnounceDeed(words, post.Color),
            // Twenty-five characters hold no two languages: a poll speaks one, the show's where both are wanted.
            PostKind.Poll => new PollDeed(words = Say(text.Fr, text.En, One(language, show), show), [.. (One(language, show) == PostLanguage.En ? text.ChoicesEn : text.ChoicesFr).Select(c => c.Trim())], post.Seconds),
            _ => PlatformDeeds.Can(chat.Platform, DeedKind.ShoutOut) ? new ShoutOutDeed(post.Login?.Trim() ?? "") : null,
        };
        var longest = kind switch { PostKind.Poll => LongestQuestion, PostKind.ShoutOut => 0, _ => PlatformDeeds.LongestPost(chat.Platform) };
        return kind == PostKind.ShoutOut
            ? new PostPart(chat.Platform, chat.Channel, language, deed, 0, 0, string.IsNullOrWhiteSpace(post.Login))
            : new PostPart(chat.Platform, chat.Channel, kind == PostKind.Poll ? One(language, show) : language, deed, words.Length, longest, words.Length == 0 || IsHalf(text, language));
    }

    private static PostLanguage One(PostLanguage language, PostLanguage show) => language == PostLanguage.Both ? show : language;

    /// <summary>Both were wanted, and one is missing.</summary>
    private static bool IsHalf(PostText text, PostLanguage language) => language == PostLanguage.Both && (string.IsNullOrWhiteSpace(text.Fr) || string.IsNullOrWhiteSpace(text.En));

    // A line break is one message's end on both platforms.
    private static string Say(string fr, string en, PostLanguage language, PostLanguage show) => OneLine(language switch
    {
        PostLanguage.En => en,
        PostLanguage.Both => show == PostLanguage.En ? $"{en.Trim()}{Between}{fr.Trim()}" : $"{fr.Trim()}{Between}{en.Trim()}",
        _ => fr,
    });

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
