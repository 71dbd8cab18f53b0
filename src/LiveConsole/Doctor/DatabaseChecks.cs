using System.Globalization;
using LiveConsole.Journal;
using LiveConsole.Journal.Checkup;

namespace LiveConsole.Doctor;

/// <summary>The journal where it is a database's.</summary>
public static class DatabaseChecks
{
    private const string Restore = "Stop every LiveConsole on it, keep a copy, and restore the last backup";

    public static async Task<IReadOnlyList<Check>> JournalAsync(string database, IReadOnlyDictionary<Guid, string> slugs, CancellationToken ct)
    {
        try
        {
            var found = await DatabaseCheckup.LookAsync(database, ct);
            if (found.Format == 0) return [Check.Ok("journal", $"PostgreSQL {found.Server}, nothing in it yet: the first start makes it")];
            var journal = Check.Ok("journal", string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {found.Server}, format {found.Format}, {found.Bytes / 1e6:N1} MB"));
            if (found.Torn.Count == 0)
                return [journal, Check.Ok("entries", string.Create(CultureInfo.InvariantCulture, $"{found.Entries:N0} in {found.Shows} {(found.Shows == 1 ? "show" : "shows")}, none missing"))];
            return [journal, .. found.Torn.Select(t => Check.Broken("entries", string.Create(CultureInfo.InvariantCulture, $"'{slugs.GetValueOrDefault(t.Key, t.Key.ToString())}': {t.Value:N0} entries are missing"), Restore))];
        }
        catch (JournalStorageException away)
        {
            return [Check.Broken("journal", away.Message.TrimEnd('.'), "Start the database, or correct ConnectionStrings:LiveConsole")];
        }
        catch (JournalFormatException other)
        {
            return [Check.Broken("journal", other.Message.TrimEnd('.'), "Nothing in it was touched")];
        }
    }
}
