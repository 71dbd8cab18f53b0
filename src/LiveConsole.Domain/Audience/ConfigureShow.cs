using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Audience;

/// <summary>
/// Sets what a show is set to. A person says what they saw: the sections in which <paramref name="Settings"/> differ from it are what they change; all
/// others stay as they are now. Refused when somebody changed one of these sections meanwhile, saying who and when.
/// </summary>
/// <param name="Settings">What was seen, with the person's changes: <c>seen with { Rules = … }</c>.</param>
/// <param name="Seen">What the page was opened on (<c>ShowView.Settings</c>); null only from the program and for a show's first settings.</param>
public sealed record ConfigureShow(ShowSettings Settings, ShowSettings? Seen = null) : IShowCommand
{
    public string Verb => "configure";

    public Permission Needs => Permission.Configure;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Settings is not { } present) return SettingsLimits.WhyNot(Settings, SettingsSections.All) is { } not ? not : new ShowConfigured(Settings.WithoutStrayChoices());
        if (Settings.Slug != present.Slug || Settings.Rehearsal != present.Rehearsal) return Refusals.Invalid(
            "A show's address, and whether it is a rehearsal, stay as they were made. Make another show.",
            "L'adresse d'une émission, et le fait d'être une répétition, restent ce qu'ils étaient. Créez une autre émission.");
        if (Seen is null && by.IsPerson) return Refusals.Invalid(
            "What you saw of the settings was not sent: open them again.", "Ce que vous avez vu des réglages n'a pas été envoyé : rouvrez-les.");
        List<SettingsSection> wanted = [.. Settings.ChangedFrom(Seen ?? present).Where(s => !present.SameIn(s, Settings))];
        foreach (var section in wanted)
        {
            if (Seen is not null && !present.SameIn(section, Seen)) return Refusals.SettingsChanged(show, section, show.SettingsStamps.GetValueOrDefault(section) ?? new Stamp(Guid.Empty, "", Actor.Program, show.LastAt));
        }

        if (wanted.Count == 0) return Decision.Unchanged;
        if (SettingsLimits.WhyNot(Settings, wanted) is { } whyNot) return whyNot;
        return new ShowConfigured(wanted.Aggregate(present, (s, section) => s.With(section, Settings)).WithoutStrayChoices());
    }
}
