using LiveConsole.Domain.Chat;
using LiveConsole.Journal.Search;

namespace LiveConsole.Journal.Sqlite;

/// <summary>A show as search sees it.</summary>
internal readonly record struct FollowedShow(long Number, Guid Id, long Last);

/// <summary>What comes next after a sequence.</summary>
/// <param name="Messages">As they first came, oldest first.</param>
/// <param name="Amended">What was amended up to the last of those: the message's own sequence, as it first came, and as it stood then.</param>
internal sealed record FollowedMessages(List<(long Sequence, ChatMessage Message)> Messages, List<(long Sequence, ChatMessage First, ChatMessage Message)> Amended);

/// <summary>What search reads the journal with.</summary>
internal interface IFollowed
{
    IReadOnlyList<FollowedShow> Shows();

    /// <param name="upTo">What is appended meanwhile is the next turn's: an index holds nothing past its mark.</param>
    FollowedMessages Next(long show, long after, long upTo, int count);
}

/// <summary>Brings the search index's file after the journal's.</summary>
internal sealed class SearchTurn(SearchIndex index, IFollowed journal) : ISearched
{
    private const int MessagesPerTurn = 2_000;

    private bool _open;

    public ValueTask<bool> FollowAsync(CancellationToken ct)
    {
        var more = false;
        try
        {
            var shows = journal.Shows();
            if (!_open) index.Open((number, id, upTo) => shows.Any(s => s.Number == number && s.Id == id && s.Last >= upTo));
            _open = true;
            foreach (var show in shows)
            {
                ct.ThrowIfCancellationRequested();
                var from = index.FollowedTo(show.Number);
                if (from >= show.Last) continue;
                var (messages, amended) = journal.Next(show.Number, from, show.Last, MessagesPerTurn);
                var full = messages.Count == MessagesPerTurn;
                index.Add(show.Number, show.Id, messages, full ? messages[^1].Sequence : show.Last, amended);
                more |= full;
            }
        }
        catch (Exception e) when (e is JournalStorageException or JournalFormatException or IOException or UnauthorizedAccessException || e is SqliteFailure { IsBug: false })
        {
            // Search is behind while the disk is in trouble or the journal is a newer version's; appends and reads say so themselves.
            _open = false;
            return new(false);
        }

        return new(more);
    }
}
