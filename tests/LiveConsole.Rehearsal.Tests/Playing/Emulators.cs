using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Rehearsal.Tests.Playing;

internal static class Emulators
{
    public static Task<EmulatedPlatforms> StartAsync(FakeTime time, EmulatorOptions? options = null) =>
        EmulatedPlatforms.StartAsync(options ?? new EmulatorOptions { RememberIds = true }, time, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    public static Task<EmulatedPlatforms> StartLiveAsync(EmulatorOptions? options = null) =>
        EmulatedPlatforms.StartAsync(options ?? new EmulatorOptions { RememberIds = true }, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
}
