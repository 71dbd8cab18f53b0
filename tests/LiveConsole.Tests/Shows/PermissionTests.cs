using LiveConsole.Accounts;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
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

/// <summary>Who may do what, through the one door for verbs.</summary>
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

    public static TheoryData<string, string> EveryVerbAndRole()
    {
        var table = new TheoryData<string, string>();
        foreach (var verb in Verbs.Keys) table.Add(verb, Who[verb]);
        return table;
    }

    private static readonly ItemId Item = new(Guid.NewGuid());

    private static readonly Dictionary<string, IShowCommand> Verbs = new(StringComparer.Ordinal)
    {
        ["promote"] = new PromoteMessage(new MessageRef("twitch", "m1"), ItemKind.Question, Item),
        ["add"] = new AddItem(ItemKind.Line, "Bonsoir", null, null, "fr", new ItemId(Guid.NewGuid())),
        ["edit"] = new EditItem(Item, 1),
        ["approve"] = new ApproveItem(Item, 1),
        ["unapprove"] = new UnapproveItem(Item, 1),
        ["queue"] = new QueueItem(Item, 1),
        ["move"] = new MoveItem(Item, 1, 1),
        ["dequeue"] = new DequeueItem(Item, 1),
        ["take"] = new PutOnAir(Item, 1, null),
        ["take next"] = new TakeNext(),
        ["clear"] = new TakeOffAir(),
        ["overlay"] = new ShowOverlay(true),
        ["skip"] = new SkipItem(Item),
        ["later"] = new LaterItem(Item),
        ["dismiss"] = new DismissItem(Item, 1, DismissReason.NotSuitable),
        ["reopen"] = new ReopenItem(Item, 1),
        ["claim"] = new ClaimItem(Item, 1),
        ["release"] = new ReleaseItem(Item, 1),
        ["renew"] = new RenewClaim(Item),
        ["say"] = new SayToCrew("hello", CrewRecipient.All),
        ["seen"] = new SeeCrewMessages([1]),
        ["handover"] = new WriteHandover("moderate", "all quiet", 0),
        ["undo"] = new UndoAction(Guid.NewGuid()),
        ["pull"] = new AnswerClear(1, Pull: true),
        ["signal"] = new PresenterSignal(SignalKind.Another, null, A.Time, "Tablet"),
        ["phase"] = new BeginPhase("waiting", "ATTENTE", "WAITING", null),
        ["moment"] = new MarkMoment("touchdown"),
        ["configure"] = new ConfigureShow(A.Settings()),
    };

    /// <summary>product.md: moderators triage, editors have the air, the producer sets the show; CLEAR is every desk's.</summary>
    private static readonly Dictionary<string, string> Who = new(StringComparer.Ordinal)
    {
        ["promote"] = "Owner Producer Editor Lead Moderator",
        ["add"] = "Owner Producer Editor Lead Moderator",
        ["edit"] = "Owner Producer Editor Lead Moderator",
        ["approve"] = "Owner Producer Editor",
        ["unapprove"] = "Owner Producer Editor",
        ["queue"] = "Owner Producer Editor",
        ["move"] = "Owner Producer Editor",
        ["dequeue"] = "Owner Producer Editor",
        ["take"] = "Owner Producer Editor",
        ["take next"] = "Owner Producer Editor",
        ["clear"] = "Owner Producer Editor Lead Moderator Expert Overlay",
        ["overlay"] = "Owner Producer Editor Overlay",
        ["skip"] = "Owner Producer Editor",
        ["later"] = "Owner Producer Editor",
        ["dismiss"] = "Owner Producer Editor Lead Moderator",
        ["reopen"] = "Owner Producer Editor Lead Moderator",
        ["claim"] = "Owner Producer Editor Lead Moderator Expert",
        ["release"] = "Owner Producer Editor Lead Moderator Expert",
        ["renew"] = "Owner Producer Editor Lead Moderator Expert",
        ["say"] = "Owner Producer Editor Lead Moderator Expert Overlay",
        ["seen"] = "Owner Producer Editor Lead Moderator Expert Overlay",
        ["handover"] = "Owner Producer Editor Lead Moderator Expert Overlay",
        ["undo"] = "Owner Producer Editor Lead Moderator Expert Overlay",
        ["pull"] = "Owner Producer Editor Lead",
        ["signal"] = "Presenter",
        ["phase"] = "Owner Producer Editor Lead",
        ["moment"] = "Owner Producer Editor Lead",
        ["configure"] = "Owner Producer",
    };

    [Theory]
    [MemberData(nameof(EveryVerbAndRole))]
    public async Task A_verb_is_for_these_roles_and_no_others(string verb, string roles)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var actor = Seat(role);
            var outcome = await Commands.DoAsync(_show.Id, Verbs[verb], actor);
            var forbidden = outcome is Outcome.Refused { Refusal.Kind: RefusalKind.Forbidden };
            Assert.True(forbidden != roles.Split(' ').Contains(role.ToString(), StringComparer.Ordinal), $"{verb} as {role}: {outcome}");
        }
    }

    [Fact]
    public void Every_verb_of_the_house_stands_in_this_table()
    {
        var verbs = typeof(IShowCommand).Assembly.GetTypes().Where(t => typeof(IShowCommand).IsAssignableFrom(t) && t is { IsAbstract: false, IsInterface: false });

        Assert.Empty(verbs.Except(Verbs.Values.Select(v => v.GetType())).Select(t => t.Name));
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
