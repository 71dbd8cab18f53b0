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
    private readonly ImmutableArray<ChannelPace> _paces;

    private SourceBook(ImmutableArray<SourceStatus> all, ImmutableArray<ChannelPace> paces) => (_all, _paces) = (all, paces);

    public static SourceBook Empty { get; } = new([], []);

    public int Count => _all.Length;

    public IEnumerable<SourceKey> Keys => _all.Select(s => s.Key);

    public ImmutableArray<SourceStatus> Values => _all;

    /// <summary>One a channel that has brought a message.</summary>
    public ImmutableArray<ChannelPace> Paces => _paces;

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
            if (_all[i].Key == status.Key) return new SourceBook(_all.SetItem(i, status), _paces);
        }

        return new SourceBook(_all.Add(status), _paces);
    }

    public ChannelPace? Pace(string platform, string channel)
    {
        foreach (var pace in _paces)
        {
            if (pace.Channel == channel && pace.Platform == platform) return pace;
        }

        return null;
    }

    public SourceBook With(ChannelPace pace)
    {
        for (var i = 0; i < _paces.Length; i++)
        {
            if (_paces[i].Channel == pace.Channel && _paces[i].Platform == pace.Platform) return new SourceBook(_all, _paces.SetItem(i, pace));
        }

        return new SourceBook(_all, _paces.Add(pace));
    }

    /// <summary>Counts a message for the sources of its channel: one transport of a channel reads at a time here.</summary>
    /// <param name="backlog">From the platform's history: it says nothing of how fast the channel is now.</param>
    public SourceBook WithMessage(string platform, string channel, DateTimeOffset receivedAt, bool backlog = false)
    {
        var all = _all;
        for (var i = 0; i < all.Length; i++)
        {
            var status = all[i];
            if (status.Key.Channel == channel && status.Key.Platform == platform)
                all = all.SetItem(i, status with { LastMessageAt = receivedAt, Messages = status.Messages + 1 });
        }

        if (all == _all) return this;
        var counted = new SourceBook(all, _paces);
        return backlog ? counted : counted.With(Pace(platform, channel)?.With(receivedAt) ?? ChannelPace.Of(platform, channel, receivedAt));
    }
}
