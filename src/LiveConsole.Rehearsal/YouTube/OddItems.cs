using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>An item that no recording line can say: its type, and its details as they stand on the wire.</summary>
/// <param name="Details">Members of the snippet, JSON without braces; empty for none.</param>
internal sealed record OddItem(string Type, string Details = "", string? Display = null, bool HasAuthor = true, string? Published = null);

/// <summary>The types and forms of platforms/youtube.md 3 that a chat rarely shows and a reader must survive.</summary>
internal static class OddItems
{
    private static readonly OddItem[] All =
    [
        new("textMessageEvent", "\"textMessageDetails\":{\"messageText\":\"nobody wrote this\"}", "nobody wrote this", HasAuthor: false),
        new("textMessageEvent", "", "only the display line"),
        new("textMessageEvent", "\"textMessageDetails\":{\"messageText\":\"at a time nobody can read\"}", "at a time nobody can read", Published: "yesterday"),
        new("hologramEvent", "\"hologramDetails\":{\"shape\":\"rover\"}", "@ayse sent a hologram"),
        new("silentNewEvent", "\"silentNewDetails\":{}"),
        new("pollEvent", "\"pollDetails\":{\"metadata\":{\"questionText\":\"Where will it land?\",\"options\":[{\"optionText\":\"North\",\"tally\":\"3\"},{\"optionText\":\"South\"}]},\"status\":\"active\"}"),
        new("sponsorOnlyModeStartedEvent", "", "Members-only mode is on"),
        new("sponsorOnlyModeEndedEvent", "", "Members-only mode is off"),
        new("giftMembershipReceivedEvent", "\"giftMembershipReceivedDetails\":{\"memberLevelName\":\"Équipage\",\"gifterChannelId\":\"UCgifter\",\"associatedMembershipGiftingMessageId\":\"LCC.gifting\"}", "@ayse received a membership"),
        new("superChatEvent", "\"superChatDetails\":{\"amountMicros\":1750000,\"currency\":\"EUR\",\"amountDisplayString\":\"1,75 €\",\"userComment\":\"a number that is no string\",\"tier\":\"1\"}", "1,75 € from @ayse"),
        new("fanFundingEvent", "\"fanFundingEventDetails\":{\"amountMicros\":\"2000000\",\"currency\":\"USD\",\"amountDisplayString\":\"$2.00\",\"userComment\":\"from long ago\"}", "$2.00 from @ayse"),
    ];

    public static void Put(Video video, int occurrence, DateTimeOffset now)
    {
        for (var i = 0; i < All.Length; i++) video.AddOdd($"LCC.odd{occurrence}-{i}", now, All[i]);
    }

    /// <summary>Five memberships given at once, and who received them.</summary>
    public static void PutGiftWave(Video video, int occurrence, DateTimeOffset now)
    {
        var wave = $"LCC.wave{occurrence}";
        video.Add(wave, DateTimeOffset.MinValue.UtcTicks, now, Of(wave, "UCgiver", "@oncle_fusee", new ChatEvent(EventKinds.GiftWave, Count: 5, Level: "Équipage"), "@oncle_fusee gifted 5 Agence Orbite memberships", now), null);
        for (var n = 0; n < 5; n++)
        {
            var id = $"{wave}-{n}";
            video.Add(id, DateTimeOffset.MinValue.UtcTicks, now, Of(id, $"UCreceiver{n}", $"@passager-{n}", new ChatEvent(EventKinds.Gift, Level: "Équipage", Wave: wave, OtherId: "UCgiver"), $"@passager-{n} received a gift membership by @oncle_fusee", now), null);
        }

        static ChatMessage Of(string id, string authorId, string name, ChatEvent told, string words, DateTimeOffset at) => new("youtube", "", id, at, at, new Author(authorId, name), words, MessageKind.Gift, Event: told);
    }

    /// <summary>Only members may write from now on, or all again.</summary>
    public static void PutMembersOnly(Video video, int occurrence, DateTimeOffset now, bool on) =>
        video.AddOdd($"LCC.members{occurrence}-{on}", now, new OddItem(on ? "sponsorOnlyModeStartedEvent" : "sponsorOnlyModeEndedEvent", "", on ? "Members-only mode is on" : "Members-only mode is off"));

    /// <summary>One gift, sent five times under its one id while its count grows.</summary>
    public static void PutGiftCombo(Video video, int occurrence, DateTimeOffset now)
    {
        var id = $"LCC.combo{occurrence}";
        var gift = new ChatMessage("youtube", "", id, now, now, new Author("UCgiver", "@lune_rousse"), "Rocket", MessageKind.Gift, Bits: 10);
        for (var count = 0; count < 5; count++) video.Add(id, DateTimeOffset.MinValue.UtcTicks, now, gift, null);
    }
}
