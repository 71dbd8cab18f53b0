using System.Threading.Channels;
using LiveConsole.Domain.Chat;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.YouTube.Tests;

/// <summary>Keeps what was handed over; the next arrival can be awaited.</summary>
internal sealed class Intake : IArrivalSink
{
    private readonly Channel<Arrival> _coming = Channel.CreateUnbounded<Arrival>();
    private readonly List<Arrival> _all = [];

    public IReadOnlyList<Arrival> All => _all;

    public IEnumerable<ChatMessage> Messages => _all.OfType<MessageCame>().Select(m => m.Message);

    public IEnumerable<string> Texts => Messages.Select(m => m.Text);

    /// <summary>The token of the last resume point.</summary>
    public string? Token => _all.OfType<ResumePointReached>().LastOrDefault()?.Token;

    public ValueTask PutAsync(Arrival arrival, CancellationToken ct)
    {
        _all.Add(arrival);
        _coming.Writer.TryWrite(arrival);
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits at most 5 s for the next arrival of a kind.</summary>
    public async Task<T> NextAsync<T>() where T : Arrival
    {
        using var cap = new CancellationTokenSource(Cap.Signal);
        while (true)
        {
            if (await _coming.Reader.ReadAsync(cap.Token) is T wanted) return wanted;
        }
    }
}
