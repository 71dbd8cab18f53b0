using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Outputs;

/// <summary>What who sets a show up does with its outputs. The right is asked when it is done.</summary>
public sealed class OutputDeeds(OutputBook book, OutputMaker maker, ICrew crew)
{
    /// <returns>The row, off; a webhook's secret, told this once; or why not.</returns>
    public async Task<(OutputRow? Row, string? Secret, Words? WhyNot)> AddAsync(IShow show, Actor by, OutputWish wish, CancellationToken ct)
    {
        if (WhyNot(show, by) is { } whyNot) return (null, null, whyNot);
        return await book.AddAsync(show.Id, wish, by.Name, ct);
    }

    public async Task<Words?> SwitchAsync(IShow show, Actor by, Guid output, bool on, CancellationToken ct)
    {
        if (WhyNot(show, by, output) is { } whyNot) return whyNot;
        await book.SwitchAsync(output, on, ct);
        return null;
    }

    public async Task<Words?> RemoveAsync(IShow show, Actor by, Guid output, CancellationToken ct)
    {
        if (WhyNot(show, by, output) is { } whyNot) return whyNot;
        await book.RemoveAsync(output, ct);
        return null;
    }

    /// <returns>Why it was not tried; else the book has what came of it.</returns>
    public async Task<Words?> TestAsync(IShow show, Actor by, Guid output, CancellationToken ct)
    {
        if (WhyNot(show, by, output) is { } whyNot) return whyNot;
        await maker.TestAsync(book.Find(output)!, ct);
        return null;
    }

    private Words? WhyNot(IShow show, Actor by, Guid output) =>
        WhyNot(show, by) ?? (book.Find(output)?.ShowId == show.Id.Value ? null : new Words("This output is not there any more.", "Cette sortie n'existe plus."));

    private Words? WhyNot(IShow show, Actor by) =>
        crew.Current(by, show.Id) is { } now && show.Snapshot.State.May(now, Permission.Configure) ? null : Refusals.Forbidden(by.Role).Words;
}
