using System.Collections.Immutable;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;

namespace LiveConsole.Rehearsals;

/// <summary>The posts that the built-in night's crew has prepared: both languages side by side, both endings, words of our own. What waits for a moment is armed for the word that the crew calls it by.</summary>
internal static class NightPosts
{
    /// <param name="settings">Its chats, and the language in which the played producer marks the moments.</param>
    public static ImmutableArray<(PostWritten Post, bool Armed)> Of(ShowSettings settings)
    {
        var english = settings.Language == "en";
        ImmutableArray<PostChat> both = [.. settings.Channels.Select(c => new PostChat(c.Platform, c.Name, PostLanguage.Both))];
        return
        [
            (new PostWritten(english ? "Touchdown" : "Atterrissage", PostKind.Post, new("ALCYON est posée ! Bravo à toute l'équipe.", "ALCYON has landed! Well done to the whole team."),
                new("Plus de signal d'ALCYON. Nous attendons avec l'équipe.", "No signal from ALCYON. We are waiting with the team."), both, english ? "Touchdown confirmed" : "Atterrissage confirmé"), true),
            (new PostWritten(english ? "First picture" : "Première image", PostKind.Announcement, new("La première image d'ALCYON est là. La couleur viendra plus tard.", "ALCYON's first picture is here. Colour will come later."),
                new("Il n'y a pas encore d'image. Nous dirons ce que nous savons.", "There is no picture yet. We will say what we know."), both, english ? "First picture" : "Première image", Color: "blue"), true),
            (new PostWritten(english ? "Ask us" : "Posez vos questions", PostKind.Post, new("Une question ? Écrivez-la ici : elle peut passer à l'antenne.", "A question? Write it here: it may go on air."), To: both, Every: TimeSpan.FromMinutes(20)), false),
            (new PostWritten(english ? "Why the delay" : "Pourquoi ce retard", PostKind.Post, new("Le signal met onze minutes à venir de Mars : tout est déjà arrivé là-haut.", "The signal takes eleven minutes from Mars: up there it has all happened already."), To: both), false),
            (new PostWritten(english ? "Poll: how cold?" : "Sondage : quel froid ?", PostKind.Poll, new("Quelle température au sol ce soir ?", "How cold is the ground tonight?",
                ["-20 °C", "-60 °C", "-90 °C"], ["-20 °C", "-60 °C", "-90 °C"]), Seconds: 180), false),
            (new PostWritten(english ? "Thank you" : "Merci", PostKind.Post, new("Merci d'avoir été là cette nuit. À bientôt sur Mars !", "Thank you for being here tonight. See you on Mars!"), To: both), false),
        ];
    }
}
