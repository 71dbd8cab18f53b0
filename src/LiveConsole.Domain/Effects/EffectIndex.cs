using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Effects;

/// <summary>What is looked up often in one and the same book, counted once: a list of forty acts asks for each, on every desk (in a raid there are thousands of effects).</summary>
internal sealed class EffectIndex(EffectBook book)
{
    // By the object, never by what it equals: a changed book is another. Gone with its book.
    private static readonly ConditionalWeakTable<EffectBook, EffectIndex> Known = new();

    private readonly Lazy<ILookup<Guid, Effect>> _byAction = new(() => book.All.ToLookup(e => e.Action));
    private readonly Lazy<HashSet<(DateTimeOffset At, string? By)>> _asked = new(() => [.. book.All.Select(e => (e.At, (string?)e.By.Name))]);
    private readonly Lazy<ILookup<MessageRef, Effect>> _removing = new(() => book.All.Where(e => e.Deed is RemoveDeed).ToLookup(e => e.Message!.Value));
    private readonly ConcurrentDictionary<(string Platform, DateTimeOffset Since), int> _taken = new();

    public static EffectIndex Of(EffectBook book) => Known.GetValue(book, b => new EffectIndex(b));

    public ILookup<Guid, Effect> ByAction => _byAction.Value;

    /// <summary>When and by whom each was asked for: its action's strikes bear the same.</summary>
    public IReadOnlySet<(DateTimeOffset At, string? By)> Asked => _asked.Value;

    /// <summary>The removals of each message.</summary>
    public ILookup<MessageRef, Effect> Removing => _removing.Value;

    /// <summary>What waits, and what went out since then.</summary>
    public int Taken(string platform, DateTimeOffset since) => _taken.GetOrAdd((platform, since), static (key, book) =>
        book.Open.Values.Count(e => e.Platform == key.Platform && (e.State == EffectState.Requested || e.StartedAt > key.Since))
        + book.Settled.Values.Count(e => e.Platform == key.Platform && e.StartedAt > key.Since), book);
}
