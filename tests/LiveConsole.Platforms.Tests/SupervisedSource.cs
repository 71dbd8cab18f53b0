using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Platforms.Tests;

/// <summary>A supervisor over a connection that does as it is told, in a time that stands until it is moved.</summary>
public abstract class SupervisedSource : IAsyncLifetime
{
    protected FakeTime Time { get; } = new();

    protected ArrivalList Arrivals { get; } = new();

    protected CancellationTokenSource Stop { get; } = new();

    protected Task Running { get; set; } = Task.CompletedTask;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Stop.CancelAsync();
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected ChatSupervisor Start(FakeConnection connection, string? token = null, DateTimeOffset? coveredUntil = null, double jitter = 1)
    {
        var supervisor = new ChatSupervisor(connection, Arrivals, Time.GetUtcNow, Time, new FullJitter(jitter), NullLogger<ChatSupervisor>.Instance);
        Running = supervisor.RunAsync(token, coveredUntil, Stop.Token);
        return supervisor;
    }

    protected async Task AfterAsync(int seconds)
    {
        await Time.TimerDueIn(TimeSpan.FromSeconds(seconds));
        Time.Advance(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Always the same share of the longest delay.</summary>
    protected sealed class FullJitter(double share) : Random
    {
        public override double NextDouble() => share;
    }
}
