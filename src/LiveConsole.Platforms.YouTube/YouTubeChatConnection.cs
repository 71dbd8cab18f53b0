using System.Globalization;
using LiveConsole.Domain.Chat;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Platforms.YouTube;

/// <summary>
/// Reads one broadcast's chat: by the HTTP stream, or by polling the list where the stream's form of call is refused. Each run resumes at the
/// token it is given; without one it finds the video's chat and begins with its recent history, marked as backlog.
/// </summary>
/// <param name="showTime">Show time: when a message was received. <paramref name="time"/> is machine time: watchdog, polling, pace.</param>
/// <param name="showLasts">Machine time to the show's planned end: what is left of the day's units is spread over it. Null: not planned.</param>
public sealed class YouTubeChatConnection(YouTubeProject project, FollowedBroadcast followed, Func<DateTimeOffset> showTime, TimeProvider time, ILogger<YouTubeChatConnection> logger,
    Func<TimeSpan?>? showLasts = null)
    : IChatConnection
{
    /// <summary>Longer silence on an open stream means that it is dead: YouTube itself closes a quiet one much sooner.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(90);

    /// <summary>After the stream was refused, how long the list is polled before the stream is tried again.</summary>
    private static readonly TimeSpan ListFor = TimeSpan.FromHours(1);

    /// <summary>How often to look again for something that only the broadcaster can change.</summary>
    private static readonly TimeSpan LookAgainForChat = TimeSpan.FromMinutes(3);

    /// <summary>How long an ended chat that its video still names is not asked again.</summary>
    private static readonly TimeSpan EndIsNews = TimeSpan.FromMinutes(3);

    /// <summary>The list's largest page.</summary>
    private const int FullPage = 2000;
    private static readonly TimeSpan UsualPolling = TimeSpan.FromSeconds(5);

    /// <summary>Long after an end the next broadcast is looked for seldom: each look costs units, all night.</summary>
    private static readonly TimeSpan EndIsOld = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LookSeldom = TimeSpan.FromMinutes(10);

    private readonly YouTubeParser _parser = new(followed.Name);
    // Known from all runs: how far back a history reaches, and whether a run brought anything new.
    private readonly SeenIds _seen = new();

    // Handed over by this run alone: what an earlier one handed over may never have reached the journal of who resumes; its supervisor and its journal drop what they have.
    private SeenIds _handed = new();
    private readonly ReconnectPace _pace = new(project.Budget, time, showLasts);
    private long? _listSince;
    private ChatPlace? _left;
    private (string Chat, long At)? _ended;
    private long _lookedAt;

    public SourceKey Source { get; } = new(YouTubeParser.Platform, followed.Name, "stream");

    public bool Replays => true;

    /// <summary>Once a place is known: how far back a history reaches is seen here alone.</summary>
    public bool SaysGaps => _left?.ReadTo is not null;

    public ReadPlace? PlaceOf(string token) => ChatPlace.FromToken(token) is { ReadTo: { } until } place ? new ReadPlace(place.Chat, until) : null;

    /// <summary>What the parser could not make sense of.</summary>
    public OddFrames Odd { get; } = new(logger, time);

    public async Task<ConnectionEnd> RunAsync(IArrivalSink sink, string? resumeToken, CancellationToken ct)
    {
        var place = resumeToken is null ? null : ChatPlace.FromToken(resumeToken);
        if (resumeToken is not null && place is null) return new ConnectionEnd.ResumeRefused("The kept place in the YouTube chat cannot be read.");
        _left ??= place;
        _handed = new SeenIds();
        if (place is not null)
        {
            var end = await ReadAsync(place, sink, ct);
            if (end is not ConnectionEnd.BroadcastEnded) return end;

            // A broadcaster who restarts gets a new chat under the same video: the ended one is not the end of the show.
            var (next, _) = await FindChatAsync(ct);
            return next is not null && next.Chat != place.Chat ? await ReadAsync(next, sink, ct) : end;
        }

        var (found, notFound) = await FindChatAsync(ct);
        return found is null ? notFound! : await ReadAsync(found, sink, ct);
    }

    private async Task<(ChatPlace? Place, ConnectionEnd? End)> FindChatAsync(CancellationToken ct)
    {
        if (_ended is { } old && time.GetElapsedTime(old.At) > EndIsOld && time.GetElapsedTime(_lookedAt) < LookSeldom) return (null, StillEnded);
        _lookedAt = time.GetTimestamp();
        var answer = await followed.FindAsync(ct);
        if (answer.Failure is { } failure) return (null, EndOf(failure, place: null));
        return answer.Value switch
        {
            { ChatId: { } chat } when HasJustEnded(chat) => (null, StillEnded),
            { ChatId: null, Phase: BroadcastPhase.Live } when HasJustEnded(_ended?.Chat) => (null, StillEnded),
            null => (null, followed.NotFound(wasRead: _ended is not null)),
            { ChatId: { Length: > 0 } chat } => (new ChatPlace(chat, Page: null), null),
            { Phase: BroadcastPhase.Upcoming } video => (null, new ConnectionEnd.Lost("The broadcast has not begun; its chat opens with it.", Healthy: true, RetryAfter: followed.LookAgainFor(video))),
            { Phase: BroadcastPhase.Live } => (null, new ConnectionEnd.Lost("The broadcast is live, its chat is switched off.", Healthy: true, RetryAfter: LookAgainForChat)),
            _ => (null, new ConnectionEnd.BroadcastEnded("The broadcast is over.")),
        };
    }

    /// <summary>A chat that ended never opens again, but its video may name it for a while; a call to it would cost five units each time.</summary>
    private bool HasJustEnded(string? chat) => _ended is { } ended && ended.Chat == chat && time.GetElapsedTime(ended.At) < EndIsNews;

    private static ConnectionEnd.BroadcastEnded StillEnded => new("The broadcast has ended.");

    private ConnectionEnd.BroadcastEnded Ended(string chat, string words)
    {
        followed.HasEnded(chat);
        if (_ended?.Chat != chat) _ended = (chat, time.GetTimestamp());
        return new ConnectionEnd.BroadcastEnded(words);
    }

    private async Task<ConnectionEnd> ReadAsync(ChatPlace place, IArrivalSink sink, CancellationToken ct)
    {
        if (!project.Budget.MayRead) return SpentOnReading();
        project.Budget.Reads(this);
        if (_listSince is { } since && time.GetElapsedTime(since) < ListFor) return await PollAsync(place, sink, ct);
        var answer = await project.OpenStreamAsync(place.Chat, place.Page, ct);
        if (answer.Failure is { Kind: FailureKind.Refused })
        {
            _listSince = time.GetTimestamp();
            return await PollAsync(place, sink, ct);
        }

        if (answer.Failure is { } failure) return EndOf(failure, place);
        using var response = answer.Value!;
        followed.Reads(place.Chat);
        _listSince = null;
        _pace.Connected();
        return await StreamAsync(response, place, sink, ct);
    }

    private async Task<ConnectionEnd> StreamAsync(HttpResponseMessage response, ChatPlace place, IArrivalSink sink, CancellationToken ct)
    {
        var reading = new Reading(this, place, sink);
        await reading.SayLiveAsync(ct);
        var splitter = new ElementSplitter();
        using var idle = new CancellationTokenSource(IdleLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, idle.Token);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            while (true)
            {
                // Our own waiting for a full queue is not the stream's silence.
                idle.CancelAfter(Timeout.InfiniteTimeSpan);
                Split split;
                while ((split = splitter.Next(out var element)) == Split.Element)
                {
                    if (await reading.TakeAsync(element, ct) is { } end) return end;
                }

                if (split == Split.Closed) return Closed(reading);
                if (split != Split.NeedsMore) return new ConnectionEnd.Lost("YouTube's stream brought something that is no chat.");
                idle.CancelAfter(IdleLimit);
                var count = await body.ReadAsync(splitter.Room(), either.Token);
                if (count == 0) return splitter.IsMidElement ? Cut(reading) : Closed(reading);
                reading.HeardSomething();
                splitter.Filled(count);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new ConnectionEnd.Lost($"YouTube's stream was silent for {IdleLimit.TotalSeconds} s.") { CoveredUntil = reading.LastHeard };
        }
        catch (Exception trouble) when (trouble is IOException or HttpRequestException)
        {
            return Cut(reading);
        }
    }

    private async Task<ConnectionEnd> PollAsync(ChatPlace place, IArrivalSink sink, CancellationToken ct)
    {
        var reading = new Reading(this, place, sink);
        while (time.GetElapsedTime(_listSince ?? 0) < ListFor)
        {
            if (!project.Budget.MayRead) return SpentOnReading();
            project.Budget.Reads(this);
            var answer = await project.ListAsync(place.Chat, reading.Place.Page, FullPage, ct);
            if (answer.Failure is { } failure) return EndOf(failure, reading.Place);
            followed.Reads(place.Chat);
            _pace.Connected();
            await reading.SayLiveAsync(ct);
            if (await reading.TakeAsync(answer.Value, ct, polled: true) is { } end) return end;

            // A full page may have lost something already: the next is asked for at once.
            if (reading is { Page.ItemCount: >= FullPage, PageBroughtSomething: true }) continue;
            await Task.Delay(PauseAfter(reading.Page), time, ct);
        }

        _listSince = null;
        return new ConnectionEnd.Lost("Trying YouTube's stream again.", Healthy: true);
    }

    private TimeSpan PauseAfter(YouTubePage page)
    {
        var wished = page.PollingInterval ?? UsualPolling;
        var budgeted = project.Budget.ReadingInterval(showLasts?.Invoke());
        return wished > budgeted ? wished : budgeted;
    }

    private ConnectionEnd.Lost Closed(Reading reading) =>
        new("YouTube closed the stream, as it regularly does.", Healthy: true, RetryAfter: _pace.AfterClose(reading.BroughtSomething));

    private static ConnectionEnd.Lost Cut(Reading reading) => new("YouTube's stream broke off.") { CoveredUntil = reading.LastHeard };

    private ConnectionEnd.Lost SpentOnReading() => new(
        $"Today's YouTube quota is used up but for the part kept for moderation. Reading goes on at midnight Pacific time ({Clock(project.Budget.NextReset)}).",
        RetryAfter: project.Budget.NextReset - time.GetUtcNow() + TimeSpan.FromSeconds(5));

    private ConnectionEnd.Lost QuotaSpent(YouTubeFailure failure, DateTimeOffset until) => new($"{failure.Words} ({Clock(until)})", RetryAfter: until - time.GetUtcNow() + TimeSpan.FromSeconds(1)); // a timer may be early by a hair

    private static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <param name="place">What was being read; null while it was looked for.</param>
    private ConnectionEnd EndOf(YouTubeFailure failure, ChatPlace? place) => failure.Kind switch
    {
        FailureKind.PageTokenDead => new ConnectionEnd.ResumeRefused(failure.Words),
        FailureKind.QuotaSpent => QuotaSpent(failure, project.Budget.ClosedUntil ?? project.Budget.NextReset),
        FailureKind.QuotaKept => SpentOnReading(),
        FailureKind.TooFast => new ConnectionEnd.Lost(failure.Words, RetryAfter: _pace.AfterTooFast()),
        FailureKind.ChatEnded => Ended(place?.Chat ?? "", failure.Words),
        FailureKind.ChatDisabled => new ConnectionEnd.Lost(failure.Words, RetryAfter: LookAgainForChat),
        FailureKind.ChatNotFound when place?.Page is not null => Ended(place.Chat, failure.Words), // the kept chat is gone: look for the video's present one
        FailureKind.ChatNotFound or FailureKind.NotAllowed or FailureKind.SignInExpired => new ConnectionEnd.Denied(failure.Words),
        FailureKind.Refused => new ConnectionEnd.Lost(failure.Words, RetryAfter: LookAgainForChat),
        _ => new ConnectionEnd.Lost(failure.Words),
    };

    /// <summary>What was written while nobody read comes at once after a resume; this long after its beginning a run reads what is being written.</summary>
    private static readonly TimeSpan InStep = TimeSpan.FromSeconds(5);

    /// <summary>What one run has read so far.</summary>
    private sealed class Reading(YouTubeChatConnection owner, ChatPlace place, IArrivalSink sink)
    {
        private readonly HistoryMark _history = new(place.Page is null, owner.ShowTime(), owner.MachineTime);
        private bool _saidLive;
        private long? _firstPageAt;

        public ChatPlace Place { get; private set; } = place;

        /// <summary>The page taken last.</summary>
        public YouTubePage Page { get; private set; } = null!;

        public bool BroughtSomething { get; private set; }

        public bool PageBroughtSomething { get; private set; }

        public DateTimeOffset LastHeard { get; private set; } = owner.ShowTime();

        public void HeardSomething() => LastHeard = owner.ShowTime();

        public async ValueTask SayLiveAsync(CancellationToken ct)
        {
            if (_saidLive) return;
            _saidLive = true;
            await sink.PutAsync(new SourceChanged(owner.Source, SourceState.Live, owner.ShowTime()), ct);
        }

        /// <summary>Hands over what is missing before a page, what it brings in its order, and then the place after it.</summary>
        /// <returns>Why reading ends here, or null.</returns>
        public async ValueTask<ConnectionEnd?> TakeAsync(ReadOnlyMemory<byte> element, CancellationToken ct, bool polled = false)
        {
            var page = owner._parser.Parse(element.Span, owner.ShowTime(), _history.BeforePage());
            Page = page;
            _history.AfterPage(page);
            foreach (var input in page.Odd) owner.Odd.Note(input.Kind, input.Frame.Span);
            if (page.Error is { } error) return owner.EndOf(error, Place);
            if (MissingBefore(page, polled) is { } gap) await sink.PutAsync(gap, ct);
            PageBroughtSomething = await PutNewAsync(page, ct);
            if (page.NextPageToken is { } token && (PageBroughtSomething || token != Place.Page))
            {
                Place = Moved(page, token);
                owner._left = Place;
                await sink.PutAsync(new ResumePointReached(owner.Source, Place.ToToken()), ct);
            }

            if (!page.Ended)
            {
                _firstPageAt ??= owner.MachineTime.GetTimestamp();
                return null;
            }

            // A chat's end comes after everything that was written in it. Heard of late, after a resume, it says nothing of when it was: then the last message does.
            if (_firstPageAt is { } since && owner.MachineTime.GetElapsedTime(since) > InStep) owner._left = Place with { ReadTo = owner.ShowTime() };
            return owner.Ended(Place.Chat, "The broadcast has ended.");
        }

        private GapFound? MissingBefore(YouTubePage page, bool polled)
        {
            if (Place.Page is null) return owner._left is { } left ? HistoryReach.Missing(owner.Source, left, Place.Chat, page, owner._seen, owner.ShowTime()) : null;
            return polled && page.ItemCount >= FullPage ? HistoryReach.Overrun(owner.Source, Place, page) : null;
        }

        private ChatPlace Moved(YouTubePage page, string token)
        {
            var last = page.Items.Select(i => i.Arrival).OfType<MessageCame>().LastOrDefault()?.Message;
            // An empty history: nothing was written until now.
            var readTo = last?.SentAt ?? Place.ReadTo ?? owner.ShowTime();
            return new ChatPlace(Place.Chat, token, readTo > Place.ReadTo || Place.ReadTo is null ? readTo : Place.ReadTo, last?.Id ?? Place.LastId);
        }

        private async ValueTask<bool> PutNewAsync(YouTubePage page, CancellationToken ct)
        {
            var brought = false;
            foreach (var item in page.Items)
            {
                if (!item.Amends && owner._handed.Contains(item.Key)) continue;
                await sink.PutAsync(item.Arrival, ct);

                // Only now: what was cancelled on its way must be let through when it comes again.
                owner._handed.Add(item.Key);
                // A stream that only repeats itself is not worth a quick return.
                BroughtSomething |= item.Amends || !owner._seen.Contains(item.Key);
                owner._seen.Add(item.Key);
                brought = true;
            }

            return brought;
        }
    }

    private DateTimeOffset ShowTime() => showTime();

    private TimeProvider MachineTime => time;
}
