using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Sources;

/// <summary>
/// Reasons stand in the journal as their adapters say them, in English and exact (codes, names of errors); here they become what a person reads:
/// French too, and no word of a programmer's. What a platform itself adds comes through as it is.
/// </summary>
public static partial class ReasonWords
{
    private const string NotRunning = "not running";

    // {word} stands for what differs from time to time.
    private static readonly (Regex Pattern, string French)[] Table = [.. new (string En, string Fr)[]
    {
        ("The channel was taken out of the show's settings.", "La chaîne a été retirée des réglages de l'émission."),
        ("Twitch does not tell this account which messages AutoMod holds: it must moderate this channel, and be connected with the right to (moderator:manage:automod).",
            "Twitch ne dit pas à ce compte quels messages AutoMod retient : il doit modérer cette chaîne, et être connecté avec ce droit (moderator:manage:automod)."),
        ("Twitch does not tell this account what other moderators do: it must moderate this channel, and be connected with a moderator's reading rights.",
            "Twitch ne dit pas à ce compte ce que font les autres modérateurs : il doit modérer cette chaîne, et être connecté avec les droits de lecture d'un modérateur."),
        ("Twitch does not tell this account of the channel's polls: it must be connected with the right to (channel:read:polls).",
            "Twitch ne parle pas à ce compte des sondages de la chaîne : il doit être connecté avec ce droit (channel:read:polls)."),
        ("This show could not take what was read for it as fast as it came.", "Cette émission n'a pas pu prendre assez vite ce qui était lu pour elle."),
        ("The reading ended.", "La lecture s'est arrêtée."),
        ("That is no name of a Twitch channel.", "Ce n'est pas le nom d'une chaîne Twitch."),
        ("A rehearsal reads this machine's own addresses only, not {host}.", "Une répétition ne lit que les adresses de cette machine, pas {host}."),
        ("A rehearsal speaks to this machine only, and {host} is another one.", "Une répétition ne parle qu'à cette machine, et {host} en est une autre."),

        ("Twitch's chat cannot be reached ({error}).", "Le chat de Twitch est injoignable ({error})."),
        ("The connection to Twitch's chat broke ({error}).", "La connexion au chat de Twitch s'est rompue ({error})."),
        ("Twitch took nothing from us for {n} s.", "Twitch n'a rien accepté de nous pendant {n} s."),
        ("Twitch's chat did not answer within {n} s.", "Le chat de Twitch n'a pas répondu en {n} s."),
        ("Twitch did not answer the login within {n} s.", "Twitch n'a pas répondu à la connexion en {n} s."),
        ("Nothing came from Twitch for {n} s, not even an answer.", "Rien n'est venu de Twitch pendant {n} s, pas même une réponse."),
        ("Twitch moved us and closed before the new connection was ready.", "Twitch nous a déplacés et a fermé avant que la nouvelle connexion soit prête."),
        ("It seemed to read and brought none of the messages that came the other way.", "La lecture semblait active et n'apportait aucun des messages venus par l'autre voie."),
        ("Twitch put us out of #{channel}.", "Twitch nous a sortis de #{channel}."),
        ("Twitch refuses the login.", "Twitch refuse la connexion."),
        ("Twitch refuses the login without an account.", "Twitch refuse la connexion sans compte."),
        ("Twitch refuses message tags: without ids nothing can be told apart.", "Twitch refuse les étiquettes des messages : sans identifiants, rien ne se distingue."),
        ("Twitch knows no channel #{channel}.", "Twitch ne connaît pas de chaîne #{channel}."),
        ("Twitch has suspended #{channel}.", "Twitch a suspendu #{channel}."),
        ("Twitch has closed #{channel}.", "Twitch a fermé #{channel}."),
        ("This account is banned from #{channel}.", "Ce compte est banni de #{channel}."),

        ("Twitch's EventSub cannot be reached ({error}).", "EventSub de Twitch est injoignable ({error})."),
        ("The connection to Twitch's EventSub broke ({error}).", "La connexion à EventSub de Twitch s'est rompue ({error})."),
        ("Twitch's EventSub did not answer within {n} s.", "EventSub de Twitch n'a pas répondu en {n} s."),
        ("Nothing came from Twitch's EventSub for {n} s.", "Rien n'est venu d'EventSub pendant {n} s."),
        ("Twitch's EventSub did not say welcome within {n} s.", "EventSub de Twitch ne nous a pas accueillis en {n} s."),
        ("Twitch's EventSub had a fault of its own (4000).", "EventSub de Twitch a eu une panne."),
        ("Twitch says that we sent something on EventSub, which is not allowed (4001).", "Twitch dit que nous avons écrit sur EventSub, ce qui n'est pas permis."),
        ("Twitch missed our answer to its ping (4002).", "Twitch n'a pas reçu notre réponse à son ping."),
        ("Twitch closed EventSub because nothing was subscribed on it (4003).", "Twitch a fermé EventSub : rien n'y était demandé."),
        ("We did not move to another server within Twitch's 30 s (4004).", "Nous n'avons pas changé de serveur dans les 30 s de Twitch."),
        ("Twitch could not send to us in time (4005).", "Twitch n'a pas pu nous écrire à temps."),
        ("Twitch lost the network to us (4006).", "Twitch a perdu le réseau vers nous."),
        ("Twitch did not accept our move to another server (4007).", "Twitch n'a pas accepté notre changement de serveur."),
        ("Twitch closed EventSub ({code}).", "Twitch a fermé EventSub ({code})."),
        ("Twitch moved us and closed before the new session was ready.", "Twitch nous a déplacés et a fermé avant que la nouvelle session soit prête."),
        ("EventSub needs a connected account (Twitch:UserAccessToken).", "EventSub demande un compte connecté (Twitch:UserAccessToken)."),
        ("The account has withdrawn its permission from this program: connect it again.", "Le compte a retiré son autorisation à ce programme : connectez-le de nouveau."),
        ("The account has not allowed this program to read chats ({scope}): connect it again.", "Le compte n'a pas autorisé ce programme à lire les chats ({scope}) : connectez-le de nouveau."),
        ("The account was banned or timed out in this channel.", "Le compte a été banni ou exclu de cette chaîne."),
        ("Twitch has removed the account or the channel.", "Twitch a supprimé le compte ou la chaîne."),
        ("Twitch has withdrawn the messages' EventSub version this program knows.", "Twitch a retiré la version d'EventSub que ce programme connaît pour les messages."),
        ("Twitch took the messages' subscription away ({word}).", "Twitch a retiré l'abonnement aux messages ({word})."),
        ("Twitch does not let the account read this channel: it is banned or timed out there, or reads too many.", "Twitch ne laisse pas le compte lire cette chaîne : il y est banni ou exclu, ou en lit trop."),
        ("Twitch allows no more EventSub subscriptions or connections at this moment.", "Twitch n'accepte plus d'abonnements ni de connexions EventSub pour l'instant."),
        ("Twitch's answer to EventSub's set-up was no JSON.", "La réponse de Twitch à l'ouverture d'EventSub était illisible."),
        ("Twitch did not answer EventSub's set-up within {n} s.", "Twitch n'a pas répondu à l'ouverture d'EventSub en {n} s."),
        ("Twitch cannot be reached to set EventSub up ({error}).", "Twitch est injoignable pour ouvrir EventSub ({error})."),
        ("Twitch answered {code} to EventSub's set-up.", "Twitch a répondu {code} à l'ouverture d'EventSub."),

        ("Twitch no longer accepts the account's token: connect the account again.", "Twitch n'accepte plus le jeton du compte : connectez le compte de nouveau."),
        ("The account was disconnected: connect it again, or another one.", "Le compte a été déconnecté : connectez-le de nouveau, ou un autre."),
        ("The account it was read with was disconnected.", "Le compte avec lequel elle était lue a été déconnecté."),
        ("Twitch refuses the account's token: connect the account again.", "Twitch refuse le jeton du compte : connectez le compte de nouveau."),
        ("Twitch refuses the account's token for reading, though it says that the token is good.", "Twitch refuse le jeton du compte pour lire, tout en le disant bon."),
        ("Twitch did not answer the token's check within {n} s.", "Twitch n'a pas répondu à la vérification du jeton en {n} s."),
        ("Twitch cannot be reached to check the token ({error}).", "Twitch est injoignable pour vérifier le jeton ({error})."),
        ("Twitch's answer to the token's check was no JSON.", "La réponse de Twitch à la vérification du jeton était illisible."),
        ("Twitch answered {code} to the token's check.", "Twitch a répondu {code} à la vérification du jeton."),
        ("Twitch answered {code} to a token's check.", "Twitch a répondu {code} à la vérification d'un jeton."),
        ("Twitch answered {code} to the token's renewal.", "Twitch a répondu {code} au renouvellement du jeton."),
        ("Twitch's answer to the token's renewal held no token.", "La réponse de Twitch au renouvellement du jeton n'en contenait pas."),
        ("Twitch did not say whose token it is.", "Twitch n'a pas dit à qui est le jeton."),
        ("Twitch refuses Twitch:ClientId with Twitch:ClientSecret.", "Twitch refuse Twitch:ClientId avec Twitch:ClientSecret."),
        ("Twitch answered {code} to our login.", "Twitch a répondu {code} à notre identification."),
        ("Twitch's answer to our login held no token.", "La réponse de Twitch à notre identification ne contenait pas de jeton."),
        ("Twitch refuses our token for counting viewers.", "Twitch refuse notre jeton pour compter les internautes."),
        ("Twitch's viewers are not counted: that needs Twitch:ClientId and Twitch:ClientSecret, or a connected account.", "Les internautes de Twitch ne sont pas comptés : il faut Twitch:ClientId et Twitch:ClientSecret, ou un compte connecté."),
        ("Twitch's answer was no list of streams.", "La réponse de Twitch n'était pas une liste de diffusions."),
        ("Twitch says: too many calls.", "Twitch dit : trop d'appels."),
        ("Twitch cannot be reached ({error}).", "Twitch est injoignable ({error})."),
        ("Twitch did not answer within {n} s.", "Twitch n'a pas répondu en {n} s."),
        ("Twitch answered {code}.", "Twitch a répondu {code}."),
        ("Twitch does not answer.", "Twitch ne répond pas."),
        ("The connection to Twitch broke before it had answered.", "La connexion à Twitch s'est rompue avant sa réponse."),
        ("Twitch did not say whether it was posted.", "Twitch n'a pas dit si c'était publié."),
        ("There is no message to remove: its id is empty.", "Il n'y a pas de message à supprimer : son identifiant est vide."),
        ("There is no held message: its id is empty.", "Il n'y a pas de message retenu : son identifiant est vide."),
        ("There is no poll: its id is empty.", "Il n'y a pas de sondage : son identifiant est vide."),
        ("There is no viewer: the id is empty.", "Il n'y a pas d'internaute : l'identifiant est vide."),
        ("There is nothing to post.", "Il n'y a rien à publier."),
        ("To Twitch a text that begins with a full stop or a slash is a command, and is not posted: put a word before it.",
            "Pour Twitch, un texte qui commence par un point ou une barre oblique est une commande, et n'est pas publié : mettez un mot devant."),
        ("Twitch posts at most 500 characters at once.", "Twitch publie 500 caractères au plus à la fois."),
        ("Twitch takes a reason of at most 500 characters.", "Twitch accepte un motif de 500 caractères au plus."),
        ("Twitch warns with a reason only.", "Twitch n'avertit qu'avec un motif."),
        ("Twitch times out for one second to fourteen days.", "Twitch exclut pour une seconde à quatorze jours."),
        ("Twitch's polls have two to five choices.", "Les sondages de Twitch ont deux à cinq choix."),
        ("Twitch's polls last 15 seconds to 30 minutes.", "Les sondages de Twitch durent 15 secondes à 30 minutes."),
        ("Twitch's slow mode takes 3 to 120 seconds.", "Le mode lent de Twitch va de 3 à 120 secondes."),
        ("Twitch's followers mode takes 0 minutes to 90 days.", "Le mode abonnés de Twitch va de 0 minute à 90 jours."),
        ("Twitch has no members-only chat: subscribers-only is its own.", "Twitch n'a pas de chat réservé aux membres : le sien est réservé aux abonnés payants."),
        ("No mode was named.", "Aucun mode n'a été nommé."),

        ("YouTube closed the stream, as it regularly does.", "YouTube a fermé le flux, comme il le fait régulièrement."),
        ("YouTube's stream broke off.", "Le flux de YouTube s'est interrompu."),
        ("YouTube's answer broke off.", "La réponse de YouTube s'est interrompue."),
        ("YouTube's stream was silent for {n} s.", "Le flux de YouTube est resté muet {n} s."),
        ("YouTube's stream brought something that is no chat.", "Le flux de YouTube a apporté autre chose qu'un chat."),
        ("Trying YouTube's stream again.", "Nouvel essai du flux de YouTube."),
        ("YouTube did not answer within {n} s.", "YouTube n'a pas répondu en {n} s."),
        ("The broadcast is over.", "La diffusion est terminée."),
        ("The broadcast has no open chat.", "La diffusion n'a pas de chat ouvert."),
        ("YouTube shows no broadcast there.", "YouTube n'y montre aucune diffusion."),
        ("The Google account has no YouTube channel.", "Le compte Google n'a pas de chaîne YouTube."),
        ("The broadcast has ended.", "La diffusion est terminée."),
        ("The broadcast's chat has ended.", "Le chat de la diffusion est terminé."),
        ("The broadcast has not begun; its chat opens with it.", "La diffusion n'a pas commencé ; son chat s'ouvrira avec elle."),
        ("The broadcast is live, its chat is switched off.", "La diffusion est en cours, son chat est désactivé."),
        ("The channel's owner has switched this chat off.", "Le propriétaire de la chaîne a désactivé ce chat."),
        ("The kept place in the YouTube chat cannot be read.", "L'endroit gardé dans le chat YouTube est illisible."),
        ("YouTube no longer knows the place where reading stopped.", "YouTube ne sait plus où la lecture s'était arrêtée."),
        ("YouTube does not know this chat.", "YouTube ne connaît pas ce chat."),
        ("YouTube knows no public video {id}: check its address. A private one needs a connected account.", "YouTube ne connaît pas de vidéo publique {id} : vérifiez son adresse. Une vidéo privée demande un compte connecté."),
        ("YouTube knows no channel {name}: check its name.", "YouTube ne connaît pas de chaîne {name} : vérifiez son nom."),
        ("The channel {name} has no broadcast now and none announced.", "La chaîne {name} n'a pas de diffusion en ce moment, ni d'annoncée."),
        ("The YouTube quota's ledger cannot be written, and a call that nobody counts is not sent.", "Le registre du quota YouTube ne peut pas être écrit, et un appel que personne ne compte n'est pas envoyé."),
        ("YouTube does not allow reading this chat: it may be private, or the key or account lacks the right.", "YouTube ne permet pas de lire ce chat : il est peut-être privé, ou la clé ou le compte n'en a pas le droit."),
        ("YouTube no longer accepts the sign-in: connect the YouTube account again in the settings.", "YouTube n'accepte plus l'identification : connectez de nouveau le compte YouTube dans les réglages."),
        ("YouTube's sign-in has expired or was withdrawn: connect the YouTube account again in the settings.", "La connexion à YouTube a expiré ou a été retirée : connectez de nouveau le compte YouTube dans les réglages."),
        ("YouTube refuses the API key: check YouTube:ApiKey.", "YouTube refuse la clé d'API : vérifiez YouTube:ApiKey."),
        ("No YouTube key is set: give YouTube:ApiKey, or connect a YouTube account in the settings.", "Aucune clé YouTube n'est donnée : donnez YouTube:ApiKey, ou connectez un compte YouTube dans les réglages."),
        ("The YouTube Data API is not enabled for this Google project or key: enable it in the Google Cloud console.", "L'API YouTube Data n'est pas activée pour ce projet ou cette clé Google : activez-la dans la console Google Cloud."),
        ("The YouTube quota of this Google project is used up for today. Reading goes on at midnight Pacific time; more can only be had from Google by its extension form.",
            "Le quota YouTube de ce projet Google est épuisé pour aujourd'hui. La lecture reprend à minuit, heure du Pacifique ; seul Google en donne davantage, par son formulaire."),
        ("Today's YouTube quota is used up but for the part kept for moderation. Reading goes on at midnight Pacific time ({clock}).",
            "Le quota YouTube du jour est épuisé, sauf la part gardée pour la modération. La lecture reprend à minuit, heure du Pacifique ({clock})."),
        ("Today's YouTube quota is used up but for the part kept for moderation.", "Le quota YouTube du jour est épuisé, sauf la part gardée pour la modération."),
        ("The broadcast was restarted: YouTube closed its chat and opened a new one.", "La diffusion a été relancée : YouTube a fermé son chat et en a ouvert un autre."),
        ("YouTube no longer knew the place where reading had stopped, and the history it gives does not reach back to it.",
            "YouTube ne savait plus où la lecture s'était arrêtée, et l'historique qu'il donne ne remonte pas jusque-là."),
        ("More was written between two calls than YouTube hands over at once.", "Il s'est écrit plus de messages entre deux appels que YouTube n'en remet en une fois."),
        ("YouTube asks for fewer calls (rateLimitExceeded).", "YouTube demande moins d'appels."),
        ("YouTube has trouble of its own.", "YouTube a une panne de son côté."),
        ("YouTube refused the call.", "YouTube a refusé l'appel."),
        ("Google's sign-in server did not answer.", "Le serveur d'identification de Google n'a pas répondu."),
    }.Select(t => (PatternOf(t.En), t.Fr))];

    private static readonly string[] SignIns =
    [
        "The account has withdrawn its permission", "The account has not allowed this program", "The account was disconnected", "Twitch no longer accepts the account's token", "Twitch refuses the account's token",
        "YouTube no longer accepts the sign-in", "YouTube's sign-in has expired or was withdrawn",
    ];

    /// <summary>It is about the account's sign-in: nothing but connecting it again helps.</summary>
    public static bool IsSignIn(string? reason) => reason is not null && SignIns.Any(s => reason.StartsWith(s, StringComparison.Ordinal));

    public static Words Of(string reason)
    {
        if (reason == NotRunning) return new("LiveConsole was not running.", "LiveConsole ne tournait pas.");
        foreach (var (pattern, french) in Table)
        {
            if (pattern.Match(reason) is not { Success: true } match) continue;
            var (en, fr) = (reason, french);
            foreach (var group in match.Groups.Values.Skip(1))
            {
                var words = group.Name == "error" && ErrorWords.TryGetValue(group.Value, out var known) ? known : new(group.Value, group.Value);
                if (group.Name == "error") en = en.Replace($"({group.Value})", $"({words.En})", StringComparison.Ordinal);
                fr = fr.Replace($"{{{group.Name}}}", words.Fr, StringComparison.Ordinal);
            }

            return new(Plain(en), Plain(fr + Rest(match.Groups["rest"].Value)));
        }

        return new(Plain(reason), Plain(reason));
    }

    /// <summary>What follows is another sentence of ours, or the platform's own words.</summary>
    private static string Rest(string rest) => rest.Length == 0 ? ""
        : rest.StartsWith(" It says: ", StringComparison.Ordinal) ? rest.Replace(" It says: ", " Dans ses mots : ", StringComparison.Ordinal)
        : " " + Of(rest[1..]).Fr;

    // A socket's close code and a platform's name for a refusal help who reads the log; nobody at a desk.
    private static string Plain(string reason) => Code().Replace(reason, "");

    // .NET's names of what went wrong on the wire (WebSocketError, HttpRequestError).
    private static readonly FrozenDictionary<string, Words> ErrorWords = new Dictionary<string, Words>(StringComparer.Ordinal)
    {
        ["ConnectionClosedPrematurely"] = new("cut off without a word", "coupée sans prévenir"),
        ["ResponseEnded"] = new("cut off without a word", "coupure sans prévenir"),
        ["NotAWebSocket"] = new("it answers, but lets nobody in", "il répond, mais ne laisse entrer personne"),
        ["NameResolutionError"] = new("its name is not found: check this machine's internet connection", "son nom est introuvable : vérifiez la connexion à Internet de cette machine"),
        ["ConnectionError"] = new("no connection: check this machine's internet connection", "pas de connexion : vérifiez la connexion à Internet de cette machine"),
        ["SecureConnectionError"] = new("no secure connection: check this machine's clock and network", "pas de connexion sûre : vérifiez l'heure et le réseau de cette machine"),
        ["ProxyTunnelError"] = new("the network's proxy does not let it through", "le serveur mandataire du réseau ne laisse pas passer"),
        ["UserAuthenticationError"] = new("the network asks for a sign-in", "le réseau demande de s'identifier"),
        ["Unknown"] = Unclear, ["Success"] = Unclear, ["Faulted"] = Unclear, ["NativeError"] = Unclear, ["InvalidState"] = Unclear,
        ["HeaderError"] = Garbled, ["UnsupportedVersion"] = Garbled, ["UnsupportedProtocol"] = Garbled, ["InvalidMessageType"] = Garbled, ["HttpProtocolError"] = Garbled,
        ["ExtendedConnectNotSupported"] = Garbled, ["VersionNegotiationError"] = Garbled, ["InvalidResponse"] = Garbled, ["ConfigurationLimitExceeded"] = Garbled,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static Words Unclear => new("a trouble of the network", "un incident de réseau");

    private static Words Garbled => new("an answer that cannot be read", "une réponse illisible");

    private static Regex PatternOf(string english) =>
        new($"^{Hole().Replace(Regex.Escape(english).Replace(@"\{", "{", StringComparison.Ordinal), "(?<${name}>.+?)")}(?<rest> .*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@" \((?:\d{4}|[a-z]+[A-Z]\w+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}
