namespace LiveConsole.Domain.Listening;

/// <summary>What the question model sees of a message: places in its table of weights, and the plain facts that reasons are made of.</summary>
internal ref struct QuestionFeatures
{
    /// <summary>Places in the table of weights: two to this power.</summary>
    public const int Bits = 18;

    public const int Most = 1_000;

    private const int MostTelling = 8;

    private static readonly uint s_est = Hashing.Of("est"), s_es = Hashing.Of("es"), s_ce = Hashing.Of("ce"), s_que = Hashing.Of("que"), s_qu = Hashing.Of("qu"), s_qui = Hashing.Of("qui");

    private readonly Span<int> _places;
    private uint _marked;

    public QuestionFeatures(in ChatText text, Span<int> places)
    {
        _places = places;
        Look(text);
        Write(text);
    }

    public int Count { get; private set; }

    public readonly ReadOnlySpan<int> Places => _places[..Count];

    /// <summary>0 none, 1 one, 2 several, 3 mixed with "!".</summary>
    public int MarkClass { get; private set; }

    public bool Asks { get; private set; }

    public bool Inverted { get; private set; }

    public bool Tagged { get; private set; }

    /// <summary>Words of the part that asks.</summary>
    public int Words { get; private set; }

    public int AllWords { get; private set; }

    public bool Reacts { get; private set; }

    /// <summary>Most of it is in a script without blanks between words: no words were learned of it, its signs and its mark alone tell.</summary>
    public bool Unspaced { get; private set; }

    private int _from, _to, _emotes, _numbers, _after, _before;
    private bool _laughs, _capitals;

    /// <summary>Chooses the part of the message that asks: one that ends with a mark and holds a question word or turn, else the longest.</summary>
    private void Look(in ChatText text)
    {
        var tokens = text.Tokens[..text.Count];
        var (best, begin) = (-1, 0);
        for (var i = 0; i <= tokens.Length; i++)
        {
            if (i < tokens.Length && tokens[i].Kind is not (TokenKind.Mark or TokenKind.Stop)) continue;
            var mark = i < tokens.Length && tokens[i].Kind == TokenKind.Mark ? (int)tokens[i].Hash : 0;
            var (words, evidence, start) = (0, 0, begin + ClauseStart(tokens[begin..i]));
            for (var j = begin; j < i; j++)
            {
                if (tokens[j].Kind != TokenKind.Word) continue;
                words++;
                if ((tokens[j].Classes & WordClasses.Asking) != WordClasses.None || IsInversion(tokens[..i], j, start)) evidence = 60;
                else if ((tokens[j].Classes & WordClasses.MayAsk) != WordClasses.None) evidence = Math.Max(evidence, 20);
            }

            var worth = (mark > 0 ? 400 : 0) + evidence + Math.Min(words, 50);
            if (words + mark > 0 && worth > best)
            {
                (best, _from, _to, MarkClass) = (worth, begin, i, mark);
                Words = words;
            }

            begin = i + 1;
        }

        foreach (ref readonly var token in tokens)
        {
            if (token.Kind == TokenKind.Emote) _emotes++;
            else if (token.Kind == TokenKind.Number) _numbers++;
            else if (token.Kind == TokenKind.Word)
            {
                AllWords++;
                _laughs |= (token.Classes & WordClasses.Laugh) != WordClasses.None;
                _capitals |= token.Capitals;
            }
        }
    }

    /// <summary>"peut-on", "est ce que", and a verb before its pronoun where the clause begins: "can you".</summary>
    private static bool IsInversion(ReadOnlySpan<Token> tokens, int i, int start)
    {
        if (tokens[i].Joined && i > 0 && (tokens[i].Classes & WordClasses.Pronoun) != WordClasses.None) return true;
        // "est ce que", "qu'es ce que", typed without their hyphen.
        if (i > 0 && tokens[i].Hash == s_ce && tokens[i - 1].Hash is var verb && (verb == s_est || verb == s_es)
            && (i + 1 == tokens.Length || i == start + 1 || tokens[i + 1].Hash == s_que || tokens[i + 1].Hash == s_qu || tokens[i + 1].Hash == s_qui)) return true;
        return i == start && i + 1 < tokens.Length && (tokens[i].Classes & WordClasses.Verb) != WordClasses.None && (tokens[i + 1].Classes & WordClasses.Pronoun) != WordClasses.None;
    }

    /// <summary>Where the clause begins: after names, emotes and what leads in ("salut,", "so", "lol").</summary>
    private static int ClauseStart(ReadOnlySpan<Token> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind is TokenKind.Mention or TokenKind.Name or TokenKind.Emote or TokenKind.Comma) continue;
            if (tokens[i].Kind != TokenKind.Word || (tokens[i].Classes & (WordClasses.Asking | WordClasses.MayAsk)) != WordClasses.None) return i;
            var leads = (tokens[i].Classes & (WordClasses.Greeting | WordClasses.Joint | WordClasses.Laugh | WordClasses.Reaction)) != WordClasses.None;
            if (!leads || i + 1 == tokens.Length) return i;
        }

        return 0;
    }

    private void Write(in ChatText text)
    {
        var tokens = text.Tokens[..text.Count];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind != TokenKind.Word) continue;
            if (i < _from) _before++;
            else if (i > _to) _after++;
        }

        _marked = MarkClass == 0 ? 0u : 1u;
        var mark = (uint)MarkClass;
        Add(1, mark);
        Add(2, mark * 32 + (uint)Math.Min(Words, 12));
        Add(3, mark * 8 + (uint)Math.Min(_after, 5));
        Add(4, mark * 8 + (uint)Math.Min(_before, 5));
        Add(5, _marked * 8 + (uint)Math.Min(_emotes, 3));
        Add(6, _marked * 4 + (_laughs ? 2u : 0) + (_capitals ? 1u : 0));
        Add(7, _marked * 4 + (uint)Math.Min(_numbers, 2));
        Other(text);
        Sentence(text, tokens[_from.._to]);
        Outside(tokens);
    }

    /// <summary>The part that asks, word by word.</summary>
    private void Sentence(in ChatText text, ReadOnlySpan<Token> tokens)
    {
        uint one = 0, two = 0, first = 0;
        var (word, asking, mayAsk, seen, all) = (0, -1, -1, WordClasses.None, WordClasses.None);
        var afterComma = true;
        var start = ClauseStart(tokens);
        var (begun, calls) = (0, false);
        var last = default(Token);
        for (var i = 0; i < tokens.Length; i++)
        {
            ref readonly var token = ref tokens[i];
            if (token.Kind == TokenKind.Comma) { afterComma = true; continue; }
            var hash = token.Kind switch { TokenKind.Word => token.Hash, TokenKind.Number => 11u, TokenKind.Link => 13u, _ => 0u };
            if (hash == 0) continue;
            var classes = (uint)token.Classes;
            if (i >= start) begun++;
            // Of a long sentence its beginning and its end: what stands between says little and there is much of it.
            var telling = begun <= MostTelling || i >= tokens.Length - 3;
            if (telling)
            {
                Lexical(10, hash);
                Lexical(11, Hashing.With(one, hash));
                if (two != 0) Lexical(12, Hashing.With(Hashing.With(two, one), hash));
            }


            if (begun == 1) { first = hash; Lexical(13, hash); Add(20, MarkClass, classes); }
            else if (begun == 2) { Lexical(14, Hashing.With(one, hash)); Add(21, _marked * 65536u + (uint)last.Classes, classes); }
            else if (begun == 3) Lexical(19, Hashing.With(Hashing.With(two, one), hash));
            if (afterComma && begun > 1) { Lexical(15, hash); Add(22, _marked, classes); }
            // "any guys wanna chat", "anyone from ohio", "wanna trade".
            if (begun == 1) calls = (token.Classes & WordClasses.Calls) != WordClasses.None;
            if (IsInversion(tokens, i, start)) { Inverted = true; Add(23, _marked, 1); }
            if (asking < 0 && (token.Classes & WordClasses.Asking) != WordClasses.None) asking = Math.Max(0, begun - 1);
            if (mayAsk < 0 && (token.Classes & WordClasses.MayAsk) != WordClasses.None) mayAsk = Math.Max(0, begun - 1);
            if (telling && token.Kind == TokenKind.Word && token.Length > 4)
            {
                // Its beginning and its end: endings and slips carry over to words never learned.
                var plain = text.Plain(token);
                Lexical(16, Hashing.Of(plain[..4]));
                Lexical(42, Hashing.Of(plain[^3..]));
            }

            all |= token.Classes;
            seen = token.Classes;
            (two, one, last, afterComma) = (one, hash, token, false);
            word++;
        }

        Orders(tokens, start);
        if (word > 0) { Lexical(17, one); Lexical(18, Hashing.With(two, one)); Add(24, MarkClass, (uint)seen); }
        var shaped = asking >= 0 || Asks;
        Asks |= asking >= 0 || mayAsk == 0 || calls;
        Tagged = word > 1 && (seen & WordClasses.Tag) != WordClasses.None && MarkClass > 0;
        Reacts = word is > 0 and <= 3 && (all & WordClasses.Reaction) != WordClasses.None && asking < 0;
        Add(25, _marked, (uint)Math.Min(asking + 1, 6));
        Add(26, _marked, (uint)Math.Min(mayAsk + 1, 4));
        // The whole in a few classes, with its length: what carries over to words and languages never seen.
        var shape = (shaped ? 1u : 0) | (mayAsk == 0 ? 2u : 0) | (Inverted ? 4u : 0) | (Tagged ? 8u : 0) | (Reacts ? 16u : 0)
            | ((all & WordClasses.Addressed) != WordClasses.None ? 32u : 0) | ((all & WordClasses.Anybody) != WordClasses.None ? 64u : 0) | ((all & WordClasses.Pronoun) != WordClasses.None ? 128u : 0) | (calls ? 256u : 0);
        Add(27, (uint)MarkClass, shape);
        Add(28, _marked * 8 + (uint)Length(word), shape);
        for (var bit = 0; bit < 9; bit++) if ((shape >> bit & 1) != 0) Add(29, _marked * 8 + (uint)Length(word), (uint)bit);
        Add(30, (uint)MarkClass, (uint)Length(word));
        // A clause, or only words put together: "la montre ?".
        var clause = ((all & WordClasses.Clause) != WordClasses.None ? 1u : 0) | (asking >= 0 ? 2u : mayAsk >= 0 ? 4u : 0) | (_capitals ? 8u : 0);
        Add(31, (uint)MarkClass, clause);
        Add(32, _marked * 8 + (uint)Length(word), clause);
        // "la montre ?" and "et la montre ?": how it begins tells more where no clause follows.
        if (word > 0) Add(33, _marked * 16 + clause, first);
    }

    /// <summary>What follows a question word, in classes: "how do you" asks, "how you do" is told.</summary>
    private void Orders(ReadOnlySpan<Token> tokens, int start)
    {
        const WordClasses Order = WordClasses.Verb | WordClasses.Pronoun | WordClasses.Clause | WordClasses.Asking | WordClasses.MayAsk | WordClasses.Addressed;
        var seen = 0;
        for (var i = start; i < tokens.Length && seen < MostTelling; i++)
        {
            if (tokens[i].Kind != TokenKind.Word) continue;
            seen++;
            if ((tokens[i].Classes & (WordClasses.Asking | WordClasses.MayAsk)) == WordClasses.None) continue;
            var next = Next(tokens, i);
            var then = next < tokens.Length ? Next(tokens, next) : next;
            var after = next < tokens.Length ? (uint)(tokens[next].Classes & Order) | 1u << 14 : 0;
            var further = then < tokens.Length ? (uint)(tokens[then].Classes & Order) | 1u << 14 : 0;
            var asks = (tokens[i].Classes & WordClasses.Asking) != WordClasses.None ? 8u : 0;
            Add(34, _marked * 16 + asks + (uint)Math.Min(seen, 3), after);
            Add(35, _marked * 16 + asks + (uint)Math.Min(seen, 3), Hashing.With(after, further));
        }
    }

    private static int Next(ReadOnlySpan<Token> tokens, int i)
    {
        do i++; while (i < tokens.Length && tokens[i].Kind is not (TokenKind.Word or TokenKind.Number));
        return i;
    }

    private static int Length(int words) => words switch { 0 => 0, 1 => 1, 2 => 2, 3 => 3, <= 5 => 4, <= 9 => 5, <= 16 => 6, _ => 7 };

    /// <summary>What stands around that part.</summary>
    private void Outside(ReadOnlySpan<Token> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (i >= _from && i < _to) continue;
            if (tokens[i].Kind == TokenKind.Word) Lexical(i < _from ? 40u : 41u, tokens[i].Hash);
        }
    }

    /// <summary>Scripts without blanks between words, where a question is told by a sign.</summary>
    private void Other(in ChatText text)
    {
        var scripts = text.Scripts;
        if (scripts.Kana + scripts.Han + scripts.Thai + scripts.Hangul == 0) return;
        var asks = OtherScripts.Asks(text);
        Asks = asks;
        Unspaced = (scripts.Kana + scripts.Han + scripts.Thai + scripts.Hangul) * 2 > scripts.All;
        Add(50, _marked, asks ? 1u : 0);
    }

    private void Lexical(uint family, uint hash) => Add(family, Hashing.With(hash, _marked));

    private void Add(uint family, int a, uint b) => Add(family, (uint)a, b);

    private void Add(uint family, uint a, uint b) => Add(family, Hashing.With(a + 77, b));

    private void Add(uint family, uint hash)
    {
        if (Count >= Most) return;
        _places[Count++] = (int)((Hashing.With(Hashing.With(Hashing.Seed, family), hash) * 2654435769u) >> (32 - Bits));
    }
}
