namespace LiveConsole.Rehearsal.Night;

internal enum Sort { Greeting, Joy, Talk, Comment, Rhetorical, Spam, Abuse }

/// <summary>What the messages that ask nothing are about, by stretch (the script's share table, asks and other tongues apart).</summary>
internal sealed record Shares(double Greeting, double Joy, double Talk, double Comment, double Rhetorical, double Elsewhere, double Spam, double Abuse)
{
    public static Shares Of(Mix mix) => mix switch
    {
        Mix.Waiting => new(44, 16, 12, 8, 5, 9, 1.5, 0.3),
        Mix.Opening => new(16, 18, 24, 20, 6, 8, 1.2, 0.4),
        Mix.Checks => new(6, 52, 10, 12, 5, 10, 0.6, 0.3),
        Mix.Celebration => new(3, 76, 4, 7, 2, 5, 0.5, 0.2),
        Mix.Questions => new(6, 14, 26, 26, 7, 5, 1.5, 0.5),
        Mix.Sorrow => new(2, 12, 30, 38, 6, 8, 0.4, 1.0),
        _ => throw new ArgumentOutOfRangeException(nameof(mix)),
    };

    public Sort Throw(Dice dice)
    {
        var place = dice.Unit() * (Greeting + Joy + Talk + Comment + Rhetorical + Spam + Abuse);
        if ((place -= Greeting) < 0) return Sort.Greeting;
        if ((place -= Joy) < 0) return Sort.Joy;
        if ((place -= Talk) < 0) return Sort.Talk;
        if ((place -= Comment) < 0) return Sort.Comment;
        if ((place -= Rhetorical) < 0) return Sort.Rhetorical;
        return place - Spam < 0 ? Sort.Spam : Sort.Abuse;
    }
}
