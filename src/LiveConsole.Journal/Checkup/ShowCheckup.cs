using System.Globalization;
using System.Text.Json;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Sqlite;

namespace LiveConsole.Journal.Checkup;

/// <summary>One show, from its first entry to its last: is all there, and does everything that follows from it agree with it?</summary>
internal sealed class ShowCheckup(Connection connection, ShowRowFound row, SearchCheckup search, IReadOnlySet<string> tables, List<JournalFinding> findings, Action<string>? progress)
{
    private const int Told = 3;
    private const int ProgressEvery = 50_000;

    private readonly DerivedTables _derived = new(connection, row.Number);
    private readonly List<string> _missing = [];
    private readonly List<string> _damaged = [];
    private readonly List<string> _twice = [];
    private readonly StoredStates _states = new(connection, row.Number);
    private readonly BatchTiling _batches = new(connection, row.Number);
    private ShowState? _state = ShowState.Empty;
    private long _last;
    private long _desk;
    private long _entries;
    private long _messages;
    private DateTimeOffset? _lastAt;
    private (long Minute, long Count, long Most) _pace;
    private string? _newer;
    private bool _rehearsal;

    public ShowFigures Examine(CancellationToken ct)
    {
        foreach (var entry in EntryWalk.Of(connection, row.Number))
        {
            if (++_entries % ProgressEvery == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{_entries:N0} of {row.Last:N0} entries"));
            }

            Meet(entry);
        }

        SayEntries();
        _batches.Say(_last, (part, health, words) => Say(part, health, words));
        SayCounters();
        SayTables();
        if (_states.Differing is { } states) Say(JournalPart.States, PartHealth.Watch, states, repairable: true);
        DerivedTables.Forget(connection);
        return new ShowFigures(row.Show, _entries, _messages, _lastAt, Math.Max(_pace.Most, _pace.Count), _rehearsal);
    }

    /// <summary>A newer version may have made rows of its own, which only it can make again.</summary>
    private bool EntriesAreWhole => _missing.Count + _damaged.Count + _twice.Count == 0 && _newer is null;

    private void Meet(WalkedEntry entry)
    {
        if (entry.Sequence != _last + 1) _missing.Add(Range(_last + 1, entry.Sequence - 1));
        _last = entry.Sequence;
        if (entry.Desk) _desk++;
        _lastAt = entry.At;
        _batches.Passed(entry.Sequence, _desk);
        if (entry.Entry is { } stored) Fold(stored);
        else if (entry.Newer)
        {
            _newer ??= $"from entry {entry.Sequence} on: {entry.WhyNot}";
            _state = null;
        }
        else
        {
            _damaged.Add(entry.Sequence.ToString(CultureInfo.InvariantCulture));
            _state = null;
        }
    }

    private void Fold(StoredEntry stored)
    {
        if (stored.Entry is MessageArrived arrived)
        {
            _messages++;
            // As it was sent: an import brings a whole night in a minute.
            var minute = arrived.Message.SentAt.UtcTicks / TimeSpan.TicksPerMinute;
            _pace = minute == _pace.Minute ? _pace with { Count = _pace.Count + 1 } : (minute, 1, Math.Max(_pace.Most, _pace.Count));
            search.Expect(row.Number, stored.Sequence, arrived.Message);
        }

        if (stored.Entry is MessageAmended amended && SqliteJournal.TryFirstOf(connection, row.Number, amended.Sequence) is { } first)
            search.ExpectAmended(row.Number, amended.Sequence, stored.Sequence, first, amended.Message);
        if (stored.Entry is ShowConfigured configured) _rehearsal = configured.Settings.Rehearsal;
        if (!_derived.Derive(stored.Sequence, stored.Entry)) _twice.Add(stored.Sequence.ToString(CultureInfo.InvariantCulture));
        // After an entry that cannot be read nothing is known of the state.
        if (_state is null || _missing.Count > 0) return;
        _state = _state.Apply(stored);
        _states.Compare(_state);
    }

    private void SayEntries()
    {
        if (_last < row.Last) _missing.Add(Range(_last + 1, row.Last));
        if (_missing.Count > 0) Say(JournalPart.Entries, PartHealth.Broken, $"entries are missing: {Some(_missing)}");
        if (_damaged.Count > 0) Say(JournalPart.Entries, PartHealth.Broken, $"entries cannot be read: {Some(_damaged)}");
        if (_twice.Count > 0) Say(JournalPart.Entries, PartHealth.Broken, $"entries bring a message that the show has already: {Some(_twice)}");
        if (_newer is { } newer) Say(JournalPart.Entries, PartHealth.Broken, newer);
    }

    private void SayCounters()
    {
        if (!EntriesAreWhole || (row.Last == _last && row.Desk == _desk)) return;
        Say(JournalPart.Counters, PartHealth.Broken, string.Create(CultureInfo.InvariantCulture,
            $"its counters say {row.Last} entries and desk version {row.Desk}, the entries say {_last} and {_desk}"), repairable: true);
    }

    private void SayTables()
    {
        foreach (var (table, _) in Schema.Derived)
        {
            var part = Enum.Parse<JournalPart>(table, ignoreCase: true);
            // A file of before, which no writer has opened yet, holds nothing that was amended or judged afterwards.
            if (!tables.Contains(table) && Schema.Lacks(connection, table)) continue;
            if (!tables.Contains(table)) Say(part, PartHealth.Broken, $"the table '{table}' is not there", EntriesAreWhole);
            else if (EntriesAreWhole && _derived.Difference(table) is { } difference) Say(part, PartHealth.Broken, difference, repairable: true);
        }
    }

    private void Say(JournalPart part, PartHealth health, string words, bool repairable = false) => findings.Add(new JournalFinding(part, health, row.Show, words, repairable));

    private static string Range(long from, long to) => from == to ? string.Create(CultureInfo.InvariantCulture, $"{from}") : string.Create(CultureInfo.InvariantCulture, $"{from} to {to}");

    private static string Some(List<string> all) => all.Count <= Told ? string.Join(", ", all) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", all.Take(Told))} and {all.Count - Told} more places");
}

/// <summary>A show's row: what its counters say.</summary>
internal sealed record ShowRowFound(long Number, ShowId Show, long Last, long Desk);

/// <summary>The stored states of a show, compared with the fold as it passes them.</summary>
internal sealed class StoredStates
{
    private readonly Connection _connection;
    private readonly long _show;
    private readonly Queue<long> _ahead = [];
    private readonly List<long> _wrong = [];

    public StoredStates(Connection connection, long show)
    {
        (_connection, _show) = (connection, show);
        if (connection.Number("SELECT count(*) FROM main.sqlite_schema WHERE name = 'states'") == 0)
        {
            Differing = "the table 'states' is not there";
            return;
        }

        using var rows = connection.Sql("SELECT key FROM main.states WHERE key > ?1 AND key < ?2 AND format = ?3 ORDER BY key")
            .Bind(1, Schema.Key(show, 0)).Bind(2, Schema.Key(show + 1, 0)).Bind(3, StateBytes.Format);
        while (rows.Step()) _ahead.Enqueue(Schema.SequenceOf(rows.Long(0)));
    }

    /// <summary>Null: all that were passed agree.</summary>
    public string? Differing { get => field ?? (_wrong.Count == 0 ? null : $"stored states that do not agree with the entries: at {string.Join(", ", _wrong.Take(3))}"); }

    public void Compare(ShowState state)
    {
        while (_ahead.TryPeek(out var next) && next < state.Sequence) _ahead.Dequeue();
        if (!_ahead.TryPeek(out var at) || at != state.Sequence) return;
        _ahead.Dequeue();
        using var row = _connection.Sql("SELECT body FROM main.states WHERE key = ?1").Bind(1, Schema.Key(_show, at));
        if (!row.Step() || !Same(row.Bytes(0), state)) _wrong.Add(at);
    }

    private static bool Same(ReadOnlySpan<byte> body, ShowState state)
    {
        try
        {
            return StoredShowState.FromJson(StateBytes.Decompress(body)).ToJson().AsSpan().SequenceEqual(StoredShowState.Of(state).ToJson());
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidDataException or InvalidOperationException)
        {
            return false;
        }
    }
}

/// <summary>Each batch was committed whole: its range is there to its end, and the ranges follow each other.</summary>
internal sealed class BatchTiling
{
    private readonly List<(long First, long Last, long Desk)> _batches = [];
    private readonly List<string> _wrong = [];
    private int _at;

    public BatchTiling(Connection connection, long show)
    {
        using var rows = connection.Sql("SELECT first, last, desk FROM main.batches WHERE show = ?1 ORDER BY first").Bind(1, show);
        while (rows.Step()) _batches.Add((rows.Long(0), rows.Long(1), rows.Long(2)));
    }

    public void Passed(long sequence, long desk)
    {
        while (_at < _batches.Count && _batches[_at].Last <= sequence)
        {
            if (_batches[_at].Last == sequence && _batches[_at].Desk != desk) _wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{_batches[_at].First} to {sequence}"));
            _at++;
        }
    }

    public void Say(long last, Action<JournalPart, PartHealth, string> say)
    {
        foreach (var cut in _batches.Where(b => b.First <= last && b.Last > last).Take(1))
            say(JournalPart.Batches, PartHealth.Broken, string.Create(CultureInfo.InvariantCulture, $"the batch of entries {cut.First} to {cut.Last} is not whole: the journal ends at {last}"));
        if (_wrong.Count > 0) say(JournalPart.Batches, PartHealth.Watch, $"batches whose desk version is not that of their entries: {string.Join(", ", _wrong.Take(3))}");
        long next = 1, without = 0;
        foreach (var (first, to, _) in _batches)
        {
            without += Math.Max(0, first - next);
            next = Math.Max(next, to + 1);
        }

        without += Math.Max(0, last + 1 - next);
        if (without > 0) say(JournalPart.Batches, PartHealth.Watch, string.Create(CultureInfo.InvariantCulture, $"{without} entries stand in no batch; what is there is read as ever"));
    }
}
