using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
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

        _window.Only(new FeedFilter("youtube"), View);
        Say(1);
        _window.Follow(View);

        Assert.Equal("youtube", Assert.Single(_window.Rows).Message.Platform);
        Assert.Equal(0, _window.Waiting);
    }

    [Fact]
    public void One_language_alone_can_be_shown_and_the_rest_has_a_button_of_its_own()
    {
        Say("c'est froid", "fr");
        Say("so cold", "en");
        Say("hace frío", "es");
        Say("LUL", null);

        _window.Only(FeedFilter.None.Toggle("fr"), View);
        Assert.Equal(["c'est froid"], _window.Rows.Select(r => r.Message.Text));

        _window.Only(_window.Filter.Toggle(FeedFilter.Others), View);
        Assert.Equal(["c'est froid", "hace frío", "LUL"], _window.Rows.Select(r => r.Message.Text));

        Come(Told("") with { Kind = MessageKind.Gift });
        _window.Only(FeedFilter.None.Toggle("en"), View);
        Assert.Equal(["so cold", ""], _window.Rows.Select(r => r.Message.Text));

        _window.Only(_window.Filter.Toggle("en"), View);
        Assert.Equal(5, _window.Rows.Count);
        Assert.False(_window.Filter.IsOn);
    }

    [Theory]
    [InlineData(FeedKind.Questions, "asked")]
    [InlineData(FeedKind.Paid, "paid")]
    [InlineData(FeedKind.Members, "joined")]
    [InlineData(FeedKind.Events, "raided")]
    [InlineData(FeedKind.Crew, "hosted")]
    public void One_kind_alone_can_be_shown(FeedKind kind, string text)
    {
        Come(Told("asked"), new Judgement(true, 0.9, "en", []));
        Come(Told("paid") with { Kind = MessageKind.Paid, Paid = new Paid(5_000_000, "EUR", "5,00 €") });
        Come(Told("joined") with { Kind = MessageKind.Member });
        Come(Told("raided") with { Kind = MessageKind.Raid });
        Come(Told("hosted") with { Author = new Author("h", "Host", Roles: ["broadcaster"]) });
        Come(Told("said"));

        _window.Only(new FeedFilter(Kind: kind), View);
        Come(Told("said later"));
        _window.Follow(View);

        Assert.Equal([text], _window.Rows.Select(r => r.Message.Text));
        Assert.Equal(0, _window.Waiting);
    }

    [Fact]
    public void What_fills_a_narrowed_window_comes_first_and_it_follows_all_the_same()
    {
        Say(3);
        _window.Follow(View);
        var rows = _window.Rows.ToList();
        _window.Only(new FeedFilter(Kind: FeedKind.Members), View);

        _window.Fill([rows[0], rows[1]]);
        Come(Told("joined") with { Kind = MessageKind.Member });
        _window.Follow(View);

        Assert.Equal(["say 1", "say 2", "joined"], _window.Rows.Select(r => r.Message.Text));
        Assert.False(_window.Stopped);
    }

    private void Say(string text, string? language) => Come(Told(text), new Judgement(false, 0.1, language, []));

    private ChatMessage Told(string text) => new("twitch", "agency", $"t{++_said}", _show.Clock.Now, _show.Clock.Now, new Author("9", "Ayşe"), text);

    private void Come(ChatMessage message, Judgement? judgement = null) => _show.Arrive(new MessageCame(message, judgement));

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
