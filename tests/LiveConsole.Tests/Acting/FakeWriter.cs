using System.Collections.Concurrent;
using System.Threading.Channels;
using LiveConsole.Domain.Effects;
using LiveConsole.Platforms;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Acting;

/// <summary>A platform's writing side that answers as it is told, and counts.</summary>
internal sealed class FakeWriter(string platform = "twitch") : IPlatformWriter
{
    private readonly ConcurrentQueue<(string Channel, Deed Deed)> _calls = new();
    private readonly Channel<bool> _called = Channel.CreateUnbounded<bool>();
    private readonly Channel<bool> _looked = Channel.CreateUnbounded<bool>();
    private int _under;

    public string Platform => platform;

    public WriterAccount? Account { get; set; }

    /// <summary>Who acts at this moment, where several do.</summary>
    public Func<IPlatformWriter>? Chosen { get; set; }

    public IPlatformWriter In(string channel) => Chosen?.Invoke() ?? this;

    public IReadOnlyList<Deed> Calls => [.. _calls.Select(c => c.Deed)];

    public int MostAtOnce { get; private set; }

    public int Looks { get; private set; }

    /// <summary>Answers, whenever the task ends.</summary>
    public Func<Deed, CancellationToken, Task<DeedResult>> Answers { get; set; } = (_, _) => Task.FromResult<DeedResult>(new DeedResult.Done());

    public Func<Deed, TimeSpan> Waits { get; set; } = _ => TimeSpan.Zero;

    public ChannelActing Acting { get; set; } = Asked.Acting(platform);

    /// <summary>What each look ends in; null: in <see cref="Acting"/>.</summary>
    public Exception? Breaks { get; set; }

    /// <summary>Ends when one more call than were waited for has come.</summary>
    public async Task CalledAsync(int times = 1)
    {
        for (var i = 0; i < times; i++) await _called.Reader.ReadAsync().AsTask().WaitAsync(Cap.Signal);
    }

    /// <summary>As <see cref="CalledAsync"/>, of looks at the account.</summary>
    public Task LookedAsync() => _looked.Reader.ReadAsync().AsTask().WaitAsync(Cap.Signal);

    public Task<ChannelActing> LookAsync(string channel, CancellationToken ct)
    {
        Looks++;
        _looked.Writer.TryWrite(true);
        return Breaks is { } bug ? Task.FromException<ChannelActing>(bug) : Task.FromResult(Acting);
    }

    public TimeSpan WaitFor(string channel, Deed deed) => Waits(deed);

    public async Task<DeedResult> DoAsync(string channel, Deed deed, CancellationToken ct)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _under));
        _calls.Enqueue((channel, deed));
        _called.Writer.TryWrite(true);
        try
        {
            return await Answers(deed, ct);
        }
        finally
        {
            Interlocked.Decrement(ref _under);
        }
    }
}
