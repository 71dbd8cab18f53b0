using LiveConsole.Domain.Chat;
using LiveConsole.Platforms;

namespace LiveConsole.Sources;

/// <summary>What counts viewers, as a connection that several shows can share.</summary>
internal sealed class Sampling(SourceKey source, Func<IArrivalSink, CancellationToken, Task> run) : IChatConnection
{
    public SourceKey Source => source;

    public async Task<ConnectionEnd> RunAsync(IArrivalSink sink, string? resumeToken, CancellationToken ct)
    {
        await run(sink, ct);
        // It has said why; nobody tries again until a person changes something.
        return new ConnectionEnd.BroadcastEnded("Nothing more is counted.");
    }
}
