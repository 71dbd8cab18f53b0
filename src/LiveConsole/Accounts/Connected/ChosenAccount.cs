using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Accounts.Connected;

/// <summary>The account that a person chose for a channel of a show.</summary>
public static class ChosenAccount
{
    /// <param name="channel">In whichever way it is written.</param>
    /// <returns>Null: nobody chose, the program does.</returns>
    public static ActingAccount? Of(ShowSettings? settings, string platform, string channel)
    {
        if (settings is null or { Rehearsal: true } || settings.ActsAs.IsEmpty) return null;
        var name = NameOf(platform, channel);
        return settings.ActsAs.FirstOrDefault(a => a.Platform == platform && NameOf(platform, a.Channel).Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static string NameOf(string platform, string channel) => ChannelNames.Of(platform, channel).Channel?.Name ?? channel;
}
