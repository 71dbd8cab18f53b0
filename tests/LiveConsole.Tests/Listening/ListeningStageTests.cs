using System.Collections.Concurrent;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Listening;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Listening;

public sealed class ListeningStageTests : IAsyncDisposable
{
    private readonly FakeTime _time = new();
    private readonly ArrivalList _writer = new();
    private readonly ConcurrentBag<string> _judged = [];
    private ShowSettings? _settings = A.Settings();
    private ListeningStage? _stage;

    public async ValueTask DisposeAsync()
    {
        _writer.Empty();
        if (_stage is not null) await _stage.DisposeAsync();
    }

    private ListeningStage Stage(Judging? judge = null) => _stage = new ListeningStage(_writer, () => _settings, _time, new LiveConsoleMetrics(new AnOpenShow.Meters()), NullLogger.Instance,
        (message, show) =>
        {
            _judged.Add(message.Id);
            return (judge ?? MessageJudge.Judge)(message, show);
        });

    private static MessageCame Came(int n, string text = "is it cold?") => new(A.Message(text, id: $"m{n}"));

    [Fact]
    public async Task Each_message_is_judged_once_and_handed_on_in_its_order_with_what_stands_between()
    {
        var stage = Stage();
        stage.Start();
        for (var n = 0; n < 3_000; n++)
        {
            await stage.PutAsync(Came(n), default);
            if (n % 100 == 0) await stage.PutAsync(new ResumePointReached(new SourceKey("youtube", "abc", "stream"), $"after m{n}"), default);
        }

        await stage.FlushAsync(default);

        Assert.Equal(Enumerable.Range(0, 3_000).Select(n => $"m{n}"), _writer.Messages.Select(m => m.Id));
        Assert.All(_writer.All.OfType<MessageCame>(), m => Assert.True(m.Judgement!.Question));
        Assert.Equal(3_000, _judged.Distinct().Count());
        Assert.Equal(3_000, _judged.Count);
        var all = _writer.All;
        for (var i = 1; i < all.Count; i++)
        {
            if (all[i] is ResumePointReached point) Assert.Equal($"after {((MessageCame)all[i - 1]).Message.Id}", point.Token);
        }
    }

    [Fact]
    public async Task A_viewer_who_repeats_is_marked_in_the_order_the_messages_came()
    {
        var stage = Stage();
        stage.Start();
        for (var n = 0; n < 8; n++) await stage.PutAsync(Came(n, "regardez tous par ici"), default);

        await stage.FlushAsync(default);

        Assert.Equal([false, false, false, true, true, true, true, true], _writer.All.OfType<MessageCame>().Select(m => m.Judgement!.Marks.Any(mark => mark.Reason == Reasons.ViewerRepeats)));
    }

    [Fact]
    public async Task While_it_is_more_than_100_ms_behind_messages_pass_unjudged_in_their_order()
    {
        // Four of 30 ms fit; the fifth has waited 120 ms.
        var stage = Stage((message, show) =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(30));
            return MessageJudge.Judge(message, show);
        });
        for (var n = 0; n < 8; n++) await stage.PutAsync(Came(n), default);
        stage.Start();
        await stage.FlushAsync(default);

        Assert.Equal([true, true, true, true, false, false, false, false], _writer.All.OfType<MessageCame>().Select(m => m.Judgement is not null));
        Assert.Equal(Enumerable.Range(0, 8).Select(n => $"m{n}"), _writer.Messages.Select(m => m.Id));

        await stage.PutAsync(Came(8), default);
        await stage.FlushAsync(default);
        Assert.NotNull(_writer.All.OfType<MessageCame>().Last().Judgement);
    }

    [Fact]
    public async Task A_writer_that_makes_it_wait_does_not_make_it_late()
    {
        var stage = Stage();
        stage.Start();
        _writer.Fill();
        await stage.PutAsync(Came(0), default);
        await _writer.Blocked.WaitAsync(TimeSpan.FromSeconds(30));
        await stage.PutAsync(Came(1), default);
        _time.Advance(TimeSpan.FromSeconds(10));
        await stage.PutAsync(Came(2), default);
        Assert.False(stage.IsBehind);

        _writer.Empty();
        await stage.FlushAsync(default);

        Assert.All(_writer.All.OfType<MessageCame>(), m => Assert.NotNull(m.Judgement));
    }

    [Fact]
    public async Task A_removal_does_not_wait_behind_messages()
    {
        var stage = Stage();
        await stage.PutAsync(Came(0), default);

        await stage.PutAsync(new RemovalCame("twitch", "agence", A.Removal(), MessageId: "m0"), default);

        Assert.IsType<RemovalCame>(Assert.Single(_writer.All));
    }

    [Fact]
    public async Task What_the_show_tells_of_itself_counts_from_the_next_message_on()
    {
        var stage = Stage();
        stage.Start();
        await stage.PutAsync(Came(0, "!ask the rover how cold it is"), default);
        await stage.FlushAsync(default);
        _settings = A.Settings() with { Listening = new ListeningSettings { Commands = ["!ask"], WatchWords = ["rover"] } };
        await stage.PutAsync(Came(1, "!ask the rover how cold it is"), default);
        await stage.FlushAsync(default);

        var judged = _writer.All.OfType<MessageCame>().Select(m => m.Judgement!.Reasons).ToList();
        Assert.Equal((true, false), (judged[0].Contains(Reasons.OtherCommand), judged[0].Contains(Reasons.WatchWord)));
        Assert.Equal((true, true), (judged[1].Contains(Reasons.Command), judged[1].Contains(Reasons.WatchWord)));
    }

    [Fact]
    public async Task A_message_that_cannot_be_judged_passes_and_those_after_it_are_judged()
    {
        var stage = Stage((message, show) => message.Id == "m1" ? throw new InvalidOperationException("a bug") : MessageJudge.Judge(message, show));
        stage.Start();
        for (var n = 0; n < 3; n++) await stage.PutAsync(Came(n), default);
        await stage.FlushAsync(default);

        Assert.Equal([true, false, true], _writer.All.OfType<MessageCame>().Select(m => m.Judgement is not null));
    }

    [Fact]
    public void A_batch_that_is_brought_in_is_judged_whole_however_long_it_takes()
    {
        var stage = Stage((message, show) =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return MessageJudge.Judge(message, show);
        });

        var judged = stage.Judged([.. Enumerable.Range(0, 200).Select(n => (Arrival)Came(n)), new RemovalCame("twitch", "agence", A.Removal(), MessageId: "m0")]);

        Assert.Equal(Enumerable.Range(0, 200).Select(n => $"m{n}"), judged.OfType<MessageCame>().Select(m => m.Message.Id));
        Assert.All(judged.OfType<MessageCame>(), m => Assert.NotNull(m.Judgement));
        Assert.IsType<RemovalCame>(judged[^1]);
    }

    [Fact]
    public async Task What_waits_when_the_show_is_closed_is_handed_on_and_what_comes_after_is_refused()
    {
        var stage = Stage();
        for (var n = 0; n < 500; n++) await stage.PutAsync(Came(n), default);
        stage.Start();

        await stage.DisposeAsync();

        Assert.Equal(500, _writer.Messages.Count);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await stage.PutAsync(Came(500), default));
    }
}
