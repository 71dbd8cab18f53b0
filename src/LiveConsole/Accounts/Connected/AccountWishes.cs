using System.Collections.Immutable;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms.Twitch.Writing;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Shows;

namespace LiveConsole.Accounts.Connected;

/// <summary>What a person may want of an account: a check box.</summary>
/// <param name="Key">In addresses.</param>
/// <param name="Does">What the console does with it.</param>
/// <param name="Scopes">What the platform is asked for.</param>
/// <param name="IsAsked">Ticked from the start.</param>
public sealed record AccountWish(string Key, Words Name, Words Does, ImmutableArray<string> Scopes, bool IsAsked = true)
{
    public bool IsGranted(IReadOnlySet<string> scopes) => Scopes.All(scopes.Contains);
}

/// <summary>Twitch's and Google's rights by what is wanted. Which scope is for which call stands with the adapters (<see cref="TwitchScopes"/>); a test holds this to be the same scopes.</summary>
public static class AccountWishes
{
    public static ImmutableArray<AccountWish> Twitch { get; } =
    [
        new("read", new("Read chat and events", "Lire le chat et les évènements"),
            new("Every message by two ways at once, subscriptions, raids, removals; which channels it moderates.", "Chaque message par deux voies à la fois, abonnements, raids, suppressions ; les chaînes qu'il modère."),
            ["user:read:chat", "chat:read", TwitchScopes.Moderated]),
        new("others", new("See what moderators do", "Voir ce que fait la modération"),
            new("Who removed, banned or warned on Twitch itself. Twitch gives it only with all the rights to remove, ban, warn and set modes.", "Qui a supprimé, banni ou averti sur Twitch même. Twitch ne le donne qu'avec tous les droits de supprimer, bannir, avertir et régler les modes."),
            ["moderator:read:blocked_terms", "moderator:read:unban_requests", "moderator:read:moderators", "moderator:read:vips"]),
        new("remove", new("Remove messages", "Supprimer des messages"), new("One message, or the whole chat after a question.", "Un message, ou tout le chat après une question."), [TwitchScopes.Chat]),
        new("bans", new("Time out and ban", "Exclure et bannir"), new("For some minutes or for good, and let back in.", "Quelques minutes ou pour de bon, et laisser revenir."), [TwitchScopes.Bans]),
        new("warnings", new("Warn", "Avertir"), new("A viewer must confirm a warning before writing again.", "La personne doit confirmer l'avertissement avant d'écrire de nouveau."), [TwitchScopes.Warnings]),
        new("held", new("Decide held messages", "Décider des messages retenus"), new("See what AutoMod holds; allow or deny it.", "Voir ce qu'AutoMod retient ; l'autoriser ou le refuser."), [TwitchScopes.AutoMod]),
        new("modes", new("Chat modes and shield", "Modes du chat et bouclier"), new("Slow, followers only, emotes only; the shield against a raid.", "Lent, abonnés, émoticônes ; le bouclier contre un raid."), [TwitchScopes.Settings, TwitchScopes.Shield]),
        new("announce", new("Announcements and shout-outs", "Annonces et recommandations"), new("A highlighted post; another channel recommended.", "Un message mis en avant ; une autre chaîne recommandée."), [TwitchScopes.Announcements, TwitchScopes.ShoutOuts]),
        new("post", new("Post and answer", "Publier et répondre"), new("The crew's posts, and answers to viewers, as this account.", "Les messages de l'équipe et les réponses au public, sous le nom de ce compte."), [TwitchScopes.Write]),
        new("chatters", new("Count who is in the chat", "Compter les présents"), new("People connected to the chat, not their names.", "Les personnes connectées au chat, pas leurs noms."), [TwitchScopes.Chatters]),
        new("polls", new("Polls", "Sondages"), new("Only with the channel's own account.", "Seulement avec le compte de la chaîne elle-même."), [TwitchScopes.Polls], IsAsked: false),
    ];

    public static ImmutableArray<AccountWish> YouTube { get; } =
    [
        new("read", new("Read chats", "Lire les chats"), new("Also of a broadcast that is not public.", "Aussi d'une diffusion qui n'est pas publique."), [YouTubeConsent.ReadScope]),
        new("act", new("Remove, ban, post, polls", "Supprimer, bannir, publier, sondages"), new("As this channel, where it is owner or moderator. Google knows no smaller right.", "Sous le nom de cette chaîne, là où elle est propriétaire ou modère. Google n'a pas de droit plus petit."), [YouTubeConsent.ActScope]),
    ];

    public static ImmutableArray<AccountWish> Of(string platform) => platform == ChannelNames.Twitch ? Twitch : YouTube;

    /// <summary>What the platform is asked for.</summary>
    public static ImmutableArray<string> Scopes(string platform, IEnumerable<string> wishes)
    {
        var wanted = Of(platform).Where(w => wishes.Contains(w.Key, StringComparer.Ordinal)).SelectMany(w => w.Scopes).Distinct(StringComparer.Ordinal).ToImmutableArray();
        // The right to act covers reading: asked for alone, the consent screen says one thing.
        return wanted.Contains(YouTubeConsent.ActScope) ? [YouTubeConsent.ActScope] : wanted;
    }

    /// <summary>What an account may, of what can be wanted.</summary>
    public static IEnumerable<AccountWish> Granted(string platform, IReadOnlySet<string> scopes) =>
        Of(platform).Where(w => w.IsGranted(scopes) || (platform == ChannelNames.YouTube && scopes.Contains(YouTubeConsent.ActScope)));
}
