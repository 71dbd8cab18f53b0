using System.Text;

namespace LiveConsole.Platforms.YouTube.Tests;

public sealed class SmallRulesTests
{
    [Theory]
    [InlineData("abcDEF12345")]
    [InlineData(" abcDEF12345 ")]
    [InlineData("https://www.youtube.com/watch?v=abcDEF12345")]
    [InlineData("https://www.youtube.com/watch?app=desktop&v=abcDEF12345&t=10s")]
    [InlineData("youtube.com/watch?v=abcDEF12345")]
    [InlineData("https://youtu.be/abcDEF12345?si=x")]
    [InlineData("https://m.youtube.com/live/abcDEF12345?feature=share")]
    [InlineData("https://www.youtube.com/live_chat?is_popout=1&v=abcDEF12345")]
    [InlineData("https://studio.youtube.com/video/abcDEF12345/livestreaming")]
    public void A_videos_address_in_every_form_gives_its_id(string text)
    {
        Assert.True(YouTubeVideo.TryParseId(text, out var id));
        Assert.Equal("abcDEF12345", id);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("abcDEF1234")]
    [InlineData("https://evil.example/watch?v=abcDEF12345")]
    [InlineData("https://notyoutube.com/live/abcDEF12345")]
    [InlineData("https://www.youtube.com/@agency/live")]
    [InlineData("javascript:abcDEF12345")]
    public void Anything_else_is_no_video(string? text) => Assert.False(YouTubeVideo.TryParseId(text, out _));

    [Theory]
    [InlineData(400, "pageTokenInvalid", FailureKind.PageTokenDead)]
    [InlineData(403, "quotaExceeded", FailureKind.QuotaSpent)]
    [InlineData(403, "rateLimitExceeded", FailureKind.TooFast)]
    [InlineData(429, "", FailureKind.TooFast)]
    [InlineData(403, "liveChatDisabled", FailureKind.ChatDisabled)]
    [InlineData(403, "liveChatEnded", FailureKind.ChatEnded)]
    [InlineData(404, "liveChatNotFound", FailureKind.ChatNotFound)]
    [InlineData(403, "forbidden", FailureKind.NotAllowed)]
    [InlineData(403, "", FailureKind.NotAllowed)]
    [InlineData(401, "authError", FailureKind.SignInExpired)]
    [InlineData(404, "", FailureKind.Refused)]
    [InlineData(400, "badRequest", FailureKind.Refused)]
    [InlineData(400, "required", FailureKind.Refused)]
    [InlineData(401, "required", FailureKind.SignInExpired)]
    [InlineData(503, "", FailureKind.Transient)]
    public void An_error_is_judged_by_its_reason_before_its_status(int status, string reason, FailureKind kind)
    {
        var bare = $$$"""{"error":{"code":{{{status}}},"message":"m","errors":[{"reason":"{{{reason}}}"}]}}""";

        Assert.Equal(kind, YouTubeFailure.From(status, Encoding.UTF8.GetBytes(bare)).Kind);
        Assert.Equal(kind, YouTubeFailure.From(status, Encoding.UTF8.GetBytes($"[{bare}]")).Kind);
        Assert.Equal(kind, YouTubeFailure.From(null, Encoding.UTF8.GetBytes(bare)).Kind);
    }

    [Theory]
    [InlineData("<html>502</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("[7]")]
    [InlineData("""{"error":7}""")]
    [InlineData("""{"error":{"errors":{},"details":[3],"message":"\ud800"}}""")]
    public void An_error_nobody_can_read_is_judged_by_its_status(string body) =>
        Assert.Equal(FailureKind.Transient, YouTubeFailure.From(502, Encoding.UTF8.GetBytes(body)).Kind);

    [Fact]
    public void HTML_never_reaches_people()
    {
        var failure = YouTubeFailure.From(403, Encoding.UTF8.GetBytes(
            """{"error":{"message":"It &amp; you: <a href=\"/x\">not</a>\n allowed.","errors":[{"reason":"forbidden"}]}}"""));

        Assert.EndsWith("It says: It & you: not allowed.", failure.Words, StringComparison.Ordinal);
    }
}
