using System.Text.Json.Serialization;

namespace LiveConsole.Journal.Archive;

/// <summary>What an archive says of itself.</summary>
/// <param name="Format">The format's major and minor version.</param>
/// <param name="Program">Version of the LiveConsole that wrote it.</param>
/// <param name="Store">"sqlite" or "postgres": where it came from. It restores into either.</param>
public sealed record ArchiveHead(int Format, int Minor, string Program, DateTimeOffset At, string Store);

/// <summary>A piece of an archive, in the order of the file: head; rows and secrets; each show with its entries; end.</summary>
public abstract record ArchivePart
{
    /// <summary>Rows of one table of the accounts' store: a JSON array.</summary>
    public sealed record Rows(string Table, ReadOnlyMemory<byte> Json) : ArchivePart;

    /// <summary>A key that the installation keeps secret.</summary>
    public sealed record Secret(string Name, byte[] Bytes) : ArchivePart
    {
        public override string ToString() => $"{Name} [redacted]";
    }

    /// <summary>A show begins; its entries follow.</summary>
    public sealed record Show(ShowMark Mark) : ArchivePart;

    public sealed record Entries(IReadOnlyList<RawEntry> Page) : ArchivePart;

    /// <summary>The archive is whole.</summary>
    public sealed record End(ArchiveSummary Summary) : ArchivePart;
}

/// <summary>What an archive holds, counted.</summary>
/// <param name="Sum">SHA-256 of the file, chained over its frames, in hexadecimal.</param>
/// <param name="SkippedFrames">Frames of a newer version that may be skipped, and were.</param>
public sealed record ArchiveSummary(int Shows, long Entries, long Rows, int Secrets, long Frames, string Sum, int SkippedFrames = 0);

internal sealed record ShowFrame(Guid Show, long Last, long DeskVersion);

internal sealed record RowsFrame(string Table, System.Text.Json.JsonElement Rows);

internal sealed record SecretFrame(string Name, byte[] Bytes);

/// <summary>Counts of what came before it.</summary>
internal sealed record EndFrame(int Shows, long Entries, long Rows, int Secrets, long Frames);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ArchiveHead))]
[JsonSerializable(typeof(ShowFrame))]
[JsonSerializable(typeof(RowsFrame))]
[JsonSerializable(typeof(SecretFrame))]
[JsonSerializable(typeof(EndFrame))]
internal sealed partial class ArchiveJson : JsonSerializerContext;
