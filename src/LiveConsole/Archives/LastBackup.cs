using System.Globalization;

namespace LiveConsole.Archives;

/// <summary>When a data folder was last backed up: a line in the folder itself, for a backup asks nothing of a running server.</summary>
public static class LastBackup
{
    private const string FileName = "backup.last";

    /// <summary>A folder that cannot be written to is no reason to call a written backup none.</summary>
    public static void Keep(string folder, DateTimeOffset at)
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, FileName), at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    /// <returns>Null: none is known.</returns>
    public static DateTimeOffset? Read(string folder)
    {
        try
        {
            return DateTimeOffset.TryParse(File.ReadAllText(Path.Combine(folder, FileName)), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
