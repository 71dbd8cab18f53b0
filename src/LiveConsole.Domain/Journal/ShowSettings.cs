using System.Collections.Immutable;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.OnAir;

namespace LiveConsole.Domain.Journal;

/// <param name="Platform">"twitch" or "youtube".</param>
/// <param name="Name">A Twitch login or a YouTube video id or address.</param>
public sealed record ChannelSetting(string Platform, string Name);

/// <summary>A connected account that a person chose to act in a channel of the show.</summary>
/// <param name="Channel">As it stands in the settings.</param>
/// <param name="UserId">The account's id on its platform.</param>
/// <param name="Name">Its name there, when it was chosen.</param>
public sealed record ActingAccount(string Platform, string Channel, string UserId, string Name);

/// <summary>What a show is set to; journaled whole at each change so that rules read it from the state.</summary>
/// <param name="Approvals">How many different people must approve before an item may air: 0, 1 or 2.</param>
/// <param name="TimeZone">IANA name; one zone for all clocks of the show.</param>
/// <param name="Rehearsal">Marked in every list, desk, screen and export; never opens real accounts.</param>
/// <param name="Mentions">The show's and its hosts' names as viewers type them, without @.</param>
public sealed record ShowSettings(
    string Slug,
    string Title,
    string TimeZone = "Europe/Paris",
    string Language = "fr",
    int Approvals = 0,
    OverlayMode OverlayMode = OverlayMode.WithTake,
    bool PresenterMayAdvance = false,
    bool Rehearsal = false,
    ImmutableArray<ChannelSetting> Channels = default,
    ImmutableArray<string> Mentions = default)
{
    public ImmutableArray<ChannelSetting> Channels { get; init; } = Channels.IsDefault ? [] : Channels;

    /// <summary>As whom the show acts where a person chose it; elsewhere the program chooses.</summary>
    public ImmutableArray<ActingAccount> ActsAs { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<string> Mentions { get; init; } = Mentions.IsDefault ? [] : Mentions;

    /// <summary>Who may do what in this show, beside the table of <see cref="Rights"/>.</summary>
    public ShowRules Rules { get; init => field = value ?? new(); } = new();

    public ShowPlan Plan { get; init => field = value ?? new(); } = new();

    public ListeningSettings Listening { get; init => field = value ?? new(); } = new();

    public ContingencyPlan Contingency { get; init => field = value ?? new(); } = new();

    /// <summary>How the overlay looks, by the names of <see cref="OverlayParameter"/>: only what is not the default. What stands in an overlay's address goes before it.</summary>
    public ImmutableSortedDictionary<string, string> OverlayLook { get; init => field = value ?? ImmutableSortedDictionary<string, string>.Empty; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Who was chosen for a channel goes with it, and comes back with it where that is undone.</summary>
    public ShowSettings WithoutStrayChoices() => ActsAs.All(Has) ? this : this with { ActsAs = [.. ActsAs.Where(Has)] };

    private bool Has(ActingAccount choice) => Channels.Any(c => c.Platform == choice.Platform && c.Name.Equals(choice.Channel, StringComparison.OrdinalIgnoreCase));

    /// <summary>By value, as they are written: settings are compared when somebody sets them, not in a loop.</summary>
    public bool Equals(ShowSettings? other) => ReferenceEquals(this, other)
        || (other is not null && EntryJson.Write(new ShowConfigured(this)).AsSpan().SequenceEqual(EntryJson.Write(new ShowConfigured(other))));

    public override int GetHashCode() => HashCode.Combine(Slug, Title, Approvals);
}
