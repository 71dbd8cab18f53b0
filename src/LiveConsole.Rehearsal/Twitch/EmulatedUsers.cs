namespace LiveConsole.Rehearsal.Twitch;

/// <summary>A user that can sign in.</summary>
internal readonly record struct EmulatedUser(string Id, string Login);

/// <summary>Who there is to sign in: the console's own account, a second moderator, the owner of each room and the partner channel's.</summary>
internal sealed class EmulatedUsers(EmulatedTwitch twitch)
{
    public EmulatedUser Own { get; } = new(EmulatedTwitch.UserId, EmulatedTwitch.UserLogin);

    public EmulatedUser Second { get; } = new(TwitchNames.RoomId(EmulatedTwitch.Moderator), EmulatedTwitch.Moderator);

    /// <summary>The channel that shares its chat and sends its viewers over.</summary>
    public EmulatedUser Partner { get; } = new(TwitchNames.RoomId(twitch.Options.SharedChatPartner), twitch.Options.SharedChatPartner);

    public IEnumerable<EmulatedUser> All => twitch.Rooms.Select(r => new EmulatedUser(r.Id, r.Login)).OrderBy(u => u.Login, StringComparer.Ordinal).Prepend(Second).Prepend(Own).Append(Partner).DistinctBy(u => u.Id);

    public EmulatedUser? Find(string? login) => All.Select(u => (EmulatedUser?)u).FirstOrDefault(u => string.Equals(u!.Value.Login, login, StringComparison.OrdinalIgnoreCase));

    /// <summary>The owner of the room, or one of the two who moderate every room there is.</summary>
    public bool Moderates(string userId, TwitchRoom room) => userId == room.Id || (userId == Own.Id && !twitch.Acting.IsRevoked) || userId == Second.Id;
}
