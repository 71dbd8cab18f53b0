using LiveConsole.Accounts;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Hosting;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Shows;
using LiveConsole.Sources;
using LiveConsole.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Shows;

/// <summary>Rights are looked up when a verb is sent. Who may do what: see Permissions.</summary>
public sealed class PermissionTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
    private SqliteJournal _journal = null!;
    private WebApplication _app = null!;
    private LiveShow _show = null!;

    private ICommands Commands => _app.Services.GetRequiredService<ICommands>();

    private Crew Crew => _app.Services.GetRequiredService<Crew>();

    public async ValueTask InitializeAsync()
    {
        _journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        var builder = ConsoleHost.CreateBuilder(new HostSettings(null, _folder, []));
        ConsoleHost.AddLiveConsole(builder, _journal, _folder, new PlatformAddresses(new(), new(), LoopbackOnly: true));
        _app = builder.Build();
        await Server.LoadStoresAsync(_app.Services, default);
        var (row, whyNot) = await _app.Services.GetRequiredService<ShowDirectory>().CreateAsync(A.Settings(), null, null, default);
        Assert.Null(whyNot);
        _show = _app.Services.GetRequiredService<LiveShows>().Live(new ShowId(row!.Id))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _journal.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(Role.Expert)]
    [InlineData(Role.Observer)]
    [InlineData(Role.Presenter)]
    public void Who_may_not_read_the_settings_gets_neither_who_acts_nor_what_others_are_told_in_a_contingency(Role role)
    {
        var show = A.Show(A.Settings() with { ActsAs = [new("twitch", "agence", "2", "orbite_modo")], Contingency = new() { Instructions = [new(Role.Producer, "Appelez le directeur.", "Call the director.")] } });

        var view = new ShowSnapshot(new ShowId(Guid.NewGuid()), 1, show.State, null, StorageHealth.Well, [], []).For(new Reader(role));

        Assert.Empty(view.Settings!.ActsAs);
        Assert.Empty(view.Settings.Contingency.Instructions);
        Assert.Equal(show.State.Settings!.Title, view.Settings.Title);
    }

    [Fact]
    public async Task Clear_by_someone_without_the_right_darkens_nothing()
    {
        await TakeAsync();

        var outcome = await Commands.DoAsync(_show.Id, new TakeOffAir(), Seat(Role.Observer));

        Assert.Equal(RefusalKind.Forbidden, Assert.IsType<Outcome.Refused>(outcome).Refusal.Kind);
        Assert.Null(_show.Snapshot.Latch);
        Assert.NotNull(_show.Snapshot.For(new Reader(Role.Overlay)).OnAir);
    }

    [Fact]
    public async Task A_role_that_was_taken_away_is_away_whatever_the_page_says()
    {
        var editor = Seat(Role.Editor);
        Assert.IsType<Outcome.Accepted>(await Commands.DoAsync(_show.Id, new MarkMoment("first"), editor));
        Crew.StopPlaying(editor, _show.Id);

        Assert.Equal(RefusalKind.Forbidden, Assert.IsType<Outcome.Refused>(await Commands.DoAsync(_show.Id, new MarkMoment("second"), editor)).Refusal.Kind);
    }

    [Fact]
    public async Task The_role_of_now_decides_inside_a_rule_too()
    {
        await TakeAsync();
        var item = _show.Snapshot.State.OnAir!;
        var editor = Seat(Role.Editor);
        Crew.Play(editor with { Role = Role.Moderator }, _show.Id);

        // The page still believes it is an editor's.
        var outcome = await Commands.DoAsync(_show.Id, new EditItem(item.Id, item.Version) { Fr = "Autre chose" }, editor);

        Assert.Equal(RefusalKind.Forbidden, Assert.IsType<Outcome.Refused>(outcome).Refusal.Kind);
    }

    [Fact]
    public async Task A_presenters_screen_signals_until_it_is_revoked_or_points_elsewhere()
    {
        var screens = _app.Services.GetRequiredService<LiveConsole.Screens.ScreenDirectory>();
        var pointed = await screens.EnsureAsync(_show.Id, "fr", default);
        var presenter = pointed.Single(s => s.Kind == LiveConsole.Screens.ScreenKind.Presenter);
        var overlay = pointed.Single(s => s.Kind == LiveConsole.Screens.ScreenKind.Overlay);

        Assert.IsType<Outcome.Accepted>(await SignalAsync(presenter));
        Assert.Equal(RefusalKind.Forbidden, Assert.IsType<Outcome.Refused>(await SignalAsync(overlay)).Refusal.Kind);
        await RevokeAsync(presenter);
        await screens.LoadAsync(default);
        Assert.Equal(RefusalKind.Forbidden, Assert.IsType<Outcome.Refused>(await SignalAsync(presenter)).Refusal.Kind);
    }

    [Fact]
    public async Task A_screens_token_is_stored_hashed_only()
    {
        var screens = _app.Services.GetRequiredService<LiveConsole.Screens.ScreenDirectory>();
        var presenter = (await screens.EnsureAsync(_show.Id, "fr", default))[0];
        var token = screens.Address(presenter).Split('/')[^1];

        Assert.Equal(presenter.Id, screens.Find(token)!.Id);
        Assert.Equal(43, token.Length);
        Assert.Equal(Tokens.Hash(token), presenter.TokenHash);
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("owner.lock", StringComparison.Ordinal)),
            f => File.ReadAllText(f, System.Text.Encoding.Latin1).Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_text_of_endless_length_is_refused_before_any_rule()
    {
        var outcome = await Commands.DoAsync(_show.Id, new MarkMoment(new string('x', 4_001)), Seat(Role.Producer));

        Assert.Contains("4000", Assert.IsType<Outcome.Refused>(outcome).Refusal.Message, StringComparison.Ordinal);
    }

    private Task<Outcome> SignalAsync(ScreenRow screen) => Commands.DoAsync(_show.Id,
        new PresenterSignal(SignalKind.Another, null, A.Time, screen.Name), LiveConsole.Screens.ScreenDirectory.ActorOf(screen.Id, screen.Name));

    private async Task RevokeAsync(ScreenRow screen)
    {
        await using var db = await _app.Services.GetRequiredService<IDbContextFactory<AccountsDb>>().CreateDbContextAsync();
        (await db.Screens.SingleAsync(s => s.Id == screen.Id)).RevokedAt = A.Time;
        await db.SaveChangesAsync();
    }

    private Actor Seat(Role role)
    {
        var actor = new Actor($"seat-{role}", role.ToString(), role);
        Crew.Play(actor, _show.Id);
        return actor;
    }

    private async Task TakeAsync()
    {
        var id = new ItemId(Guid.NewGuid());
        await Commands.DoAsync(_show.Id, new AddItem(ItemKind.Line, "Bonsoir", null, null, "fr", id), Seat(Role.Editor));
        Assert.IsType<Outcome.Accepted>(await Commands.DoAsync(_show.Id, new PutOnAir(id, _show.Snapshot.State.Item(id)!.Version, null), Seat(Role.Editor)));
    }
}
