using System.Globalization;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>
/// A message that is a notice on Twitch: subscriptions, gifts, raids, announcements. What a viewer can have typed (a subscription's or an announcement's
/// text) travels as the message; the text of the others is Twitch's own sentence.
/// </summary>
/// <param name="Id">IRC's msg-id.</param>
/// <param name="Number">Gifts, raiders, streams in a row.</param>
internal readonly record struct TwitchNotice(string Id, bool IsTyped, int Number, string Sentence)
{
    public static TwitchNotice Of(ChatMessage message)
    {
        var typed = message.Kind is MessageKind.Member or MessageKind.Announcement && message.Text.Length > 0;
        var number = FirstNumber(message.Text);
        var id = message.Kind switch
        {
            MessageKind.Member => typed ? "resub" : "sub",
            MessageKind.Gift => number > 1 ? "submysterygift" : "subgift",
            MessageKind.Raid => "raid",
            MessageKind.Announcement => "announcement",
            _ => "viewermilestone",
        };
        var sentence = id == "announcement" ? "" : typed || message.Text.Length == 0 ? SentenceOf(id, NameOf(message.Author), number) : message.Text;
        return new TwitchNotice(id, typed, number, sentence);
    }

    public static string NameOf(Author author) => author.Name.Length > 0 ? author.Name : TwitchNames.Login(author);

    private static string SentenceOf(string id, string name, int number) => id switch
    {
        "sub" => $"{name} subscribed at Tier 1.",
        "resub" => $"{name} subscribed at Tier 1. They've subscribed for 4 months!",
        "subgift" => $"{name} gifted a Tier 1 sub to Someone!",
        "submysterygift" => $"{name} is gifting {number} Tier 1 Subs!",
        "raid" => $"{number} raiders from {name} have joined!",
        _ => $"{name} watched {number} consecutive streams",
    };

    /// <summary>The first number in a sentence ("640 raiders", "gifts 50 subs"); 1 when there is none.</summary>
    private static int FirstNumber(string text)
    {
        var start = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0) return 1;
        var digits = text.AsSpan(start);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;
    }
}
