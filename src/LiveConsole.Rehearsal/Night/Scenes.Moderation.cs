using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using Flagged = LiveConsole.Domain.Moderation.Stretch;

namespace LiveConsole.Rehearsal.Night;

/// <summary>What Twitch itself does to a chat on such a night: AutoMod's queue, waves of gifts, modes, moderators who act there.</summary>
internal sealed partial class Scenes
{
    // A category of AutoMod's, its level, what of the text it is about; some are harmless.
    private static readonly (string Text, string Category, int Level, string Flagged, string Language)[] s_held =
    [
        ("putain c'est beau", "swearing", 1, "putain", "fr"), ("Scunthorpe is watching tonight", "sexwords", 1, "cunt", "en"), ("bordel de merde ILS L'ONT FAIT", "swearing", 2, "bordel de merde", "fr"),
        ("holy shit this is real", "swearing", 2, "shit", "en"), ("t'es vraiment un abruti toi", "aggressive", 3, "abruti", "fr"), ("shut up you idiots it's landing", "aggressive", 2, "idiots", "en"),
        ("maud ferme la sale conne", "misogyny", 4, "sale conne", "fr"), ("get back to your country", "racism", 4, "get back to your country", "en"), ("je vais tout casser si ça rate", "aggressive", 1, "casser", "fr"),
    ];

    /// <summary>Three at a time: one let through, one turned away, one whose time runs out or that is decided late.</summary>
    private static void Held(Stage stage)
    {
        for (var i = 0; i < 3; i++)
        {
            var (text, category, level, flagged, _) = s_held[(stage.Occurrence * 3 + i) % s_held.Length];
            var at = stage.At + i * 9;
            var id = stage.Hold(at, stage.Newcomer(Channel.Twitch), text, category, level, new Flagged(text.IndexOf(flagged, StringComparison.Ordinal), flagged.Length));
            // Every seventh is decided by nobody: its five minutes run out.
            if ((stage.Occurrence * 3 + i) % 7 == 6) continue;
            stage.Settle(at + stage.Dice.Between(18, 75), id, level <= 2 ? HoldOutcome.Allowed : HoldOutcome.Denied, stage.Dice.Chance(0.5) ? "nora_modo" : "yanis_modo");
        }
    }

    private static void GiftWave(Stage stage, double at)
    {
        const int Gifts = 50;
        var giver = Names.Twitch("oncle_fusee", stage.Dice, "subscriber");
        var wave = "wave-" + at.ToString("0", CultureInfo.InvariantCulture);
        const string Words = "oncle_fusee is gifting 50 Tier 1 Subs to agence_orbite's community!";
        stage.Say(Channel.Twitch, giver, Words, at, new TruthRow("", "", Language: "en"), message => message with { Kind = MessageKind.Gift, Event = new ChatEvent(EventKinds.GiftWave, Gifts, Level: "1000", Wave: wave, Words: Words) });
        for (var i = 0; i < Gifts; i++)
        {
            var lucky = stage.Newcomer(Channel.Twitch);
            var sentence = $"oncle_fusee gifted a Tier 1 sub to {lucky.Name}!";
            stage.Say(Channel.Twitch, giver, sentence, at + 0.4 + i * 0.05, new TruthRow("", "", Language: "en"),
                message => message with { Kind = MessageKind.Gift, Event = new ChatEvent(EventKinds.Gift, Months: 1, Level: "1000", Wave: wave, OtherId: lucky.Id, OtherName: lucky.Name, Words: sentence) });
        }
    }

    /// <summary>One of each of what a night's viewers do besides writing.</summary>
    private static void Notices(Stage stage, double at)
    {
        Told(stage, at, "tibo_lac", MessageKind.Member, "203 jours que j'attends ça", new ChatEvent(EventKinds.Resubscription, Months: 14, Streak: 14, Level: "1000", Words: "tibo_lac subscribed at Tier 1. They've subscribed for 14 months, currently on a 14 month streak!"));
        Told(stage, at + 40, "kairn_1987", MessageKind.Member, "", new ChatEvent(EventKinds.Subscription, Months: 1, Level: "prime", Words: "kairn_1987 subscribed with Prime."));
        Told(stage, at + 75, "petite_onde", MessageKind.Notice, "", new ChatEvent(EventKinds.WatchStreak, 5, Words: "petite_onde watched 5 consecutive streams and sparked a watch streak!"));
        Told(stage, at + 110, "orbite_modo", MessageKind.Announcement, "Posez vos questions avec !q, les ingénieurs lisent tout.", new ChatEvent(EventKinds.Announcement, About: "purple", Words: ""));
        Told(stage, at + 140, "bus_64_nuit", MessageKind.Notice, "", new ChatEvent(EventKinds.BitsBadge, 1_000, Words: "bits badge tier notification"));
        Told(stage, at + 170, "gardien_du_phare", MessageKind.Notice, "", new ChatEvent(EventKinds.Charity, About: "Télescopes sans frontières", Amount: new Paid(15_000_000, "EUR", "15.00 EUR"), Words: "gardien_du_phare donated EUR 15.00 to support Télescopes sans frontières"));
        stage.Say(Channel.Twitch, Names.Twitch("veilleuse_12", stage.Dice), "regardez comme Mars est belle ce soir", at + 190, new TruthRow("", "", Language: "fr"), message => message with { Event = new ChatEvent(EventKinds.Highlight) });
    }

    private static void Told(Stage stage, double at, string login, MessageKind kind, string text, ChatEvent told) =>
        stage.Say(Channel.Twitch, Names.Twitch(login, stage.Dice, [.. kind == MessageKind.Member ? new[] { "subscriber" } : []]), text.Length > 0 ? text : told.Words!, at, new TruthRow("", ""), message => message with { Kind = kind, Event = told });
}
