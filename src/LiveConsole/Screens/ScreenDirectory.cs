using System.Collections.Concurrent;
using System.Collections.Immutable;
using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Screens;

/// <summary>The named screens of this installation: permanent addresses, pointed at a show, revocable. In memory with the store behind.</summary>
public sealed class ScreenDirectory(IDbContextFactory<AccountsDb> store, Tokens tokens)
{
    private readonly ConcurrentDictionary<Guid, ScreenRow> _screens = new();

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _seen = new();

    /// <summary>When each screen was last connected, as long as this server runs.</summary>
    public ImmutableDictionary<Guid, DateTimeOffset> LastSeen => _seen.ToImmutableDictionary();

    public void Seen(Guid screen, DateTimeOffset at) => _seen[screen] = at;

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        foreach (var screen in await db.Screens.AsNoTracking().ToListAsync(ct)) _screens[screen.Id] = screen;
    }

    /// <returns>The screen of that token, revoked ones too (they are told so); null for no screen's token.</returns>
    public ScreenRow? Find(string token)
    {
        var hash = Tokens.Hash(token);
        return _screens.Values.FirstOrDefault(s => s.TokenHash.AsSpan().SequenceEqual(hash));
    }

    /// <summary>How a presenter's screen stands in the journal.</summary>
    public static Actor ActorOf(Guid screen, string name) => new($"screen:{screen:N}", name, Role.Presenter);

    public static bool IsScreen(Actor actor) => actor.Id.StartsWith("screen:", StringComparison.Ordinal);

    /// <returns>The presenter's screen as it may act in this show now; null: it was revoked or points elsewhere.</returns>
    public Actor? ActorOf(Actor actor, ShowId show) =>
        Guid.TryParse(actor.Id.AsSpan("screen:".Length), out var id) && _screens.TryGetValue(id, out var row)
            && row is { Kind: ScreenKind.Presenter, RevokedAt: null } && row.ShowId == show.Value ? ActorOf(id, row.Name) : null;

    public IReadOnlyList<ScreenRow> PointedAt(ShowId show) => [.. _screens.Values.Where(s => s.ShowId == show.Value && s.RevokedAt is null).OrderBy(s => s.Id)];

    /// <returns>Path of the screen's permanent address.</returns>
    public string Address(ScreenRow screen) => $"/screen/{(screen.Kind == ScreenKind.Presenter ? "presenter" : "overlay")}/{tokens.ForScreen(screen.Id)}";

    /// <summary>The screens that a start shows: one presenter's, one overlay, made once and pointed at the show of this start.</summary>
    public async Task<IReadOnlyList<ScreenRow>> EnsureAsync(ShowId show, string language, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        foreach (var (kind, name) in new[] { (ScreenKind.Presenter, "Presenter"), (ScreenKind.Overlay, "Overlay") })
        {
            var screen = await db.Screens.FirstOrDefaultAsync(s => s.Kind == kind && s.Name == name && s.RevokedAt == null, ct);
            if (screen is null)
            {
                var id = Guid.CreateVersion7();
                screen = new ScreenRow
                {
                    Id = id, Name = name, Kind = kind, TokenHash = Tokens.Hash(tokens.ForScreen(id)), Language = language, DistanceMetres = 2, DiagonalInches = 13,
                };
                db.Screens.Add(screen);
            }

            screen.ShowId = show.Value;
        }

        await db.SaveChangesAsync(ct);
        foreach (var screen in db.Screens.Local) _screens[screen.Id] = screen;
        return PointedAt(show);
    }
}
