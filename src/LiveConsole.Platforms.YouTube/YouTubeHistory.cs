using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Platforms.YouTube;

/// <summary>
/// A chat's newest messages as they stand now. YouTube tells nobody of a removal; who reads the history afterwards finds a tombstone in the message's place, or nothing.
/// One call of the reading's units, however many messages are looked for.
/// </summary>
public sealed class YouTubeHistory(YouTubeProject project, FollowedBroadcast followed, Func<DateTimeOffset> showTime)
{
    private const int MostMessages = 2000;

    /// <returns>Null: nothing could be read, or no chat is known to be open.</returns>
    public async Task<HistoryLook?> LookAsync(CancellationToken ct)
    {
        if (followed.ChatId is not { } chat) return null;
        var answer = await project.ListAsync(chat, pageToken: null, MostMessages, ct);
        return answer.Failure is null ? HistoryLook.Of(new YouTubeParser(followed.Name).Parse(answer.Value, showTime())) : null;
    }
}

/// <summary>What one look at a chat's history says.</summary>
public sealed class HistoryLook
{
    private readonly HashSet<string> _there = new(StringComparer.Ordinal);
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private DateTimeOffset _oldest = DateTimeOffset.MaxValue, _newest = DateTimeOffset.MinValue;

    private HistoryLook()
    {
    }

    internal static HistoryLook Of(YouTubePage page)
    {
        var look = new HistoryLook();
        foreach (var item in page.Items)
        {
            if (item.Arrival is RemovalCame { MessageId: { } removed }) look._gone.Add(removed);
            if (item.Arrival is not MessageCame { Message: var message }) continue;
            look._there.Add(message.Id);
            if (message.SentAt < look._oldest) look._oldest = message.SentAt;
            if (message.SentAt > look._newest) look._newest = message.SentAt;
        }

        return look;
    }

    /// <summary>Missing between others is removed. Before the first of them it may only be too old, and after the last one too young for what was answered.</summary>
    public AtSource Of(string messageId, DateTimeOffset sentAt) =>
        _gone.Contains(messageId) ? AtSource.Gone
        : _there.Contains(messageId) ? AtSource.There
        : _oldest < sentAt && sentAt < _newest ? AtSource.Gone : AtSource.CannotKnow;
}
