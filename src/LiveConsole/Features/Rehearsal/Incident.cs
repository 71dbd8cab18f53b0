using System.Collections.Immutable;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Features.Rehearsal;

/// <summary>A drill as whoever conducts chooses it: only what has words here is offered, though the command line knows more of them.</summary>
/// <param name="Name">The drill's.</param>
/// <param name="Where">"chat", "twitch", "youtube" or "console".</param>
public sealed record Incident(string Name, string Where, Words Words)
{
    public static ImmutableArray<Incident> All { get; } =
    [
        new("slur", "chat", new("An insult", "Une insulte")),
        new("scam", "chat", new("A false prize, sixty accounts", "Un faux cadeau, soixante comptes")),
        new("hate-raid", "chat", new("A raid of hate", "Un raid haineux")),
        new("raid", "chat", new("A friendly raid", "Un raid amical")),
        new("copy-flood", "chat", new("A flood of one and the same line", "Un flot d'un seul et même message")),
        new("no-sound", "chat", new("“No sound”, YouTube only", "« Plus de son », YouTube seul")),
        new("private-data", "chat", new("A child writes its address", "Un enfant écrit son adresse")),
        new("distress", "chat", new("A viewer in distress", "Un spectateur en détresse")),
        new("paid", "chat", new("Paid messages and gifts", "Dons et cadeaux")),
        new("spoiler", "chat", new("Touchdown shouted too early", "L'atterrissage crié trop tôt")),
        new("comment", "chat", new("A message worth reading aloud", "Un message qui mérite l'antenne")),
        new("asker-banned-on-air", "chat", new("Whoever asked is banned", "L'auteur d'une question est banni")),
        new("removed-elsewhere", "chat", new("A question is removed on Twitch", "Une question est retirée sur Twitch")),
        new("chat-cleared", "chat", new("The whole Twitch chat is cleared", "Tout le chat Twitch est vidé")),
        new("held", "chat", new("AutoMod holds a message", "AutoMod retient un message")),
        new("hostile-text", "chat", new("Hostile text and names", "Textes et noms hostiles")),
        new("twitch-down", "twitch", new("Twitch gone for 20 s", "Twitch coupé 20 s")),
        new("twitch-drop", "twitch", new("One of two connections cut", "Une connexion sur deux coupée")),
        new("twitch-reconnect", "twitch", new("Twitch asks to reconnect", "Twitch demande de se reconnecter")),
        new("token-expired", "twitch", new("The account's sign-in expires", "La connexion du compte expire")),
        new("held-decided", "twitch", new("What is held is decided elsewhere", "Ce qui est retenu est décidé ailleurs")),
        new("chat-modes", "twitch", new("Slow mode on, or off", "Mode lent activé, ou désactivé")),
        new("moderator-acts", "twitch", new("A moderator acts on Twitch itself", "Quelqu'un modère sur Twitch même")),
        new("duplicate-burst", "twitch", new("200 messages twice", "200 messages en double")),
        new("out-of-order", "twitch", new("Messages late and out of order", "Messages en retard et en désordre")),
        new("shared-chat", "twitch", new("A partner's chat mixed in", "Le chat d'un partenaire mêlé")),
        new("youtube-stream-cut", "youtube", new("Connection cut every 10 s", "Connexion coupée toutes les 10 s")),
        new("broadcast-restart", "youtube", new("The broadcast restarts, new chat", "Le direct redémarre, nouveau chat")),
        new("youtube-chat-disabled", "youtube", new("The chat is switched off for a minute", "Le chat est désactivé une minute")),
        new("youtube-quota", "youtube", new("Almost no quota left", "Presque plus de quota")),
        new("quota-end", "youtube", new("No quota left", "Plus de quota")),
        new("quota-back", "youtube", new("Quota back", "Quota de retour")),
        new("youtube-503", "youtube", new("YouTube answers with errors", "YouTube répond par des erreurs")),
        new("viewers-absent", "youtube", new("No viewer count for 3 min", "Pas d'audience pendant 3 min")),
        new("slow-disk", "console", new("This console's disk is slow for 30 s", "Le disque de cette console est lent 30 s")),
    ];

    public static Words WordsOf(string name) => All.FirstOrDefault(i => i.Name == name)?.Words ?? new(name, name);
}
