using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Platforms;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Sources;

/// <summary>The emulated YouTube, read by our adapter under its supervisor as in the program, both on one fast clock.</summary>
internal sealed class YouTubeRead : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private readonly FastTime _time;
    private readonly EmulatedPlatforms _platforms;
    private readonly YouTubeProject _project;
    private readonly CancellationTokenSource _over = new();
    private readonly List<ArrivalList> _runs = [];
    private CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private ChatSupervisor? _supervisor;

    private YouTubeRead(FastTime time, EmulatedPlatforms platforms)
    {
        (_time, _platforms) = (time, platforms);
        _project = new YouTubeProject(
            new YouTubeOptions
            {
                ApiBaseUri = platforms.YouTube.ApiBaseUri, TokenUri = platforms.YouTube.TokenUri, AccessToken = EmulatedYouTube.AccessToken,
                RefreshToken = EmulatedYouTube.RefreshToken, ClientId = EmulatedYouTube.ClientId, ClientSecret = EmulatedYouTube.ClientSecret,
            }, time, loopbackOnly: true);
    }

    /// <summary>Of each process that read, what it handed over.</summary>
    public IReadOnlyList<ArrivalList> Runs => _runs;

    public IReadOnlyList<Arrival> All => [.. _runs.SelectMany(r => r.All)];

    public IReadOnlyList<GapFound> Gaps => [.. All.OfType<GapFound>()];

    public IReadOnlyList<ChatMessage> Messages => [.. All.OfType<MessageCame>().Select(m => m.Message)];

    public FastTime Time => _time;

    public static async Task<YouTubeRead> StartAsync(DateTimeOffset? start = null, double speed = 160)
    {
        var time = new FastTime(speed, start ?? new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));
        var read = new YouTubeRead(time, await EmulatedPlatforms.StartAsync(new EmulatorOptions { RememberIds = true, WaitsForPlay = true }, time, NullLoggerFactory.Instance, default));
        read.Begin();
        return read;
    }

    /// <summary>A process begins to read, from where the last one stopped.</summary>
    public void Begin()
    {
        var token = All.OfType<ResumePointReached>().LastOrDefault()?.Token;
        var arrivals = new ArrivalList();
        _runs.Add(arrivals);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        var connection = new YouTubeChatConnection(_project, new FollowedBroadcast(_project, _platforms.YouTube.Video, _time.GetUtcNow), () => _platforms.ShowTime, _time, NullLogger<YouTubeChatConnection>.Instance);
        _supervisor = new ChatSupervisor(connection, new Mended(arrivals, () => _supervisor!.RetryNow()), () => _platforms.ShowTime, _time, new Random(1), NullLogger<ChatSupervisor>.Instance);
        _running = _supervisor.RunAsync(token, null, _stop.Token);
    }

    public async Task RestartAsync()
    {
        await EndAsync();
        Begin();
    }

    /// <summary>Plays a chat of five messages a second with faults at their seconds, until its last message has been read.</summary>
    public async Task<IReadOnlyList<RecordedMessage>> PlayAsync(int seconds, params (int Second, string Drill)[] drills)
    {
        var start = _time.GetUtcNow();
        var said = Enumerable.Range(0, seconds * 5).Select(i => Said($"m{i.ToString(CultureInfo.InvariantCulture)}", start + (i * Between))).ToList();
        var last = Said("last", start.AddSeconds(seconds + 1));
        var lines = said.Cast<RecordingLine>().Concat(drills.Select(d => new RecordedDrill(start.AddSeconds(d.Second), d.Drill))).Append(last).OrderBy(l => l.At).ToList();
        await _platforms.PlayAsync(lines, new PlayOptions { WaitsFor = [new WaitedFor("youtube", _platforms.YouTube.Video)] }, _over.Token).WaitAsync(TimeSpan.FromSeconds(60));
        await _runs[^1].Until(all => all.OfType<MessageCame>().Any(m => m.Message.Id == "last"));
        return [.. said, last];
    }

    /// <summary>What should be in the journal and is neither there nor in a recorded gap; and what a process handed over twice.</summary>
    public IReadOnlyList<string> Problems(IReadOnlyList<RecordedMessage> said)
    {
        var unsendable = _platforms.NotSendable.Select(u => u.Id).ToHashSet();
        // Who had not read a message when it was removed in Studio gets its tombstone.
        var struck = All.OfType<RemovalCame>().Select(r => r.MessageId).OfType<string>().Where(_platforms.YouTube.RemovedIds.Contains);
        var read = Messages.Select(m => m.Id).Concat(struck).ToHashSet();
        var lost = said.Where(s => !unsendable.Contains(s.Message.Id) && !read.Contains(s.Message.Id) && !Gaps.Any(g => s.At > g.From && s.At < g.To)).Select(s => $"{s.Message.Id} is lost");
        var delivered = _platforms.YouTube.DeliveredIds.Where(id => !read.Contains(id)).Select(id => $"{id} was delivered and is not there");
        var twice = Runs.SelectMany(r => r.Messages.Where(m => m.Kind != MessageKind.Gift).CountBy(m => m.Id).Where(c => c.Value > 1).Select(c => $"{c.Key} came {c.Value} times"));

        // Before an empty history the end of a gap is when we heard of it, and what was written while we did comes after.
        var misplaced = Gaps.Where(g => Messages.Any(m => m.SentAt > g.From && m.SentAt < g.To - TimeSpan.FromSeconds(5))).Select(g => $"the gap {g.From:T} to {g.To:T} holds messages that were read");
        string[] problems = [.. lost, .. delivered, .. twice, .. misplaced];
        return problems.Length == 0 ? problems : [.. problems.Take(20), .. Story(said[0].At)];
    }

    /// <summary>What was said of the source, in seconds of the chat: to see why something is missing.</summary>
    private IEnumerable<string> Story(DateTimeOffset start) => All.Select(a => a switch
    {
        SourceChanged s => string.Create(CultureInfo.InvariantCulture, $"{(s.At - start).TotalSeconds:0.0} {s.State} {s.Reason}"),
        GapFound g => string.Create(CultureInfo.InvariantCulture, $"gap {(g.From - start).TotalSeconds:0.0} to {(g.To - start).TotalSeconds:0.0}"),
        _ => "",
    }).Where(line => line.Length > 0);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await EndAsync();
        _project.Dispose();
        await _platforms.DisposeAsync();
        _time.Dispose();
        _over.Dispose();
    }

    private async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_running.IsFaulted) await _running;
        _stop.Dispose();
    }

    private static RecordedMessage Said(string id, DateTimeOffset at) => new(new ChatMessage("youtube", "", id, at, at, new Author("UCayse", "@ayse"), "text of " + id));

    /// <summary>Somebody who presses "retry" whenever the platform refuses.</summary>
    private sealed class Mended(IArrivalSink inner, Action retry) : IArrivalSink
    {
        public async ValueTask PutAsync(Arrival arrival, CancellationToken ct)
        {
            await inner.PutAsync(arrival, ct);
            if (arrival is SourceChanged { State: SourceState.Denied }) retry();
        }
    }
}
