using System.Net.Sockets;
using LiveConsole.Accounts;
using LiveConsole.Domain.Doors;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Outputs;

/// <summary>What who sets a show up does with its outputs. The right is asked when it is done; what is done is in force at once, and said in the show's journal.</summary>
public sealed class OutputDeeds(OutputBook book, OutputMaker maker, Crew crew, IShows shows, ICommands commands, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly Words Near = new(
        "This address is this machine's or a private network's: only who runs this installation adds such an output. Ask them to add it.",
        "Cette adresse est de cette machine ou d'un réseau privé : seules les personnes qui gèrent cette installation ajoutent une telle sortie. Demandez-leur de l'ajouter.");

    /// <returns>The row, off; a webhook's secret, told this once; without a row, why not; with one, that the trail does not say it.</returns>
    public async Task<(OutputRow? Row, string? Secret, Words? WhyNot)> AddAsync(IShow show, Actor by, OutputWish wish, CancellationToken ct)
    {
        if (WhyNot(show, by) is { } whyNot) return (null, null, whyNot);
        var runsIt = crew.RunsInstallation(by.Id, shows);
        if (!runsIt && await IsNearAsync(wish, ct)) return (null, null, Near);
        var (row, secret, refused) = await book.AddAsync(show.Id, wish with { Settings = wish.Settings with { PublicOnly = !runsIt } }, by.Name, ct);
        return row is null ? (null, null, refused) : (row, secret, await SayAsync(show, by, row, OutputDeed.Added, ct));
    }

    public async Task<Words?> SwitchAsync(IShow show, Actor by, Guid output, bool on, CancellationToken ct)
    {
        if (WhyNot(show, by, output) is { } whyNot) return whyNot;
        var row = book.Find(output)!;
        var was = row.On;
        await book.SwitchAsync(output, on, ct);
        return was == on ? null : await SayAsync(show, by, row, on ? OutputDeed.On : OutputDeed.Off, ct);
    }

    public async Task<Words?> RemoveAsync(IShow show, Actor by, Guid output, CancellationToken ct)
    {
        if (WhyNot(show, by, output) is { } whyNot) return whyNot;
        var row = book.Find(output)!;
        await book.RemoveAsync(output, ct);
        return await SayAsync(show, by, row, OutputDeed.Removed, ct);
    }

    /// <returns>Why it was not tried; else the book has what came of it.</returns>
    public async Task<Words?> TestAsync(IShow show, Actor by, Guid output, CancellationToken ct)
    {
        if (WhyNot(show, by, output) is { } whyNot) return whyNot;
        await maker.TestAsync(book.Find(output)!, ct);
        return null;
    }

    private async Task<Words?> SayAsync(IShow show, Actor by, OutputRow row, OutputDeed deed, CancellationToken ct) =>
        (await commands.DoAsync(show.Id, new SetOutput(row.Id, row.Kind.ToString().ToLowerInvariant(), row.Name, deed), by, null, ct)).NotInTheTrail;

    // Says it at once; a name that leads elsewhere later is refused as it is connected to (PublicOnly).
    private async Task<bool> IsNearAsync(OutputWish wish, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            foreach (var host in wish.Settings.Hosts(wish.Kind)) await AddressGuard.ResolveAsync(host, wish.Kind, OutputReach.Public, both.Token);
            return false;
        }
        catch (AddressRefusedException)
        {
            return true;
        }
        catch (Exception unknown) when (!ct.IsCancellationRequested && unknown is SocketException or OperationCanceledException or ArgumentException)
        {
            return false;
        }
    }

    private Words? WhyNot(IShow show, Actor by, Guid output) =>
        WhyNot(show, by) ?? (book.Find(output)?.ShowId == show.Id.Value ? null : new Words("This output is not there any more.", "Cette sortie n'existe plus."));

    private Words? WhyNot(IShow show, Actor by) =>
        crew.Current(by, show.Id) is { } now && show.Snapshot.State.May(now, Permission.Configure) ? null : Refusals.Forbidden(by.Role).Words;
}
