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

    /// <summary>A screen was revoked, or points elsewhere. Raised after it is in the store and in memory; on the thread of whoever did it.</summary>
    public event Action? Changed;

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        foreach (var screen in await db.Screens.AsNoTracking().ToListAsync(ct)) _screens[screen.Id] = screen;
    }

    /// <summary>Reads what another node changed.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        var before = _screens.ToDictionary();
        await using var db = await store.CreateDbContextAsync(ct);
        var changed = false;
        foreach (var row in await db.Screens.AsNoTracking().ToListAsync(ct))
        {
            // Replaced only where it still is what it was before the reading: what somebody does on this node meanwhile stands.
            changed |= before.TryGetValue(row.Id, out var was) ? !Same(was, row) && _screens.TryUpdate(row.Id, row, was) : _screens.TryAdd(row.Id, row);
        }

        if (changed) Changed?.Invoke();
    }

    private static bool Same(ScreenRow one, ScreenRow other) =>
        // Its address is made anew, too: whoever came by the old one comes again, and is told.
        (one.Name, one.ShowId, one.Language, one.DistanceMetres, one.DiagonalInches, one.Mirrored, one.NotesHidden, one.RevokedAt)
        == (other.Name, other.ShowId, other.Language, other.DistanceMetres, other.DiagonalInches, other.Mirrored, other.NotesHidden, other.RevokedAt)
        && one.TokenHash.AsSpan().SequenceEqual(other.TokenHash);

    /// <returns>The screen of that token, also of one that was revoked or whose address was made anew since (they are told so); null for no screen's token.</returns>
    public ScreenRow? Find(string token)
    {
        var hash = Tokens.Hash(token);
        return _screens.Values.FirstOrDefault(s => s.TokenHash.AsSpan().SequenceEqual(hash)) ?? _screens.Values.FirstOrDefault(s => s.FormerHash.AsSpan().SequenceEqual(hash));
    }

    /// <summary>The token opens that screen now: it is neither revoked nor an address of before.</summary>
    public static bool Opens(ScreenRow screen, string token) => screen.RevokedAt is null && screen.TokenHash.AsSpan().SequenceEqual(Tokens.Hash(token));

    public ScreenRow? Find(Guid screen) => _screens.GetValueOrDefault(screen);

    /// <summary>Nobody has pointed it elsewhere, set it otherwise or revoked it since.</summary>
    public bool IsStill(ScreenRow screen) => _screens.TryGetValue(screen.Id, out var now) && Same(now, screen);

    /// <param name="address">The address that something came by; null: whichever it has.</param>
    public bool PointsAt(Guid screen, ShowId show, byte[]? address = null) => _screens.TryGetValue(screen, out var row) && row.RevokedAt is null && row.ShowId == show.Value
        && (address is null || row.TokenHash.AsSpan().SequenceEqual(address));

    /// <summary>Another address for the same screen: the one before shows nothing any more, at once and for good.</summary>
    /// <returns>Why not, in words.</returns>
    public Task<Words?> RenewAddressAsync(Guid screen, CancellationToken ct) => ChangeAsync(screen, row =>
    {
        row.Turn++;
        row.FormerHash = row.TokenHash;
        row.TokenHash = Tokens.Hash(tokens.ForScreen(row.Id, row.Turn));
    }, parts: true, ct);

    /// <summary>A device that was paired with it asks in vain from now on: it must not be told the address that was made against it.</summary>
    private static Task PartAsync(AccountsDb db, Guid screen, CancellationToken ct) => db.Pairings.Where(p => p.ScreenId == screen).ExecuteDeleteAsync(ct);

    /// <summary>Its address shows nothing any more, at once and for good.</summary>
    /// <returns>False: there is none of this id, or it was revoked before.</returns>
    public async Task<bool> RevokeAsync(Guid screen, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Screens.FirstOrDefaultAsync(s => s.Id == screen && s.RevokedAt == null, ct) is not { } row) return false;
        row.RevokedAt = now;
        await db.SaveChangesAsync(ct);
        await PartAsync(db, screen, ct);
        _screens[screen] = row;
        Changed?.Invoke();
        return true;
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
    public string Address(ScreenRow screen) => $"/screen/{(screen.Kind == ScreenKind.Presenter ? "presenter" : "overlay")}/{tokens.ForScreen(screen.Id, screen.Turn)}";

    /// <summary>All that are in use, by name.</summary>
    public IReadOnlyList<ScreenRow> All => [.. _screens.Values.Where(s => s.RevokedAt is null).OrderBy(s => s.Name, StringComparer.CurrentCulture).ThenBy(s => s.Id)];

    /// <returns>Why not, in words; null: it is there from now on.</returns>
    public async Task<Words?> AddAsync(ScreenKind kind, string name, string language, ShowId? show, CancellationToken ct) => (await MakeAsync(kind, name, language, show, ct)).WhyNot;

    /// <returns>The screen, which is there from now on; or why not, in words.</returns>
    public async Task<(ScreenRow? Screen, Words? WhyNot)> MakeAsync(ScreenKind kind, string name, string language, ShowId? show, CancellationToken ct)
    {
        if (WhyNotNamed(name, except: null) is { } whyNot) return (null, whyNot);
        var id = Guid.CreateVersion7();
        var screen = new ScreenRow
        {
            Id = id, Name = name.Trim(), Kind = kind, TokenHash = Tokens.Hash(tokens.ForScreen(id)), Language = language, DistanceMetres = 2, DiagonalInches = 13, ShowId = show?.Value,
        };
        await using var db = await store.CreateDbContextAsync(ct);
        db.Screens.Add(screen);
        await db.SaveChangesAsync(ct);
        _screens[id] = screen;
        return (screen, null);
    }

    /// <summary>Another name, show, language, distance: its address stays the same.</summary>
    /// <returns>Why not, in words.</returns>
    public Task<Words?> ChangeAsync(Guid id, Action<ScreenRow> change, CancellationToken ct) => ChangeAsync(id, change, parts: false, ct);

    private async Task<Words?> ChangeAsync(Guid id, Action<ScreenRow> change, bool parts, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Screens.FirstOrDefaultAsync(s => s.Id == id && s.RevokedAt == null, ct) is not { } screen) return new(
            "This screen was revoked meanwhile.", "Cet écran a été révoqué entre-temps.");
        change(screen);
        if (WhyNotNamed(screen.Name, except: id) is { } whyNot) return whyNot;
        screen.Name = screen.Name.Trim();
        // Before the address is there to be told (Pairings.LookAsync looks for its row again after it).
        if (parts) await PartAsync(db, id, ct);
        await db.SaveChangesAsync(ct);
        _screens[id] = screen;
        Changed?.Invoke();
        return null;
    }

    /// <summary>Desks and the presenter's taps know a screen by its name: two of one name would be taken for each other.</summary>
    private Words? WhyNotNamed(string name, Guid? except) => name.Trim() switch
    {
        "" => new("A screen needs a name.", "Il faut un nom à l'écran."),
        { Length: > LongestName } => new($"The name is longer than {LongestName} characters.", $"Le nom dépasse {LongestName} caractères."),
        var trimmed when All.Any(s => s.Id != except && s.Name.Equals(trimmed, StringComparison.OrdinalIgnoreCase)) => new(
            $"There is a screen '{trimmed}' already. Choose another name.", $"Un écran « {trimmed} » existe déjà. Choisissez un autre nom."),
        _ => null,
    };

    private const int LongestName = 40;

    /// <inheritdoc cref="EnsureAsync(ShowId, string, Func{ShowId, bool}?, CancellationToken)"/>
    public Task<IReadOnlyList<ScreenRow>> EnsureAsync(ShowId show, string language, CancellationToken ct) => EnsureAsync(show, language, null, ct);

    /// <summary>The screens that a start shows: one presenter's, one overlay, made once and pointed at the show of this start.</summary>
    /// <param name="stays">Of the show that one points at already: it was put there by somebody. Null: none stays.</param>
    public async Task<IReadOnlyList<ScreenRow>> EnsureAsync(ShowId show, string language, Func<ShowId, bool>? stays, CancellationToken ct)
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

            if (screen.ShowId is not { } there || stays?.Invoke(new ShowId(there)) != true) screen.ShowId = show.Value;
        }

        await db.SaveChangesAsync(ct);
        foreach (var screen in db.Screens.Local) _screens[screen.Id] = screen;
        Changed?.Invoke();
        return PointedAt(show);
    }
}
