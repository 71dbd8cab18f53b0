using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Journal;
using LiveConsole.Journal.Postgres;
using LiveConsole.Shows;
using LiveConsole.Sources;
using LiveConsole.Testing;
using LiveConsole.Testing.Postgres;
using LiveConsole.Tests.Shows;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LiveConsole.Tests.Sources;

/// <summary>One of several nodes on one database: a show that reads and acts while it has the lease. Its way to the database can fail.</summary>
internal sealed class ANode : IAsyncDisposable
{
    private readonly IJournal _journal;
    private readonly LatchFiles _latches;
    private readonly NodeHealth _health = new();
    private readonly LiveShow _live;
    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;

    private ANode(string name, ShowId show, CuttableLink link, IJournal journal, ShowState loaded, PlatformAddresses addresses)
    {
        (Link, _journal, _latches) = (link, journal, new LatchFiles(_folder));
        _live = new LiveShow(show, "landing", loaded, journal, _latches, TimeProvider.System, new LiveConsoleMetrics(new AnOpenShow.Meters()), NullLoggerFactory.Instance, _health);
        Listener = new ShowListener(_live, journal.Leases, name, () => new ShowSources(_live, addresses, TimeProvider.System, NullLoggerFactory.Instance), _health, TimeProvider.System, NullLogger<ShowListener>.Instance);
    }

    /// <summary>To the database.</summary>
    public CuttableLink Link { get; }

    public ShowListener Listener { get; }

    public ShowState State => _live.Committed;

    /// <param name="channels">Of the show, if it has no settings yet.</param>
    public static async Task<ANode> OpenAsync(string name, ShowId show, string database, PlatformAddresses addresses, params ChannelSetting[] channels)
    {
        var settings = new NpgsqlConnectionStringBuilder(database);
        var link = new CuttableLink(settings.Port);
        var journal = await PostgresJournal.OpenAsync(PrivatePostgres.ConnectionString(settings.Database!, link.Port), TimeProvider.System);
        var node = new ANode(name, show, link, journal, await journal.LoadAsync(show, null, default), addresses);
        node._live.Start();
        if (node.State.Settings is null) await node.DoAsync(new ConfigureShow(A.Settings() with { Channels = [.. channels] }));
        node.Listener.Start();
        return node;
    }

    public NodeTrouble? Said(string kind) => _health.Troubles.FirstOrDefault(t => t.Kind == kind);

    public IPresence Join(string name) => _live.Join(new PersonPresent(name.ToLowerInvariant(), name, Role.Editor, "questions", new Looking("Q1"), Played: false, TimeProvider.System.GetUtcNow()));

    public Task SaysAsync(string kind) => Until(s => s.Node.Any(a => a.Kind == kind));

    /// <summary>The chat is read again since <paramref name="after"/>, and this node does not say that another does it.</summary>
    public Task ReadsAsync(DateTimeOffset after = default) => Until(s =>
        !s.Node.Any(a => a.Kind is ShowListener.Elsewhere or ShowListener.Unrenewed) && s.State.Sources.Values.Any(x => x.State == SourceState.Live && x.Since >= after));

    public async Task DoAsync(IShowCommand command, Actor? by = null) =>
        Assert.IsType<Outcome.Accepted>(await _live.DoAsync(command, by ?? AnOpenShow.Ana, Guid.CreateVersion7(), repeatable: false, default).WaitAsync(Cap.Signal));

    public Task TakeAsync(params Arrival[] arrivals) => _live.TakeAsync(arrivals, default).WaitAsync(Cap.Signal);

    /// <param name="patience">What waits for leases and time-outs of a real database takes seconds by itself. Null: as any signal.</param>
    public async Task Until(Func<ShowSnapshot, bool> condition, TimeSpan? patience = null)
    {
        using var over = new CancellationTokenSource(patience ?? Cap.Signal);
        await foreach (var snapshot in _live.WatchAsync(over.Token))
        {
            if (condition(snapshot)) return;
        }
    }

    public async Task<List<StoredEntry>> EntriesAsync()
    {
        List<StoredEntry> all = [];
        await foreach (var page in _journal.ReadAsync(_live.Id, 0, null, default)) all.AddRange(page);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        Link.Mend();
        await Listener.DisposeAsync();
        await _live.DisposeAsync();
        await _journal.DisposeAsync();
        await Link.DisposeAsync();
        _latches.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
