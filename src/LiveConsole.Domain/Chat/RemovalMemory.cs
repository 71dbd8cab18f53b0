using System.Collections.Immutable;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Chat;

/// <summary>
/// The removals of the last ten minutes (show time), because their messages may still come, and because a page may hold rows that are
/// older than <see cref="ShowState.Recent"/>. Immutable.
/// </summary>
public sealed record RemovalMemory
{
    /// <summary>A removal may come before its message: remembered this long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    public static RemovalMemory Empty { get; } = new();

    /// <summary>Removals by id whose message is not among the recent ones: it has not come yet, or is long past.</summary>
    public ImmutableDictionary<MessageRef, Removal> Messages { get; init; } = ImmutableDictionary<MessageRef, Removal>.Empty;

    /// <summary>Each viewer's, the latest first.</summary>
    public ImmutableDictionary<ViewerRef, Removal> Viewers { get; init; } = ImmutableDictionary<ViewerRef, Removal>.Empty;

    /// <summary>Each chat's clears, the latest first.</summary>
    public ImmutableDictionary<(string Platform, string Channel), Removal> Channels { get; init; } = ImmutableDictionary<(string, string), Removal>.Empty;

    /// <summary>None of these was before it; null: not known.</summary>
    private DateTimeOffset? NoneBefore { get; init; }

    public RemovalMemory With(MessagesRemoved removed, bool found)
    {
        var at = removed.Removal.At;
        var young = Young(at - Kept);
        young = young with { NoneBefore = young.NoneBefore is { } none && none < at ? none : at };
        if (removed.MessageId is { } id) return found ? young : young with { Messages = Told(young.Messages, new MessageRef(removed.Platform, id), removed.Removal) };
        return removed.ViewerId is { } viewer
            ? young with { Viewers = Told(young.Viewers, new ViewerRef(removed.Platform, viewer), removed.Removal) }
            : young with { Channels = Told(young.Channels, (removed.Platform, removed.Channel), removed.Removal) };
    }

    /// <summary>It is taken back: what comes late is not struck by it.</summary>
    public RemovalMemory Without(RemovalLifted lifted) => this with { NoneBefore = null } switch
    {
        var all when lifted.MessageId is { } id => all with { Messages = Lifted(Messages, new MessageRef(lifted.Platform, id), lifted) },
        var all when lifted.ViewerId is { } viewer => all with { Viewers = Lifted(Viewers, new ViewerRef(lifted.Platform, viewer), lifted) },
        var all => all with { Channels = Lifted(Channels, (lifted.Platform, lifted.Channel), lifted) },
    };

    /// <returns>The removals that reach this message; null when none does. What was written after a time-out or a clear is not reached.</returns>
    public Removal? Of(ChatMessage message)
    {
        if (Messages.IsEmpty && Viewers.IsEmpty && Channels.IsEmpty) return null;
        var (itself, viewer, channel) = (OfItself(message), Viewers.GetValueOrDefault(message.Viewer), Channels.GetValueOrDefault((message.Platform, message.Channel)));
        return itself is null && viewer is null && channel is null ? null
            : Removals.Stacked([.. Removals.All(itself), .. Removals.All(viewer).Concat(Removals.All(channel)).Where(r => message.SentAt <= r.At)]);
    }

    /// <returns>What is known of what this removes; null: nothing.</returns>
    public Removal? Known(MessagesRemoved removed) => removed.MessageId is { } id ? Messages.GetValueOrDefault(new MessageRef(removed.Platform, id))
        : removed.ViewerId is { } viewer ? Viewers.GetValueOrDefault(new ViewerRef(removed.Platform, viewer))
        : Channels.GetValueOrDefault((removed.Platform, removed.Channel));

    /// <returns>What removed this message by its id or by that of a copy: a shared chat's room removes by its own copy's id.</returns>
    public Removal? OfItself(ChatMessage message)
    {
        if (Messages.IsEmpty) return null;
        if (Messages.TryGetValue(message.Ref, out var removal)) return removal;
        foreach (var copy in message.Copies)
        {
            if (Messages.TryGetValue(new MessageRef(message.Platform, copy), out removal)) return removal;
        }

        return null;
    }

    /// <summary>The newest first: how far a viewer's or a chat's reach.</summary>
    private static ImmutableDictionary<TKey, Removal> Told<TKey>(ImmutableDictionary<TKey, Removal> all, TKey key, Removal removal) where TKey : notnull =>
        all.SetItem(key, all.TryGetValue(key, out var known) ? Removals.Stacked(Removals.All(Removals.Next(known, removal)).OrderByDescending(r => r.At))! : removal);

    private static ImmutableDictionary<TKey, Removal> Lifted<TKey>(ImmutableDictionary<TKey, Removal> all, TKey key, RemovalLifted lifted) where TKey : notnull =>
        !all.TryGetValue(key, out var known) ? all : Removals.Without(known, lifted) is { } rest ? all.SetItem(key, rest) : all.Remove(key);

    /// <summary>A rule may hide thousands in a minute: they are looked through only when one of them may be too old.</summary>
    private RemovalMemory Young(DateTimeOffset oldest)
    {
        if (NoneBefore >= oldest) return this;
        var young = new RemovalMemory { Messages = Young(Messages, oldest), Viewers = Young(Viewers, oldest), Channels = Young(Channels, oldest) };
        DateTimeOffset? earliest = null;
        foreach (var removal in young.Messages.Values.Concat(young.Viewers.Values).Concat(young.Channels.Values)) earliest = earliest < removal.At ? earliest : removal.At;
        return young with { NoneBefore = earliest };
    }

    private static ImmutableDictionary<TKey, Removal> Young<TKey>(ImmutableDictionary<TKey, Removal> all, DateTimeOffset oldest) where TKey : notnull =>
        all.RemoveRange(all.Where(r => r.Value.At < oldest).Select(r => r.Key));
}
