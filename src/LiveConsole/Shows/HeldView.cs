using LiveConsole.Domain.Moderation;

namespace LiveConsole.Shows;

/// <summary>What the platforms hold back, as a reader may see it: lane 1.</summary>
/// <param name="at">Show time of the snapshot.</param>
/// <param name="viewers">This reader may know who a viewer is on their platform.</param>
public sealed class HeldView(HoldBook book, DateTimeOffset at, bool viewers)
{
    /// <summary>The oldest first: its time runs out first.</summary>
    public IEnumerable<Hold> Waiting => book.Open(at).Select(Seen);

    public int Count => book.Open(at).Count();

    /// <summary>Since when the oldest waits, show time; null: nothing does.</summary>
    public DateTimeOffset? Oldest => book.Open(at).FirstOrDefault()?.Since;

    /// <summary>How many left it undecided because it was full.</summary>
    public long LeftUndecided => book.LeftUndecided;

    /// <summary>What became of the last ones, newest first.</summary>
    public IEnumerable<Hold> Settled => book.Settled.Reverse().Select(Seen);

    /// <summary>How long it can still be decided about; zero: by our reckoning its time is over, though the platform has not said so. To be shown with "about".</summary>
    public TimeSpan LeftAbout(Hold hold) => hold.EndsAbout > at ? hold.EndsAbout - at : TimeSpan.Zero;

    private Hold Seen(Hold hold) => viewers ? hold : hold with { Message = hold.Message with { Author = hold.Message.Author with { Id = "", Login = null } } };
}
