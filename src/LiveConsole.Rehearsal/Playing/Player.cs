using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Rehearsal.YouTube;

namespace LiveConsole.Rehearsal.Playing;

/// <summary>
/// Plays a time line onto both platforms: maps its time to machine time, puts on the wire what is due, some milliseconds of it at once.
/// One loop; drills fired by hand come in between.
/// </summary>
internal sealed partial class Player(EmulatedTwitch twitch, EmulatedYouTube youtube, TimeProvider time)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(20);

    // A lock: the loop plays, and a drill fired by a person or a test plays in between at once; a channel would make them wait for a turn.
    private readonly Lock _gate = new();
    private readonly PriorityQueue<RecordingLine, (long Ticks, int Order)> _later = new();
    private readonly List<UnsendableMessage> _notSendable = [];
    private readonly HashSet<(string, long)> _removalsSeen = [];
    private IEnumerator<RecordingLine>? _timeline;
    private RecordingLine? _next;
    private DateTimeOffset _nextAt;
    private PlayOptions _options = new();
    private TaskCompletionSource? _done;
    private DateTimeOffset _origin = time.GetUtcNow();
    private long _originStamp = time.GetTimestamp();
    private long _steppedStamp = time.GetTimestamp();
    private int _laterOrder;
    private bool _isWaiting;
    private bool _isPaused;
    private double _speed = 1;

    /// <summary>Fires drills that the time line itself names; unknown ones are passed over there.</summary>
    public Action<string>? OnDrill { get; set; }

    public DateTimeOffset ShowTime
    {
        get
        {
            lock (_gate) return WireNow_NeedsLock();
        }
    }

    public IReadOnlyList<UnsendableMessage> NotSendable
    {
        get
        {
            lock (_gate) return [.. _notSendable];
        }
    }

    /// <summary>Loads what lies before the starting place, then starts the clock. The task completes after the last line.</summary>
    public Task Begin(IEnumerable<RecordingLine> timeline, PlayOptions options)
    {
        youtube.BeginLoading();
        try
        {
            lock (_gate)
            {
                if (_timeline is not null) throw new InvalidOperationException("A time line is being played.");
                _options = options;
                _timeline = timeline.GetEnumerator();
                _nextAt = DateTimeOffset.MinValue;
                Advance_NeedsLock();
                var start = options.StartAt ?? (_next is null ? time.GetUtcNow() : _nextAt);
                while (Due_NeedsLock() is { } due && due < start) PlayNext_NeedsLock(before: true);
                foreach (var video in youtube.Videos) video.Begin(start, options.Speed);
                youtube.Announce();
                (_origin, _originStamp, _isWaiting) = (start, time.GetTimestamp(), options.WaitsFor.Count > 0);
                (_speed, _isPaused) = (options.Speed, false);
                _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _done.Task;
            }
        }
        catch
        {
            Stop();
            throw;
        }
        finally
        {
            youtube.EndLoading();
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _timeline?.Dispose();
            (_timeline, _next, _isWaiting) = (null, null, false);
            _done?.TrySetCanceled();
            _done = null;
        }
    }

    public async Task RunAsync(CancellationToken ct)
    {
        await Task.Yield();
        while (!ct.IsCancellationRequested)
        {
            await Task.Delay(Step(), time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Stop();
    }

    /// <summary>Puts one line on the wire now, whatever its time.</summary>
    public void Put(RecordingLine line)
    {
        lock (_gate)
        {
            // With the machine's times on the wire it is sent now, whatever time it came with.
            if (_options.MachineTimes) line = Moved(line, Now_NeedsLock() - line.At);
            // Places are the time line's own: what comes in between takes none that a later line of it could have.
            Play_NeedsLock(line, DateTimeOffset.MinValue, before: false);
            Flush();
        }
    }

    /// <summary>Puts lines in the time line from now on: the first at once, the others at their distance to it. Their times become the show's.</summary>
    public void PutIn(IEnumerable<RecordingLine> lines)
    {
        lock (_gate)
        {
            var now = Now_NeedsLock();
            TimeSpan? distance = null;
            foreach (var line in lines)
            {
                distance ??= now - line.At;
                Later_NeedsLock(Moved(line, distance.Value));
            }
        }
    }

    private TimeSpan Step()
    {
        lock (_gate)
        {
            WaitForReaders_NeedsLock();
            var now = Now_NeedsLock();
            var stamp = time.GetTimestamp();
            var budget = Math.Max(1, (int)(Math.Min(1, time.GetElapsedTime(_steppedStamp, stamp).TotalSeconds) * _options.MostPerSecond));
            _steppedStamp = stamp;
            try
            {
                for (; budget > 0 && !_isWaiting && Due_NeedsLock() is { } due && due <= now; budget--) PlayNext_NeedsLock(before: false);
            }
            catch (Exception trouble)
            {
                // A time line that cannot be read on is the trouble of whoever plays it; the emulators live on.
                _timeline?.Dispose();
                (_timeline, _next) = (null, null);
                _done?.TrySetException(trouble);
                _done = null;
            }

            Flush();
            EndWhenOver_NeedsLock();
            return Wait_NeedsLock(now, budget);
        }
    }

    private TimeSpan Wait_NeedsLock(DateTimeOffset now, int budget)
    {
        if (_isWaiting || Due_NeedsLock() is not { } next) return LongestWait;
        if (budget == 0) return ShortestWait;
        if (_options.LongestSilence is { } longest && !_isPaused && next - now > longest) _origin += next - now - longest;
        var wait = (next - now) / _speed;
        return wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait;
    }

    private void EndWhenOver_NeedsLock()
    {
        if (_done is null || _isWaiting || _next is not null || _later.Count > 0) return;
        twitch.FlushAll();
        if (_options.EndsBroadcast)
        {
            youtube.EndBroadcast();
            twitch.EndBroadcast();
        }

        _timeline?.Dispose();
        _timeline = null;
        _done.TrySetResult();
        _done = null;
    }

    private void Flush()
    {
        twitch.ShowTime = WireNow_NeedsLock();
        twitch.Speed = _speed;
        twitch.Flush();
        youtube.Announce();
    }

    private DateTimeOffset Now_NeedsLock() => _isWaiting || _isPaused ? _origin : _origin + time.GetElapsedTime(_originStamp) * _speed;

    private DateTimeOffset WireNow_NeedsLock()
    {
        var now = Now_NeedsLock();
        return now + Shift_NeedsLock(now);
    }

    /// <summary>From a time of the time line to the one that goes on the wire.</summary>
    private TimeSpan Shift_NeedsLock(DateTimeOffset at) =>
        _options.MachineTimes ? time.GetUtcNow() + (at - Now_NeedsLock()) / _speed - at : _options.Shift;

    private void WaitForReaders_NeedsLock()
    {
        if (!_isWaiting) return;
        var heard = _options.WaitsFor.All(w => w.Platform == "twitch" ? twitch.HasReader(w.Channel) : youtube.HasReader(w.Channel));
        if (!heard && time.GetElapsedTime(_originStamp) < _options.LongestWait) return;
        (_isWaiting, _originStamp) = (false, time.GetTimestamp());
    }

    private DateTimeOffset? Due_NeedsLock()
    {
        DateTimeOffset? later = _later.TryPeek(out var line, out _) ? line.At : null;
        if (_next is null) return later;
        return later < _nextAt ? later : _nextAt;
    }

    private void PlayNext_NeedsLock(bool before)
    {
        if (_later.TryPeek(out var later, out _) && (_next is null || later.At < _nextAt))
        {
            _later.Dequeue();
            Play_NeedsLock(later, later.At, before);
            return;
        }

        var (line, at) = (_next!, _nextAt);
        Advance_NeedsLock();
        Play_NeedsLock(line, at, before);
    }

    private void Advance_NeedsLock()
    {
        _next = _timeline is not null && _timeline.MoveNext() ? _timeline.Current : null;
        // A line that is older than the one before it (an incident of the night) goes out right after it.
        if (_next is not null && _next.At > _nextAt) _nextAt = _next.At;
    }

    private void Later_NeedsLock(RecordingLine line) => _later.Enqueue(line, (line.At.UtcTicks, _laterOrder++));

    private void Play_NeedsLock(RecordingLine line, DateTimeOffset at, bool before)
    {
        switch (line)
        {
            case RecordedMessage message: Play_NeedsLock(message, at, before); break;
            case RecordedRemoval { Platform: "twitch" } removal when !before: twitch.Play(removal, Shift_NeedsLock(removal.At)); break;
            case RecordedHold { Message.Platform: "twitch" } hold when !before: twitch.Play(hold, Shift_NeedsLock(hold.At)); break;
            case RecordedHoldEnd { Platform: "twitch" } end when !before: twitch.Play(end, Shift_NeedsLock(end.At)); break;
            case RecordedModes { Platform: "twitch" } modes when !before: twitch.Play(modes, Shift_NeedsLock(modes.At)); break;
            case RecordedAct { Act.Platform: "twitch" } act when !before: twitch.Play(act, Shift_NeedsLock(act.At)); break;
            case RecordedRemoval { Platform: "youtube" } removal: youtube.Play(removal, at, Shift_NeedsLock(removal.At), before); break;
            case RecordedViewers { Platform: "twitch" } viewers: twitch.Play(viewers); break;
            case RecordedViewers { Platform: "youtube" } viewers: youtube.Play(viewers); break;
            case RecordedDrill { Name: "broadcast-restart" } when before:
                foreach (var video in youtube.Videos) video.RestartBefore(at, _options.Speed);
                break;
            case RecordedDrill drill when !before: OnDrill?.Invoke(drill.Name); break;
        }
    }

    private void Play_NeedsLock(RecordedMessage line, DateTimeOffset at, bool before)
    {
        var message = line.Message;
        var reason = message.Platform switch
        {
            "twitch" => Sendable.WhyNotOnTwitch(message),
            "youtube" => Sendable.WhyNotOnYouTube(message),
            _ => "no platform of that name is emulated",
        };
        if (reason is null && message.Platform == "youtube" && !youtube.Play(line, at, Shift_NeedsLock(line.At))) reason = "the chat was closed at that time";
        if (reason is not null)
        {
            _notSendable.Add(new UnsendableMessage(message.Platform, message.Id, reason));
            return;
        }

        if (message.Platform == "twitch") twitch.Play(line, Shift_NeedsLock(line.At), before);
        if (line.Removed is { } removed) ScheduleRemoval_NeedsLock(message, removed);
    }

    /// <summary>A message's own removal, at its time. The removal of a viewer or of a whole chat stands on many messages and is played once.</summary>
    private void ScheduleRemoval_NeedsLock(ChatMessage message, Removal removed)
    {
        var whole = new RecordedRemoval(removed.At, message.Platform, message.Channel, removed.Scope, Reason: removed.Reason, By: removed.By);
        var removal = removed.Scope switch
        {
            RemovalScope.Message => whole with { MessageId = message.Id },
            RemovalScope.Viewer => whole with { ViewerId = message.Author.Id },
            _ => whole,
        };
        var key = $"{message.Platform}/{message.Channel}/{removal.ViewerId}";
        if (removed.Scope == RemovalScope.Message || _removalsSeen.Add((key, removed.At.UtcTicks))) Later_NeedsLock(removal);
    }

    private static RecordingLine Moved(RecordingLine line, TimeSpan by) => line switch
    {
        RecordedMessage m => new RecordedMessage(m.Message with { SentAt = m.Message.SentAt + by }, m.Emotes, m.Segment, m.Removed is { } removed ? removed with { At = removed.At + by } : null),
        _ => line with { At = line.At + by },
    };
}
