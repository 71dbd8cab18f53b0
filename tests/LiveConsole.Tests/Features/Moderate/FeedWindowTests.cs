using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Moderate;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Features.Moderate;

public sealed class FeedWindowTests
{
    private readonly FakeTime _time = new();
    private readonly FakeShow _show;
    private readonly FeedWindow _window;
    private int _said;

    public FeedWindowTests()
    {
        _show = new FakeShow(_time, new ShowSettings("landing", "Landing night"));
        _window = new FeedWindow(_time);
        _window.WantCalm(false, View);
    }

    private ShowView View => _show.Snapshot.For(new Reader(Role.Moderator));

    [Fact]
    public void New_rows_come_last()
    {
        Say(2);

        _window.Follow(View);

        Assert.Equal(["say 1", "say 2"], _window.Rows.Select(r => r.Message.Text));
        Assert.Equal(0, _window.Waiting);
    }

    [Fact]
    public void It_never_holds_more_than_300_rows()
    {
        Say(400);

        _window.ToEdge(View);

        Assert.Equal(FeedWindow.Most, _window.Rows.Count);
        Assert.Equal("say 400", _window.Rows[^1].Message.Text);
    }

    [Fact]
    public void Under_a_pointer_it_stands_still_and_counts()
    {
        Say(3);
        _window.Follow(View);
        _window.Hold(true);

        Say(5);
        _window.Follow(View);

        Assert.Equal(3, _window.Rows.Count);
        Assert.Equal(5, _window.Waiting);
    }

    [Fact]
    public void With_a_row_selected_it_stands_still_and_the_newest_come_back_at_its_edge()
    {
        Say(3);
        _window.Follow(View);
        _window.Select(_window.Rows[1]);
        Say(2);
        _window.Follow(View);

        _window.ToEdge(View);

        Assert.Equal(5, _window.Rows.Count);
        Assert.Equal(0, _window.Waiting);
        Assert.Null(_window.Selected);
    }

    [Fact]
    public void Faster_than_twenty_a_second_it_shows_the_newest_and_counts_the_rest()
    {
        Say(200);

        _window.Follow(View);

        Assert.Equal(FeedWindow.ASecond, _window.Rows.Count);
        Assert.Equal("say 200", _window.Rows[^1].Message.Text);
        Assert.Equal(180, _window.Waiting);
    }

    [Fact]
    public void A_second_later_it_may_show_twenty_more()
    {
        Say(200);
        _window.Follow(View);
        _time.Advance(TimeSpan.FromSeconds(1));
        Say(200);

        _window.Follow(View);

        Assert.Equal(2 * FeedWindow.ASecond, _window.Rows.Count);
    }

    [Fact]
    public void A_row_removed_on_its_platform_is_struck_where_it_stands()
    {
        Say(1);
        _window.Follow(View);

        _show.Arrive(new RemovalCame("twitch", "agency", new Removal(_show.Clock.Now, RemovalScope.Message), MessageId: "m1"));
        _window.Follow(View);

        Assert.NotNull(_window.Rows[0].Removed);
    }

    [Fact]
    public void One_platform_alone_can_be_shown()
    {
        Say(2);
        Say(1, "youtube");

        _window.Only("youtube", View);
        Say(1);
        _window.Follow(View);

        Assert.Equal("youtube", Assert.Single(_window.Rows).Message.Platform);
        Assert.Equal(0, _window.Waiting);
    }

    [Fact]
    public void Older_rows_are_put_before_and_it_is_away_from_the_edge_until_it_is_back()
    {
        Say(3);
        _window.Follow(View);
        var rows = _window.Rows.ToList();
        _window.Only([rows[2]]);

        _window.Before([rows[0], rows[1]]);

        Assert.True(_window.Away);
        Assert.Equal(rows, _window.Rows);
        _window.Behind([], edge: true, View);
        Assert.False(_window.Away);
    }

    private void Say(int count, string platform = "twitch")
    {
        for (var i = 0; i < count; i++)
        {
            _said++;
            _show.Arrive(new MessageCame(new ChatMessage(platform, "agency", $"m{_said}", _show.Clock.Now, _show.Clock.Now, new Author("1", "Ayşe"), $"say {_said}")));
        }
    }
}
