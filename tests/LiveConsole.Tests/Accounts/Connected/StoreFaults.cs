using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LiveConsole.Tests.Accounts.Connected;

/// <summary>An accounts' store that can be away, and somebody who comes between reading and writing it.</summary>
internal sealed class StoreFaults : SaveChangesInterceptor, IDbConnectionInterceptor
{
    /// <summary>What each use of the store ends in; null: it is there.</summary>
    public Func<Exception>? Trouble { get; set; }

    public int Met { get; private set; }

    /// <summary>Once, before the next saving.</summary>
    public Func<Task>? BeforeSaving { get; set; }

    public void GoesAway() => Trouble = () => new Away();

    /// <summary>Just before the next saving: what is only read or counted is still there.</summary>
    public void GoesAwayWhenSaving() => BeforeSaving = () =>
    {
        GoesAway();
        throw new Away();
    };

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        (var before, BeforeSaving) = (BeforeSaving, null);
        if (before is not null) await before();
        return result;
    }

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (Trouble is not { } trouble) return new(result);
        Met++;
        throw trouble();
    }

    private sealed class Away() : DbException("The store is away.");
}
