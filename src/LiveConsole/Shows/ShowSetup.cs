using System.Security.Claims;
using LiveConsole.Accounts;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Rehearsals;

namespace LiveConsole.Shows;

/// <summary>Shows made, copied and archived by a person who has no terminal: what a command does, with the seat of who asked and the sources at once.</summary>
public sealed class ShowSetup(ShowDirectory directory, LiveShows shows, Crew crew, RunningRehearsals rehearsals, IServiceProvider services)
{
    private static readonly Words NotYours = new("Only who runs this installation makes and archives shows, and you do not any more.", "Seules les personnes qui gèrent cette installation créent et archivent des émissions, et ce n'est plus votre cas.");

    /// <returns>The new show, read from now on; or why not, in words.</returns>
    public async Task<(ShowRow? Row, Words? WhyNot)> CreateAsync(ShowSettings settings, ClaimsPrincipal by, CancellationToken ct)
    {
        if (!crew.RunsInstallation(by, shows) || crew.SignedIn(by) is not { } person) return (null, NotYours);
        var (row, whyNot) = await directory.CreateAsync(settings, null, null, ct);
        if (row is null) return (null, whyNot);
        await crew.SeatAsync(person, new ShowId(row.Id), Role.Owner, [], ct);
        services.GetService<ServeShows>()?.Read(services, row);
        return (row, null);
    }

    /// <summary>
    /// The settings of a show without anything that happened in it. Its dates are over, and a YouTube video is one broadcast's: both are
    /// for the new show to say.
    /// </summary>
    public static ShowSettings CopyOf(ShowSettings original, string slug, string title) => original with
    {
        Slug = slug,
        Title = title,
        Rehearsal = false,
        Channels = original.Rehearsal ? [] : [.. original.Channels.Where(c => c.Platform != ChannelNames.YouTube)],
        Plan = new ShowPlan { Phases = original.Plan.Phases },
    };

    /// <returns>Why not, in words; null: its sources have stopped, its desks are closed, its journal stays.</returns>
    public async Task<Words?> ArchiveAsync(string slug, ClaimsPrincipal by, CancellationToken ct)
    {
        if (!crew.RunsInstallation(by, shows)) return NotYours;
        if (await directory.FindAsync(slug, ct) is not { ArchivedAt: null } row) return new(
            $"There is no show '{slug}' to archive.", $"Il n'y a pas d'émission « {slug} » à archiver.");
        if (rehearsals.IsPlayed(new ShowId(row.Id))) return new(
            $"'{slug}' is being rehearsed. Stop the rehearsal first.", $"« {slug} » est en répétition. Arrêtez d'abord la répétition.");
        if (rehearsals.Of(new ShowId(row.Id)) is not null) return new(
            $"'{slug}' is being rehearsed, with its screens. End the rehearsal first.", $"« {slug} » est en cours de répétition, avec ses écrans. Terminez d'abord la répétition.");
        if (shows.Live(new ShowId(row.Id))?.Snapshot.State.OnAir is { } item) return new(
            $"{item.Q} is on air in this show. CLEAR first, then archive.", $"{item.Q} est à l'antenne dans cette émission. Faites d'abord CLEAR, puis archivez.");
        if (services.GetService<ServeShows>() is { } serving) await serving.ClosedAsync(slug);
        await directory.ArchiveAsync(slug, ct);
        return null;
    }
}
