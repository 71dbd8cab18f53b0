using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Listening;

/// <summary>Why a message is marked. The words name what was seen by its kind; the place in the text shows it.</summary>
public static partial class Reasons
{
    public const string Slur = "slur", SlurHidden = "slurHidden", Threat = "threat", Insult = "insult", InsultAimed = "insultAimed", InsultHidden = "insultHidden",
        Profanity = "profanity", Sexual = "sexual", ScamWords = "scamWords", Advert = "advert", OwnWord = "ownWord", LookAlikeLink = "lookAlikeLink", BaitedLink = "baitedLink",
        ShortenedLink = "shortenedLink", NewcomersLink = "newcomersLink", Link = "link", Caps = "caps", Repetition = "repetition", MassMention = "massMention", OddSigns = "oddSigns", Emotes = "emotes",
        Disguise = "disguise", Phone = "phone", Mail = "mail", Raid = "raid", WithRaid = "withRaid", ViewerRepeats = "viewerRepeats";

    // A method: the other part's table is made of it, and static fields of two files have no order.
    private static Dictionary<string, Words> Safety => new(StringComparer.Ordinal)
    {
        [Slur] = new("words of hate against a group of people", "propos haineux contre un groupe de personnes"),
        [SlurHidden] = new("words of hate, with signs or gaps to hide them", "propos haineux, cachés par des signes ou des espaces"),
        [Threat] = new("a threat, or telling somebody to die", "une menace, ou un appel à mourir"),
        [Insult] = new("an insult", "une insulte"),
        [InsultAimed] = new("an insult meant for somebody", "une insulte qui vise quelqu'un"),
        [InsultHidden] = new("an insult, with signs or gaps to hide it", "une insulte, cachée par des signes ou des espaces"),
        [Profanity] = new("strong language, meant for nobody", "langage grossier, sans cible"),
        [Sexual] = new("explicit sexual words", "propos sexuels explicites"),
        [ScamWords] = new("worded like a scam", "formulé comme une arnaque"),
        [Advert] = new("advertises the writer's own channel", "fait de la publicité pour sa propre chaîne"),
        [OwnWord] = new("a word of the show's own list", "un mot de la liste de l'émission"),
        [LookAlikeLink] = new("a link that passes for a known name", "un lien qui se fait passer pour un nom connu"),
        [BaitedLink] = new("a link, with a promise", "un lien, avec une promesse"),
        [ShortenedLink] = new("a shortened link: where it leads cannot be seen", "un lien raccourci : on ne voit pas où il mène"),
        [NewcomersLink] = new("a link in a viewer's first message", "un lien dans le premier message de quelqu'un"),
        [Link] = new("a link", "un lien"),
        [Caps] = new("nearly all in capitals", "presque tout en majuscules"),
        [Repetition] = new("says the same over and over", "répète la même chose"),
        [MassMention] = new("names many people at once", "nomme beaucoup de monde à la fois"),
        [OddSigns] = new("signs heaped upon letters", "signes empilés sur les lettres"),
        [Emotes] = new("a wall of emotes", "un mur d'émoticônes"),
        [Disguise] = new("letters of several alphabets in one word", "lettres de plusieurs alphabets dans un même mot"),
        [Phone] = new("what looks like a telephone number", "ce qui ressemble à un numéro de téléphone"),
        [Mail] = new("what looks like a mail address", "ce qui ressemble à une adresse mail"),
        [Raid] = new("many newcomers write nearly the same", "beaucoup de nouveaux venus écrivent presque la même chose"),
        [WithRaid] = new("came with a raid: a first message just after it", "arrivé avec un raid : un premier message juste après"),
        [ViewerRepeats] = new("this viewer writes the same again and again", "ce spectateur répète le même message"),
    };

    internal static string OfWord(MarkKind kind, bool aimed, bool hidden) => kind switch
    {
        MarkKind.Slur => hidden ? SlurHidden : Slur,
        MarkKind.Threat => Threat,
        MarkKind.Insult => hidden ? InsultHidden : aimed ? InsultAimed : Insult,
        MarkKind.Sexual => Sexual,
        MarkKind.Scam => ScamWords,
        MarkKind.Advert => Advert,
        MarkKind.OwnWord => OwnWord,
        _ => Profanity,
    };
}
