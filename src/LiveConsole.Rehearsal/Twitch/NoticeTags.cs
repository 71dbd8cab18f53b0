using System.Globalization;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>The "msg-param-…" tags of each USERNOTICE, in their alphabetical order (platforms/twitch.md 1.8).</summary>
internal static class NoticeTags
{
    public static void Write(IrcLineBuilder line, in TwitchNotice notice, Author author, string wireId)
    {
        var (count, plan) = (Text(notice.Number), notice.IsPrime ? "Prime" : notice.Plan);
        var (otherId, otherLogin, otherName) = notice.Other;
        switch (notice.Id)
        {
            case "sub" or "resub":
                line.Tag("msg-param-cumulative-months", Text(notice.Months));
                if (notice.Told is { OtherName: not null }) line.Tag("msg-param-gifter-id", otherId).Tag("msg-param-gifter-login", otherLogin).Tag("msg-param-gifter-name", otherName);
                line.Tag("msg-param-months", "0").Tag("msg-param-should-share-streak", notice.Told.Streak is null ? "0" : "1");
                if (notice.Told.Streak is { } streak) line.Tag("msg-param-streak-months", Text(streak));
                line.Tag("msg-param-sub-plan", plan).Tag("msg-param-sub-plan-name", "Channel Subscription").Tag("msg-param-was-gifted", notice.Told.OtherName is null ? "false" : "true");
                break;
            case "subgift":
                if (notice.Told.Wave is { } of) line.Tag("msg-param-community-gift-id", of);
                line.Tag("msg-param-gift-months", Text(notice.Months)).Tag("msg-param-months", "1").Tag("msg-param-origin-id", notice.Told.Wave ?? wireId).Tag("msg-param-recipient-display-name", otherName)
                    .Tag("msg-param-recipient-id", otherId).Tag("msg-param-recipient-user-name", otherLogin).Tag("msg-param-sender-count", notice.Told.Wave is null ? count : "0").Tag("msg-param-sub-plan", plan);
                break;
            case "submysterygift":
                line.Tag("msg-param-community-gift-id", notice.Wave(wireId)!).Tag("msg-param-mass-gift-count", count).Tag("msg-param-origin-id", notice.Wave(wireId)!)
                    .Tag("msg-param-sender-count", count).Tag("msg-param-sub-plan", plan);
                break;
            case "giftpaidupgrade": line.Tag("msg-param-sender-login", otherLogin).Tag("msg-param-sender-name", otherName); break;
            case "primepaidupgrade": line.Tag("msg-param-sub-plan", plan); break;
            case "standardpayforward": line.Tag("msg-param-recipient-display-name", otherName).Tag("msg-param-recipient-id", otherId).Tag("msg-param-recipient-user-name", otherLogin); break;
            case "raid":
                line.Tag("msg-param-displayName", TwitchNotice.NameOf(author)).Tag("msg-param-login", TwitchNames.Login(author))
                    .Tag("msg-param-profileImageURL", "https://static-cdn.jtvnw.net/jtv_user_pictures/none-profile_image-%s.png").Tag("msg-param-viewerCount", count);
                break;
            case "announcement": line.Tag("msg-param-color", (notice.Told.About ?? "PRIMARY").ToUpperInvariant()); break;
            case "bitsbadgetier": line.Tag("msg-param-threshold", count); break;
            case "modiversary": line.Tag("msg-param-months", Text(notice.Months)); break;
            case "charitydonation":
                line.Tag("msg-param-charity-name", notice.Told.About ?? "").Tag("msg-param-donation-amount", Text((notice.Told.Amount?.Micros ?? 0) / 10_000))
                    .Tag("msg-param-donation-currency", notice.Told.Amount?.Currency ?? "").Tag("msg-param-exponent", "2");
                break;
            case "viewermilestone":
                line.Tag("msg-param-category", "watch-streak").Tag("msg-param-copoReward", "350").Tag("msg-param-id", wireId).Tag("msg-param-value", count);
                break;
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
