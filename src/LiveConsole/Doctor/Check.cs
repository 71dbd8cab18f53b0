namespace LiveConsole.Doctor;

/// <summary>How a thing stands. Only <see cref="Broken"/> makes the doctor's exit code 1.</summary>
public enum Verdict { Ok, Watch, Broken }

/// <summary>One line of the doctor: what was looked at, how it stands, what was seen, what to do.</summary>
/// <param name="Do">Null when there is nothing to do.</param>
public sealed record Check(Verdict Verdict, string Name, string Evidence, string? Do = null)
{
    public static Check Ok(string name, string evidence) => new(Verdict.Ok, name, evidence);

    public static Check Watch(string name, string evidence, string what) => new(Verdict.Watch, name, evidence, what);

    public static Check Broken(string name, string evidence, string what) => new(Verdict.Broken, name, evidence, what);

    /// <summary>What the machine refused, in a person's words.</summary>
    public static string Why(Exception trouble) => trouble is UnauthorizedAccessException ? "this user has no permission" : trouble.Message.TrimEnd('.');

    /// <summary>"watch   disk      4 GB free: 3 h at the busiest minute. Free some space."</summary>
    public override string ToString() => $"{Word,-7} {Name,-9} {Evidence}{(Do is null ? "" : $". {Do}")}".ReplaceLineEndings(" ");

    private string Word => Verdict switch { Verdict.Ok => "ok", Verdict.Watch => "watch", _ => "broken" };
}
