using System.Globalization;
using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Archive;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Archives;

/// <summary>
/// Takes an archive into stores that hold nothing yet. The archive is read to its end first, so that one that is cut or damaged changes
/// nothing; afterwards every entry and row is read back and compared.
/// </summary>
public sealed class Restore(string archive, Action<string>? progress)
{
    /// <summary>Search is made beside the rest; what is not ready after this, the first start goes on with.</summary>
    private static readonly TimeSpan SearchReadyWithin = TimeSpan.FromMinutes(10);

    /// <summary>Reads the archive to its end.</summary>
    /// <exception cref="ArchiveException">It is damaged, cut, none, or of a newer version.</exception>
    public async Task<ArchiveSummary> CheckAsync(CancellationToken ct)
    {
        await using var file = ArchiveFile.Open(archive);
        var reader = await ArchiveReader.OpenAsync(file, archive, ct);
        return await JournalArchive.CheckAsync(reader, Says(file.Length, "reading the archive: {0} %"), ct);
    }

    /// <summary>Fills stores that hold nothing.</summary>
    public async Task FillAsync(Installation to, CancellationToken ct)
    {
        await using var file = ArchiveFile.Open(archive);
        var reader = await ArchiveReader.OpenAsync(file, archive, ct);
        var says = Says(file.Length, "restoring: {0} %");
        await using var db = await to.Accounts.CreateDbContextAsync(ct);
        List<(string Name, byte[] Bytes)> keys = [];
        while (await reader.NextAsync(ct) is { } part)
        {
            if (part is ArchivePart.Rows table) AccountsArchive.Add(db, table.Table, table.Json.Span);
            else if (part is ArchivePart.Secret secret) keys.Add((secret.Name, secret.Bytes));
            else if (part is ArchivePart.Show { Mark: var mark }) await to.Entries.RestoreAsync(mark.Show, Told(reader, says, ct), ct);
        }

        await using (var rows = await db.Database.BeginTransactionAsync(ct))
        {
            await AccountsArchive.ClearAsync(db, ct);
            // A server that was started on the empty store has made keys of its own; those of the archive take their place.
            await db.Kept.Where(k => k.Name != AccountsStore.RestoreMark).ExecuteDeleteAsync(ct);
            await db.SaveChangesAsync(ct);
            await rows.CommitAsync(ct);
        }

        foreach (var (name, bytes) in keys) Keep(to.Keys, name, bytes);
    }

    /// <summary>Reads everything back and compares it with the archive.</summary>
    /// <exception cref="ArchiveException">The first difference.</exception>
    public async Task CompareAsync(Installation with, ArchiveSummary summary, CancellationToken ct)
    {
        await using var file = ArchiveFile.Open(archive);
        await JournalArchive.CompareAsync(await ArchiveReader.OpenAsync(file, archive, ct), with.Entries, Says(summary.Entries, "comparing: {0} %"), ct);
        await using var again = ArchiveFile.Open(archive);
        var reader = await ArchiveReader.OpenAsync(again, archive, ct);
        Dictionary<string, List<string>> rows = new(StringComparer.Ordinal);
        Dictionary<string, byte[]> keys = new(StringComparer.Ordinal);
        while (await reader.NextAsync(ct) is (ArchivePart.Rows or ArchivePart.Secret) and var part)
        {
            if (part is ArchivePart.Secret secret) keys[secret.Name] = secret.Bytes;
            if (part is not ArchivePart.Rows table) continue;
            if (!rows.TryGetValue(table.Table, out var list)) rows[table.Table] = list = [];
            list.AddRange(AccountsArchive.Plain(table.Table, table.Json.Span));
        }

        foreach (var stored in await AccountsArchive.ReadAsync(with.Accounts, withSessions: true, ct))
        {
            if (!stored.Rows.SequenceEqual(rows.GetValueOrDefault(stored.Name, []).Order(StringComparer.Ordinal), StringComparer.Ordinal)) throw Differs($"table \"{stored.Name}\"");
        }

        var kept = with.Keys.All();
        if (kept.Count != keys.Count || kept.Any(k => !k.Bytes.AsSpan().SequenceEqual(keys.GetValueOrDefault(k.Name)))) throw Differs("the keys");
    }

    /// <summary>What would be made when it is first asked for, and takes long on a big show: stored states and search.</summary>
    /// <returns>Shows of a newer version, which are kept and open there.</returns>
    public async Task<IReadOnlyList<ShowId>> MakeReadyAsync(Installation stores, CancellationToken ct)
    {
        List<ShowId> newer = [];
        foreach (var mark in await stores.Entries.MarksAsync(ct))
        {
            progress?.Invoke("making states and search");
            if (!await JournalArchive.KeepStatesAsync(stores.Journal, mark.Show, ct)) newer.Add(mark.Show);
        }

        if (newer.Count > 0) return newer;
        try
        {
            await stores.Entries.SearchFollowedAsync(ct).WaitAsync(SearchReadyWithin, TimeProvider.System, ct);
        }
        catch (TimeoutException)
        {
            // The first start goes on with it.
        }

        return newer;
    }

    private static async IAsyncEnumerable<IReadOnlyList<RawEntry>> Told(ArchiveReader reader, Action<long>? says, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in reader.EntriesAsync(ct))
        {
            yield return page;
            says?.Invoke(reader.Offset);
        }
    }

    private static void Keep(IKeys keys, string name, byte[] bytes)
    {
        try
        {
            keys.Keep(name, bytes);
        }
        catch (ArgumentException unknown)
        {
            throw new ArchiveException($"The archive holds a key \"{name}\" that this LiveConsole does not know. Nothing was restored. Start the version that wrote it, or a newer one.", unknown);
        }
    }

    private Action<long>? Says(long all, string words) =>
        progress is null ? null : done => progress(string.Format(CultureInfo.InvariantCulture, words, all == 0 ? 100 : done * 100 / all));

    private static ArchiveException Differs(string what) => new($"What was taken in is not what the archive holds: {what}. Check the disk (or the database's), then restore again.");
}
