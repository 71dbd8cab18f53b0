using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.YouTube;

/// <summary>
/// The authors seen lately, so that a talkative viewer is one object in memory and not one a message. Bounded: a slot is simply
/// taken over by the next author that hashes to it. Not safe for two threads.
/// </summary>
internal sealed class AuthorTable
{
    private const int Slots = 4096;

    private readonly Author?[] _slots = new Author?[Slots];
    private readonly Roles[] _roles = new Roles[Slots];

    public Author Find(JsonText id, JsonText name, Roles roles)
    {
        var slot = (id.Hash() & int.MaxValue) % Slots;
        if (_slots[slot] is { } known && _roles[slot] == roles && id.IsSurely(known.Id))
        {
            if (name.IsSurely(known.Name)) return known;
            if (string.Equals(name.OrNull() ?? "", known.Name, StringComparison.Ordinal)) return known;
        }

        var author = new Author(id.OrNull() ?? "", name.OrNull() ?? "", Roles: roles.Names());
        _slots[slot] = author;
        _roles[slot] = roles;
        return author;
    }
}
