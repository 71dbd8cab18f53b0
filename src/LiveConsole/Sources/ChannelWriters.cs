using LiveConsole.Domain.Effects;
using LiveConsole.Platforms;

namespace LiveConsole.Sources;

/// <summary>A platform's writing side where several accounts are connected: each channel is acted in by the account that is its, as it is at that moment.</summary>
/// <param name="of">The account's own writer, with its limits: the same as long as the account is.</param>
internal sealed class ChannelWriters(string platform, Func<string, IPlatformWriter> of) : IPlatformWriter
{
    public string Platform => platform;

    /// <summary>Each channel's own: <see cref="In"/>.</summary>
    public WriterAccount? Account => null;

    public IPlatformWriter In(string channel) => of(channel);

    public Task<ChannelActing> LookAsync(string channel, CancellationToken ct) => of(channel).LookAsync(channel, ct);

    public TimeSpan WaitFor(string channel, Deed deed) => of(channel).WaitFor(channel, deed);

    public Task<DeedResult> DoAsync(string channel, Deed deed, CancellationToken ct) => of(channel).DoAsync(channel, deed, ct);
}
