using System.Collections.Immutable;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Platforms.Twitch.Writing;

/// <summary>A right that an account's owner grants.</summary>
/// <param name="For">What the console does with it.</param>
/// <param name="Calls">Calls of Helix ("POST moderation/bans"), types of EventSub ("eventsub channel.moderate"), "irc".</param>
/// <param name="Deeds">What can be done only with it.</param>
public sealed record TwitchScope(string Name, Words For, ImmutableArray<string> Calls, ImmutableArray<DeedKind> Deeds);

/// <summary>Every scope that this adapter uses, and for what: the page of scopes is made from it, and checked against the calls that the emulated Twitch saw.</summary>
public static class TwitchScopes
{
    public const string Chat = "moderator:manage:chat_messages", Bans = "moderator:manage:banned_users", Warnings = "moderator:manage:warnings", AutoMod = "moderator:manage:automod",
        Settings = "moderator:manage:chat_settings", Shield = "moderator:manage:shield_mode", Write = "user:write:chat", Announcements = "moderator:manage:announcements",
        ShoutOuts = "moderator:manage:shoutouts", Polls = "channel:manage:polls", Chatters = "moderator:read:chatters", Moderated = "user:read:moderated_channels";

    private const string Moderate = "eventsub channel.moderate";

    public static ImmutableArray<TwitchScope> All { get; } =
    [
        new("user:read:chat", new("Read the chat with its emotes and its removals", "Lire le chat, ses émoticônes et ses suppressions"),
            ["eventsub channel.chat.message", "eventsub channel.chat.notification", "eventsub channel.chat.message_delete", "eventsub channel.chat.clear_user_messages", "eventsub channel.chat.clear", "eventsub channel.chat_settings.update"], []),
        new("chat:read", new("Read the chat a second way, so that nothing is missed", "Lire le chat par une deuxième voie, pour ne rien manquer"), ["irc"], []),
        new(Write, new("Post in the chat, and answer a viewer", "Écrire dans le chat et répondre à un internaute"), ["POST chat/messages"], [DeedKind.Post]),
        new(Chat, new("Remove a message; clear the chat; see who removed one", "Supprimer un message ; vider le chat ; voir qui en a supprimé un"), ["DELETE moderation/chat", Moderate], [DeedKind.Remove, DeedKind.Clear]),
        new(Bans, new("Time out, ban and let back in; see who did", "Exclure, bannir et laisser revenir ; voir qui l'a fait"), ["POST moderation/bans", "DELETE moderation/bans", Moderate], [DeedKind.TimeOut, DeedKind.Ban, DeedKind.Untimeout, DeedKind.Unban]),
        new(Warnings, new("Warn a viewer; see who was warned", "Avertir un internaute ; voir qui a été averti"), ["POST moderation/warnings", Moderate], [DeedKind.Warn]),
        new(AutoMod, new("See what AutoMod holds back, and decide about it", "Voir ce qu'AutoMod retient, et en décider"), ["POST moderation/automod/message", "eventsub automod.message.hold", "eventsub automod.message.update"], [DeedKind.Hold]),
        new(Settings, new("Set slow mode and the chat's other rules; see who did", "Régler le mode lent et les autres règles du chat ; voir qui l'a fait"), ["PATCH chat/settings", Moderate], [DeedKind.Modes]),
        new(Shield, new("Raise and lower the shield against a raid; see who did", "Lever et baisser le bouclier contre un raid ; voir qui l'a fait"), ["PUT moderation/shield_mode", "eventsub channel.shield_mode.begin", "eventsub channel.shield_mode.end"], [DeedKind.Shield]),
        new(Announcements, new("Post an announcement", "Publier une annonce"), ["POST chat/announcements"], [DeedKind.Announce]),
        new(ShoutOuts, new("Recommend another channel", "Recommander une autre chaîne"), ["POST chat/shoutouts"], [DeedKind.ShoutOut]),
        new(Polls, new("On the channel's own account: begin and end a poll, see its votes", "Sur le compte de la chaîne : lancer et clore un sondage, voir les votes"),
            ["POST polls", "PATCH polls", "eventsub channel.poll.begin", "eventsub channel.poll.progress", "eventsub channel.poll.end"], [DeedKind.Poll, DeedKind.EndPoll]),
        new(Moderated, new("Know which channels this account moderates", "Savoir quelles chaînes ce compte modère"), ["GET moderation/channels"], []),
        new(Chatters, new("Count who is in the chat", "Compter les présents dans le chat"), ["GET chat/chatters"], []),
        new("moderator:read:blocked_terms", new("See what other moderators do (Twitch wants all rights of this group for it)", "Voir ce que font les autres modérateurs (Twitch exige pour cela tous les droits de ce groupe)"), [Moderate], []),
        new("moderator:read:unban_requests", new("See what other moderators do", "Voir ce que font les autres modérateurs"), [Moderate], []),
        new("moderator:read:moderators", new("See what other moderators do", "Voir ce que font les autres modérateurs"), [Moderate], []),
        new("moderator:read:vips", new("See what other moderators do", "Voir ce que font les autres modérateurs"), [Moderate], []),
    ];

    public static string Of(DeedKind kind) => All.First(s => s.Deeds.Contains(kind)).Name;
}
