using LiveConsole.Domain.Journal;

namespace LiveConsole.Features.Moderate;

/// <summary>W, then 1 to 5: what the viewer reads. In both languages, whatever the desk's: it goes out in the message's own, else in the show's.</summary>
public static class WarnReasons
{
    public static IReadOnlyList<Words> All { get; } =
    [
        new("Please stay respectful: insults and hate have no place in this chat.", "Merci de rester respectueux : ni insultes ni haine dans ce chat."),
        new("Please do not repeat the same message: others want to read, too.", "Merci de ne pas répéter le même message : les autres veulent lire aussi."),
        new("No advertising and no links in this chat, please.", "Pas de publicité ni de liens dans ce chat, s'il vous plaît."),
        new("Please never write private details (address, phone, e-mail), yours or somebody else's.", "N'écrivez jamais de données privées (adresse, téléphone, courriel), les vôtres ou celles d'un autre."),
        new("Please follow this chat's rules: the next time you may be timed out.", "Merci de suivre les règles de ce chat : la prochaine fois, vous pourriez être exclu un moment."),
    ];
}

/// <summary>Shift+T, then 1 to 4.</summary>
public static class TimeOutLengths
{
    /// <summary>T alone (desks.md, section 13).</summary>
    public const int Usual = 600;

    /// <summary>In seconds.</summary>
    public static IReadOnlyList<int> All { get; } = [60, Usual, 3_600, 86_400];
}
