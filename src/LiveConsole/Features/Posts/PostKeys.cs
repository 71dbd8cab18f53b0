using System.Globalization;
using LiveConsole.Domain.Posts;
using LiveConsole.Features.Frame;

namespace LiveConsole.Features.Posts;

/// <summary>What a button of the page was painted with: the post, the version that was seen, and which text.</summary>
public sealed record PostPressed(int Number, int Version, PostEnding Ending)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}:{Version}:{Ending}");

    public static PostPressed? Of(string? id) => id?.Split(':') is [var number, var version, var ending]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var v)
        && Enum.TryParse<PostEnding>(ending, out var e) ? new PostPressed(n, v, e) : null;
}

/// <summary>1 to 4 send the armed posts (desks.md, section 8); the button that has the key says what it does.</summary>
public static class PostKeys
{
    public const string Fire = "post-fire-";

    public static IReadOnlyList<Key> All { get; } =
        [.. Enumerable.Range(1, PostBook.Keys).Select(k => k.ToString(CultureInfo.InvariantCulture)).Select(k => Key.Button(k, Fire + k, KeyPlace.List, "FirePost"))];
}
