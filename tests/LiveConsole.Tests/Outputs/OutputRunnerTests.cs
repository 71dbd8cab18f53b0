using System.Data.Common;
using System.Text;
using System.Text.Json;
using LiveConsole.Accounts;
using LiveConsole.Api;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Hosting;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Outputs;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Outputs;

/// <summary>A show on a real journal, outputs in a real store, and programs on loopback that hear of them.</summary>
public sealed class OutputRunnerTests : IAsyncLifetime
{
    private static readonly Actor Ana = A.Editor("Ana");

    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly NodeHealth _health = new();
    private readonly OutputOptions _options = new() { Reach = OutputReach.Everywhere };
    private IDbContextFactory<AccountsDb> _store = null!;
    private SqliteJournal _journal = null!;
    private LatchFiles _latches = null!;
    private LiveShows _shows = null!;
    private LiveShow _show = null!;
    private ShowChanges _changes = null!;
    private OutputBook _book = null!;
    private OutputRunner _runner = null!;

    public async ValueTask InitializeAsync()
    {
        _store = AccountsStore.Factory(o => AccountsStore.UseFolder(o, _folder, pooling: false));
        await AccountsStore.BringUpToDateAsync(_store, default);
        _journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        _latches = new LatchFiles(_folder);
        _shows = new LiveShows(_journal, _latches, TimeProvider.System, new LiveConsoleMetrics(new AnOpenShow.Meters()), NullLoggerFactory.Instance);
        _show = await _shows.OpenAsync(new ShowId(Guid.CreateVersion7()), "landing", default);
        await DoAsync(new ConfigureShow(A.Settings()), Actor.Program);
        _changes = new ShowChanges(TimeProvider.System);
        _book = new OutputBook(_store, _protection, TimeProvider.System);
        _runner = new OutputRunner(_book, new OutputMaker(_book, _options, TimeProvider.System), _shows, _journal, _changes, _options, _health, TimeProvider.System, NullLogger<OutputRunner>.Instance);
        await _runner.StartAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await _runner.StopAsync(default);
        _runner.Dispose();
        await _changes.DisposeAsync();
        await _shows.DisposeAsync();
        await _journal.DisposeAsync();
        _latches.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Outcome.Accepted> DoAsync(IShowCommand command, Actor? by = null) =>
        Assert.IsType<Outcome.Accepted>(await _show.DoAsync(command, by ?? Ana, Guid.CreateVersion7(), repeatable: false, default).WaitAsync(Cap.Signal));

    private async Task<Item> QuestionAsync(string text, string id)
    {
        await _show.TakeAsync([new MessageCame(A.Message(text, id: id, viewer: "v" + id))], default).WaitAsync(Cap.Signal);
        await DoAsync(new PromoteMessage(new MessageRef("twitch", id), ItemKind.Question, ItemId.New(_show.Clock.Now)));
        return _show.Snapshot.State.Item(_show.Snapshot.State.LastNumber)!;
    }

    private async Task<string?> OnAsync(OutputKind kind, OutputSettings settings)
    {
        var (row, secret, whyNot) = await _book.AddAsync(_show.Id, new OutputWish(kind, "test", settings), "Ana", default);
        Assert.Null(whyNot);
        await _book.SwitchAsync(row!.Id, on: true, default);
        return secret;
    }

    [Fact]
    public async Task A_graphic_plays_what_is_taken_and_stops_with_what_is_removed_and_with_CLEAR()
    {
        await using var spx = await AReceiver.StartAsync();
        var (first, second) = (await QuestionAsync("Why is it red?", "m1"), await QuestionAsync("How cold is it?", "m2"));
        await OnAsync(OutputKind.Spx, new OutputSettings(spx.Address) { Template = "q.html" });
        Assert.Equal("stop", Command(await spx.NextAsync()));

        await DoAsync(new PutOnAir(first.Id, first.Version, null));
        Assert.Equal("play", Command(await spx.NextAsync()));
        await _show.TakeAsync([new RemovalCame("twitch", "agency", new Removal(_show.Clock.Now, RemovalScope.Message), "m1")], default).WaitAsync(Cap.Signal);
        Assert.Equal("stop", Command(await spx.NextAsync()));

        await DoAsync(new PutOnAir(second.Id, _show.Snapshot.State.Items[second.Id].Version, null));
        Assert.Equal("play", Command(await spx.NextAsync()));
        await DoAsync(new TakeOffAir());
        Assert.Equal("stop", Command(await spx.NextAsync()));
    }

    [Fact]
    public async Task A_CLEAR_cuts_a_call_that_hangs()
    {
        await using var spx = await AReceiver.StartAsync();
        var item = await QuestionAsync("Why is it red?", "m1");
        await OnAsync(OutputKind.Spx, new OutputSettings(spx.Address) { Template = "q.html" });
        await spx.NextAsync();
        spx.Holds = true;
        await DoAsync(new PutOnAir(item.Id, item.Version, null));
        Assert.Equal("play", Command(await spx.NextAsync()));

        await DoAsync(new TakeOffAir());

        Assert.Equal("stop", Command(await spx.NextAsync()));
    }

    [Fact]
    public async Task Switched_off_it_goes_dark_there()
    {
        await using var spx = await AReceiver.StartAsync();
        var item = await QuestionAsync("Why is it red?", "m1");
        await DoAsync(new PutOnAir(item.Id, item.Version, null));
        await OnAsync(OutputKind.Spx, new OutputSettings(spx.Address) { Template = "q.html" });
        Assert.Equal("play", Command(await spx.NextAsync()));

        await _book.SwitchAsync(_book.Of(_show.Id)[0].Id, on: false, default);

        Assert.Equal("stop", Command(await spx.NextAsync()));
    }

    [Fact]
    public async Task A_webhook_is_signed_so_that_its_receiver_can_check_it_and_tells_the_present_after_a_failure()
    {
        await using var hook = await AReceiver.StartAsync();
        hook.Status = 500;
        var item = await QuestionAsync("Why is it red?", "m1");
        var secret = await OnAsync(OutputKind.Webhook, new OutputSettings(hook.Address + "/hook"));
        await hook.NextAsync();

        await DoAsync(new PutOnAir(item.Id, item.Version, null));
        hook.Status = 200;
        var call = await hook.NextAsync();
        while (!call.Body.Contains("\"item\":{", StringComparison.Ordinal)) call = await hook.NextAsync();
        // Messages alone are nothing it is told of.
        for (var i = 0; i < 5; i++) await _show.TakeAsync([new MessageCame(A.Message("hello", id: $"later{i}"))], default).WaitAsync(Cap.Signal);
        await DoAsync(new TakeOffAir());
        var cleared = JsonDocument.Parse((await hook.NextAsync()).Body).RootElement.GetProperty("data");
        Assert.Equal(JsonValueKind.Null, cleared.GetProperty("onAir").GetProperty("item").ValueKind);
        Assert.False(cleared.TryGetProperty("counts", out _));

        var body = JsonDocument.Parse(call.Body).RootElement;
        Assert.Equal(("landing", "Why is it red?"), (body.GetProperty("show").GetString(), body.GetProperty("data").GetProperty("onAir").GetProperty("item").GetProperty("text").GetString()));
        Assert.Equal(WebhookOutput.SignatureOf(WebhookOutput.KeyOf(secret!), call.Headers["webhook-id"], call.Headers["webhook-timestamp"], Encoding.UTF8.GetBytes(call.Body)), call.Headers["webhook-signature"]);
        Assert.DoesNotContain(secret!, Encoding.UTF8.GetString(_book.Of(_show.Id)[0].Secret!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_is_gone_switches_itself_off_and_the_desks_say_so()
    {
        await using var hook = await AReceiver.StartAsync();
        hook.Status = 410;
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _health.Changed += () =>
        {
            if (_health.Troubles.Any(t => t.Kind == OutputRunner.Trouble && t.Words.En.Contains("switched off by itself", StringComparison.Ordinal))) said.TrySetResult();
        };

        await OnAsync(OutputKind.Webhook, new OutputSettings(hook.Address));

        await said.Task.WaitAsync(Cap.Signal);
        Assert.False(_book.Of(_show.Id)[0].On);
    }

    [Fact]
    public async Task What_is_set_is_there_after_a_restart_and_its_secret_only_with_the_same_keys()
    {
        await _book.AddAsync(_show.Id, new OutputWish(OutputKind.Spx, "Titles", new OutputSettings("http://localhost:5656") { Template = "q.html" }, "the key"), "Ana", default);
        var again = new OutputBook(_store, _protection, TimeProvider.System);
        await again.LoadAsync(default);
        var elsewhere = new OutputBook(_store, new EphemeralDataProtectionProvider(), TimeProvider.System);
        await elsewhere.LoadAsync(default);

        var row = Assert.Single(again.Of(_show.Id));
        Assert.Equal(("Titles", "q.html", false, "the key"), (row.Name, OutputSettings.Of(row.Settings).Template, row.On, again.SecretOf(row)));
        Assert.Null(elsewhere.SecretOf(elsewhere.Of(_show.Id)[0]));
    }

    [Fact]
    public async Task A_webhooks_ids_are_never_those_of_another_run()
    {
        await using var hook = await AReceiver.StartAsync();
        await OnAsync(OutputKind.Webhook, new OutputSettings(hook.Address));
        var before = await hook.NextAsync();

        await _runner.StopAsync(default);
        using var again = new OutputRunner(_book, new OutputMaker(_book, _options, TimeProvider.System), _shows, _journal, _changes, _options, _health, TimeProvider.System, NullLogger<OutputRunner>.Instance);
        await again.StartAsync(default);
        var after = await hook.NextAsync();
        await again.StopAsync(default);

        // Nothing happened between: the very same state, told anew.
        Assert.Equal(before.Body, after.Body);
        Assert.NotEqual(before.Headers["webhook-id"], after.Headers["webhook-id"]);
    }

    [Fact]
    public async Task What_was_read_of_the_store_before_somebody_switched_an_output_is_not_what_is_set()
    {
        var hold = new HeldReader();
        using var book = new OutputBook(AccountsStore.Factory(o => AccountsStore.UseFolder(o, _folder, pooling: false).AddInterceptors(hold)), _protection, TimeProvider.System);
        var (row, _, _) = await book.AddAsync(_show.Id, new OutputWish(OutputKind.Osc, "test", new OutputSettings("localhost:9000")), "Ana", default);
        var (gone, _, _) = await book.AddAsync(_show.Id, new OutputWish(OutputKind.Osc, "gone", new OutputSettings("localhost:9001")), "Ana", default);

        hold.Holds = true;
        var loading = book.LoadAsync(default);
        await hold.Read.Task.WaitAsync(Cap.Signal);
        hold.Holds = false;
        var switching = book.SwitchAsync(row!.Id, on: true, default);
        var removing = book.RemoveAsync(gone!.Id, default);
        hold.Go.SetResult();
        await Task.WhenAll(loading, switching, removing).WaitAsync(Cap.Signal);

        Assert.True(book.Find(row.Id)!.On);
        Assert.Null(book.Find(gone.Id));
    }

    /// <summary>What was read is handed on when it is told to.</summary>
    private sealed class HeldReader : DbCommandInterceptor
    {
        public bool Holds { get; set; }

        public TaskCompletionSource Read { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        {
            if (!Holds) return result;
            Read.TrySetResult();
            await Go.Task;
            return result;
        }
    }

    private static string Command(AReceiver.Call call) => JsonDocument.Parse(call.Body).RootElement.GetProperty("command").GetString()!;
}
