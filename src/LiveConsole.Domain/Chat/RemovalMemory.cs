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

    /// <summary>The latest of each viewer.</summary>
    public ImmutableDictionary<ViewerRef, Removal> Viewers { get; init; } = ImmutableDictionary<ViewerRef, Removal>.Empty;

    /// <summary>The latest clear of each chat.</summary>
    public ImmutableDictionary<(string Platform, string Channel), Removal> Channels { get; init; } = ImmutableDictionary<(string, string), Removal>.Empty;

    public RemovalMemory With(MessagesRemoved removed, bool found)
    {
        var oldest = removed.Removal.At - Kept;
        var (messages, viewers, channels) = (Young(Messages, oldest), Young(Viewers, oldest), Young(Channels, oldest));
        if (removed.MessageId is { } id) messages = found ? messages : Latest(messages, new MessageRef(removed.Platform, id), removed.Removal);
        else if (removed.ViewerId is { } viewer) viewers = Latest(viewers, new ViewerRef(removed.Platform, viewer), removed.Removal);
        else channels = Latest(channels, (removed.Platform, removed.Channel), removed.Removal);
        return new RemovalMemory { Messages = messages, Viewers = viewers, Channels = channels };
    }

    /// <summary>It is shown again.</summary>
    public RemovalMemory Without(MessageRef message, DateTimeOffset removedAt) => Messages.GetValueOrDefault(message)?.At == removedAt ? this with { Messages = Messages.Remove(message) } : this;

    /// <returns>The removal that reaches this message; null when none does. What was written after a time-out or a clear is not reached.</returns>
    public Removal? Of(ChatMessage message)
    {
        if (OfItself(message) is { } removal) return removal;
        if (Viewers.TryGetValue(message.Viewer, out removal) && message.SentAt <= removal.At) return removal;
        return Channels.TryGetValue((message.Platform, message.Channel), out removal) && message.SentAt <= removal.At ? removal : null;
    }

    /// <summary>The same removal told again (by the other transport, by a history that is read twice): it would strike nothing more.</summary>
    public bool Holds(MessagesRemoved removed)
    {
        if (removed.MessageId is { } id) return Messages.TryGetValue(new MessageRef(removed.Platform, id), out var itself) && itself.Scope != RemovalScope.Channel && !Removals.Supersedes(itself, removed.Removal);
        return removed.ViewerId is { } viewer
            ? Viewers.TryGetValue(new ViewerRef(removed.Platform, viewer), out var known) && IsSame(known, removed.Removal)
            : Channels.TryGetValue((removed.Platform, removed.Channel), out known) && IsSame(known, removed.Removal);
    }

    /// <summary>It holds this removal, and nobody has said who did it: this one does.</summary>
    public bool LearnsWho(MessagesRemoved removed)
    {
        if (removed.Removal.By is null) return false;
        var known = removed.MessageId is { } id ? Messages.GetValueOrDefault(new MessageRef(removed.Platform, id))
            : removed.ViewerId is { } viewer ? Viewers.GetValueOrDefault(new ViewerRef(removed.Platform, viewer))
            : Channels.GetValueOrDefault((removed.Platform, removed.Channel));
        return known is not null && Removals.Named(known, removed.Removal) != known;
    }

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

    private static bool IsSame(Removal known, Removal told) => (told.At - known.At).Duration() <= Removals.SameWithin
        && (told.By is null || known.By is null || told.By == known.By) && (told.Reason is null || known.Reason is null || told.Reason == known.Reason);

    private static ImmutableDictionary<TKey, Removal> Latest<TKey>(ImmutableDictionary<TKey, Removal> all, TKey key, Removal removal) where TKey : notnull =>
        all.TryGetValue(key, out var known) && Removals.Next(known, removal) is var named && named != known ? all.SetItem(key, named)
        : known is not null && known.At > removal.At ? all
        : all.SetItem(key, removal);

    private static ImmutableDictionary<TKey, Removal> Young<TKey>(ImmutableDictionary<TKey, Removal> all, DateTimeOffset oldest) where TKey : notnull =>
        all.RemoveRange(all.Where(r => r.Value.At < oldest).Select(r => r.Key));
}
