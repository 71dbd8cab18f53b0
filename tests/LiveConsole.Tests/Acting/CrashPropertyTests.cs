using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Acting;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Platforms;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Acting;

/// <summary>
/// Nights on a model: the journal's own rules, the engine's own choices and table, a platform that counts, and a program that dies at random between any two steps; answers
/// are lost, and what the platform tells comes late.
/// </summary>
public sealed class CrashPropertyTests
{
    [Fact]
    public void Wherever_a_program_dies_no_post_is_twice_no_removal_forgotten_and_nothing_stays_open() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => new Night(seed).Play()).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private sealed class Night(int seed)
    {
        private const int Deeds = 12;
        private readonly Random _dice = new(seed);
        private readonly Dictionary<string, int> _posted = new(StringComparer.Ordinal);
        private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
        private readonly HashSet<(string Platform, string Viewer)> _banned = [];
        private readonly HashSet<string> _bans = new(StringComparer.Ordinal);
        private readonly Queue<(DateTimeOffset At, Arrival Arrival)> _onTheWire = new();
        // What this life of the program waits for.
        private readonly Dictionary<long, Call> _running = [];
        private readonly Dictionary<long, DateTimeOffset> _silent = [];
        private ShowState _show = Asked.Show().Reads(A.Time);
        private DateTimeOffset _now = A.Time, _readsSince = A.Time;
        private int _lives = 1;

        private enum Step { Starting, Calling, Telling }

        private sealed record Call(Effect Effect, Step Step, DeedResult? Result = null);

        public bool Play()
        {
            for (var i = 0; i < Deeds; i++)
            {
                var platform = _dice.Next(2) == 0 ? "twitch" : "youtube";
                _show = _show.AsksAt(platform, ADeed(platform, i), _now);
                for (var steps = _dice.Next(6); steps > 0; steps--) OneStep(deaths: true);
            }

            for (var steps = 0; !_show.Effects.Open.IsEmpty && steps < 5_000; steps++) OneStep(deaths: steps < 200);
            // What comes back late is heard all the same.
            Pass(TimeSpan.FromMinutes(1));
            return IsRight();
        }

        private Deed ADeed(string platform, int i) => _dice.Next(5) switch
        {
            0 => new PostDeed($"post {i}"),
            1 => new BanDeed(Asked.Troll(i)),
            2 when platform == "twitch" => new WarnDeed(Asked.Troll(i), "Stop"),
            3 => new TimeOutDeed(Asked.Troll(i), 3_600),
            _ => Asked.Remove($"m{i}"),
        };

        private void OneStep(bool deaths)
        {
            if (deaths && _dice.Next(12) == 0) Die();
            if (_running.Count > 0 && _dice.Next(4) > 0) Advance(_running.Values.ElementAt(_dice.Next(_running.Count)));
            else Look();
            Pass(TimeSpan.FromMilliseconds(_dice.Next(2_000)));
        }

        private void Die()
        {
            _lives++;
            _running.Clear();
            _silent.Clear();
            _readsSince = _now;
            _show = _show.Reads(_now);
        }

        private void Look()
        {
            var running = _running.Keys.ToHashSet();
            foreach (var stranded in _show.Effects.Open.Values.Where(e => e.State == EffectState.Started && !running.Contains(e.Id)).ToList())
            {
                if (AfterCrashTable.Of(_show, stranded, _now, 1, _silent.GetValueOrDefault(stranded.Id, _readsSince)) is { } then) Take(then);
            }

            var choice = EffectChoice.Of(_show, _now, 1, running, _ => TimeSpan.Zero);
            foreach (var over in choice.Over) Take(new EffectEnded(over.Id, EffectState.Expired, EffectTrouble.TooLate));
            foreach (var start in choice.Start) _running[start.Id] = new Call(start, Step.Starting);
        }

        private void Advance(Call call)
        {
            switch (call.Step)
            {
                case Step.Starting:
                    Take(new EffectStarting(call.Effect.Id, new Guid(_dice.Next(), 0, 0, new byte[8]), "AgenceOrbite"));
                    // Its event may have settled it since it was chosen.
                    if (_show.Effects.Open.GetValueOrDefault(call.Effect.Id) is { } started) _running[call.Effect.Id] = new Call(started, Step.Calling);
                    else _running.Remove(call.Effect.Id);
                    break;
                case Step.Calling:
                    _running[call.Effect.Id] = call with { Step = Step.Telling, Result = Ask(call.Effect) };
                    break;
                default:
                    _running.Remove(call.Effect.Id);
                    if (EffectAnswers.Of(call.Effect, call.Result!, _now, 1) is { } then) Take(then);
                    else _silent[call.Effect.Id] = _now;
                    break;
            }
        }

        /// <summary>The platform: now and then it does nothing, or does it and its answer is lost.</summary>
        private DeedResult Ask(Effect effect)
        {
            if (_dice.Next(8) == 0) return new DeedResult.Later(TimeSpan.FromSeconds(1), "busy");
            var handle = $"handle-{effect.Id}-{effect.Tries}";
            if (_dice.Next(10) > 0) Do(effect, handle);
            else return new DeedResult.NotKnown();
            return _dice.Next(6) == 0 ? new DeedResult.NotKnown() : new DeedResult.Done(handle);
        }

        private void Do(Effect effect, string handle)
        {
            var late = _now.AddSeconds(_dice.Next(5));
            switch (effect.Deed)
            {
                case PostDeed post:
                    _posted[post.Text] = _posted.GetValueOrDefault(post.Text) + 1;
                    _onTheWire.Enqueue((late, new MessageCame(A.Message(post.Text, handle, Asked.Us, platform: effect.Platform, at: late))));
                    break;
                case RemoveDeed remove:
                    _removed.Add($"{effect.Platform}/{remove.MessageId}");
                    break;
                case BanDeed or TimeOutDeed:
                    _banned.Add((effect.Platform, effect.Deed.Viewer!.Id));
                    if (effect.Platform == "youtube") _bans.Add(handle);
                    _onTheWire.Enqueue((late, new ModeratorActed(new ModeratorAct(effect.Platform, "agence", effect.Deed is BanDeed ? "ban" : "timeout", _now, _dice.Next(2) == 0 ? Asked.Us : null, TargetId: effect.Deed.Viewer.Id))));
                    break;
                case WarnDeed warn:
                    _posted[$"warn {warn.Of.Id}"] = _posted.GetValueOrDefault($"warn {warn.Of.Id}") + 1;
                    break;
            }
        }

        private void Pass(TimeSpan time)
        {
            _now += time;
            while (_onTheWire.TryPeek(out var told) && told.At <= _now) Take(_onTheWire.Dequeue().Arrival);
            foreach (var unknown in _show.Effects.Settled.Values.Where(e => e.State == EffectState.Unknown).ToList())
            {
                if (EffectEvidence.Of(_show, unknown, 1) is { } evidence) Take(new EffectEnded(unknown.Id, EffectState.Done, Handle: evidence.Handle, Try: unknown.Try));
            }
        }

        private void Take(Arrival arrival) => _show = _show.Takes(arrival, _now);

        private bool IsRight()
        {
            var effects = _show.Effects.Settled.Values.ToList();
            return _show.Effects.Open.IsEmpty && effects.Count == Deeds && _posted.Values.All(times => times == 1)
                && effects.Where(e => e.Deed is RemoveDeed).All(e => _removed.Contains($"{e.Platform}/{((RemoveDeed)e.Deed).MessageId}") || e.State is EffectState.Failed or EffectState.Unknown)
                && effects.Where(e => e.Deed is PostDeed && e.State == EffectState.Done).All(e => _posted.ContainsKey(((PostDeed)e.Deed).Text) && e.Handle is not null)
                // What is on the platform is never said to have failed, but for what was not known.
                && effects.Where(e => e.Deed is PostDeed post && _posted.ContainsKey(post.Text)).All(e => e.State is EffectState.Done)
                && effects.Where(e => e.Deed is BanDeed && e.State == EffectState.Done).All(e => _banned.Contains((e.Platform, e.Deed.Viewer!.Id)))
                // Its event comes in time: no answer that was lost leads to a second one, which would hide the first one's handle.
                && _bans.DistinctBy(handle => handle[..handle.LastIndexOf('-')]).Count() == _bans.Count
                && effects.Where(e => e is { Platform: "youtube", Deed: BanDeed or TimeOutDeed, State: EffectState.Done, Handle: { } handle }).All(e => _bans.Contains(e.Handle!));
        }
    }
}
