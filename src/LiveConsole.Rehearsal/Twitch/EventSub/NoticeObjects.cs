using System.Text.Json;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>The fields of each notification's own object (platforms/twitch.md 3.4).</summary>
internal static class NoticeObjects
{
    public static void Write(Utf8JsonWriter json, TwitchNotice notice, Author author, string wireId)
    {
        var (otherId, otherLogin, otherName) = notice.Other;
        var hasOther = notice.Told.OtherName is not null;
        switch (notice.NotificationType)
        {
            case "sub":
                Tier(json, notice);
                json.WriteNumber("duration_months", notice.Months);
                break;
            case "resub":
                json.WriteNumber("cumulative_months", notice.Months);
                json.WriteNumber("duration_months", 0);
                if (notice.Told.Streak is { } streak) json.WriteNumber("streak_months", streak);
                else json.WriteNull("streak_months");
                Tier(json, notice);
                json.WriteBoolean("is_gift", hasOther);
                if (hasOther) json.WriteBoolean("gifter_is_anonymous", value: false);
                else json.WriteNull("gifter_is_anonymous");
                ChatEvents.WriteUser(json, "gifter_user_", hasOther ? otherId : null, hasOther ? otherLogin : null, hasOther ? otherName : null);
                break;
            case "sub_gift":
                json.WriteNumber("duration_months", notice.Months);
                if (notice.Told.Wave is null) json.WriteNumber("cumulative_total", notice.Number);
                else json.WriteNull("cumulative_total");
                ChatEvents.WriteUser(json, "recipient_user_", otherId, otherLogin, otherName);
                json.WriteString("sub_tier", notice.Plan);
                json.WriteString("community_gift_id", notice.Told.Wave);
                break;
            case "community_sub_gift":
                json.WriteString("id", notice.Wave(wireId));
                json.WriteNumber("total", notice.Number);
                json.WriteString("sub_tier", notice.Plan);
                json.WriteNumber("cumulative_total", notice.Number);
                break;
            case "gift_paid_upgrade":
                json.WriteBoolean("gifter_is_anonymous", !hasOther);
                ChatEvents.WriteUser(json, "gifter_user_", hasOther ? otherId : null, hasOther ? otherLogin : null, hasOther ? otherName : null);
                break;
            case "pay_it_forward":
                json.WriteBoolean("gifter_is_anonymous", value: true);
                ChatEvents.WriteUser(json, "gifter_user_", null, null, null);
                ChatEvents.WriteUser(json, "recipient_user_", hasOther ? otherId : null, hasOther ? otherLogin : null, hasOther ? otherName : null);
                break;
            case "prime_paid_upgrade": json.WriteString("sub_tier", notice.Plan); break;
            case "raid":
                ChatEvents.WriteUser(json, "user_", author.Id, TwitchNames.Login(author), TwitchNotice.NameOf(author));
                json.WriteNumber("viewer_count", notice.Number);
                json.WriteString("profile_image_url", "https://static-cdn.jtvnw.net/jtv_user_pictures/none-profile_image-300x300.png");
                break;
            case "announcement": json.WriteString("color", (notice.Told.About ?? "PRIMARY").ToUpperInvariant()); break;
            case "bits_badge_tier": json.WriteNumber("tier", notice.Number); break;
            case "modiversary": json.WriteNumber("months", notice.Months); break;
            case "charity_donation": Charity(json, notice.Told); break;
            case "watch_streak":
                json.WriteNumber("streak_count", notice.Number);
                json.WriteNumber("channel_points_awarded", 350);
                break;
        }
    }

    private static void Tier(Utf8JsonWriter json, TwitchNotice notice)
    {
        json.WriteString("sub_tier", notice.Plan);
        json.WriteBoolean("is_prime", notice.IsPrime);
    }

    private static void Charity(Utf8JsonWriter json, ChatEvent told)
    {
        json.WriteString("charity_name", told.About ?? "");
        json.WriteStartObject("amount");
        json.WriteNumber("value", (told.Amount?.Micros ?? 0) / 10_000);
        json.WriteNumber("decimal_place", 2);
        json.WriteString("currency", told.Amount?.Currency ?? "");
        json.WriteEndObject();
    }
}
