using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.ApiTokens;

/// <summary>Once a minute: when each token was last used is written down.</summary>
public sealed partial class ApiTokenUses(ApiTokenBook book, TimeProvider time, ILogger<ApiTokenUses> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await KeepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what was used in the last minute is known to the minute before.
        }
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        try
        {
            await book.KeepUsesAsync(ct);
        }
        catch (Exception away) when (away is DbException or DbUpdateException or TimeoutException or InvalidOperationException { InnerException: DbException or TimeoutException })
        {
            LogAway(away.GetType().Name);
        }
    }

    [LoggerMessage(5401, LogLevel.Debug, "The accounts' store does not answer ({Error}): when tokens were last used is written later.")]
    private partial void LogAway(string error);
}
