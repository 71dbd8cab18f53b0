using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>Why a post is not kept, armed or sent.</summary>
public static partial class Refusals
{
    public static Refusal NoPost { get; } = new(RefusalKind.NotFound, new("This post is not in the library any more.", "Cette publication n'est plus dans la bibliothèque."));

    public static Refusal TooManyPosts { get; } = new(RefusalKind.NotAllowed, new(
        $"The library holds {PostBook.Most} posts. Take one out.", $"La bibliothèque tient {PostBook.Most} publications. Retirez-en une."));

    /// <summary>Somebody changed, armed or sent it since the person looked.</summary>
    public static Refusal PostMovedOn(ShowState show, Post post)
    {
        var (who, at) = (post.Last.By.Name, Clock(show, post.Last.At));
        return new(RefusalKind.Stale, post.Last.Verb switch
        {
            "fire-post" or "moment" => new($"{who} sent {post.P} at {at}. Look at what became of it.", $"{who} a publié {post.P} à {at}. Regardez ce qu'il en est."),
            var verb => new($"{who} changed {post.P} at {at} ({VerbWords(verb).En}). Look at it again.", $"{who} a modifié {post.P} à {at} ({VerbWords(verb).Fr}). Regardez-la de nouveau."),
        });
    }

    public static Refusal PostJustSent(ShowState show, Post post, PostSending sent) => new(RefusalKind.Stale, sent.Slot is null
        ? new($"{sent.By.Name} sent {post.P} at {Clock(show, sent.At)}: it is not sent twice. Look at what became of it.", $"{sent.By.Name} a publié {post.P} à {Clock(show, sent.At)} : elle ne part pas deux fois. Regardez ce qu'il en est.")
        : new($"{post.P} went out on its schedule at {Clock(show, sent.At)}: it is not sent twice. Look at what became of it.", $"{post.P} est partie toute seule à {Clock(show, sent.At)} : elle ne part pas deux fois. Regardez ce qu'il en est."));

    public static Refusal DisarmFirst(Post post) => new(RefusalKind.NotAllowed, post.Armed is { } armed
        ? new($"{post.P} is armed by {armed.By.Name}. Disarm it first.", $"{post.P} est armée par {armed.By.Name}. Désarmez-la d'abord.")
        : new($"{post.P} is being repeated. Stop its schedule first.", $"{post.P} est en cours de répétition. Arrêtez-la d'abord."));

    public static Refusal NoChannelToRecommend { get; } = Invalid("Say which channel is recommended: its Twitch login.", "Dites quelle chaîne est recommandée : son identifiant Twitch.");

    public static Refusal NoSuchColor { get; } = Invalid("An announcement is primary, blue, green, orange or purple.", "Une annonce est primary, blue, green, orange ou purple.");

    public static Refusal PostsFrozen(ShowState show) => new(RefusalKind.NotAllowed, new(
        $"Posts are frozen since {Clock(show, show.Phase!.Since)}: {show.Phase.WordEn}. Only what was armed before goes out.",
        $"Publications gelées depuis {Clock(show, show.Phase.Since)} : {show.Phase.WordFr}. Seul ce qui était armé avant peut partir."));

    public static Refusal NotRepeated(Post post) => Invalid($"{post.P} has no interval. Say how often it is repeated.", $"{post.P} n'a pas d'intervalle. Dites tous les combien elle se répète.");

    public static Refusal NoScheduleWhileHeld { get; } = new(RefusalKind.NotAllowed, new(
        "The show is held: nothing is repeated until it goes on.", "Le chrono est arrêté : rien ne se répète avant la reprise."));

    public static Refusal NoOtherEnding(Post post) => Invalid($"{post.P} has no second text.", $"{post.P} n'a pas de second texte.");

    public static Refusal NoChatFor(Post post) => new(RefusalKind.PlatformCannot, new(
        $"No chat of the show can get {post.P}. See the channels in the settings.", $"Aucun chat de l'émission ne peut recevoir {post.P}. Voyez les chaînes dans les réglages."));

    public static Refusal PostEmpty(Post post, PostPart part) => Invalid(
        $"{post.P} has no text in the language of {PlatformName(part.Platform)}'s chat. Write it, or choose another language for it.",
        $"{post.P} n'a pas de texte dans la langue du chat {PlatformName(part.Platform)}. Écrivez-le, ou choisissez une autre langue.");

    public static Refusal PostTooLong(Post post, PostPart part) => Invalid(
        $"{post.P} is {part.TooLong} characters too long for {PlatformName(part.Platform)} ({part.Length} of {part.Longest}). Shorten it.",
        $"{post.P} dépasse de {part.TooLong} caractères pour {PlatformName(part.Platform)} ({part.Length} sur {part.Longest}). Raccourcissez-la.");

    public static Refusal PollChoices(Post post) => Invalid(
        $"{post.P} is a poll: at least two choices, each of 1 to {PostDeeds.LongestChoice} characters.", $"{post.P} est un sondage : au moins deux choix, de 1 à {PostDeeds.LongestChoice} caractères chacun.");

    public static Refusal TooManyChoices(Post post, string platform) => Invalid(
        $"{post.P} has too many choices: {PlatformName(platform)} takes {PostDeeds.MostChoices(platform)}.", $"{post.P} a trop de choix : {PlatformName(platform)} en prend {PostDeeds.MostChoices(platform)}.");

    public static Refusal NoChatToWriteTo { get; } = new(RefusalKind.PlatformCannot, new(
        "This show has no chat there that can be written to. See the channels in the settings.", "Cette émission n'a là aucun chat où écrire. Voyez les chaînes dans les réglages."));

    public static Refusal NobodyAsked(Item item) => new(RefusalKind.NotAllowed, new(
        $"Nobody asked {item.Q} in a chat: there is no one to reply to. Post it instead.", $"Personne n'a posé {item.Q} dans un chat : il n'y a personne à qui répondre. Publiez-le plutôt."));

    public static Refusal ReplyTooLong(string platform, int most) => Invalid(
        $"The reply is longer than {most} messages of {PlatformName(platform)}. Shorten it.", $"La réponse dépasse {most} messages de {PlatformName(platform)}. Raccourcissez-la.");

    public static Refusal LooksLikeCommand(Post post) => Invalid(
        $"{post.P} begins with / or a full stop: Twitch would take it for a command. Begin with a word.", $"{post.P} commence par / ou un point : Twitch y verrait une commande. Commencez par un mot.");

    public static Refusal NoEffect { get; } = new(RefusalKind.NotFound, new("This action is not known any more.", "Cette action n'est plus connue."));

    public static Refusal EffectKnown(ShowState show, Effect effect) => new(RefusalKind.Stale, new(
        $"It is known by now what became of it{(effect.SettledAt is { } at ? $", since {Clock(show, at)}" : "")}. Look again.",
        $"On sait maintenant ce qu'il en est{(effect.SettledAt is { } since ? $", depuis {Clock(show, since)}" : "")}. Regardez de nouveau."));
}
