using System.Collections.Immutable;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Domain.Moderation;

/// <summary>Somebody who takes messages of a shared lane.</summary>
/// <param name="Phone">Every page of theirs is on a phone: they get half as much.</param>
public sealed record OnDuty(string Id, string Name, bool Phone = false);

/// <summary>Whom a message is dealt to, and until when it is theirs before everybody's.</summary>
public sealed record Dealt(OnDuty To, DateTimeOffset Until);

/// <summary>
/// Deals the messages of a shared lane. A function of the message and of who is there, with nothing kept: each person draws a number for each message, the highest has it (weighted rendezvous
/// hashing). So all nodes that see the same people deal alike, who leaves hands over only what was theirs, and who comes takes their share from everybody.
/// </summary>
public static class Dealing
{
    /// <summary>Then it is free for all (desks.md, section 5).</summary>
    public static readonly TimeSpan FreeAfter = TimeSpan.FromSeconds(20);

    /// <returns>Null: anybody's. It waited before the lane was shared, its time is over, or nobody is there.</returns>
    /// <param name="sequence">Of the message's own entry; of messages that say the same, the oldest's.</param>
    public static Dealt? Of(SharedLane? lane, long sequence, DateTimeOffset came, ImmutableArray<OnDuty> present, DateTimeOffset now)
    {
        if (lane is null || sequence <= lane.After || present.IsDefaultOrEmpty) return null;
        var until = came + FreeAfter;
        return now >= until ? null : new Dealt(present.OrderByDescending(p => Draw(p, sequence)).ThenBy(p => p.Id, StringComparer.Ordinal).First(), until);
    }

    // -w / ln(u): the highest of such draws falls on each in proportion to w.
    private static double Draw(OnDuty person, long sequence)
    {
        var hash = Hashing.With(Hashing.With(Hashing.With(Hashing.Of(person.Id), (uint)sequence), (uint)(sequence >> 32)), 0x9E3779B9);
        return (person.Phone ? -0.5 : -1) / Math.Log((hash + 1.0) / (uint.MaxValue + 2.0));
    }
}
