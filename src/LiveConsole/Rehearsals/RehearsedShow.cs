using LiveConsole.Accounts;
using LiveConsole.CommandLine;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Journal;
using LiveConsole.Shows;
using LiveConsole.Sources;

namespace LiveConsole.Rehearsals;

/// <summary>
/// rehearse: the same console over emulated platforms that play the built-in night or recordings. One that was cut goes on at the
/// show time of its journal's last entry.
/// </summary>
public sealed class RehearsedShow(RehearsalOptions wanted, bool fresh) : IServed
{
    private const int Kept = 5;

    private RunningRehearsals? _rehearsals;
    private ShowRow? _row;
    private DelayedJournal? _disk;

    public IJournal Over(IJournal journal) => _disk = new DelayedJournal(journal, TimeProvider.System);

    public async Task StartAsync(IServiceProvider services, CancellationToken ct)
    {
        var programme = PlayedProgramme.Of(wanted);
        DrillPlan.RefuseUnknown(wanted.Drills, programme);
        _rehearsals = services.GetRequiredService<RunningRehearsals>();
        _rehearsals.Slowable = _disk;
        var directory = services.GetRequiredService<ShowDirectory>();
        var show = fresh ? null : await ResumeAsync(services, directory, programme, ct);
        var options = show is null ? wanted : RehearsalOptions.FromJson(_row!.RehearsalOptions)!;
        // One whose ending was changed goes on with that one.
        if (show is not null) programme = PlayedProgramme.Of(options.AsConducted());
        var emulated = await PlayedShow.EmulateAsync(options, programme, services, ct);
        show ??= await BeginAsync(services, directory, programme with { Settings = programme.Settings with { Channels = programme.Channels(emulated) } }, ct);
        await _rehearsals.PlayAsync(new PlayedShow(show, options, programme, emulated, _disk, services), ct);
    }

    public async Task SayAsync(IServiceProvider services, Uri publicUri, CommandSession session, CancellationToken ct)
    {
        if (_row is not null) await StartTable.WriteAsync(services, _row, publicUri, session.Out, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_rehearsals is not null) await _rehearsals.StopAsync();
    }

    /// <returns>The last rehearsal that was started the same way and is not over; null: begin a new one.</returns>
    private async Task<LiveShow?> ResumeAsync(IServiceProvider services, ShowDirectory directory, PlayedProgramme programme, CancellationToken ct)
    {
        var last = (await directory.ListAsync(archived: false, ct)).LastOrDefault(r => r.Rehearsal && wanted.IsSameAs(RehearsalOptions.FromJson(r.RehearsalOptions)));
        // One that was begun anew at an earlier point is not gone on with.
        if (last is null || RehearsalOptions.FromJson(last.RehearsalOptions)?.Over is not null) return null;
        // Another node on this database plays it: two plays would be mixed into one show.
        if (services.GetRequiredService<IJournal>().Leases is { } leases && await leases.TakeLeaseAsync(new ShowId(last.Id), ShowListener.NodeName(services), ct) is null) return null;
        // One that cannot be opened or written (a newer version wrote it) is said, and a new one begun.
        if (await services.GetRequiredService<LiveShows>().TryOpenAsync(new ShowId(last.Id), last.Slug, ct) is not { ReadOnly: null } show) return null;
        if (programme.End is { } end && show.Snapshot.State.LastAt >= end) return null;
        _row = last;
        return show;
    }

    private async Task<LiveShow> BeginAsync(IServiceProvider services, ShowDirectory directory, PlayedProgramme programme, CancellationToken ct)
    {
        var (row, whyNot) = await directory.CreateRehearsalAsync(programme, wanted, ct);
        _row = row ?? throw new StartRefusedException(whyNot!.En);
        var rows = (await directory.ListAsync(archived: false, ct)).Where(r => r.Rehearsal && r.Id != row.Id && RehearsalOptions.FromJson(r.RehearsalOptions)?.Of is null).ToList();
        foreach (var old in Enumerable.Reverse(rows).Skip(Kept - 1)) await directory.ArchiveAsync(old.Slug, ct);
        return services.GetRequiredService<LiveShows>().Live(new ShowId(row.Id))!;
    }
}
