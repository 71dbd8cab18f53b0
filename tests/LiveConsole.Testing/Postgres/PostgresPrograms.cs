using System.Diagnostics;
using System.Globalization;

namespace LiveConsole.Testing.Postgres;

/// <summary>PostgreSQL's own programs on this machine, and who may run them: its server refuses root.</summary>
internal sealed record PostgresPrograms(string Initdb, string Server, string? User)
{
    /// <returns>Null: they are not on this machine, or nobody may run them; <paramref name="why"/> says which.</returns>
    public static PostgresPrograms? Find(out string why)
    {
        why = "";
        var folder = Folders().FirstOrDefault(f => IsThere(Path.Combine(f, "initdb")) && IsThere(Path.Combine(f, "postgres")));
        if (folder is null)
        {
            why = "PostgreSQL's programs (initdb, postgres) are not on this machine: install postgresql 15 or newer to try the journal on it.";
            return null;
        }

        var user = Environment.IsPrivilegedProcess ? new[] { "postgres", "nobody" }.FirstOrDefault(HasUser) : null;
        if (Environment.IsPrivilegedProcess && (user is null || RunsAs(user) is null))
        {
            why = "PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' (or neither setpriv nor runuser) to run it as.";
            return null;
        }

        return new PostgresPrograms(Path.Combine(folder, "initdb"), Path.Combine(folder, "postgres"), user);
    }

    /// <summary>A start of one of them as the user that may.</summary>
    public ProcessStartInfo Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = "/" };
        string[] words = [.. User is null ? [] : RunsAs(User)!, program, .. arguments];
        start.FileName = words[0];
        foreach (var word in words.Skip(1)) start.ArgumentList.Add(word);
        // Messages are compared with nothing, but are read by people who run the tests.
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static IEnumerable<string> Folders() =>
        [.. Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0).Select(d => Path.Combine(d, "bin")).ToArray() : [],
            .. (new ProcessStartInfo().Environment["PATH"] ?? "").Split(Path.PathSeparator).Where(f => f.Length > 0)];

    /// <summary>A link to what was taken away counts as a file, but is no program.</summary>
    private static bool IsThere(string program) => File.Exists(program) && new FileInfo(program).ResolveLinkTarget(returnFinalTarget: true)?.Exists != false;

    private static bool HasUser(string user) => File.Exists("/etc/passwd") && File.ReadLines("/etc/passwd").Any(l => l.StartsWith(user + ":", StringComparison.Ordinal));

    private static string[]? RunsAs(string user)
    {
        string[] folders = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"];
        string? Of(string name) => folders.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
        return Of("setpriv") is { } setpriv ? [setpriv, $"--reuid={user}", $"--regid={GroupOf(user)}", "--clear-groups"]
            : Of("runuser") is { } runuser ? [runuser, "-u", user, "--"]
            : null;
    }

    private static string GroupOf(string user) => File.ReadLines("/etc/passwd").First(l => l.StartsWith(user + ":", StringComparison.Ordinal)).Split(':')[3];
}
