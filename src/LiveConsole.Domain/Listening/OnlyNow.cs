using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Listening;

/// <summary>
/// Does a question ask about this very moment ("has it landed?", "how long left?"): at the show's next phase its answer is of no use. By turns of phrase, in
/// French and English; proposed only, people decide.
/// </summary>
internal static class OnlyNow
{
    private const int Few = 5;

    // "le parachute est sorti ?", "did the left leg open?": more words tell a story.
    private const int FewOfEvent = 9;

    /// <summary>What happens in a show, as it is asked whether it has: without accents.</summary>
    private static readonly FrozenSet<string> Events = Words("""
        pose posee posees poses touche touchee atterri aluni decolle decollee sorti sortie sortis sorties ouvert ouverte ouverts ouvertes deploye deployee deployes deployees coupe coupee allume allumee parti partie partis
        arrive arrivee arrives crashe crashee ecrase ecrasee rate ratee reussi perdu perdue tombe tombee casse cassee eteint eteinte lance lancee demarre demarree commence fini finie separe separee largue larguee stabilise stabilisee
        renverse renversee explose survecu retabli retablie revenu revenue
        land landed touch touched open opened deploy deployed separate separated crash crashed tip tipped fall fallen cut start started stop stopped lose lost work worked fail failed survive survived explode exploded
        ignite ignited arrive arrived break broken freeze frozen die died launch launched begin begun end ended happen happened stick stuck fire fired detach detached
        """);

    private static readonly FrozenSet<string> Helps = Words("est sont a ont s did has have"), Tells = Words("qui que quoi quel quelle quels quelles combien comment pourquoi quand ou who what which how why when where");

    /// <summary>Without accents and apostrophes, a blank before and after.</summary>
    private static readonly SearchValues<string> Turns = SearchValues.Create([.. French(), .. English()], StringComparison.Ordinal);

    public static bool Asks(string said, ImmutableArray<MessagePart> parts)
    {
        Span<char> letters = stackalloc char[ChatText.MostLetters];
        Span<char> folded = stackalloc char[ChatText.MostLetters];
        Span<Token> tokens = stackalloc Token[ChatText.MostTokens];
        var text = new ChatText(said, parts, letters, folded, tokens);
        Span<char> words = stackalloc char[ChatText.MostLetters + ChatText.MostTokens + 2];
        words[0] = ' ';
        var (length, count) = (1, 0);
        foreach (ref readonly var token in text.Tokens[..text.Count])
        {
            if (token.Kind != TokenKind.Word) continue;
            text.Plain(token).CopyTo(words[length..]);
            length += token.Length;
            words[length++] = ' ';
            count++;
        }

        ReadOnlySpan<char> plain = words[..length];
        // "ça commence quand ?", "landed yet ?", "et maintenant ?": at the end they ask of now; "qui est le ministre des postes maintenant ?" of these days.
        return plain.ContainsAny(Turns) || (count <= FewOfEvent && HasHappened(plain)) || plain.EndsWith(" quand ") || plain.EndsWith(" yet ") || (count <= Few && (plain.EndsWith(" now ") || plain.EndsWith(" maintenant ") || plain.EndsWith(" encore ")));
    }

    /// <summary>Whether something has happened, asked without a question word: "has" or "est", and after it what happens in shows. "Who launched it?" asks of the world.</summary>
    private static bool HasHappened(ReadOnlySpan<char> plain)
    {
        var (helps, events, tells) = (Helps.GetAlternateLookup<ReadOnlySpan<char>>(), Events.GetAlternateLookup<ReadOnlySpan<char>>(), Tells.GetAlternateLookup<ReadOnlySpan<char>>());
        var (helped, happened) = (false, false);
        foreach (var range in plain.Split(' '))
        {
            var word = plain[range];
            if (word.IsEmpty) continue;
            // "est-ce que", "ou pas", "or what" begin and end such questions.
            if (!happened && tells.Contains(word) && !word.SequenceEqual("que")) return false;
            happened |= helped && events.Contains(word);
            helped |= helps.Contains(word);
        }

        return happened;
    }

    private static IEnumerable<string> French() => Each("""
        c est quand; quand est ce; c quand; quand c; commence quand; quand ca; est prevu l; est prevu le; est prevue; a quelle heure; c est quelle heure; vers quelle heure; quelle heure; l heure de l
        heure de l atterrissage; combien de temps encore; temps encore; encore combien; combien encore; dans combien; reste combien; il reste combien; combien il reste; il reste longtemps; combien de minutes; t moins; bientot; ca y est
        pas encore; toujours pas; toujours la; il est pose; s est pose; est arrive; est au sol; en bas; on a reussi; ca a marche; c est bon; a survecu; a atterri; atterri ou; est vivant
        il vit encore; en retard; est decale; repousse; ca commence; ca demarre; ca a commence; pas commence; commence pas; a commence; on attend quoi; attend quoi; plus de signal; perdu le signal
        perdu le contact; capte plus; de signal; y a plus rien; s est ecrase; ecrase; ce silence; le silence; est mort; c est mort; c est perdu; c est fini; est fini; y a du son; a l instant; pour l instant; on est a combien; il est a combien; sont a combien; va commencer; c est rate; chez moi ou; c est chez moi
        est dans la phase; dans quelle phase; vole encore; descend encore; on est dans; revient quand; applaudissent; reste combien; pas de son
        plus de son; en est ou; on en est; ou en est; se passe quoi; ce qui se passe; ca se passe; c est en direct; en direct la; c est un direct; c est du direct; tout de suite
        """);

    private static IEnumerable<string> English() => Each("""
        what time; landing time; touchdown time; how long left; long left; long until; long till; long to go; long before; how much longer; much longer; time left; time is left; time do we have
        how many minutes; minutes until; minutes left; when does it; when does this; when does the; when is it; when is the; when s the; when s touchdown; when s landing; when do we; eta; t minus
        landed yet; down yet; yet or; touchdown yet; has it landed; have they landed; have we landed; did it land; did they land; did it work; did it crash; did it survive; did they make it; did it make it
        did we lose; have we lost; is it down; is it over; is it live; is this live; are we live; is it delayed; delayed; is it safe; is it ok; it alive; rover alive; rover ok; in one piece
        on the ground; are we on; are they on; started yet; start yet; has it started; hasn t it started; starting soon; starting or; do we start; do we begin; supposed to start; no start
        stream stuck; happening now; what s happening; whats happening; what is happening; what s going on; whats going on; going on; just happened; no signal; lost signal; lost it
        the silence; so quiet; it quiet; no sound; any sound; still alive; still live; still there; so far; is it still; are they still; is he still; are we in; are we at; are we past; what s the altitude; what altitude; how high is; how fast is it going; how fast are; 
        for you too; for everyone; for anyone else; just me; only me; why are they; are they at; are they in; is it on the; are they clapping; is this normal; is that normal; that expected; this expected
        """);

    private static FrozenSet<string> Words(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static IEnumerable<string> Each(string turns) =>
        turns.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => $" {t} ");
}
