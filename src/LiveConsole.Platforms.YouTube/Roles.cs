using System.Collections.Immutable;

namespace LiveConsole.Platforms.YouTube;

/// <summary>The four flags of authorDetails.</summary>
[Flags]
internal enum Roles { None = 0, Broadcaster = 1, Moderator = 2, Member = 4, Verified = 8 }

internal static class RolesExtensions
{
    // All sixteen, made once: a message then carries a shared array.
    private static readonly ImmutableArray<string>[] Combinations =
        [.. Enumerable.Range(0, 16).Select(flags => NamesOf((Roles)flags))];

    public static ImmutableArray<string> Names(this Roles roles) => Combinations[(int)roles];

    private static ImmutableArray<string> NamesOf(Roles roles)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        if (roles.HasFlag(Roles.Broadcaster)) names.Add("broadcaster");
        if (roles.HasFlag(Roles.Moderator)) names.Add("moderator");
        if (roles.HasFlag(Roles.Member)) names.Add("member");
        if (roles.HasFlag(Roles.Verified)) names.Add("verified");
        return names.ToImmutable();
    }
}
