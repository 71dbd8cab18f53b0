using System.Globalization;
using System.Resources;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Accounts;

/// <summary>The words of the pages before a desk, from ComeInWords.resx and its French.</summary>
public static class ComeInWords
{
    private static readonly ResourceManager Resources = new("LiveConsole.Accounts.ComeInWords", typeof(ComeInWords).Assembly);

    public static string Of(string key, params object?[] args) =>
        string.Format(CultureInfo.CurrentCulture, Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key), args);

    /// <summary>"Sunday 23 November, 13:00", on the show's clock.</summary>
    public static string DayAndTime(IShow? show, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.TryFindSystemTimeZoneById(show?.Snapshot.State.Settings?.TimeZone ?? "", out var zone) ? zone : TimeZoneInfo.Utc)
            .ToString(Of("DayAndTime"), CultureInfo.CurrentCulture);

    public static string Role(Role role) => Of("Role." + role);

    /// <summary>"expert: images, sound".</summary>
    public static string RoleWith(Role role, IReadOnlyList<string> topics) => topics.Count == 0 ? Role(role) : Of("RoleWith", Role(role), string.Join(", ", topics));
}
