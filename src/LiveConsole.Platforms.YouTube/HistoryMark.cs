namespace LiveConsole.Platforms.YouTube;

/// <summary>
/// Which pages of a fresh start are history (liveChatMessages.streamList: without a token the first elements are recent history, oldest
/// first). The first always is; those that follow at once are as far as their messages are older than the connection.
/// </summary>
internal sealed class HistoryMark(bool fresh, DateTimeOffset openedAt, TimeProvider time)
{
    /// <summary>What comes later than this after the first page was not waiting for us. Old publishing times alone prove nothing: clocks differ.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(2);

    private bool _over = !fresh;
    private long? _firstAt;

    /// <returns>The bound for the page about to be parsed: null when nothing on it is history.</returns>
    public DateTimeOffset? BeforePage()
    {
        if (_over) return null;
        if (_firstAt is { } first)
        {
            if (time.GetElapsedTime(first) <= Burst) return openedAt;
            _over = true;
            return null;
        }

        _firstAt = time.GetTimestamp();
        return DateTimeOffset.MaxValue;
    }

    /// <summary>A live message or an empty page says that history is through.</summary>
    public void AfterPage(YouTubePage page) => _over |= page.ItemCount == 0
        || page.Items.Any(i => i.Arrival is Domain.Chat.MessageCame { Message.Backlog: false });
}
