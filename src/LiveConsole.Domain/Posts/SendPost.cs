using System.Collections.Immutable;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Posts;

/// <summary>A post to one chat: what is written, whole.</summary>
public sealed record ChatPost(string Platform, string Channel, Deed Deed);

/// <summary>Writes to the chats in the show's name, each once. It counts down first, so that it can be taken back.</summary>
/// <param name="To">One a chat: the text that chat gets.</param>
public sealed record SendPost(ImmutableArray<ChatPost> To) : IShowCommand
{
    /// <summary>Nobody can bring a post back (desks.md, section 1, law 7).</summary>
    public static readonly TimeSpan CountsDown = TimeSpan.FromSeconds(5);

    public string Verb => "post";

    public Permission Needs => Permission.Post;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Posting.IsFrozen(show)) return Refusals.PostsFrozen(show);
        if (To.IsDefaultOrEmpty) return Refusals.Invalid("Choose at least one chat.", "Choisissez au moins un chat.");
        foreach (var post in To)
        {
            if (post.Deed.Urgency != Urgency.Post) return Refusals.Invalid("This is no post.", "Ceci n'est pas une publication.");
            if (post.Deed is AnnounceDeed { Color: { } color } && !KeepPost.Colors.Contains(color)) return Refusals.NoSuchColor;
            if (post.Deed is ShoutOutDeed { Login: var login } && (string.IsNullOrWhiteSpace(login) || login.Length > KeepPost.LongestName)) return Refusals.NoChannelToRecommend;
            if (Asking.WhyNot(show, by, post.Platform, post.Channel, post.Deed.Kind) is { } refusal) return refusal;
        }

        return new EffectsRequested([.. To.Select((p, i) => Asking.Effect(show, p.Platform, p.Channel, p.Deed, i, now + CountsDown))]);
    }
}
