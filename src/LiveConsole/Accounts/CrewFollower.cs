using System.Data.Common;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Screens;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts;

/// <summary>Where several nodes share a database: twice a second what the others did to people and screens is taken over here, so that nobody whom one of them sent away works on another for a second.</summary>
public sealed partial class CrewFollower(Crew crew, ScreenDirectory screens, ApiTokenBook tokens, TimeProvider time, ILogger<CrewFollower> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var away = false;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await crew.FollowAsync(stoppingToken);
                    await screens.FollowAsync(stoppingToken);
                    await tokens.FollowAsync(stoppingToken);
                    away = false;
                }
                catch (Exception trouble) when (trouble is DbException or DbUpdateException or TimeoutException or InvalidOperationException { InnerException: DbException or TimeoutException })
                {
                    // The database is away: the journal's own watch says so on every desk. What is known stays in force until it is back.
                    if (!away) LogAway(trouble.GetType().Name);
                    away = true;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    [LoggerMessage(5301, LogLevel.Warning, "The accounts' store does not answer ({Error}): what other nodes change of people and screens is not known here until it does.")]
    private partial void LogAway(string error);
}
