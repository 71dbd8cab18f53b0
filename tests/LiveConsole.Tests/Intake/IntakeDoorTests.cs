using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Intake;
using LiveConsole.Sources;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;

namespace LiveConsole.Tests.Intake;

public sealed class IntakeDoorTests
{
    private static readonly IntakeDoor Door = new(TimeProvider.System);

    private static IntakeRead Call(AnOpenShow show, params (string Source, string Id)[] rows) => IntakeFormat.Read(
        JsonSerializer.SerializeToUtf8Bytes(rows.Select(r => new { platform = r.Source, id = r.Id, text = "why is it red?", author = new { name = "Léa" } })), show.Live.Clock.Now);

    private static async Task<IntakeAnswer.Done> DoneAsync(AnOpenShow show, IntakeRead read) =>
        Assert.IsType<IntakeAnswer.Done>(await Door.TakeAsync(show.Live, read, default).WaitAsync(Cap.Signal));

    [Fact]
    public async Task What_is_accepted_is_journaled_judged_and_counted_for_its_source()
    {
        await using var show = await AnOpenShow.OpenAsync();

        var done = await DoneAsync(show, Call(show, ("hall", "1"), ("hall", "2"), ("Hall", "3")));

        Assert.Equal((2, 0), (done.Accepted, done.Duplicate));
        Assert.Equal([2], done.Refused.Select(r => r.Index));
        var came = (await show.EntriesAsync()).Select(e => e.Entry).OfType<MessageArrived>().ToList();
        Assert.Equal(["1", "2"], came.Select(m => m.Message.Id));
        Assert.All(came, m => Assert.True(m.Judgement?.Question));
        var channel = Assert.Single(ChannelReading.All((await show.Until(s => s.State.Messages == 2)).State));
        Assert.Equal(("hall", true, 2L), (channel.Platform, channel.Live, channel.Messages));
    }

    [Fact]
    public async Task A_message_taken_back_by_its_source_is_struck()
    {
        await using var show = await AnOpenShow.OpenAsync();
        await DoneAsync(show, Call(show, ("hall", "1")));

        var again = await DoneAsync(show, IntakeFormat.Read(Encoding.UTF8.GetBytes(
            """[{"platform":"hall","id":"1","text":"why is it red?","author":{"name":"Léa"},"removed":{"at":"2030-01-01T00:00:00Z"}}]"""), show.Live.Clock.Now));

        Assert.Equal((0, 1), (again.Accepted, again.Duplicate));
        Assert.Single((await show.EntriesAsync()).Select(e => e.Entry).OfType<MessagesRemoved>(), r => r.MessageId == "1");
    }

    [Fact]
    public async Task Of_any_calls_in_any_order_each_message_is_one()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var rows = Gen.Choose(0, 30).Select(i => (Source: i % 2 == 0 ? "hall" : "phone", Id: $"{i}"));
        List<(string, string)> all = [];
        var (accepted, duplicate) = (0, 0);

        foreach (var call in Gen.Sample(rows.NonEmptyListOf(), 40))
        {
            var done = await DoneAsync(show, Call(show, [.. call]));
            (accepted, duplicate) = (accepted + done.Accepted, duplicate + done.Duplicate);
            Assert.Equal(call.Count, done.Accepted + done.Duplicate);
            all.AddRange(call);
        }

        var journaled = (await show.EntriesAsync()).Select(e => e.Entry).OfType<MessageArrived>().Select(m => (m.Message.Platform, m.Message.Id)).ToList();
        Assert.Equal(all.Distinct().Order(), journaled.Order());
        Assert.Equal((journaled.Count, all.Count), (accepted, accepted + duplicate));
    }

    [Fact]
    public async Task Two_who_send_the_same_at_once_make_one()
    {
        await using var show = await AnOpenShow.OpenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DoneAsync(show, Call(show, ("hall", "1")))));

        Assert.Equal((1, 7), (answers.Sum(a => a.Accepted), answers.Sum(a => a.Duplicate)));
    }

    [Fact]
    public async Task More_calls_than_have_room_are_told_to_come_again_and_none_that_was_acknowledged_is_lost()
    {
        await using var show = await AnOpenShow.OpenAsync();
        show.Journal.Hangs();
        var waiting = Enumerable.Range(0, IntakeDoor.CallsWaiting).Select(i => Door.TakeAsync(show.Live, Call(show, ("hall", $"{i}")), default)).ToList();

        var full = Assert.IsType<IntakeAnswer.NotNow>(await Door.TakeAsync(show.Live, Call(show, ("hall", "late")), default).WaitAsync(Cap.Signal));
        Assert.Equal((RefusalKind.Busy, TimeSpan.FromSeconds(1)), (full.Kind, full.After));
        show.Journal.Release();
        Assert.All(await Task.WhenAll(waiting).WaitAsync(Cap.Signal), a => Assert.Equal(1, Assert.IsType<IntakeAnswer.Done>(a).Accepted));
        var again = await DoneAsync(show, Call(show, ("hall", "late"), ("hall", "0")));

        Assert.Equal((1, 1), (again.Accepted, again.Duplicate));
    }

    [Fact]
    public async Task While_the_journal_does_not_answer_the_sender_hears_not_known_yet_and_may_send_again()
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync();
        var door = new IntakeDoor(time);
        show.Journal.Hangs();

        var answer = door.TakeAsync(show.Live, Call(show, ("hall", "1")), default);
        time.Advance(TimeSpan.FromSeconds(10));
        var notNow = Assert.IsType<IntakeAnswer.NotNow>(await answer.WaitAsync(Cap.Signal));
        Assert.Equal(RefusalKind.UnknownOutcome, notNow.Kind);
        show.Journal.Release();

        var again = await DoneAsync(show, Call(show, ("hall", "1")));
        Assert.Equal((0, 1), (again.Accepted, again.Duplicate));
    }

    [Fact]
    public async Task A_show_has_so_many_sources_and_no_more()
    {
        await using var show = await AnOpenShow.OpenAsync();

        var done = await DoneAsync(show, Call(show, [.. Enumerable.Range(0, IntakeDoor.MostSources + 5).Select(i => ($"source-{i}", "1"))]));
        var more = await DoneAsync(show, Call(show, ("another", "1"), ("source-0", "2")));

        Assert.Equal((IntakeDoor.MostSources, 5), (done.Accepted, done.Refused.Length));
        Assert.Equal(1, more.Accepted);
        Assert.Equal([0], more.Refused.Select(r => r.Index));
        Assert.Equal(IntakeDoor.MostSources, (await show.Until(s => s.State.Messages == IntakeDoor.MostSources + 1)).State.Sources.Count);
    }

    [Fact]
    public async Task A_program_that_falls_silent_is_said_as_what_it_is()
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync(time);
        var door = new IntakeDoor(time);
        for (var minute = 0; minute < 8; minute++)
        {
            for (var i = 0; i < 30; i++)
            {
                await door.TakeAsync(show.Live, Call(show, ("hall", $"{minute}-{i}")), default).WaitAsync(Cap.Signal);
                time.Advance(TimeSpan.FromSeconds(2));
            }
        }

        var silent = Assert.Single(SourceAlerts.Of((await show.Until(s => s.State.Messages == 240)).State, show.Live.Clock.Now + TimeSpan.FromMinutes(3), 1));

        Assert.Equal(("source.silent", "A program brings it in: look whether it still runs."), (silent.Kind, silent.ToDo!.En));
        Assert.StartsWith("hall silent for", silent.Words.En, StringComparison.Ordinal);
    }
}
