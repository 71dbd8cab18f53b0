using LiveConsole.Accounts;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Rehearsals;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Shows;

/// <summary>The shows of this installation by their slugs: made, listed, archived.</summary>
public sealed class ShowDirectory(IDbContextFactory<AccountsDb> store, LiveShows shows, TimeProvider time)
{
    /// <param name="begin">Show time at which a rehearsal begins; null: now.</param>
    /// <returns>The new show's row, or why not, in words.</returns>
    public async Task<(ShowRow? Row, Words? WhyNot)> CreateAsync(ShowSettings settings, string? rehearsalOptions, DateTimeOffset? begin, CancellationToken ct)
    {
        if (!ShowSlug.IsOne(settings.Slug)) return (null, new(
            $"'{settings.Slug}' is no address for a show: use 1 to 60 lower-case letters, digits and hyphens.",
            $"« {settings.Slug} » ne peut pas servir d'adresse : 1 à 60 lettres minuscules, chiffres et tirets."));
        if (string.IsNullOrWhiteSpace(settings.Title)) return (null, new("A show needs a title.", "Il faut un titre à l'émission."));
        // A rehearsal's channels are the emulators' own.
        if (!settings.Rehearsal)
        {
            var channels = settings.Channels.Select(c => ChannelNames.Of(c.Platform, c.Name)).ToList();
            if (channels.Find(c => c.WhyNot is not null) is { WhyNot: { } wrong }) return (null, wrong);
            settings = settings with { Channels = [.. channels.Select(c => c.Channel!).Distinct()] };
        }

        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Shows.AnyAsync(s => s.Slug == settings.Slug, ct)) return (null, new(
            $"There is a show '{settings.Slug}' already. Choose another name.", $"Une émission « {settings.Slug} » existe déjà. Choisissez un autre nom."));
        var now = time.GetUtcNow();
        var row = new ShowRow
        {
            Id = Guid.CreateVersion7(now), Slug = settings.Slug, Title = settings.Title, Rehearsal = settings.Rehearsal, RehearsalOptions = rehearsalOptions, CreatedAt = now,
        };
        // Journaled first: a row whose show was never set up would keep its name for nothing.
        var live = await shows.OpenAsync(new ShowId(row.Id), row.Slug, ct);
        if (begin is { } at) live.Clock.Set(at, 0);
        var configured = await live.DoAsync(new ConfigureShow(settings), Actor.Program, Guid.CreateVersion7(now), repeatable: false, ct);
        if (configured is not Outcome.Refused refused)
        {
            try
            {
                db.Shows.Add(row);
                await db.SaveChangesAsync(ct);
                return (row, null);
            }
            catch (DbUpdateException trouble)
            {
                await shows.CloseAsync(live.Id);
                return (null, new($"The show could not be kept ({trouble.InnerException?.Message ?? trouble.Message}). Free space on the disk, or choose another name.",
                    $"L'émission n'a pas pu être gardée ({trouble.InnerException?.Message ?? trouble.Message}). Libérez de la place sur le disque, ou choisissez un autre nom."));
            }
        }

        await shows.CloseAsync(live.Id);
        return (null, refused.Refusal.Words);
    }

    /// <summary>A rehearsal's show, under the first free address of its programme.</summary>
    public async Task<(ShowRow? Row, Words? WhyNot)> CreateRehearsalAsync(PlayedProgramme programme, RehearsalOptions wanted, CancellationToken ct)
    {
        var taken = (await ListAsync(archived: true, ct)).Select(r => r.Slug).ToHashSet(StringComparer.Ordinal);
        var slug = programme.Slug;
        for (var n = 2; taken.Contains(slug); n++) slug = $"{programme.Slug}-{n}";
        return await CreateAsync(programme.Settings with { Slug = slug, Rehearsal = true }, wanted.ToJson(), programme.Start, ct);
    }

    public async Task<IReadOnlyList<ShowRow>> ListAsync(bool archived, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Shows.AsNoTracking().Where(s => archived || s.ArchivedAt == null).OrderBy(s => s.CreatedAt).ToListAsync(ct);
    }

    public async Task<ShowRow?> FindAsync(string slug, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Shows.AsNoTracking().FirstOrDefaultAsync(s => s.Slug == slug, ct);
    }

    /// <summary>An archived show is read no more and its desks are closed; its journal stays. Its sources have been stopped.</summary>
    public async Task<bool> ArchiveAsync(string slug, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Shows.FirstOrDefaultAsync(s => s.Slug == slug && s.ArchivedAt == null, ct) is not { } row) return false;
        row.ArchivedAt = time.GetUtcNow();
        await db.SaveChangesAsync(ct);
        await shows.CloseAsync(new ShowId(row.Id));
        return true;
    }

    /// <summary>A show's title changed: lists name it so.</summary>
    public async Task RenameAsync(ShowId show, string title, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await db.Shows.Where(s => s.Id == show.Value).ExecuteUpdateAsync(s => s.SetProperty(x => x.Title, title), ct);
    }

    public async Task<ShowRow?> FindAsync(ShowId show, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Shows.AsNoTracking().FirstOrDefaultAsync(s => s.Id == show.Value, ct);
    }

    /// <summary>What becomes of a rehearsal, kept with its row.</summary>
    public async Task KeepRehearsalAsync(ShowId show, string options, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await db.Shows.Where(s => s.Id == show.Value).ExecuteUpdateAsync(s => s.SetProperty(x => x.RehearsalOptions, options), ct);
    }

    /// <summary>Opens every show that is not archived, as far as it can be: <see cref="LiveShows.NotOpen"/> names the others.</summary>
    public async Task OpenAllAsync(CancellationToken ct)
    {
        foreach (var row in await ListAsync(archived: false, ct)) await shows.TryOpenAsync(new ShowId(row.Id), row.Slug, ct);
    }
}
