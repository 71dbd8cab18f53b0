using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Posts;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Moderation;

/// <summary>A day whose units are gone: what acts on YouTube is not offered, with the reason, while Twitch and our own desks go on.</summary>
public sealed class SpentDayTests
{
    private static readonly Actor Nora = A.Moderator("Nora"), Lead = A.Person("Ana", Role.Lead);
    private static readonly MessageRef Message = new("youtube", "y1");

    [Theory]
    [InlineData(9_951, false, "YouTube's units of the day are used up. Act in YouTube's own chat; H hides it on our desks.")]
    [InlineData(300, true, "YouTube's units of the day are used up. Act in YouTube's own chat; H hides it on our desks.")]
    [InlineData(9_000, false, "The last 20 YouTube actions of the day are the lead's. Call the lead (L), or H hides it on our desks.")]
    [InlineData(8_900, false, null)]
    public void Moderating_YouTube_is_disabled_with_the_reason(long used, bool closed, string? why)
    {
        var show = Show(used, closed);

        Assert.Equal(why, Asking.WhyNot(show.State, Nora, "youtube", "abc", DeedKind.Remove)?.Message);
        Assert.Equal(why, show.Decide(new RemoveMessage(Message, Found: show.State.Recent[0].Message), Nora).Refusal?.Message);
        Assert.Null(Asking.WhyNot(show.State, Nora, "twitch", "agence", DeedKind.Remove));
        Assert.Null(show.Decide(new HideMessage(Message, Found: show.State.Recent[0].Message), Nora).Refusal);
    }

    [Fact]
    public void The_lead_has_the_last_ones_and_nobody_more_than_there_are()
    {
        var show = Show(9_900, closed: false);

        show = show.After(new RemoveMessage(Message, Found: show.State.Recent[0].Message), Lead);
        show = show.After(new SendPost([new ChatPost("youtube", "abc", new PostDeed("hi"))]), Lead);

        Assert.Equal(RefusalKind.PlatformCannot, show.Decide(new SendPost([new ChatPost("youtube", "abc", new PostDeed("once more"))]), Lead).Refusal?.Kind);
    }

    private static AShow Show(long used, bool closed) => A.Show().Acting().Acting("youtube", "abc").After(new MessageCame(A.Message(id: "y1", platform: "youtube", channel: "abc")))
        .After(new QuotaCame(new QuotaReading("p1", used, 0, 0, 10_000, 2_000, A.Time, A.Time.AddHours(9)) { ClosedUntil = closed ? A.Time.AddHours(9) : null }));

    [Fact]
    public void A_schedule_has_none_of_the_leads()
    {
        var show = Show(9_000, closed: false);

        Assert.NotNull(Asking.WhyNot(show.State, Actor.Program, "youtube", "abc", DeedKind.Post));
        Assert.Null(Asking.WhyNot(show.State, Lead, "youtube", "abc", DeedKind.Post));
    }
}
