using System.Collections.Immutable;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>The parts of a show's settings that people change on their own: two people in two of them do not meet.</summary>
public enum SettingsSection { Details, Rules, Plan, Listening, Channels, Overlay, Contingency }

/// <summary>Who last changed a section by which action.</summary>
public sealed record SectionStamp(SettingsSection Section, Stamp? Stamp);

/// <summary>What an action changed of the settings, so that it can be put back.</summary>
/// <param name="Before">The settings before it; only <paramref name="Sections"/> of them are put back.</param>
/// <param name="Sections">With who had changed them before.</param>
public sealed record SettingsChange(ShowSettings Before, ImmutableArray<SectionStamp> Sections);

/// <summary>Which setting is in which section. The address and whether it is a rehearsal are in none: they are a show's for good.</summary>
public static class SettingsSections
{
    public static ImmutableArray<SettingsSection> All { get; } = [.. Enum.GetValues<SettingsSection>()];

    /// <returns>These settings with one section as it is in the others.</returns>
    public static ShowSettings With(this ShowSettings settings, SettingsSection section, ShowSettings others) => section switch
    {
        SettingsSection.Details => settings with { Title = others.Title, TimeZone = others.TimeZone, Language = others.Language },
        SettingsSection.Rules => settings with { Approvals = others.Approvals, PresenterMayAdvance = others.PresenterMayAdvance, Rules = others.Rules },
        SettingsSection.Plan => settings with { Plan = others.Plan },
        SettingsSection.Listening => settings with { Mentions = others.Mentions, Listening = others.Listening },
        SettingsSection.Channels => settings with { Channels = others.Channels, ActsAs = others.ActsAs },
        SettingsSection.Overlay => settings with { OverlayMode = others.OverlayMode, OverlayLook = others.OverlayLook },
        SettingsSection.Contingency => settings with { Contingency = others.Contingency },
        _ => throw new ArgumentOutOfRangeException(nameof(section), section, null),
    };

    public static bool SameIn(this ShowSettings one, SettingsSection section, ShowSettings other) => one == one.With(section, other);

    public static IEnumerable<SettingsSection> ChangedFrom(this ShowSettings now, ShowSettings before) => All.Where(s => !now.SameIn(s, before));

    /// <returns>Its name in the middle of a sentence.</returns>
    public static Words WordsOf(SettingsSection section) => section switch
    {
        SettingsSection.Details => new("the show's title and time", "le titre et l'heure de l'émission"),
        SettingsSection.Rules => new("the show's rules", "les règles de l'émission"),
        SettingsSection.Plan => new("the show's plan", "le déroulé de l'émission"),
        SettingsSection.Listening => new("the topics and words", "les sujets et les mots"),
        SettingsSection.Channels => new("the channels", "les chaînes"),
        SettingsSection.Overlay => new("the overlay", "le synthé"),
        SettingsSection.Contingency => new("the contingency", "le repli"),
        _ => throw new ArgumentOutOfRangeException(nameof(section), section, null),
    };
}
