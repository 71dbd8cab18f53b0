using LiveConsole.Domain.Listening;

namespace LiveConsole.Tools.Listening;

/// <summary>A text as the models see it: the very features of the program.</summary>
internal static class Looking
{
    public static int[] AtQuestion(string text, out bool marked)
    {
        var letters = new char[ChatText.MostLetters];
        var read = new ChatText(text, [], letters, new char[ChatText.MostLetters], new Token[ChatText.MostTokens]);
        var features = new QuestionFeatures(read, new int[QuestionFeatures.Most]);
        marked = features.MarkClass > 0;
        return features.Places.ToArray();
    }

    /// <summary>It holds a question word, or is turned round: a question without its mark, too.</summary>
    public static bool Asks(string text)
    {
        var read = new ChatText(text, [], new char[ChatText.MostLetters], new char[ChatText.MostLetters], new Token[ChatText.MostTokens]);
        var features = new QuestionFeatures(read, new int[QuestionFeatures.Most]);
        return features.Asks || features.Inverted;
    }

    /// <returns>Empty when the text's script tells its language.</returns>
    public static ushort[] AtLanguage(string text)
    {
        var read = new ChatText(text, [], new char[ChatText.MostLetters], new char[ChatText.MostLetters], new Token[ChatText.MostTokens]);
        if (!LanguageJudge.IsLearned(read.Scripts)) return [];
        var places = new ushort[LanguageFeatures.Most];
        return places[..LanguageFeatures.Of(read, places, out _)];
    }
}
