using System.Collections.Immutable;
using System.Text;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Twitch.Irc;

[Flags]
internal enum Roles
{
    None = 0,
    Broadcaster = 1,
    Moderator = 2,
    Vip = 4,
    Subscriber = 8,
    Staff = 16,
}

/// <summary>
/// The authors seen lately, so that a regular's tenth message allocates none of their strings again. A fixed number of places, a
/// newcomer takes the place of whoever had it: bounded without any bookkeeping. Not thread-safe: one parser owns it.
/// </summary>
internal sealed class AuthorTable
{
    private const int Places = 8192;

    internal static readonly ImmutableArray<string>[] RoleLists = [.. Enumerable.Range(0, 32).Select(flags => Names((Roles)flags))];

    private readonly Author?[] _authors = new Author?[Places];

    public Author Get(in IrcTags tags, ReadOnlySpan<byte> login)
    {
        ref var place = ref _authors[Hash(tags.User) & (Places - 1)];
        var roles = RoleLists[(int)RolesOf(tags)];
        if (place is { } known && roles == known.Roles && Ascii.Equals(tags.User, known.Id) && Same(login, known.Login)
            && Same(tags.Color, known.Color) && Same(tags.Badges, known.Badges) && SameName(tags.DisplayName, login, known.Name))
        {
            return known;
        }

        var loginText = login.IsEmpty ? null : IrcTags.Text(login);
        // A display name may be empty and may end in an escaped space (seen on Twitch).
        var name = IrcTags.Text(tags.DisplayName).Trim();
        var id = IrcTags.Opaque(tags.User);
        if (name.Length == 0) name = string.IsNullOrEmpty(loginText) ? id : loginText;
        return place = new Author(id, name, loginText, roles, tags.Color.IsEmpty ? null : IrcTags.Text(tags.Color), tags.Badges.IsEmpty ? null : IrcTags.Text(tags.Badges));
    }

    private static bool Same(ReadOnlySpan<byte> bytes, string? text) => text is null ? bytes.IsEmpty : !bytes.IsEmpty && Ascii.Equals(bytes, text);

    private static bool SameName(ReadOnlySpan<byte> display, ReadOnlySpan<byte> login, string name)
    {
        if (display.IsEmpty) return Same(login, name);
        if (Ascii.Equals(display, name)) return true;
        if (Ascii.IsValid(display) || display.Length > 128 || display.Contains((byte)'\\')) return false;
        Span<char> decoded = stackalloc char[128];
        return Encoding.UTF8.TryGetChars(display, decoded, out var length) && decoded[..length].SequenceEqual(name);
    }

    private static int Hash(ReadOnlySpan<byte> id)
    {
        var hash = 0u;
        foreach (var b in id) hash = (hash * 31) + b;
        return (int)((hash * 2654435769u) >> 16);
    }

    // "broadcaster/1,subscriber/12": a version may hold anything, so the set is what stands before the first '/'.
    private static Roles RolesOf(in IrcTags tags)
    {
        var roles = Roles.None;
        var badges = tags.Badges;
        while (!badges.IsEmpty)
        {
            var end = badges.IndexOf((byte)',');
            var badge = end < 0 ? badges : badges[..end];
            badges = end < 0 ? default : badges[(end + 1)..];
            var slash = badge.IndexOf((byte)'/');
            roles |= RoleOf(slash < 0 ? badge : badge[..slash]);
        }

        if (tags.Mod.SequenceEqual("1"u8)) roles |= Roles.Moderator;
        if (tags.Vip.SequenceEqual("1"u8)) roles |= Roles.Vip;
        if (tags.Subscriber.SequenceEqual("1"u8)) roles |= Roles.Subscriber;
        if (tags.UserType.Length > 3) roles |= RoleOf(tags.UserType);
        return roles;
    }

    internal static Roles RoleOf(ReadOnlySpan<byte> set) => set.Length switch
    {
        3 when set.SequenceEqual("vip"u8) => Roles.Vip,
        5 when set.SequenceEqual("staff"u8) || set.SequenceEqual("admin"u8) => Roles.Staff,
        7 when set.SequenceEqual("founder"u8) => Roles.Subscriber,
        9 when set.SequenceEqual("moderator"u8) => Roles.Moderator,
        10 when set.SequenceEqual("subscriber"u8) => Roles.Subscriber,
        10 when set.SequenceEqual("global_mod"u8) => Roles.Staff,
        11 when set.SequenceEqual("broadcaster"u8) => Roles.Broadcaster,
        14 when set.SequenceEqual("lead_moderator"u8) => Roles.Moderator,
        _ => Roles.None,
    };

    private static ImmutableArray<string> Names(Roles roles) =>
        [.. Enum.GetValues<Roles>().Where(r => r != Roles.None && roles.HasFlag(r)).Select(r => r.ToString().ToLowerInvariant())];
}
