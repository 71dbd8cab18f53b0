using System.Collections.Concurrent;
using System.Globalization;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Search;
using Npgsql;
using Polly;
using Polly.Retry;

namespace LiveConsole.Journal.Postgres;

/// <summary>
/// The journal in a PostgreSQL database (15 or newer), in a schema of its own. Any number of nodes may open it: appends of a show meet
/// at its row, in one function call each. Nothing waits for a server that does not answer longer than <see cref="Patience"/>.
/// </summary>
public sealed partial class PostgresJournal : IJournal, ISearched
{
    public const string DefaultSchema = "liveconsole";

    /// <summary>
    /// The whole of an append or a question about one: under the 5 s after which callers hear "not known yet". A server that hangs is
    /// given up by us: it is not asked to cancel, its own statement_timeout does that.
    /// </summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Another node's appends are found at latest after this, whatever became of its notification.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private const int BufferBytes = 64 * 1024;

    private readonly NpgsqlDataSource _source;
    private readonly string _schema;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _again;
    private readonly ConcurrentDictionary<ShowId, int> _numbers = new();
    private readonly ConcurrentDictionary<ShowId, Appends> _appends = new();
    private readonly ConcurrentDictionary<int, RemovalIndex> _removals = new();
    private readonly AppendNews _news;
    private readonly SearchFollower _follower;
    private int _closing;
    private volatile bool _closed;

    private PostgresJournal(NpgsqlDataSource source, string schema, TimeProvider time)
    {
        (_source, _schema, _time) = (source, schema, time);
        _again = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(PostgresTrouble.MayPass),
            MaxRetryAttempts = 2, Delay = TimeSpan.FromMilliseconds(50), BackoffType = DelayBackoffType.Exponential, UseJitter = true,
        }).Build();
        _news = new AppendNews(source, schema, time, show => AppendsOf(show).Signal());
        _follower = new SearchFollower(this, time);
    }

    public JournalPlace Place => JournalPlace.Database;

    /// <returns>What is wrong with a connection string, for who wrote it; null: nothing is. Values are never repeated: one is a password.</returns>
    public static string? WhyNot(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString)) return "is missing: Storage:Provider Postgres needs one, such as Host=localhost;Database=liveconsole;Username=liveconsole;Password=...";
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).Host is null ? "names no Host." : null;
        }
        catch (ArgumentException wrong)
        {
            return $"cannot be read: {wrong.Message.TrimEnd('.')}. Write it as Host=localhost;Database=liveconsole;Username=liveconsole;Password=...";
        }
    }

    /// <summary>Opens the journal of a database, making or updating its schema.</summary>
    /// <param name="connectionString">Npgsql's; timeouts that the house needs are added.</param>
    /// <param name="waits">How long a server that is not there yet is waited for.</param>
    /// <param name="says">Told once, in words, that it is waited for.</param>
    /// <exception cref="JournalFormatException">Schema or server are not usable: words say what to do.</exception>
    /// <exception cref="JournalStorageException">The database cannot be reached or used.</exception>
    public static async ValueTask<PostgresJournal> OpenAsync(string connectionString, TimeProvider time, string schema = DefaultSchema, TimeSpan waits = default, Action<string>? says = null, CancellationToken ct = default)
    {
        if (!PostgresSchema.IsName(schema)) throw new ArgumentException("A schema's name has lower-case letters, digits and underscores only.", nameof(schema));
        var settings = Settings(connectionString);
        var where = string.Create(CultureInfo.InvariantCulture, $"The database {settings.Database} at {settings.Host}:{settings.Port}");
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        var since = time.GetTimestamp();
        try
        {
            await new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } e && PostgresTrouble.MayCome(e) && time.GetElapsedTime(since) < waits),
                MaxRetryAttempts = int.MaxValue, Delay = TimeSpan.FromMilliseconds(500), BackoffType = DelayBackoffType.Constant,
                OnRetry = attempt =>
                {
                    if (attempt.AttemptNumber == 0) says?.Invoke($"{where} does not answer yet: {Why(attempt.Outcome.Exception!)} Waiting for it, {waits.TotalSeconds:F0} s at most.");
                    return default;
                },
            }).Build().ExecuteAsync(async token =>
            {
                await using var connection = await source.OpenConnectionAsync(token);
                await PostgresSchema.EnsureAsync(connection, schema, token);
            }, ct);
        }
        catch (Exception e) when (PostgresTrouble.Of(e) is { } trouble)
        {
            await source.DisposeAsync();
            throw new JournalStorageException(trouble, $"{where} cannot be used: {Why(e)} Start it, or correct ConnectionStrings:LiveConsole.", e);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }

        var journal = new PostgresJournal(source, schema, time);
        journal._news.Start();
        journal._follower.Start();
        return journal;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closing, 1) != 0) return;
        // Both read by this journal: they end first.
        await _follower.DisposeAsync();
        await _news.DisposeAsync();
        _closed = true;
        foreach (var appends in _appends.Values) appends.Signal();
        await _source.DisposeAsync();
    }

    /// <summary>What the house needs of every connection, added to what the operator gave.</summary>
    internal static NpgsqlConnectionStringBuilder Settings(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= "LiveConsole";
        settings.Database ??= settings.Username ?? "liveconsole";
        settings.MaxAutoPrepare = 40;
        settings.AutoPrepareMinUsages = 2;
        settings.Timeout = 3;
        settings.CommandTimeout = 15;
        // A cancellation would have to be heard by the very server that does not answer.
        settings.CancellationTimeout = -1;
        settings.KeepAlive = 2;
        // A turn of a flood is 300 KB, a page read as much: by the usual 8 KB that is forty calls of the system, each waking the server.
        (settings.WriteBufferSize, settings.ReadBufferSize) = (BufferBytes, BufferBytes);
        // lock_timeout and idle_in_transaction: a client that froze holds a show for two seconds at most. Isolation and durability are the
        // journal's own promises, whatever the server's defaults are.
        settings.Options = $"{settings.Options} -c lock_timeout=2s -c idle_in_transaction_session_timeout=2s -c statement_timeout=10s -c synchronous_commit=on -c default_transaction_isolation=read\\ committed".TrimStart();
        return settings;
    }

    internal static string Why(Exception e) => e switch
    {
        PostgresException answered => $"{answered.MessageText}.",
        { InnerException: { } inner } => $"{inner.Message.TrimEnd('.')}.",
        _ => $"{e.Message.TrimEnd('.')}.",
    };

    /// <summary>Runs a read, again when the link or the server was gone for a moment.</summary>
    private async ValueTask<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, ValueTask<T>> read, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            return await _again.ExecuteAsync(static async (call, token) =>
            {
                await using var connection = await call.Source.OpenConnectionAsync(token);
                return await call.Read(connection, token);
            }, (Source: _source, Read: read), ct);
        }
        catch (Exception e) when (PostgresTrouble.Of(e) is { } trouble)
        {
            throw PostgresTrouble.ToStorageException(e, trouble);
        }
    }

    /// <summary>The same for a show that has entries; else <paramref name="none"/>.</summary>
    private ValueTask<T> ReadAsync<T>(ShowId show, T none, Func<NpgsqlConnection, int, CancellationToken, ValueTask<T>> read, CancellationToken ct) =>
        ReadAsync(async (connection, token) => await NumberOfAsync(connection, show, token) is { } number ? await read(connection, number, token) : none, ct);

    private async ValueTask<int?> NumberOfAsync(NpgsqlConnection connection, ShowId show, CancellationToken ct)
    {
        if (_numbers.TryGetValue(show, out var known)) return known;
        await using var ask = Sql(connection, $"SELECT no FROM {_schema}.shows WHERE id = $1", show.Value);
        return await ask.ExecuteScalarAsync(ct) is int number ? _numbers[show] = number : null;
    }

    private Appends AppendsOf(ShowId show) => _appends.GetOrAdd(show, _ => new Appends());

    /// <param name="sql">A show's number stands in it as it is: so that the plan knows which partition is meant.</param>
    private static NpgsqlCommand Sql(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
