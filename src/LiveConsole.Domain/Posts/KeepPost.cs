using System.Collections.Immutable;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Posts;

/// <summary>Writes a post into the library, or writes another text for one. Who changes what somebody else has changed since is refused, and told who.</summary>
/// <param name="Number">Null: a new one.</param>
/// <param name="Seen">The version that was on the page; of a new one nothing.</param>
public sealed record KeepPost(PostWritten Written, int? Number = null, int Seen = 0) : IShowCommand
{
    public const int LongestName = 100, LongestText = 500;

    public static readonly TimeSpan ShortestEvery = TimeSpan.FromMinutes(1), LongestEvery = TimeSpan.FromHours(24);

    public static readonly ImmutableArray<string> Colors = ["primary", "blue", "green", "orange", "purple"];

    public string Verb => "keep-post";

    public Permission Needs => Permission.Post;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (WhyNot(Written) is { } not) return not;
        var written = Clean(Written);
        if (Number is not { } number) return show.Posts.All.Count >= PostBook.Most ? Refusals.TooManyPosts : new PostKept(show.Posts.LastNumber + 1, written);
        if (show.Posts.Find(number) is not { } post) return Refusals.NoPost;
        if (post.Written == written) return Decision.Unchanged;
        if (post.Version != Seen) return Refusals.PostMovedOn(show, post);
        return post.Waits ? Refusals.DisarmFirst(post) : new PostKept(number, written);
    }

    private static PostWritten Clean(PostWritten w) => w with
    {
        Name = w.Name.Trim(),
        Moment = string.IsNullOrWhiteSpace(w.Moment) ? null : w.Moment.Trim(),
        Login = string.IsNullOrWhiteSpace(w.Login) ? null : w.Login.Trim().TrimStart('@').ToLowerInvariant(),
        Other = w.Other is { IsEmpty: false } other ? other : null,
    };

    private static Refusal? WhyNot(PostWritten w) => w switch
    {
        _ when string.IsNullOrWhiteSpace(w.Name) => Refusals.Invalid("A post needs a name.", "Une publication a besoin d'un nom."),
        _ when w.Name.Length > LongestName || w.Moment?.Length > LongestName || w.Login?.Length > LongestName => Refusals.Invalid(
            $"A name is longer than {LongestName} characters. Shorten it.", $"Un nom dépasse {LongestName} caractères. Raccourcissez-le."),
        _ when w.Kind != PostKind.ShoutOut && w.Text.IsEmpty => Refusals.Invalid("A post needs a text.", "Une publication a besoin d'un texte."),
        { Kind: PostKind.ShoutOut, Login: null or "" } => Refusals.NoChannelToRecommend,
        _ when Texts(w).Any(t => t.Length > LongestText) => Refusals.Invalid($"A text is longer than {LongestText} characters. Shorten it.", $"Un texte dépasse {LongestText} caractères. Raccourcissez-le."),
        _ when w.To.Length > 50 || Texts(w).Count() > 40 => Refusals.Invalid("That is too much for one post.", "C'est trop pour une seule publication."),
        { Kind: PostKind.Poll, Seconds: < 15 or > 1_800 } => Refusals.Invalid("A poll lasts 15 s to 30 min.", "Un sondage dure de 15 s à 30 min."),
        { Every: { } every } when every < ShortestEvery || every > LongestEvery => Refusals.Invalid("A post is repeated every minute at most, every 24 h at least.", "Une publication se répète au plus chaque minute, au moins toutes les 24 h."),
        { Color: { } color } when !Colors.Contains(color) => Refusals.NoSuchColor,
        // Nothing celebratory is ever tied to a clock (desks.md, section 4).
        { Every: not null, Moment: not null } or { Every: not null, Other: not null } => Refusals.Invalid(
            "A post for a moment, or with a second ending, is never tied to a clock. Choose one of the two.", "Une publication liée à un repère, ou à deux fins, n'est jamais liée à une horloge. Choisissez l'un des deux."),
        _ => null,
    };

    private static IEnumerable<string> Texts(PostWritten w) =>
        new[] { w.Text, w.Other }.OfType<PostText>().SelectMany(t => new[] { t.Fr, t.En }.Concat(t.ChoicesFr).Concat(t.ChoicesEn));
}

/// <summary>Takes a post out of the library. What it sent stays sent.</summary>
public sealed record DropPost(int Number, int Seen) : IShowCommand
{
    public string Verb => "drop-post";

    public Permission Needs => Permission.Post;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) => show.Posts.Find(Number) switch
    {
        null => Refusals.NoPost,
        { } post when post.Version != Seen => Refusals.PostMovedOn(show, post),
        { Waits: true } post => Refusals.DisarmFirst(post),
        _ => new PostDropped(Number),
    };
}
