using LiveConsole.Domain.Effects;

namespace LiveConsole.Platforms;

/// <summary>What a platform's answer to a deed comes to.</summary>
public abstract record DeedResult
{
    /// <param name="Handle">The platform's id of the result: a ban, our message, a poll.</param>
    /// <param name="Said">Its words, when it had any to say (a hold's "already resolved").</param>
    public sealed record Done(string? Handle = null, string? Said = null) : DeedResult;

    /// <summary>No, for good: asking again would bring the same.</summary>
    /// <param name="Said">The platform's words, plain text; null: ours suffice.</param>
    public sealed record Refused(EffectTrouble Trouble, string? Said = null) : DeedResult;

    /// <summary>Nothing was done; the platform (429, 409, 503 before anything was taken in) or a limit of ours asks for patience.</summary>
    /// <param name="Unsent">A limit that was known: nothing was sent, and no try was made.</param>
    public sealed record Later(TimeSpan After, string? Said = null, bool Unsent = false) : DeedResult;

    /// <summary>It went out, and no answer came: it may have been done.</summary>
    public sealed record NotKnown(string? Said = null) : DeedResult;
}

/// <summary>An account that acts.</summary>
/// <param name="Id">Its id on the platform: what it does comes back under that.</param>
/// <param name="Name">Its name there, for people.</param>
public sealed record WriterAccount(string Id, string Name);

/// <summary>
/// One platform's writing side for one account: it knows the calls, their words, their limits and prices. It never repeats a call by itself, save once after a refreshed
/// token; whoever asks keeps the retry policy. A call that costs quota is debited before it is sent. Safe on any thread.
/// </summary>
public interface IPlatformWriter
{
    /// <summary>"twitch", "youtube".</summary>
    string Platform { get; }

    /// <summary>The account, as far as it is known without asking; null: nobody has looked yet.</summary>
    WriterAccount? Account { get; }

    /// <summary>Where several accounts act: the writer of the one that acts in this channel at this moment. What is begun with it is ended with it, whoever is chosen meanwhile.</summary>
    IPlatformWriter In(string channel) => this;

    /// <summary>As whom it acts in a channel and what is granted there. Free, or at a price that is debited; asked at the start, hourly, and after a refusal.</summary>
    Task<ChannelActing> LookAsync(string channel, CancellationToken ct);

    /// <summary>How long this deed must wait so that no limit is hit that can be known (buckets, one announcement in two seconds, a 429's own time); zero: it may go now. Takes nothing from a bucket.</summary>
    TimeSpan WaitFor(string channel, Deed deed);

    /// <summary>Takes from the buckets and calls.</summary>
    /// <param name="channel">As the show reads it: a Twitch login; a YouTube video, channel or handle.</param>
    Task<DeedResult> DoAsync(string channel, Deed deed, CancellationToken ct);
}
