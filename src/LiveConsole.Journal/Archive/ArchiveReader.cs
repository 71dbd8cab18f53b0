using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal.Archive;

/// <summary>
/// Reads an archive frame by frame, each checked before it is handed out: its sum, its place, entries without holes, marks that are
/// reached, counts at the end. Reading it to the end is the proof that it is whole.
/// </summary>
public sealed class ArchiveReader
{
    private readonly Stream _from;
    private readonly string _name;
    private readonly byte[] _sum = new byte[ArchiveFormat.SumLength];
    private readonly byte[] _header = new byte[ArchiveFormat.HeaderLength];
    private readonly byte[] _read = new byte[ArchiveFormat.SumLength];
    private FramePlace _at;
    private long _offset = ArchiveFormat.Mark.Length;
    private ArchivePart? _ahead;
    private ShowMark? _mark;
    private long _sequence;
    private long _desk;
    private int _shows;
    private long _entries;
    private long _rows;
    private int _secrets;
    private int _skipped;
    private bool _ended;

    private ArchiveReader(Stream from, string name) => (_from, _name) = (from, name);

    public ArchiveHead Head { get; private set; } = null!;

    /// <summary>Bytes read: how far it is.</summary>
    public long Offset => _offset;

    /// <param name="from">Stays the caller's.</param>
    /// <param name="name">The file as people know it: for the words.</param>
    /// <exception cref="ArchiveException">No archive, a newer one, or damaged.</exception>
    public static async ValueTask<ArchiveReader> OpenAsync(Stream from, string name, CancellationToken ct)
    {
        var reader = new ArchiveReader(from, name);
        var mark = new byte[ArchiveFormat.Mark.Length];
        if (await from.ReadAtLeastAsync(mark, mark.Length, throwOnEndOfStream: false, ct) < mark.Length || !ArchiveFormat.Mark.SequenceEqual(mark))
            throw new ArchiveException($"{name} is no LiveConsole archive. Give a file that 'liveconsole backup' wrote.");
        var (kind, body) = await reader.FrameAsync(ct);
        if (kind != FrameKind.Head) throw reader.Damaged("the head is missing");
        reader.Head = reader.Parse(() => JsonSerializer.Deserialize(body.Span, ArchiveJson.Default.ArchiveHead)!);
        return reader.Head.Format <= ArchiveFormat.Major ? reader : throw reader.Newer($"is of format {reader.Head.Format}; this one reads up to {ArchiveFormat.Major}");
    }

    /// <returns>The next part; null after the end.</returns>
    /// <exception cref="ArchiveException">Damaged, cut, or of a newer version: the frame is named.</exception>
    public async ValueTask<ArchivePart?> NextAsync(CancellationToken ct)
    {
        if (_ahead is { } ahead)
        {
            _ahead = null;
            return ahead;
        }

        while (!_ended)
        {
            var (kind, body) = await FrameAsync(ct);
            if (kind.IsKnown) return await PartAsync(kind, body, ct);
        }

        return null;
    }

    /// <summary>After <see cref="ArchivePart.Show"/>: that show's entries, page by page.</summary>
    public async IAsyncEnumerable<IReadOnlyList<RawEntry>> EntriesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (await NextAsync(ct) is { } part)
        {
            if (part is not ArchivePart.Entries entries)
            {
                _ahead = part;
                yield break;
            }

            yield return entries.Page;
        }
    }

    private async ValueTask<ArchivePart> PartAsync(FrameKind kind, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        if (kind != FrameKind.Entries) EndShow();
        switch (kind.Name)
        {
            case "rows":
                var rows = Parse(() => JsonSerializer.Deserialize(body.Span, ArchiveJson.Default.RowsFrame)!);
                _rows += Parse(() => rows.Rows.GetArrayLength());
                return new ArchivePart.Rows(rows.Table, Encoding.UTF8.GetBytes(rows.Rows.GetRawText()));
            case "secr":
                var secret = Parse(() => JsonSerializer.Deserialize(body.Span, ArchiveJson.Default.SecretFrame)!);
                _secrets++;
                return new ArchivePart.Secret(secret.Name, secret.Bytes);
            case "show":
                var show = Parse(() => JsonSerializer.Deserialize(body.Span, ArchiveJson.Default.ShowFrame)!);
                (_mark, _sequence, _desk) = (new ShowMark(new ShowId(show.Show), show.Last, show.DeskVersion), 0, 0);
                _shows++;
                return new ArchivePart.Show(_mark);
            case "entr":
                return new ArchivePart.Entries(Entries(body));
            case "end ":
                return new ArchivePart.End(await EndAsync(body, ct));
            default:
                throw Damaged("a second head");
        }
    }

    private List<RawEntry> Entries(ReadOnlyMemory<byte> body)
    {
        if (_mark is null) throw Damaged("entries without their show");
        var page = Parse(() => EntryLines.Read(body));
        foreach (var entry in page)
        {
            if (entry.Sequence != ++_sequence) throw Damaged(string.Create(CultureInfo.InvariantCulture, $"entry {_sequence} of show {_mark.Show} is missing"));
            if (entry.Desk) _desk++;
        }

        _entries += page.Count;
        return page;
    }

    private void EndShow()
    {
        if (_mark is { } mark && (_sequence != mark.Last || _desk != mark.DeskVersion))
            throw Damaged(string.Create(CultureInfo.InvariantCulture, $"show {mark.Show} ends at entry {_sequence} instead of {mark.Last}"));
        _mark = null;
    }

    private async ValueTask<ArchiveSummary> EndAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var end = Parse(() => JsonSerializer.Deserialize(body.Span, ArchiveJson.Default.EndFrame)!);
        if (end != new EndFrame(_shows, _entries, _rows, _secrets, _at.Number - 1)) throw Damaged("its counts are not those of what came before");
        if (await _from.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, ct) > 0) throw Damaged("there is something after the end");
        _ended = true;
        return new ArchiveSummary(_shows, _entries, _rows, _secrets, _at.Number, Convert.ToHexStringLower(_sum), _skipped);
    }

    /// <summary>The next frame, whole and checked; of a kind that is unknown only when it may be skipped.</summary>
    private async ValueTask<(FrameKind Kind, ReadOnlyMemory<byte> Body)> FrameAsync(CancellationToken ct)
    {
        _at = new FramePlace(_at.Number + 1, _offset, "");
        await FillAsync(_header, ct);
        var kind = new FrameKind(Encoding.ASCII.GetString(_header.AsSpan(0, 4)));
        var (flags, stored, raw) = (_header[4], BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(8)), BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(12)));
        if (kind.Name.All(c => c is (>= 'a' and <= 'z') or ' ')) _at = _at with { Kind = kind.Name };
        if (stored > ArchiveFormat.FrameBound || raw > ArchiveFormat.FrameBound) throw Damaged("its length cannot be");
        var body = new byte[stored];
        await FillAsync(body, ct);
        await FillAsync(_read, ct);
        ArchiveFormat.Chain(_sum, _header, body);
        if (!_sum.AsSpan().SequenceEqual(_read)) throw Damaged("its checksum does not fit");
        if (!kind.IsKnown)
        {
            if ((flags & ArchiveFormat.MayBeSkipped) == 0) throw Newer($"holds {_at}, which this one does not know");
            _skipped++;
            return (kind, default);
        }

        return (kind, (flags & ArchiveFormat.Brotli) == 0 ? body : Unpacked(body, (int)raw));
    }

    private byte[] Unpacked(byte[] body, int raw)
    {
        var unpacked = new byte[raw];
        return BrotliDecoder.TryDecompress(body, unpacked, out var length) && length == raw ? unpacked : throw Damaged("it cannot be unpacked");
    }

    private async ValueTask FillAsync(byte[] buffer, CancellationToken ct)
    {
        var read = await _from.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        _offset += read;
        if (read < buffer.Length) throw new ArchiveException($"{_name} is cut: it ends inside {_at}. Nothing was restored. Copy it again, or take an older backup.");
    }

    private T Parse<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw Damaged($"it does not hold what it should: {wrong.Message}");
        }
    }

    private ArchiveException Damaged(string why) => new($"{_name} is damaged in {_at}: {why}. Nothing was restored. Copy it again, or take an older backup.");

    private ArchiveException Newer(string why) => new($"{_name} {why}. It was written by LiveConsole {Head?.Program}: start that version or a newer one.");
}
