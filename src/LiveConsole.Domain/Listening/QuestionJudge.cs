using System.Collections.Immutable;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Listening;

/// <summary>
/// Judges messages one by one on their words: is it a question to the show, and in which language. Pure: the same message and vocabulary give
/// the same judgement. Without state, safe on any thread; about 16 KB of stack, and what the judgement itself takes.
/// </summary>
public static class QuestionJudge
{
    /// <summary>A score of this much and more is a question.</summary>
    public const double Threshold = 0.5;

    // What is known of whom a message addresses moves the odds; the words alone were learned without it.
    private const double ToShowMoves = 0.5, ToViewerMoves = -3, ToSomebodyMoves = -1, ReplyMoves = -1.5, CommandMoves = 4, OtherCommandMoves = -8;

    public static Judgement Judge(ChatMessage message, ShowVocabulary show) =>
        Judge(message.Text, message.Parts, show, message.ReplyTo is not null, message.Channel);

    public static Judgement Judge(string text, ShowVocabulary show) => Judge(text, [], show, reply: false, channel: null);

    internal static Judgement Judge(string text, ImmutableArray<MessagePart> parts, ShowVocabulary show, bool reply, string? channel, Weights? learned = null)
    {
        var weights = learned ?? Weights.Shipped;
        Span<char> letters = stackalloc char[ChatText.MostLetters];
        Span<char> folded = stackalloc char[ChatText.MostLetters];
        Span<Token> tokens = stackalloc Token[ChatText.MostTokens];
        Span<int> places = stackalloc int[QuestionFeatures.Most];
        var (own, other) = Command(text, show);
        var read = new ChatText(text, parts, letters, folded, tokens);
        var features = new QuestionFeatures(read, places);
        var because = new Because();
        var language = LanguageJudge.Of(read, weights);
        var asked = features.Unspaced ? OtherScripts.Odds(features.Asks, features.MarkClass > 0) : Odds(features, weights.Question, weights.QuestionBias);
        var watched = Watched(read, show);
        var odds = asked;
        if (features.AllWords == 0) { odds = Math.Min(odds - 4, -4); because.Add(Reasons.NoWords); }
        else if (own) { odds = Math.Max(odds, 0) + CommandMoves; because.Add(Reasons.Command); }
        else if (other) { odds += OtherCommandMoves; because.Add(Reasons.OtherCommand); }
        odds += Addressee(read, show, reply, channel, ref because);
        // Who is named and is not of the show's people is a viewer: whatever is asked, it is not the show.
        if (because.Has(Reasons.ToViewer)) odds = Math.Min(odds, -1);
        Wording(features, asked, ref because);
        if (watched) because.Add(Reasons.WatchWord);
        var score = Math.Round(1 / (1 + Math.Exp(-odds)), 3);
        return new Judgement(score >= Threshold, score, language, because.List());
    }

    /// <summary>
    /// Another reading of the same words, 0 to 1: does it ask anything of anybody, reactions and talk among viewers included ("really??", "any girls wanna
    /// chat")? No desk goes by it; annotated chat rooms count questions so, and are compared with it.
    /// </summary>
    public static double AsksAnybody(string text) => AsksAnybody(text, Weights.Shipped);

    internal static double AsksAnybody(string text, Weights weights)
    {
        Span<char> letters = stackalloc char[ChatText.MostLetters];
        Span<char> folded = stackalloc char[ChatText.MostLetters];
        Span<Token> tokens = stackalloc Token[ChatText.MostTokens];
        Span<int> places = stackalloc int[QuestionFeatures.Most];
        var read = new ChatText(text, [], letters, folded, tokens);
        var features = new QuestionFeatures(read, places);
        if (features.AllWords == 0 && features.MarkClass == 0) return 0;
        return Math.Round(1 / (1 + Math.Exp(-(features.Unspaced ? OtherScripts.Odds(features.Asks, features.MarkClass > 0) : Odds(features, weights.Asks, weights.AsksBias)))), 3);
    }

    /// <summary>The odds of the words alone, as a logarithm.</summary>
    private static double Odds(in QuestionFeatures features, float[] weights, double bias)
    {
        foreach (var place in features.Places) bias += weights[place];
        return Math.Clamp(bias, -12, 12);
    }

    private static void Wording(in QuestionFeatures features, double asked, ref Because because)
    {
        if (features.AllWords == 0) return;
        if (features.MarkClass == 1) because.Add(Reasons.Mark);
        else if (features.MarkClass > 1) because.Add(Reasons.Marks);
        if (features.Asks) because.Add(Reasons.Interrogative);
        if (features.Inverted) because.Add(Reasons.Inversion);
        if (features.Tagged) because.Add(Reasons.Tag);
        if (asked >= 0 && features is { MarkClass: 0 }) because.Add(Reasons.NoMark);
        if (asked >= 0 && !features.Asks && !features.Inverted && !features.Tagged) because.Add(Reasons.Wording);
        if (asked < 0 && features.MarkClass > 0) because.Add(features.Words <= 2 && !features.Reacts ? Reasons.Fragment : Reasons.Reaction);
    }

    /// <summary>"!q why…" is the show's own; "!drop", "?cookie" are meant for a bot.</summary>
    private static (bool Own, bool Other) Command(string text, ShowVocabulary show)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 60)).TrimStart();
        if (start.Length < 2 || start[0] is not ('!' or '?') || !char.IsAsciiLetter(start[1])) return (false, false);
        var end = start.IndexOfAny(" \t\n");
        var command = end < 0 ? start : start[..end];
        if (show.IsCommand(command)) return (end > 0 && start[end..].Trim().Length > 0, false);
        return (false, true);
    }

    private static double Addressee(in ChatText text, ShowVocabulary show, bool reply, string? channel, ref Because because)
    {
        var (toShow, toOther) = (false, false);
        var leading = true;
        foreach (ref readonly var token in text.Tokens[..text.Count])
        {
            if (token.Kind == TokenKind.Mention)
            {
                if (show.IsPerson(token.Hash) || IsChannel(text.Word(token), channel)) toShow = true;
                else if (leading) toOther = true;
            }
            else
            {
                // A host's name without "@" addresses too: "Maud, tu peux…".
                if (token.Kind == TokenKind.Word && show.IsPerson(token.Hash)) toShow = true;
                leading &= token.Kind is not TokenKind.Word;
            }
        }

        if (toShow) { because.Add(Reasons.ToShow); return ToShowMoves; }
        var moves = 0d;
        if (reply) { because.Add(Reasons.Reply); moves += ReplyMoves; }
        if (!toOther) return moves;
        because.Add(show.NamesPeople ? Reasons.ToViewer : Reasons.Mention);
        return moves + (show.NamesPeople ? ToViewerMoves : ToSomebodyMoves);
    }

    private static bool IsChannel(ReadOnlySpan<char> mention, string? channel) => channel is { Length: > 0 } && mention.Equals(channel, StringComparison.OrdinalIgnoreCase);

    private static bool Watched(in ChatText text, ShowVocabulary show)
    {
        foreach (ref readonly var token in text.Tokens[..text.Count])
        {
            if (token.Kind == TokenKind.Word && show.IsWatched(token.Hash)) return true;
        }

        return false;
    }

    /// <summary>At most six reasons, without a list of its own.</summary>
    private struct Because
    {
        private ReasonRow _keys;
        private int _count;

        public void Add(string key)
        {
            if (_count < 6) _keys[_count++] = key;
        }

        public readonly bool Has(string key) => ((ReadOnlySpan<string>)_keys)[.._count].Contains(key);

        public readonly ImmutableArray<string> List() => _count == 0 ? [] : ImmutableArray.Create(((ReadOnlySpan<string>)_keys)[.._count]);
    }

    [System.Runtime.CompilerServices.InlineArray(6)]
    private struct ReasonRow
    {
        private string _first;
    }
}
