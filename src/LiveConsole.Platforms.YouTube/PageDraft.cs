using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.YouTube;

/// <summary>A page while it is read.</summary>
internal sealed class PageDraft(DateTimeOffset receivedAt, DateTimeOffset? historyBefore)
{
    private readonly List<YouTubeItem> _items = [];
    private List<OddInput>? _odd;

    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    public int ItemCount { get; set; }

    public string? NextPageToken { get; set; }

    public long? PollingMillis { get; set; }

    public bool Ended { get; set; }

    public bool IsError { get; set; }

    public IReadOnlyList<OddInput> Odd => _odd ?? (IReadOnlyList<OddInput>)[];

    public bool IsHistory(DateTimeOffset publishedAt) => publishedAt < historyBefore;

    public void Add(string key, Arrival arrival, bool amends = false) => _items.Add(new(key, arrival, amends));

    public void AddOdd(string kind, ReadOnlyMemory<byte> frame) => (_odd ??= []).Add(new(kind, frame));

    public YouTubePage ToPage(ReadOnlySpan<byte> page) => new(
        _items,
        ItemCount,
        string.IsNullOrEmpty(NextPageToken) ? null : NextPageToken,
        PollingMillis is > 0 and < 3_600_000 ? TimeSpan.FromMilliseconds(PollingMillis.Value) : null,
        Ended,
        IsError ? YouTubeFailure.From(status: null, page) : null,
        Odd);
}
