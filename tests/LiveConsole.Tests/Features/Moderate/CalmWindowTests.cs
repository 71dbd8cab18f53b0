using System.Globalization;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Features.Moderate;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Features.Moderate;

/// <summary>The feed when more comes than a person can read.</summary>
public sealed class CalmWindowTests
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);

    private readonly FakeTime _time = new();
    private readonly FakeShow _show;
    private readonly FeedWindow _window;
    private int _said;

    public CalmWindowTests()
    {
        _show = new FakeShow(_time, new ShowSettings("landing", "Landing night"));
        _window = new FeedWindow(_time);
        _window.ToEdge(View);
    }

    private ShowView View => _show.Snapshot.For(new Reader(Role.Moderator));

    [Fact]
    public void Seven_a_second_are_all_shown_and_eight_are_not()
    {
        Play(seconds: 10, aSecond: 7);
        Assert.False(_window.Calm);
        Assert.Equal(70, _window.Rows.Count);

        Play(seconds: 10, aSecond: 10);
        Assert.True(_window.Calm);
    }

    [Fact]
    public void Of_six_hundred_a_second_four_are_shown_it_says_so_and_nothing_waits()
    {
        Play(seconds: 5, aSecond: 600);
        var before = _window.Rows.Count;

        Play(seconds: 5, aSecond: 600);

        Assert.InRange(_window.Rows.Count - before, 18, 20);
        Assert.InRange(_window.Pace.Shown, 3, 4.2);
        Assert.InRange(_window.Pace.Came, 570, 630);
        Assert.Equal(0, _window.Waiting);
        Assert.Equal(_window.Rows.Select(r => r.Sequence).Order(), _window.Rows.Select(r => r.Sequence));
    }

    [Fact]
    public void In_the_critical_phase_two_are_shown()
    {
        _show.Append(new PhaseBegan(new Phase("critical", "critique", "critical", _show.Clock.Now, null)));
        Play(seconds: 5, aSecond: 200);
        var before = _window.Rows.Count;

        Play(seconds: 10, aSecond: 200);

        Assert.InRange(_window.Rows.Count - before, 18, 20);
    }

    [Fact]
    public void Questions_are_what_is_shown_and_copies_are_one_row_that_counts()
    {
        Play(seconds: 6, aSecond: 100, text: n => n % 50 == 0 ? $"why is it red, number {n} ?" : "LETS GO", judge: true);

        var crowd = Assert.Single(_window.Rows, r => _window.FoldOf(r) is not null);
        Assert.Equal("LETS GO", crowd.Message.Text);
        Assert.InRange(_window.FoldOf(crowd)!.Count, 500, 600);
        // Once calm: nothing but questions, and no copy beside the row that stands for all.
        Assert.All(_window.Rows.Where(r => r.Sequence > 200), r => Assert.True(r.Judgement!.Question));
    }

    [Fact]
    public void A_row_keeps_what_it_stood_for_when_the_show_has_long_forgotten_it()
    {
        Play(seconds: 3, aSecond: 40, text: _ => "LETS GO");
        var crowd = _window.Rows.Single(r => _window.FoldOf(r) is not null);
        Play(seconds: 30, aSecond: 200);

        Assert.Null(View.FoldOf(crowd.Sequence));
        Assert.True(_window.FoldOf(crowd)!.Count > 50);
    }

    [Fact]
    public void Removed_copies_leave_the_count()
    {
        Play(seconds: 3, aSecond: 40, text: _ => "buy followers");
        var row = _window.Rows.Last(r => _window.FoldOf(r) is not null);
        var before = _window.FoldOf(row)!.Count;

        _show.Arrive(new RemovalCame("twitch", "agency", new Removal(_show.Clock.Now, RemovalScope.Message), MessageId: "m7"));
        _window.Follow(View);

        Assert.Equal(before - 1, _window.FoldOf(row)!.Count);
    }

    [Fact]
    public void Under_a_pointer_no_row_moves_or_comes_and_what_comes_is_counted()
    {
        Play(seconds: 3, aSecond: 100);
        _window.Hold(true);
        var stood = _window.Rows.Select(r => r.Sequence).ToList();

        Play(seconds: 2, aSecond: 600);

        Assert.Equal(stood, _window.Rows.Select(r => r.Sequence));
        Assert.Equal(1_200, _window.Waiting);
    }

    [Fact]
    public void Switched_off_it_shows_the_newest_twenty_a_second_and_switched_on_again_the_few()
    {
        Play(seconds: 3, aSecond: 100);

        _window.WantCalm(false, View);
        Assert.False(_window.Calm);
        Assert.Equal(FeedWindow.Most, _window.Rows.Count);
        Play(seconds: 1, aSecond: 100);
        Assert.True(_window.Waiting > 50);

        _window.WantCalm(true, View);
        Assert.True(_window.Calm);
        Assert.True(_window.Rows.Count < 40);
    }

    [Fact]
    public void A_page_that_begins_in_the_middle_of_it_is_calm_from_the_start()
    {
        Play(seconds: 5, aSecond: 300);
        var later = new FeedWindow(_time);

        later.ToEdge(View);

        Assert.True(later.Calm);
        Assert.InRange(later.Rows.Count, 4, 40);
    }

    [Fact]
    public void When_it_is_quiet_again_everything_is_shown_again()
    {
        Play(seconds: 5, aSecond: 100);
        Play(seconds: 20, aSecond: 2);

        Assert.False(_window.Calm);
        var newest = View.Newest(20).Select(r => r.Sequence);
        Assert.Equal(newest, _window.Rows.TakeLast(20).Select(r => r.Sequence));
    }

    private void Play(int seconds, int aSecond, Func<int, string>? text = null, bool judge = false)
    {
        for (var (turn, due) = (0, 0); turn < seconds * 10; turn++)
        {
            for (due += aSecond; due >= 10; due -= 10)
            {
                _said++;
                var message = new ChatMessage("twitch", "agency", $"m{_said}", _show.Clock.Now, _show.Clock.Now, new Author($"v{_said % 300}", "Ayşe"),
                    text?.Invoke(_said) ?? string.Create(CultureInfo.InvariantCulture, $"say {_said}"));
                _show.Arrive(new MessageCame(message, judge ? MessageJudge.Judge(message, ShowVocabulary.None) : null));
            }

            _window.Follow(View);
            _time.Advance(Turn);
        }
    }
}
