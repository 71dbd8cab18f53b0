using System.Text;
using LiveConsole.Testing;

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

    [Theory]
    [InlineData("2026-11-20T18:10:00Z", "2026-11-21T08:00:00Z")]
    [InlineData("2026-07-01T18:10:00Z", "2026-07-02T07:00:00Z")]
    [InlineData("2026-11-01T07:30:00Z", "2026-11-02T08:00:00Z")]
    public void A_day_of_quota_ends_at_midnight_in_california_in_winter_and_summer(string now, string reset)
    {
        var budget = new QuotaBudget(10_000, 2_000, new FakeTime(At(now)));

        Assert.Equal(At(reset), budget.NextReset);
    }

    [Fact]
    public void Reading_is_paced_by_what_is_left_once_the_first_sixty_calls_are_made()
    {
        var time = new FakeTime(At("2026-11-20T10:00:00Z"));
        var budget = new QuotaBudget(10_300, 2_000, time);

        for (var i = 0; i < 59; i++) Assert.True(budget.TryDebit(QuotaBudget.ReadCost));
        Assert.Equal(TimeSpan.Zero, budget.ReadingInterval());
        budget.TryDebit(QuotaBudget.ReadCost);

        // 8 h x 5 / (10,300 - 300 - 2,000 - 480 viewer counts) = 19.1 s
        Assert.Equal(19.15, budget.ReadingInterval().TotalSeconds, 2);
    }

    [Fact]
    public void What_is_kept_for_actions_is_not_read_away_and_comes_back_with_the_day()
    {
        var time = new FakeTime(At("2026-11-21T07:59:00Z"));
        var budget = new QuotaBudget(30, 20, time);

        Assert.True(budget.MayRead);
        budget.TryDebit(5);
        budget.TryDebit(5);
        Assert.False(budget.MayRead);
        Assert.Equal(10, budget.UsedToday);

        time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(budget.MayRead);
        Assert.Equal(0, budget.UsedToday);
    }

    [Fact]
    public void A_closed_day_opens_again_after_midnight()
    {
        var time = new FakeTime(At("2026-11-21T07:59:00Z"));
        var budget = new QuotaBudget(10_000, 2_000, time, jitter: () => 1);

        budget.Close();

        Assert.False(budget.TryDebit(1));
        Assert.Equal(At("2026-11-21T08:01:00Z"), budget.ClosedUntil);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(budget.TryDebit(1));
    }

    [Fact]
    public void A_closed_day_is_asked_again_when_a_person_wants_it_and_closed_again_when_Google_says_so()
    {
        var budget = new QuotaBudget(10_000, 2_000, new FakeTime(At("2026-11-20T18:00:00Z")));
        budget.Close();

        budget.AskAgain();

        Assert.Null(budget.ClosedUntil);
        Assert.True(budget.TryDebit(1));
        budget.Close();
        Assert.False(budget.TryDebit(1));
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
