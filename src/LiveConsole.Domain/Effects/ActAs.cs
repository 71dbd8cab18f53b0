using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Effects;

/// <summary>As which account a channel of the show is acted in from now on, chosen by a person; null: by the program's own order. What is under way ends as it was begun.</summary>
/// <param name="Channel">As it stands in the settings.</param>
/// <param name="UserId">The account's id on its platform: connected anew it is still the same.</param>
/// <param name="Name">Its name there, for people.</param>
/// <param name="SeenUserId">What was chosen when the page was painted.</param>
public sealed record ActAs(string Platform, string Channel, string? UserId, string? Name, string? SeenUserId) : IShowCommand
{
    private const int LongestId = 100, LongestName = 200;

    public string Verb => "act-as";

    public Permission Needs => Permission.Modes;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Settings is not { } settings || !settings.Channels.Any(c => IsHere(c.Platform, c.Name))) return new Refusal(RefusalKind.NotFound, new(
            "This channel is not in the show any more.", "Cette chaîne n'est plus dans l'émission."));
        if (settings.Rehearsal) return Refusals.Invalid("A rehearsal acts with its emulated accounts only.", "Une répétition n'agit qu'avec ses comptes émulés.");
        if (UserId is { Length: 0 or > LongestId } || Name is { Length: > LongestName }) return Refusals.Invalid("This is no account's id.", "Ceci n'est pas l'identifiant d'un compte.");
        var present = settings.ActsAs.FirstOrDefault(a => IsHere(a.Platform, a.Channel));
        if (present?.UserId == UserId) return Decision.Unchanged;
        if (present?.UserId != SeenUserId) return Refusals.SettingsChanged(show, SettingsSection.Channels, show.SettingsStamps.GetValueOrDefault(SettingsSection.Channels) ?? new Stamp(Guid.Empty, "", Actor.Program, show.LastAt));
        var others = settings.ActsAs.RemoveAll(a => IsHere(a.Platform, a.Channel));
        return new ShowConfigured(settings with { ActsAs = UserId is null ? others : others.Add(new ActingAccount(Platform, Channel, UserId, Name ?? UserId)) });
    }

    private bool IsHere(string platform, string channel) => platform == Platform && channel.Equals(Channel, StringComparison.OrdinalIgnoreCase);
}
