using LiveConsole.Domain.Effects;
using LiveConsole.Platforms.YouTube.Writing;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.YouTube.Tests.Writing;

/// <summary>The writer to a YouTube whose answers are written by hand from platforms/youtube.md 4 and 6.</summary>
public abstract class ScriptedWriter : IAsyncDisposable
{
    private protected const string Messages = "/youtube/v3/liveChat/messages", Bans = "/youtube/v3/liveChat/bans", Channels = "/youtube/v3/channels";
    private protected static readonly Target Ayse = new("UCayse", "@ayse");

    private protected readonly FakeTime _time = new(new DateTimeOffset(2026, 11, 20, 18, 10, 0, TimeSpan.Zero));
    private protected readonly ScriptedYouTube _youtube = new();
    private protected readonly List<IDisposable> _owned = [];

    public async ValueTask DisposeAsync()
    {
        _owned.ForEach(o => o.Dispose());
        await _youtube.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static Deed Deed(string kind) => kind switch
    {
        "remove" => new RemoveDeed("m1", Ayse),
        "ban" => new BanDeed(Ayse),
        "unban" => new UnbanDeed(Ayse, "ban-1"),
        "poll" => new PollDeed("?", ["a", "b"], 60),
        _ => new PostDeed("hi"),
    };

    private protected YouTubeOptions SignedIn() => new() { ApiBaseUri = _youtube.Address, TokenUri = new Uri(_youtube.Address, "token"), AccessToken = "old" };

    private protected YouTubeProject Project() => Project(SignedIn(), out _);

    private protected YouTubeProject Project(YouTubeOptions options, out YouTubeProject project)
    {
        project = new YouTubeProject(options, _time, loopbackOnly: true);
        _owned.Add(project);
        return project;
    }

    private protected YouTubeWriter Writer(YouTubeProject? project = null)
    {
        project ??= Project();
        var followed = new Dictionary<string, FollowedBroadcast>(StringComparer.Ordinal);
        return new YouTubeWriter(project, name => followed.TryGetValue(name, out var known) ? known : followed[name] = new FollowedBroadcast(project, name, _time.GetUtcNow), _time);
    }
}
