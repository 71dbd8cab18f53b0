using System.Globalization;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal.Archive;

/// <summary>Journals into an archive and back, and the proof that they are the same.</summary>
public static class JournalArchive
{
    /// <summary>A moment of the past is at most so many entries from a stored state.</summary>
    private const int StateEvery = 10_000;

    /// <param name="progress">Told how many entries were written.</param>
    public static async Task WriteAsync(IArchivable journal, IReadOnlyList<ShowMark> marks, ArchiveWriter to, Action<long>? progress, CancellationToken ct)
    {
        foreach (var mark in marks)
        {
            await to.ShowAsync(mark, ct);
            await foreach (var page in journal.ReadAsKeptAsync(mark.Show, mark.Last, ct))
            {
                await to.EntriesAsync(page, ct);
                progress?.Invoke(to.Entries);
            }
        }
    }

    /// <summary>Reads an archive to its end: the proof that it is whole.</summary>
    public static async Task<ArchiveSummary> CheckAsync(ArchiveReader archive, Action<long>? progress, CancellationToken ct)
    {
        while (await archive.NextAsync(ct) is { } part)
        {
            progress?.Invoke(archive.Offset);
            if (part is ArchivePart.End end) return end.Summary;
        }

        throw new InvalidOperationException("An archive ended without its end.");
    }

    /// <summary>Makes what follows from a restored show's entries and is costly to make when it is first asked for: its stored states.</summary>
    /// <returns>False: the show holds entries of a newer version; it is kept as it is, and opens there.</returns>
    public static async Task<bool> KeepStatesAsync(IJournal journal, ShowId show, CancellationToken ct)
    {
        var (state, kept) = (ShowState.Empty, 0L);
        try
        {
            await foreach (var page in journal.ReadAsync(show, 0, null, ct))
            {
                state = state.Apply(page);
                if (state.Sequence - kept < StateEvery) continue;
                await journal.SaveStateAsync(show, state, ct);
                kept = state.Sequence;
            }
        }
        catch (JournalFormatException)
        {
            return false;
        }

        if (state.Sequence > kept) await journal.SaveStateAsync(show, state, ct);
        return true;
    }

    /// <summary>Compares every entry of an archive with what a store holds, to the byte, and that the store holds no more.</summary>
    /// <param name="archive">At its beginning.</param>
    /// <exception cref="ArchiveException">The first difference, named.</exception>
    public static async Task CompareAsync(ArchiveReader archive, IArchivable journal, Action<long>? progress, CancellationToken ct)
    {
        var marks = (await journal.MarksAsync(ct)).ToDictionary(m => m.Show);
        var shows = 0;
        long compared = 0;
        while (await archive.NextAsync(ct) is { } part)
        {
            if (part is not ArchivePart.Show { Mark: var mark }) continue;
            shows++;
            if (marks.GetValueOrDefault(mark.Show) != mark) throw Differs(mark.Show, marks.GetValueOrDefault(mark.Show)?.Last ?? 0);
            await using var stored = Flat(journal.ReadAsKeptAsync(mark.Show, mark.Last, ct)).GetAsyncEnumerator(ct);
            await foreach (var page in archive.EntriesAsync(ct))
            {
                foreach (var entry in page)
                {
                    if (!await stored.MoveNextAsync() || stored.Current != entry) throw Differs(mark.Show, entry.Sequence);
                }

                compared += page.Count;
                progress?.Invoke(compared);
            }
        }

        if (shows != marks.Count) throw new ArchiveException("The store holds shows that the archive does not. Restore into an empty one.");
    }

    private static async IAsyncEnumerable<RawEntry> Flat(IAsyncEnumerable<IReadOnlyList<RawEntry>> pages)
    {
        await foreach (var page in pages)
            foreach (var entry in page) yield return entry;
    }

    private static ArchiveException Differs(ShowId show, long sequence) => new(string.Create(CultureInfo.InvariantCulture,
        $"What was taken in is not what the archive holds: show {show}, entry {sequence}. Check the disk (or the database's), then restore again."));
}
