using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.Tests;

/// <summary>Any interleaving of two transports, with delays, drops and ends of either: what came on either is handed on once, in time and in order.</summary>
public class TwinPairingPropertyTests
{
    private static readonly SourceKey[] Sources = [new("twitch", "alpha", "irc"), new("twitch", "alpha", "eventsub")];

    private abstract record Step
    {
        public sealed record Says(int Side, int Message) : Step;

        public sealed record Passes(int Milliseconds) : Step;

        public sealed record Turns(int Side, bool Live) : Step;
    }

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (12, from side in Gen.Choose(0, 1) from message in Gen.Choose(0, 12) select (Step)new Step.Says(side, message)),
        (4, from ms in Gen.Choose(1, 400) select (Step)new Step.Passes(ms)),
        (2, from side in Gen.Choose(0, 1) from live in Gen.Elements(true, true, false) select (Step)new Step.Turns(side, live)));

    [Fact]
    public void Whatever_came_on_either_transport_is_handed_on_exactly_once_in_order_and_within_the_window()
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(80);
        Prop.ForAll(Gen.ListOf(Steps).ToArbitrary(), steps => Holds([.. steps])).Check(config);
    }

    private static bool Holds(IReadOnlyList<Step> steps)
    {
        var time = new FakeTime();
        var queue = new TwinQueue(new TwinSide(Sources[0], null), new TwinSide(Sources[1], null), time);
        var came = new Dictionary<string, TimeSpan>();
        var gone = new List<(string Id, TimeSpan At)>();
        var said = new HashSet<(int, int)>();
        foreach (var step in steps)
        {
            switch (step)
            {
                // A transport says each message once: the supervisor sees to that.
                case Step.Says says when said.Add((says.Side, says.Message)):
                    came.TryAdd($"m{says.Message}", Now());
                    queue.Arrive(says.Side, new MessageCame(Message(says.Side, $"m{says.Message}")));
                    break;
                case Step.Turns turns:
                    queue.Arrive(turns.Side, new SourceChanged(Sources[turns.Side], turns.Live ? SourceState.Live : SourceState.Waiting, time.GetUtcNow()));
                    break;
                case Step.Passes passes:
                    Pass(passes.Milliseconds);
                    break;
            }

            Drain();
        }

        Pass((int)TwinPairing.Window.TotalMilliseconds);
        return queue.DueIn is null
            && gone.Select(g => g.Id).Order(StringComparer.Ordinal).SequenceEqual(came.Keys.Order(StringComparer.Ordinal))
            && gone.Select(g => came[g.Id]).SequenceEqual(gone.Select(g => came[g.Id]).Order())
            && gone.All(g => g.At - came[g.Id] <= TwinPairing.Window);

        TimeSpan Now() => TimeSpan.FromTicks(time.GetTimestamp());

        void Pass(int milliseconds)
        {
            for (; milliseconds > 0; milliseconds--)
            {
                time.Advance(TimeSpan.FromMilliseconds(1));
                Drain();
            }
        }

        void Drain()
        {
            while (queue.TryPeek(out var next))
            {
                if (next is MessageCame message) gone.Add((message.Message.Id, Now()));
                queue.Take();
            }
        }
    }

    private static ChatMessage Message(int side, string id) =>
        new("twitch", "alpha", id, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, new Author("1", "Bo"), "hi", First: side == 0);
}
