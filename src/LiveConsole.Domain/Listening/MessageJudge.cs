using System.Collections.Immutable;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Listening;

/// <summary>
/// All that is said of one message: is it a question to the show, in which language, what should the desk look at. Pure, safe on any thread; the one code
/// that the show and <c>liveconsole judge</c> use.
/// </summary>
public static class MessageJudge
{
    public static Judgement Judge(ChatMessage message, ShowVocabulary show)
    {
        var judgement = QuestionJudge.Judge(message, show);
        return With(judgement, SafetyJudge.Judge(message, show.Safety, judgement.Language), judgement.Question && OnlyNow.Asks(message.Text, message.Parts));
    }

    /// <summary>A text as typed, of nobody known.</summary>
    public static Judgement Judge(string text, ShowVocabulary show)
    {
        var judgement = QuestionJudge.Judge(text, show);
        return With(judgement, SafetyJudge.Judge(text, show.Safety, judgement.Language), judgement.Question && OnlyNow.Asks(text, []));
    }

    private static Judgement With(Judgement judgement, ImmutableArray<MessageMark> marks, bool onlyNow) =>
        marks.IsEmpty && !onlyNow ? judgement : judgement with { Marks = marks, OnlyNow = onlyNow };
}
