using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Audience;

/// <summary>
/// The show's sources by key. A handful, touched by every message: an array that is copied costs less than a tree. Immutable.
/// </summary>
public sealed class SourceBook
{
    private readonly ImmutableArray<SourceStatus> _all;

    private SourceBook(ImmutableArray<SourceStatus> all) => _all = all;

    public static SourceBook Empty { get; } = new([]);

    public int Count => _all.Length;

    public IEnumerable<SourceKey> Keys => _all.Select(s => s.Key);

    public ImmutableArray<SourceStatus> Values => _all;

    public SourceStatus this[SourceKey key] => GetValueOrDefault(key) ?? throw new KeyNotFoundException($"No source {key}.");

    public bool ContainsKey(SourceKey key) => GetValueOrDefault(key) is not null;

    public bool TryGetValue(SourceKey key, [MaybeNullWhen(false)] out SourceStatus value) => (value = GetValueOrDefault(key)) is not null;

    public SourceStatus? GetValueOrDefault(SourceKey key)
    {
        foreach (var status in _all)
        {
            if (status.Key == key) return status;
        }

        return null;
    }

    public SourceBook With(SourceStatus status)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            if (_all[i].Key == status.Key) return new SourceBook(_all.SetItem(i, status));
        }

        return new SourceBook(_all.Add(status));
    }

    /// <summary>Counts a message for the sources of its channel: one transport of a channel reads at a time here.</summary>
    public SourceBook WithMessage(string platform, string channel, DateTimeOffset receivedAt)
    {
        var all = _all;
        for (var i = 0; i < all.Length; i++)
        {
            var status = all[i];
            if (status.Key.Channel == channel && status.Key.Platform == platform)
                all = all.SetItem(i, status with { LastMessageAt = receivedAt, Messages = status.Messages + 1 });
        }

        return all == _all ? this : new SourceBook(all);
    }
}
