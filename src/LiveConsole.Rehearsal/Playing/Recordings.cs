using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Playing;

/// <summary>A line of a recording file that is none.</summary>
/// <param name="Number">Counted from 1.</param>
public sealed record RecordingProblem(string File, long Number, string Problem);

/// <summary>One or more recording files, read whole, in order of time.</summary>
/// <param name="Lines">By their times; equal times in file order.</param>
/// <param name="Problems">The first thousand malformed lines.</param>
/// <param name="Malformed">How many there were.</param>
/// <param name="Skipped">Lines of kinds this version does not know.</param>
public sealed record Recording(IReadOnlyList<RecordingLine> Lines, IReadOnlyList<RecordingProblem> Problems, long Malformed, long Skipped)
{
    /// <summary>Channels that messages of a platform were written in, most messages first.</summary>
    public IReadOnlyList<string> Channels(string platform) =>
        [.. Lines.OfType<RecordedMessage>().Where(l => l.Message.Platform == platform).CountBy(l => l.Message.Channel, StringComparer.Ordinal).OrderByDescending(c => c.Value).Select(c => c.Key)];
}

/// <summary>Reads recording files (".jsonl", or ".gz" of it) as the contract describes them.</summary>
public static class Recordings
{
    private const int MostProblems = 1_000;
    private const int LongestLine = 64 * 1024 * 1024;

    /// <summary>Every line of a file in file order, unparsed ones too; only one line is in memory at a time.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A ".gz" that is none, is cut short, or a line above 64 MiB.</exception>
    public static IEnumerable<(long Number, ParsedLine Line)> Read(string path)
    {
        using var file = Open(path);
        foreach (var (number, line) in ReadLines(file, path)) yield return (number, RecordingFormat.Parse(line));
    }

    /// <summary>The file's own bytes; of what is compressed, by its name or by its first two bytes, what is in it.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || IsPacked(file) ? new WholeGzip(file) : file;
    }

    private static bool IsPacked(FileStream file)
    {
        if (!file.CanSeek) return false;
        var packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return packed;
    }

    /// <summary>Lines that are not blank, numbered from 1, without their ends. Each is good until the next is asked for.</summary>
    /// <param name="name">Of the file, for words.</param>
    /// <exception cref="InvalidDataException">A line above 64 MiB, or a ".gz" that is none or is cut short.</exception>
    public static IEnumerable<(long Number, ReadOnlyMemory<byte> Line)> ReadLines(Stream stream, string name)
    {
        var buffer = new byte[64 * 1024];
        var (start, length, number) = (0, 0, 0L);
        while (true)
        {
            var end = buffer.AsSpan(start, length - start).IndexOf((byte)'\n');
            if (end >= 0)
            {
                number++;
                var line = Line(buffer.AsMemory(start, end));
                start += end + 1;
                if (!line.IsEmpty) yield return (number, line);
                continue;
            }

            buffer.AsSpan(start, length - start).CopyTo(buffer);
            (start, length) = (0, length - start);
            if (length > LongestLine) throw new InvalidDataException($"Line {number + 1} of {name} is longer than 64 MiB.");
            if (length == buffer.Length) Array.Resize(ref buffer, length * 2);
            var read = stream.Read(buffer, length, buffer.Length - length);
            length += read;
            if (read > 0) continue;
            var last = Line(buffer.AsMemory(0, length));
            if (!last.IsEmpty) yield return (number + 1, last);
            yield break;
        }
    }

    /// <summary>Reads files into one time line.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A ".gz" that is none or is cut short.</exception>
    public static Recording ReadInOrder(IEnumerable<string> paths)
    {
        List<RecordingLine> lines = [];
        List<RecordingProblem> problems = [];
        var (malformed, skipped) = (0L, 0L);
        foreach (var path in paths)
        {
            foreach (var (number, parsed) in Read(path))
            {
                switch (parsed)
                {
                    case ParsedLine.Read read: lines.Add(read.Line); break;
                    case ParsedLine.Skipped: skipped++; break;
                    case ParsedLine.Malformed bad:
                        malformed++;
                        if (problems.Count < MostProblems) problems.Add(new RecordingProblem(path, number, bad.Problem));
                        break;
                }
            }
        }

        // OrderBy keeps the file's order among equal times; List.Sort would not.
        return new Recording([.. lines.OrderBy(l => l.At)], problems, malformed, skipped);
    }

    private static ReadOnlyMemory<byte> Line(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.EndsWith("\r"u8)) bytes = bytes[..^1];
        return bytes.Span.IndexOfAnyExcept(" \t"u8) < 0 ? ReadOnlyMemory<byte>.Empty : bytes;
    }
}
