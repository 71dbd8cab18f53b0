namespace LiveConsole.Testing;

/// <summary>Real chats and published vectors, kept beside the repository and never in it (their licences do not allow more).</summary>
public static class RealData
{
    /// <summary>The file's path, or null when the data is not on this machine: the test then says that it was skipped.</summary>
    /// <param name="path">Relative to the data folder, e.g. "parser_vectors/twitch_irc_lines.jsonl".</param>
    public static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", path);
            if (File.Exists(candidate)) return candidate;
        }

        return null;
    }
}
