using System.Buffers.Binary;
using System.Security.Cryptography;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;
using LiveConsole.Shows;

namespace LiveConsole.Posts;

/// <summary>
/// Sends a show's scheduled posts when their time has come: on the node that reads its platforms. Which time is next stands in the journal, and each time is one command with one id: a restart, or
/// two nodes for a moment, post none twice.
/// </summary>
public sealed class PostClock(LiveShow show, TimeProvider time)
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            await FireDueAsync(ct);
            await Task.Delay(LooksEvery, time, ct);
        }
    }

    /// <summary>What is due now. A refusal (the disk is away) leaves the time where it is: it is asked for again.</summary>
    public async Task FireDueAsync(CancellationToken ct)
    {
        var now = show.Clock.Now;
        if (show.ReadOnly is not null || show.Snapshot.State.Posts.NextSlotAt is not { } next || next > now) return;
        foreach (var (number, schedule) in show.Snapshot.State.Posts.All.Values.Where(p => p.Schedule?.Next <= now).Select(p => (p.Number, p.Schedule!)).ToList())
            await show.DoAsync(new FireSlot(number, schedule.Started, schedule.Slot), Actor.Program, IdOf(show.Id, number, schedule), repeatable: true, ct);
    }

    /// <summary>The same on every node and after every restart.</summary>
    public static Guid IdOf(ShowId show, int number, PostSchedule schedule)
    {
        Span<byte> of = stackalloc byte[40];
        show.Value.TryWriteBytes(of);
        schedule.Started.TryWriteBytes(of[16..]);
        BinaryPrimitives.WriteInt32BigEndian(of[32..], number);
        BinaryPrimitives.WriteInt32BigEndian(of[36..], schedule.Slot);
        return new Guid(SHA256.HashData(of).AsSpan(0, 16));
    }
}
