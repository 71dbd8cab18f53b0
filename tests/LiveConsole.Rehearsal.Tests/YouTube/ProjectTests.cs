using System.Net;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Tests.Playing;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.YouTube;

/// <summary>Credentials, quota, videos, channels.</summary>
public sealed class ProjectTests : IAsyncLifetime
{
    // 23:30 in Los Angeles (summer time begins there on 8 March).
    private readonly FakeTime _time = new(new DateTimeOffset(2026, 3, 15, 6, 30, 0, TimeSpan.Zero));
    private EmulatedPlatforms _platforms = null!;
    private RawYouTube _youtube = null!;

    public async ValueTask InitializeAsync()
    {
        _platforms = await Emulators.StartAsync(_time, new EmulatorOptions { YouTubeDailyQuota = 20 });
        _youtube = new RawYouTube(_platforms);
    }

    public ValueTask DisposeAsync()
    {
        _youtube.Dispose();
        return _platforms.DisposeAsync();
    }

    [Theory]
    [InlineData(null, "", HttpStatusCode.Forbidden, "forbidden")]
    [InlineData("X-Goog-Api-Key", "wrong", HttpStatusCode.BadRequest, "badRequest")]
    [InlineData("Authorization", "Bearer wrong", HttpStatusCode.Unauthorized, "authError")]
    public async Task A_missing_or_wrong_credential_is_refused_in_googles_shape(string? header, string value, HttpStatusCode expected, string reason)
    {
        var (status, body) = await _youtube.GetAsync("/youtube/v3/videos?part=snippet&id=x", header, value);
        var (_, streamed) = await _youtube.GetAsync("/youtube/v3/liveChat/messages/stream?liveChatId=x&part=id", header, value);

        var error = body.GetProperty("error");
        Assert.Equal(expected, status);
        Assert.Equal(reason, error.GetProperty("errors")[0].GetProperty("reason").GetString());
        Assert.Equal(reason, streamed[0].GetProperty("error").GetProperty("errors")[0].GetProperty("reason").GetString());
        if (value == "wrong") Assert.Equal("API_KEY_INVALID", error.GetProperty("details")[0].GetProperty("reason").GetString());
        Assert.Equal(0, _platforms.YouTube.QuotaUsed);
    }

    [Fact]
    public async Task A_key_in_the_address_and_a_bearer_token_are_accepted()
    {
        var (withKey, _) = await _youtube.GetAsync($"/youtube/v3/videos?part=snippet&id=x&key={EmulatedYouTube.ApiKey}", header: null);
        var (withToken, _) = await _youtube.GetAsync("/youtube/v3/videos?part=snippet&id=x", "Authorization", "Bearer " + EmulatedYouTube.AccessToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (withKey, withToken));
    }

    [Fact]
    public async Task Calls_cost_what_the_documentation_says_and_failures_one()
    {
        await _youtube.VideoAsync();
        var afterVideos = _platforms.YouTube.QuotaUsed;
        await _youtube.ListAsync();
        var afterList = _platforms.YouTube.QuotaUsed;
        using var stream = await _youtube.StreamAsync();
        var afterStream = _platforms.YouTube.QuotaUsed;
        await _youtube.ListAsync(chat: "nosuchchat");

        Assert.Equal((1, 6, 11, 12), (afterVideos, afterList, afterStream, _platforms.YouTube.QuotaUsed));
    }

    [Fact]
    public async Task A_spent_day_is_refused_with_html_until_midnight_in_los_angeles()
    {
        _platforms.Fire("quota-end");

        var (status, body) = await _youtube.GetAsync("/youtube/v3/videos?part=snippet&id=x");
        _time.Advance(TimeSpan.FromMinutes(29));
        var (before, _) = await _youtube.GetAsync("/youtube/v3/videos?part=snippet&id=x");
        _time.Advance(TimeSpan.FromMinutes(1));
        var (after, _) = await _youtube.GetAsync("/youtube/v3/videos?part=snippet&id=x");

        var error = body.GetProperty("error");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal(("quotaExceeded", "youtube.quota"), (error.GetProperty("errors")[0].GetProperty("reason").GetString(), error.GetProperty("errors")[0].GetProperty("domain").GetString()));
        Assert.Contains("<a href=", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (before, after));
    }

    [Fact]
    public async Task Viewers_are_a_string_and_absent_when_unknown_zero_or_hidden()
    {
        List<JsonElement> counts = [];
        foreach (var count in new long?[] { 70_214, 0, null, 70_000 })
        {
            if (count == 70_000) _platforms.Fire("viewers-absent");
            _platforms.Put(new RecordedViewers(Lines.Start, "youtube", "", count));
            counts.Add((await _youtube.VideoAsync()).GetProperty("liveStreamingDetails"));
        }

        _time.Advance(TimeSpan.FromMinutes(3));
        counts.Add((await _youtube.VideoAsync()).GetProperty("liveStreamingDetails"));

        Assert.Equal(["70214", null, null, null, "70000"], counts.Select(c => c.TryGetProperty("concurrentViewers", out var viewers) ? viewers.GetString() : null));
    }

    [Fact]
    public async Task An_unknown_video_is_missing_and_a_channel_of_a_recording_has_its_own()
    {
        var id = _platforms.YouTube.OpenVideo("g4TDjwPRArg");
        var made = _platforms.YouTube.OpenVideo("lofi-2020-12-04");
        var (status, body) = await _youtube.GetAsync($"/youtube/v3/videos?part=snippet,liveStreamingDetails&id={id},{made},unknown1234");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["g4TDjwPRArg", made], body.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("id").GetString()));
        Assert.Matches("^[A-Za-z0-9_-]{11}$", made);
        Assert.Equal(2, body.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("liveStreamingDetails").GetProperty("activeLiveChatId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task My_channel_needs_a_token_and_is_the_shows()
    {
        var (byKey, _) = await _youtube.GetAsync("/youtube/v3/channels?part=snippet&mine=true");
        var (byToken, body) = await _youtube.GetAsync("/youtube/v3/channels?part=snippet&mine=true", "Authorization", "Bearer " + EmulatedYouTube.AccessToken);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (byKey, byToken));
        Assert.Equal("Agence Orbite", body.GetProperty("items")[0].GetProperty("snippet").GetProperty("title").GetString());
    }
}
