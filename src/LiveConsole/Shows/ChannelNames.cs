using System.Text.RegularExpressions;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms.YouTube;

namespace LiveConsole.Shows;

/// <summary>Channels as people type or paste them: a name, an @name, an id, a whole address.</summary>
public static partial class ChannelNames
{
    public const string Twitch = "twitch", YouTube = "youtube";

    /// <returns>The channel as a show keeps it, so that the same one typed twice is one; or why it is none.</returns>
    public static (ChannelSetting? Channel, Words? WhyNot) Of(string platform, string typed)
    {
        var text = typed.Trim();
        return platform switch
        {
            Twitch => Login().Match(text) is { Success: true } login ? (new(Twitch, login.Groups["login"].Value.ToLowerInvariant()), null) : (null, new(
                $"'{text}' is no Twitch channel: give its login (letters, digits and _, as after twitch.tv/) or its address.",
                $"« {text} » n'est pas une chaîne Twitch : donnez son identifiant (lettres, chiffres et _, comme après twitch.tv/) ou son adresse.")),
            YouTube => YouTubeVideo.TryParseId(text, out var id) || FollowedBroadcast.TryParseChannel(text, out id) ? (new(YouTube, id), null) : (null, new(
                $"'{text}' is no YouTube video or channel: give a video's 11-character id or its address, or a channel's @name.",
                $"« {text} » n'est ni une vidéo ni une chaîne YouTube : donnez l'identifiant de 11 caractères d'une vidéo, son adresse, ou le @nom d'une chaîne.")),
            _ => (null, new($"There is no reader for '{platform}'.", $"Aucun lecteur pour « {platform} ».")),
        };
    }

    // Twitch's own rule for names; ones of its first years are shorter than its present four letters.
    [GeneratedRegex("^(?:(?:https?://)?(?:www\\.|m\\.)?twitch\\.tv/|@)?(?<login>[A-Za-z0-9_]{2,25})/?(?:\\?.*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Login();
}
