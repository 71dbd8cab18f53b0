using System.Threading.Channels;
using LiveConsole.Domain.Chat;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.Tests;

/// <summary>A connection that does what the test tells it, one run after the other.</summary>
internal sealed class FakeConnection(bool replays = false) : IChatConnection
{
    private readonly Channel<Run> _started = Channel.CreateUnbounded<Run>();

    public SourceKey Source { get; } = new("twitch", "alpha", "irc");

    public bool Replays => replays;

    public int Runs { get; private set; }

    public bool SaysGaps { get; init; }

    /// <summary>Where each token's reader stood.</summary>
    public Dictionary<string, ReadPlace> Places { get; init; } = [];

    public ReadPlace? PlaceOf(string token) => Places.TryGetValue(token, out var place) ? place : null;

    /// <summary>The next run, as soon as the supervisor has started it.</summary>
    public async Task<Run> NextAsync() => await _started.Reader.ReadAsync().AsTask().WaitAsync(Cap.Signal);

    public async Task<ConnectionEnd> RunAsync(IArrivalSink sink, string? resumeToken, CancellationToken ct)
    {
        Runs++;
        var run = new Run(this, sink, resumeToken, ct);
        await _started.Writer.WriteAsync(run, ct);
        return await run.Ended.Task.WaitAsync(ct);
    }

    internal sealed record Run(FakeConnection Owner, IArrivalSink Sink, string? ResumeToken, CancellationToken Ct)
    {
        public TaskCompletionSource<ConnectionEnd> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task LiveAsync(DateTimeOffset at) => await Sink.PutAsync(new SourceChanged(Owner.Source, SourceState.Live, at), Ct);

        public async Task SaysAsync(string id, string text = "hi", string? copy = null) => await Sink.PutAsync(Message(id, text, copy), Ct);

        public void Ends(ConnectionEnd end) => Ended.SetResult(end);

        public void Breaks(DateTimeOffset? coveredUntil = null) => Ends(new ConnectionEnd.Lost("the line broke") { CoveredUntil = coveredUntil });

        public static MessageCame Message(string id, string text, string? copy) =>
            new(new ChatMessage("twitch", "alpha", id, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, new Author("1", "Bo"), text, Copies: copy is null ? [] : [copy]));
    }
}
