using System.Collections.Immutable;
using LiveConsole.Shows;

namespace LiveConsole.Accounts.Connected;

/// <summary>A connected account as pages and sources know it: no token.</summary>
/// <param name="Login">A Twitch login; a YouTube handle with its @, or empty.</param>
/// <param name="EndsAt">Machine time at which the sign-in ends if nobody renews it by hand; null: no end is known.</param>
/// <param name="DeadSince">The platform lets it in no more; null: it does.</param>
/// <param name="Moderates">Logins of channels, lower case.</param>
public sealed record PlatformAccount(
    Guid Id, string Platform, string UserId, string Login, string Name, ImmutableHashSet<string> Scopes, DateTimeOffset ConnectedAt, string? ConnectedBy,
    DateTimeOffset RefreshedAt, DateTimeOffset? EndsAt, DateTimeOffset? CheckedAt, DateTimeOffset? DeadSince, ImmutableHashSet<string> Moderates)
{
    /// <summary>Another one when a person connected it anew: with other rights, what reads with it begins again.</summary>
    public string Key => $"{Id:N}{ConnectedAt.UtcTicks:x}";

    public bool IsDead => DeadSince is not null;

    /// <summary>The channel is this account's own.</summary>
    public bool Owns(string? channel) => channel is { Length: > 0 } && (Same(channel, Login) || (Platform == ChannelNames.YouTube && channel == UserId));

    /// <summary>Which of several is used for a channel: one that is let in, the one that a person chose, its own before one that moderates it, then the oldest.</summary>
    /// <param name="chosen">The chosen one's id on its platform; one that is let in no more, or was taken out, gives its place to another: slurs do not wait for a sign-in.</param>
    public static PlatformAccount? Choose(IEnumerable<PlatformAccount> accounts, string platform, string? channel, string? chosen = null) =>
        accounts.Where(a => a.Platform == platform)
            .OrderBy(a => a.IsDead).ThenByDescending(a => chosen is not null && a.UserId == chosen).ThenByDescending(a => a.Owns(channel)).ThenByDescending(a => channel is not null && a.Moderates.Contains(channel.ToLowerInvariant()))
            .ThenBy(a => a.ConnectedAt).ThenBy(a => a.Id).FirstOrDefault();

    private static bool Same(string one, string other) => one.Length > 0 && one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
