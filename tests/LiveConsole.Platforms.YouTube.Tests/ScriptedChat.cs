using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using static LiveConsole.Platforms.YouTube.Tests.Pages;
using static LiveConsole.Platforms.YouTube.Tests.ScriptedYouTube;

namespace LiveConsole.Platforms.YouTube.Tests;

/// <summary>A chat connection to a YouTube whose answers are written by hand.</summary>
public abstract class ScriptedChat : IAsyncDisposable
{
    private protected readonly FakeTime _time = new(new DateTimeOffset(2026, 11, 20, 18, 10, 0, TimeSpan.Zero));
    private protected readonly ScriptedYouTube _youtube = new();
    private protected readonly Intake _intake = new();
    private protected readonly YouTubeProject _project;
    private protected readonly YouTubeChatConnection _connection;

    private protected ScriptedChat()
    {
        _project = new YouTubeProject(new YouTubeOptions { ApiBaseUri = _youtube.Address, TokenUri = new Uri(_youtube.Address, "token"), ApiKey = "key-1" }, _time, loopbackOnly: true);
        _connection = new YouTubeChatConnection(_project, new FollowedBroadcast(_project, Video, _time.GetUtcNow), () => Received, _time, NullLogger<YouTubeChatConnection>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _project.Dispose();
        await _youtube.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<ConnectionEnd> RunAsync(string? token = null) => _connection.RunAsync(_intake, token, CancellationToken.None).WaitAsync(Cap.Signal);

    private protected static TimeSpan S(int seconds) => TimeSpan.FromSeconds(seconds);
}
