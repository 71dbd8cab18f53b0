using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Rehearsal.Tests.Playing;

internal static class Emulators
{
    public static Task<EmulatedPlatforms> StartAsync(FakeTime time, EmulatorOptions? options = null) =>
        EmulatedPlatforms.StartAsync(options ?? new EmulatorOptions { RememberIds = true }, time, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    public static Task<EmulatedPlatforms> StartLiveAsync(EmulatorOptions? options = null) =>
        EmulatedPlatforms.StartAsync(options ?? new EmulatorOptions { RememberIds = true }, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    /// <summary>A message is counted when its write is over, which who reads it may see a little earlier.</summary>
    public static async Task UntilAsync(Func<bool> counted)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!counted() && TimeProvider.System.GetElapsedTime(since) < Cap.Signal) await Task.Yield();
    }
}
