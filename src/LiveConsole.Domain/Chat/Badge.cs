namespace LiveConsole.Domain.Chat;

/// <summary>A sign beside a viewer's name. Its picture is found by both words; a channel's own stands before the platform's of the same set.</summary>
/// <param name="Set">"moderator", "subscriber", "bits"…</param>
/// <param name="Version">"1", "12", "1000": anything.</param>
public readonly record struct Badge(string Set, string Version)
{
    /// <param name="badges"><see cref="Author.Badges"/>: "moderator/1,subscriber/12". Odd pieces are passed over.</param>
    public static IEnumerable<Badge> Read(string? badges)
    {
        foreach (var piece in (badges ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            // A version may hold anything, a slash too.
            if (piece.IndexOf('/') is > 0 and var slash) yield return new Badge(piece[..slash], piece[(slash + 1)..]);
        }
    }
}
