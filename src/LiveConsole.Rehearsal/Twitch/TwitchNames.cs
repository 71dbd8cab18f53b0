using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Playing;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>Ids and logins the recordings do not tell, made so that every run makes the same ones.</summary>
internal static class TwitchNames
{
    /// <summary>A room's numeric id, from its login.</summary>
    public static string RoomId(string login) => (100_000_000 + StableHash.Of(login) % 900_000_000).ToString(CultureInfo.InvariantCulture);

    /// <summary>The author's login, or one that a viewer of that name and id could have: lower-case letters, digits and '_'.</summary>
    public static string Login(Author author) => Login(author.Login ?? author.Name, author.Id);

    public static string Login(string name, string id)
    {
        if (name.Length is > 0 and <= 25 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) return name.ToLowerInvariant();
        return "viewer_" + StableHash.Of(id).ToString("x", CultureInfo.InvariantCulture);
    }

    /// <summary>The id of another room's copy of a shared message.</summary>
    public static string CopyId(string originId, string room)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, StableHash.Of(originId + "/" + room));
        BitConverter.TryWriteBytes(bytes[8..], StableHash.Of(room + "/" + originId));
        return new Guid(bytes).ToString();
    }
}
