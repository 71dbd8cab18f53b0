using System.Text.RegularExpressions;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Sources;

/// <summary>
/// Reasons stand in the journal as their adapters say them, in English; here is their French. What a platform itself says comes through as it is.
/// </summary>
public static partial class ReasonWords
{
    public static Words Of(string reason)
    {
        foreach (var (english, pattern, french) in Table)
        {
            if (pattern.Match(reason) is not { Success: true } match) continue;
            var fr = french;
            foreach (var group in match.Groups.Values.Skip(1)) fr = fr.Replace($"{{{group.Name}}}", group.Value, StringComparison.Ordinal);
            return new(english == NotRunning ? "LiveConsole was not running." : reason, fr);
        }

        return new(reason, reason);
    }

    private const string NotRunning = "not running";

    // {word} stands for what differs from time to time.
    private static readonly (string English, Regex Pattern, string French)[] Table = [.. new (string En, string Fr)[]
    {
        (NotRunning, "LiveConsole ne tournait pas."),
        ("Twitch's chat cannot be reached ({error}).", "Le chat de Twitch est injoignable ({error})."),
        ("The connection to Twitch's chat broke ({error}).", "La connexion au chat de Twitch s'est rompue ({error})."),
        ("Twitch took nothing from us for {n} s.", "Twitch n'a rien accepté de nous pendant {n} s."),
        ("Twitch's chat did not answer within {n} s.", "Le chat de Twitch n'a pas répondu en {n} s."),
        ("Twitch did not answer the login within {n} s.", "Twitch n'a pas répondu à la connexion en {n} s."),
        ("Nothing came from Twitch for {n} s, not even an answer.", "Rien n'est venu de Twitch pendant {n} s, pas même une réponse."),
        ("Twitch's EventSub cannot be reached ({error}).", "EventSub de Twitch est injoignable ({error})."),
        ("The connection to Twitch's EventSub broke ({error}).", "La connexion à EventSub de Twitch s'est rompue ({error})."),
        ("Twitch's EventSub did not answer within {n} s.", "EventSub de Twitch n'a pas répondu en {n} s."),
        ("Nothing came from Twitch's EventSub for {n} s.", "Rien n'est venu d'EventSub pendant {n} s."),
        ("Twitch's EventSub did not say welcome within {n} s.", "EventSub de Twitch ne nous a pas accueillis en {n} s."),
        ("Twitch closed EventSub ({code}).", "Twitch a fermé EventSub ({code})."),
        ("Twitch refuses the login.", "Twitch refuse la connexion."),
        ("Twitch knows no channel #{channel}.", "Twitch ne connaît pas de chaîne #{channel}."),
        ("YouTube closed the stream, as it regularly does.", "YouTube a fermé le flux, comme il le fait régulièrement."),
        ("YouTube's stream broke off.", "Le flux de YouTube s'est interrompu."),
        ("YouTube's stream was silent for {n} s.", "Le flux de YouTube est resté muet {n} s."),
        ("Trying YouTube's stream again.", "Nouvel essai du flux de YouTube."),
        ("The broadcast is over.", "La diffusion est terminée."),
        ("The broadcast has ended.", "La diffusion est terminée."),
        ("The broadcast's chat has ended.", "Le chat de la diffusion est terminé."),
        ("YouTube no longer knows the place where reading stopped.", "YouTube ne sait plus où la lecture s'était arrêtée."),
    }.Select(t => (t.En, PatternOf(t.En), t.Fr))];

    private static Regex PatternOf(string english) =>
        new($"^{Hole().Replace(Regex.Escape(english).Replace(@"\{", "{", StringComparison.Ordinal), "(?<${name}>.+?)")}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}
