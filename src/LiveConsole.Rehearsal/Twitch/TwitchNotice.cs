using System.Globalization;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>
/// A message that is a notice on Twitch: subscriptions, gifts, raids, announcements and the rest (platforms/twitch.md 1.8, 3.4). What a viewer can have typed (a subscription's
/// or an announcement's text) travels as the message; the text of the others is Twitch's own sentence.
/// </summary>
/// <param name="Id">IRC's msg-id.</param>
/// <param name="Number">Gifts, raiders, broadcasts in a row.</param>
/// <param name="Told">What the recording says beyond the words; filled with what Twitch would say where it does not.</param>
internal readonly record struct TwitchNotice(string Id, bool IsTyped, int Number, string Sentence, ChatEvent Told)
{
    public static TwitchNotice Of(ChatMessage message)
    {
        var typed = message.Event?.Words is { } words ? message.Text.Length > 0 && message.Text != words
            : message.Kind is MessageKind.Member or MessageKind.Announcement && message.Text.Length > 0;
        var number = message.Event?.Count ?? FirstNumber(message.Text);
        var id = message.Event is { } told ? IdOf(told) : message.Kind switch
        {
            MessageKind.Member => typed ? "resub" : "sub",
            MessageKind.Gift => number > 1 ? "submysterygift" : "subgift",
            MessageKind.Raid => "raid",
            MessageKind.Announcement => "announcement",
            _ => "viewermilestone",
        };
        var sentence = message.Event?.Words ?? (id == "announcement" ? "" : typed || message.Text.Length == 0 ? SentenceOf(id, NameOf(message.Author), number) : message.Text);
        return new TwitchNotice(id, typed, number, sentence, message.Event ?? new ChatEvent(EventKinds.Other));
    }

    public static string NameOf(Author author) => author.Name.Length > 0 ? author.Name : TwitchNames.Login(author);

    /// <summary>EventSub's name of the same.</summary>
    public string NotificationType => Id switch
    {
        "subgift" => "sub_gift",
        "submysterygift" => "community_sub_gift",
        "giftpaidupgrade" or "anongiftpaidupgrade" => "gift_paid_upgrade",
        "primepaidupgrade" => "prime_paid_upgrade",
        "communitypayforward" or "standardpayforward" => "pay_it_forward",
        "bitsbadgetier" => "bits_badge_tier",
        "charitydonation" => "charity_donation",
        "viewermilestone" => "watch_streak",
        var same => same,
    };

    /// <summary>Months, as far as they are told; a subscription's first without.</summary>
    public int Months => Told.Months ?? (Id == "resub" ? 4 : 1);

    public string Plan => Told.Level is null or "prime" ? "1000" : Told.Level;

    public bool IsPrime => Told.Level == "prime";

    /// <summary>What a wave and its gifts have in common.</summary>
    public string? Wave(string wireId) => Told.Wave ?? (Id == "submysterygift" ? wireId : null);

    public (string Id, string Login, string Name) Other => Told.OtherName is { } name ? (Told.OtherId ?? TwitchNames.RoomId(name), TwitchNames.Login(name, Told.OtherId ?? name), name) : ("900000001", "someone", "Someone");

    private static string IdOf(ChatEvent told) => told.Kind switch
    {
        EventKinds.Subscription => "sub",
        EventKinds.Resubscription => "resub",
        EventKinds.Gift => "subgift",
        EventKinds.GiftWave => "submysterygift",
        EventKinds.GiftUpgrade => told.OtherName is null ? "anongiftpaidupgrade" : "giftpaidupgrade",
        EventKinds.PrimeUpgrade => "primepaidupgrade",
        EventKinds.PayForward => told.OtherName is null ? "communitypayforward" : "standardpayforward",
        EventKinds.Raid => "raid",
        EventKinds.Unraid => "unraid",
        EventKinds.Announcement => "announcement",
        EventKinds.BitsBadge => "bitsbadgetier",
        EventKinds.ModeratorMilestone => "modiversary",
        EventKinds.Charity => "charitydonation",
        _ => "viewermilestone",
    };

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
