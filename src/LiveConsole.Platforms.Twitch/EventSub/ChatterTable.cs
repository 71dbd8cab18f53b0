using System.Text;
using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.Irc;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>
/// The authors seen lately, so that a regular's tenth message allocates none of their strings again. A fixed number of places, a
/// newcomer takes the place of whoever had it. Not thread-safe: one parser owns it.
/// </summary>
internal sealed class ChatterTable
{
    private const int Places = 8192;

    /// <summary>Twitch's own account that gives in the name of those who want to stay unknown.</summary>
    public static readonly Author Anonymous = new("274598607", "AnAnonymousGifter", "ananonymousgifter");

    private readonly Author?[] _authors = new Author?[Places];

    /// <param name="badges">"set/version", a comma between.</param>
    public Author Get(in EventFields fields, ReadOnlySpan<byte> badges)
    {
        ref var place = ref _authors[fields.ChatterId.Spread() & (Places - 1)];
        var roles = AuthorTable.RoleLists[(int)fields.Roles];
        if (place is { } known && roles == known.Roles && fields.ChatterId.IsSurely(known.Id) && Same(fields.ChatterLogin, known.Login)
            && Same(fields.Color, known.Color) && (known.Badges is null ? badges.IsEmpty : Ascii.Equals(badges, known.Badges)) && fields.ChatterName.IsSurely(known.Name))
        {
            return known;
        }

        var login = fields.ChatterLogin.IsEmpty ? null : fields.ChatterLogin.Decode();
        var name = fields.ChatterName.OrNull()?.Trim();
        var id = fields.ChatterId.Decode();
        if (string.IsNullOrEmpty(name)) name = string.IsNullOrEmpty(login) ? id : login;
        return place = new Author(id, name, login, roles, fields.Color.IsEmpty ? null : fields.Color.Decode(),
            badges.IsEmpty ? null : Encoding.UTF8.GetString(badges));
    }

    private static bool Same(JsonText field, string? known) => known is null ? field.IsEmpty : field.IsSurely(known);
}
