using System.Threading.Channels;
using LiveConsole.Outputs;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Outputs;

public sealed class OutputLineTests : IDisposable
{
    private static readonly OutputPace Pace = new(TimeSpan.FromSeconds(5), TimeSpan.Zero);

    private sealed record Lamp(string? Shows);

    private sealed class AnEnd : IOutput<Lamp>
    {
        private readonly Channel<(Lamp Now, Lamp? Told, TaskCompletionSource<OutputSaid> Answer)> _calls = Channel.CreateUnbounded<(Lamp, Lamp?, TaskCompletionSource<OutputSaid>)>();

        public bool Differs(Lamp now, Lamp? told) => now != told;

        public bool Darkens(Lamp now, Lamp telling) => telling.Shows is not null && now.Shows != telling.Shows;

        public Lamp? Last(Lamp told) => new((string?)null);

        public Task<OutputSaid> TestAsync(CancellationToken ct) => Task.FromResult(OutputSaid.Well);

        public async Task<OutputSaid> TellAsync(Lamp now, Lamp? told, CancellationToken ct)
        {
            var answer = new TaskCompletionSource<OutputSaid>(TaskCreationOptions.RunContinuationsAsynchronously);
            _calls.Writer.TryWrite((now, told, answer));
            return await answer.Task.WaitAsync(ct);
        }

        public async Task<TaskCompletionSource<OutputSaid>> AskedAsync(string? shows, string? told)
        {
            var call = await _calls.Reader.ReadAsync().AsTask().WaitAsync(Cap.Signal);
            Assert.Equal((shows, told), (call.Now.Shows ?? "dark", call.Told is null ? "unknown" : call.Told.Shows ?? "dark"));
            return call.Answer;
        }
    }

    private readonly FakeTime _time = new();
    private readonly AnEnd _end = new();
    private readonly Channel<Lamp> _lamps = Channel.CreateUnbounded<Lamp>();
    private readonly Channel<OutputSaid> _said = Channel.CreateUnbounded<OutputSaid>();
    private readonly CancellationTokenSource _stop = new();

    private readonly SemaphoreSlim _seen = new(0);

    // What stands after a yield runs once the line has taken note of what was yielded.
    private async IAsyncEnumerable<Lamp> LampsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var lamp in _lamps.Reader.ReadAllAsync(ct))
        {
            yield return lamp;
            _seen.Release();
        }
    }

    private async Task SeenAsync(int lamps)
    {
        for (; lamps > 0; lamps--) Assert.True(await _seen.WaitAsync(Cap.Signal));
    }

    private Task RunAsync() => new OutputLine<Lamp>(LampsAsync, _end, Pace, said => _said.Writer.TryWrite(said), _time, new Random(1)).RunAsync(_stop.Token);

    [Fact]
    public async Task What_leaves_the_glass_is_told_also_when_the_call_that_put_it_there_was_not_answered()
    {
        var line = RunAsync();
        _lamps.Writer.TryWrite(new Lamp((string?)null));
        (await _end.AskedAsync("dark", "unknown")).SetResult(OutputSaid.Well);
        await SaidAsync();
        _lamps.Writer.TryWrite(new Lamp("A"));
        var silent = new OutputSaid(false, new("It did not answer.", "Pas de réponse."));
        (await _end.AskedAsync("A", "dark")).SetResult(silent);
        await SaidAsync();
        // The first retry comes at once.
        (await _end.AskedAsync("A", "unknown")).SetResult(silent);
        await SaidAsync();

        _lamps.Writer.TryWrite(new Lamp((string?)null));

        (await _end.AskedAsync("dark", "unknown")).SetResult(OutputSaid.Well);
        await SaidAsync();
        await EndAsync(line);
    }

    private async Task<OutputSaid> SaidAsync() => await _said.Reader.ReadAsync().AsTask().WaitAsync(Cap.Signal);

    private async Task EndAsync(Task line)
    {
        await _stop.CancelAsync();
        await line.WaitAsync(Cap.Signal);
    }

    public void Dispose()
    {
        _seen.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task What_must_leave_the_glass_cuts_a_call_under_way_and_is_said_twice()
    {
        var line = RunAsync();
        _lamps.Writer.TryWrite(new Lamp("Q1"));
        await _end.AskedAsync("Q1", "unknown");

        _lamps.Writer.TryWrite(new Lamp((string?)null));

        (await _end.AskedAsync("dark", "unknown")).SetResult(OutputSaid.Well);
        await SaidAsync();
        // The call that was cut may arrive late: the dark is said again.
        await _time.TimerDueIn(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        (await _end.AskedAsync("dark", "unknown")).SetResult(OutputSaid.Well);
        await SaidAsync();
        await EndAsync(line);
    }

    [Fact]
    public async Task After_a_failure_the_present_is_told_and_not_what_failed()
    {
        var line = RunAsync();
        _lamps.Writer.TryWrite(new Lamp((string?)null));
        var failing = await _end.AskedAsync("dark", "unknown");
        _lamps.Writer.TryWrite(new Lamp("Q1"));
        _lamps.Writer.TryWrite(new Lamp("Q2"));
        await SeenAsync(3);

        failing.SetResult(new OutputSaid(false, OutputSaid.Well.Words));
        Assert.False((await SaidAsync()).Ok);
        (await _end.AskedAsync("Q2", "unknown")).SetResult(OutputSaid.Well);
        Assert.True((await SaidAsync()).Ok);

        var ending = EndAsync(line);
        (await _end.AskedAsync("dark", "Q2")).SetResult(OutputSaid.Well);
        await ending;
    }

    [Fact]
    public async Task An_end_that_says_it_is_gone_is_asked_no_more()
    {
        var line = RunAsync();
        _lamps.Writer.TryWrite(new Lamp("Q1"));
        (await _end.AskedAsync("Q1", "unknown")).SetResult(new OutputSaid(false, OutputSaid.Well.Words, Gone: true));

        await line.WaitAsync(Cap.Signal);
    }
}
