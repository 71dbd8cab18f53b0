using System.Collections.Frozen;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Listening;

/// <summary>Why a message was judged as it was: stable keys (they are journaled and printed), each with its words for people.</summary>
public static partial class Reasons
{
    public const string Mark = "mark", Marks = "marks", NoMark = "noMark", Interrogative = "interrogative", Inversion = "inversion", Tag = "tag",
        Command = "command", OtherCommand = "otherCommand", ToShow = "toShow", ToViewer = "toViewer", Mention = "mention", Reply = "reply",
        Fragment = "fragment", Reaction = "reaction", NoWords = "noWords", Wording = "wording", WatchWord = "watchWord";

    private static readonly FrozenDictionary<string, Words> s_words = new Dictionary<string, Words>(Safety, StringComparer.Ordinal)
    {
        [Mark] = new("ends like a question", "finit comme une question"),
        [Marks] = new("several question marks: often a reaction", "plusieurs points d'interrogation : souvent une réaction"),
        [NoMark] = new("no question mark", "pas de point d'interrogation"),
        [Interrogative] = new("a question word", "un mot interrogatif"),
        [Inversion] = new("built as a question", "tournure interrogative"),
        [Tag] = new("asks for confirmation", "demande confirmation"),
        [Command] = new("sent with the show's question command", "envoyé avec la commande de question de l'émission"),
        [OtherCommand] = new("a command for a bot", "une commande pour un robot"),
        [ToShow] = new("addresses the show", "s'adresse à l'émission"),
        [ToViewer] = new("addresses another viewer", "s'adresse à un autre spectateur"),
        [Mention] = new("addresses somebody, perhaps another viewer", "s'adresse à quelqu'un, peut-être un autre spectateur"),
        [Reply] = new("a reply to another message", "réponse à un autre message"),
        [Fragment] = new("only a word or two", "un ou deux mots seulement"),
        [Reaction] = new("a reaction rather than a question", "une réaction plutôt qu'une question"),
        [NoWords] = new("no words", "sans mots"),
        [Wording] = new("worded like the questions it has learned", "formulé comme les questions apprises"),
        [WatchWord] = new("holds a word the show watches for", "contient un mot que l'émission surveille"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => s_words.Keys;

    /// <returns>The key itself for one that this version does not know.</returns>
    public static Words Say(string key) => s_words.GetValueOrDefault(key) ?? new Words(key, key);
}
