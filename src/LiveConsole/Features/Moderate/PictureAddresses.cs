using LiveConsole.Domain.Chat;
using LiveConsole.Shows;

namespace LiveConsole.Features.Moderate;

/// <summary>Where a show's pages find emotes and badges: at this server only, which fetches and keeps them.</summary>
/// <param name="Slug">Of the show.</param>
public sealed record PictureAddresses(string Slug)
{
    /// <returns>Null: that platform tells no picture of it.</returns>
    public string? Emote(string platform, string id) => platform == ChannelNames.Twitch ? $"/shows/{Slug}/pictures/emote/{Uri.EscapeDataString(id)}" : null;

    public string? BadgeOf(ChatMessage message, Badge badge) => message.Platform == ChannelNames.Twitch
        ? $"/shows/{Slug}/pictures/badge/{Uri.EscapeDataString(message.Channel)}/{Uri.EscapeDataString(badge.Set)}/{Uri.EscapeDataString(badge.Version)}" : null;
}
