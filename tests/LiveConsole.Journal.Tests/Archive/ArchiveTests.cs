using System.Text;
using System.Text.Json;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Archive;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests.Archive;

/// <summary>The file itself: what is written is read, and whatever is done to it between is found and named.</summary>
public sealed class ArchiveTests
{
    private static readonly ShowId Show = new(Guid.Parse("018f0000-0000-7000-8000-000000000001"));

    private static readonly RawEntry[] Entries =
    [
        .. Enumerable.Range(1, 40).Select(n => new RawEntry(n, Noon.AddTicks(n), n % 5 == 0 ? "item-changed" : "message", 1, n % 3 == 0, n % 5 == 0,
            Encoding.UTF8.GetBytes($$"""{"text":"où ça 🚀 \ud83d\ude80 {{n}}", "n": 1.50 }"""), n % 5 == 0 ? new Guid(n, 0, 0, new byte[8]) : null, n % 5 == 0 ? "edit" : null,
            n % 5 == 0 ? EntryJson.Write(Ana) : default, n % 4 == 1 ? new Guid(n, 1, 0, new byte[8]) : null)),
    ];

    private static ShowMark Mark => new(Show, Entries.Length, Entries.Count(e => e.Desk));

    [Fact]
    public async Task What_is_written_is_read_back_to_the_byte()
    {
        var (bytes, written) = await WriteAsync();

        var (head, parts) = await ReadAsync(bytes);

        Assert.Equal((1, 0, "0.9", Noon, "sqlite"), (head.Format, head.Minor, head.Program, head.At, head.Store));
        Assert.Equal("""[{"slug":"landing"}]""", Encoding.UTF8.GetString(Assert.Single(parts.OfType<ArchivePart.Rows>()).Json.Span));
        Assert.Equal([1, 2, 3], Assert.Single(parts.OfType<ArchivePart.Secret>()).Bytes);
        Assert.Equal(Mark, Assert.Single(parts.OfType<ArchivePart.Show>()).Mark);
        Assert.Equal(Entries, parts.OfType<ArchivePart.Entries>().SelectMany(p => p.Page));
        Assert.Equal(written, Assert.IsType<ArchivePart.End>(parts[^1]).Summary);
    }

    [Fact]
    public async Task Any_byte_that_was_changed_is_found_and_its_frame_is_named()
    {
        var (bytes, _) = await WriteAsync();
        for (var i = 0; i < bytes.Length; i++)
        {
            byte[] spoilt = [.. bytes];
            spoilt[i] ^= 0x10;

            var refused = await Assert.ThrowsAsync<ArchiveException>(() => ReadAsync(spoilt));

            if (i < 8) Assert.Contains("is no LiveConsole archive", refused.Message, StringComparison.Ordinal);
            else Assert.Contains("frame ", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_that_was_cut_anywhere_is_refused_as_cut()
    {
        var (bytes, _) = await WriteAsync();
        for (var length = 8; length < bytes.Length; length++)
            Assert.Contains("is cut: it ends inside frame ", (await Assert.ThrowsAsync<ArchiveException>(() => ReadAsync(bytes[..length]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_taken_out_doubled_or_moved_is_refused()
    {
        var (bytes, _) = await WriteAsync();
        var frames = Frames(bytes);
        for (var i = 0; i < frames.Count; i++)
        {
            List<byte[]> without = [.. frames], twice = [.. frames], moved = [.. frames];
            without.RemoveAt(i);
            twice.Insert(i, frames[i]);
            moved.RemoveAt(i);
            moved.Insert((i + 1) % frames.Count, frames[i]);
            foreach (var spoilt in new[] { without, twice, moved }) await Assert.ThrowsAsync<ArchiveException>(() => ReadAsync([.. bytes[..8], .. spoilt.SelectMany(f => f)]));
        }

        await Assert.ThrowsAsync<ArchiveException>(() => ReadAsync([.. bytes, 0]));
    }

    [Fact]
    public async Task A_newer_minor_brings_frames_that_may_be_skipped_and_others_are_refused()
    {
        var (skipped, _) = await WriteAsync(w => w.FrameAsync(new FrameKind("news"), "{}"u8.ToArray(), default, mayBeSkipped: true));
        var (needed, _) = await WriteAsync(w => w.FrameAsync(new FrameKind("news"), "{}"u8.ToArray(), default));

        var (_, parts) = await ReadAsync(skipped);

        Assert.Equal(1, ((ArchivePart.End)parts[^1]).Summary.SkippedFrames);
        Assert.Equal(Entries, parts.OfType<ArchivePart.Entries>().SelectMany(p => p.Page));
        Assert.Contains("start that version or a newer one", (await Assert.ThrowsAsync<ArchiveException>(() => ReadAsync(needed))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_major_is_refused_in_one_line_that_names_its_version()
    {
        using var file = new MemoryStream();
        file.Write(ArchiveFormat.Mark);
        byte[] header = new byte[ArchiveFormat.HeaderLength], sum = new byte[ArchiveFormat.SumLength];
        var head = JsonSerializer.SerializeToUtf8Bytes(new ArchiveHead(2, 0, "7.1", Noon, "sqlite"), ArchiveJson.Default.ArchiveHead);
        ArchiveFormat.WriteHeader(header, FrameKind.Head, 0, head.Length, head.Length);
        ArchiveFormat.Chain(sum, header, head);
        byte[] frame = [.. header, .. head, .. sum];
        file.Write(frame);

        var refused = await Assert.ThrowsAsync<ArchiveException>(() => ReadAsync(file.ToArray()));

        Assert.Equal("night.liveconsole is of format 2; this one reads up to 1. It was written by LiveConsole 7.1: start that version or a newer one.", refused.Message);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public async Task A_journal_with_a_hole_is_not_archived_and_the_entry_is_named(int missing)
    {
        var refused = await Assert.ThrowsAsync<ArchiveException>(() => WriteAsync(entries: [.. Entries.Where(e => e.Sequence != missing)]));

        Assert.Contains($"entry {missing} of show {Show} is missing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_that_is_no_json_is_not_archived()
    {
        RawEntry[] broken = [.. Entries[..^1], Entries[^1] with { Payload = "{\"text\":"u8.ToArray() }];

        Assert.Contains("entry 40", (await Assert.ThrowsAsync<ArchiveException>(() => WriteAsync(entries: broken))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_stands_under_its_name_only_when_it_is_whole_and_is_its_users_alone()
    {
        var folder = Directory.CreateTempSubdirectory("archive").FullName;
        var path = Path.Combine(folder, "night.liveconsole");
        await Assert.ThrowsAsync<InvalidOperationException>(() => ArchiveFile.WriteAsync<int>(path, async (file, ct) =>
        {
            await file.WriteAsync(new byte[100], ct);
            throw new InvalidOperationException("cut");
        }, default));
        Assert.Empty(Directory.GetFiles(folder));

        await ArchiveFile.WriteAsync(path, async (file, ct) =>
        {
            await file.WriteAsync(new byte[100], ct);
            Assert.False(File.Exists(path));
            return 0;
        }, default);

        Assert.Equal([path], Directory.GetFiles(folder));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        var refused = await Assert.ThrowsAsync<ArchiveException>(() => ArchiveFile.WriteAsync(path, (_, _) => Task.FromResult(1), default));
        Assert.Contains("is there already and is left as it is", refused.Message, StringComparison.Ordinal);
        Assert.Equal(100, new FileInfo(path).Length);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<(byte[] Bytes, ArchiveSummary Summary)> WriteAsync(Func<ArchiveWriter, ValueTask>? between = null, IReadOnlyList<RawEntry>? entries = null)
    {
        using var file = new MemoryStream();
        using var writer = await ArchiveWriter.BeginAsync(file, "0.9", Noon, "sqlite", default);
        await writer.RowsAsync("shows", JsonSerializer.SerializeToElement(new[] { new { slug = "landing" } }), default);
        await writer.SecretAsync("tokens.key", [1, 2, 3], default);
        if (between is not null) await between(writer);
        await writer.ShowAsync(Mark, default);
        await writer.EntriesAsync(entries ?? Entries, default);
        var summary = await writer.EndAsync(default);
        return (file.ToArray(), summary);
    }

    private static async Task<(ArchiveHead Head, List<ArchivePart> Parts)> ReadAsync(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        var reader = await ArchiveReader.OpenAsync(file, "night.liveconsole", default);
        List<ArchivePart> parts = [];
        while (await reader.NextAsync(default) is { } part) parts.Add(part);
        return (reader.Head, parts);
    }

    private static List<byte[]> Frames(byte[] bytes)
    {
        List<byte[]> frames = [];
        for (var at = 8; at < bytes.Length; at += frames[^1].Length)
            frames.Add(bytes[at..(at + ArchiveFormat.HeaderLength + BitConverter.ToInt32(bytes, at + 8) + ArchiveFormat.SumLength)]);
        return frames;
    }
}
