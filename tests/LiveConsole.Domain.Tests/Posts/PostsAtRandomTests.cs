using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Posts;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Posts;

/// <summary>Whatever several people press, on what they saw a while ago: what must never happen with posts does not.</summary>
public sealed class PostsAtRandomTests
{
    private static readonly Actor[] Crew = [A.Producer("Salomé"), A.Person("Basile", Role.Lead), A.Editor("Ana"), A.Moderator("Nora")];

    private static readonly PostWritten[] Library =
    [
        new("Touchdown", PostKind.Post, new("Posé !", "Touchdown!"), new("Silence.", "Silence."), Moment: "touchdown"),
        new("Joy", PostKind.Post, new("Bravo !", "Well done!"), Moment: "touchdown"),
        new("Welcome", PostKind.Post, new("Bienvenue", "Welcome"), Every: TimeSpan.FromMinutes(2)),
        new("Rules", PostKind.Announcement, new("Soyez sympas", "Be kind"), Every: TimeSpan.FromMinutes(3)),
        new("Long", PostKind.Post, new(new string('x', 300), "y")),
    ];

    [Fact]
    public void No_time_of_a_schedule_and_no_arming_is_posted_twice_nothing_goes_into_the_critical_minutes_and_what_is_disarmed_stays_silent() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var slots = new HashSet<(int, Guid, int)>();
            foreach (var (before, command, after) in Play(seed))
            {
                foreach (var fired in after.Entries.Skip(before.Entries.Count).Select(e => e.Entry).OfType<PostFired>())
                {
                    var post = before.State.Posts.Find(fired.Number)!;
                    if (fired.Slot is { } slot) Assert.True(slots.Add((fired.Number, post.Schedule!.Started, slot)), "A time was posted twice.");
                    if (fired.Moment is not null) Assert.NotNull(post.Armed);
                    if (before.State.IsCritical) Assert.True(post.Armed!.At < before.State.Phase!.Since, "A post went into the critical minutes.");
                    if (fired.Slot is not null) Assert.True(before.State.Hold is null, "A schedule posted while the show was held.");
                    Assert.Equal(fired.Effects.Distinct().Count(), fired.Effects.Length);
                    Assert.All(fired.Effects, id => Assert.True(id > before.State.Effects.LastId));
                    Assert.All(fired.Effects, id => Assert.True(Length(after.State.Effects.Find(id)!) <= PlatformDeeds.LongestPost(after.State.Effects.Find(id)!.Platform)));
                }

                if (after.State.IsCritical || after.State.Hold is not null) Assert.All(after.State.Posts.All.Values, p => Assert.Null(p.Schedule));
                if (command is TakeOffAir { All: true } or DisarmPost { Number: null } && after.Last!.Refusal is null) Assert.All(after.State.Posts.All.Values, p => Assert.False(p.Waits));
                var keys = after.State.Posts.All.Values.Where(p => p.Armed?.Key is not null).Select(p => p.Armed!.Key).ToList();
                Assert.Equal(keys.Distinct().Count(), keys.Count);
            }
        }).QuickCheckThrowOnFailure();

    private static int Length(Effect effect) => effect.Deed switch { PostDeed p => p.Text.Length, AnnounceDeed a => a.Text.Length, _ => 0 };

    private static IEnumerable<(AShow Before, IShowCommand Command, AShow After)> Play(int seed)
    {
        var random = new System.Random(seed);
        var show = APostShow.Show(Library);
        List<AShow> seen = [show];
        for (var i = 0; i < 80; i++)
        {
            show = show.Later(random.Next(90));
            var glass = seen[Math.Max(0, seen.Count - 1 - random.Next(4))];
            var (number, by) = (random.Next(1, 7), Crew[random.Next(Crew.Length)]);
            var version = glass.State.Posts.Find(number)?.Version ?? 1;
            var running = glass.State.Posts.Find(number)?.Schedule;
            IShowCommand command = random.Next(14) switch
            {
                0 or 1 => new ArmPost(number, version),
                2 => new DisarmPost(random.Next(5) == 0 ? null : number),
                3 or 4 => new SchedulePost(number, version),
                5 => new FirePost(number, version, (PostEnding)random.Next(2)),
                6 => new MarkMoment("Touchdown") { Ending = (PostEnding)random.Next(2) },
                7 => random.Next(2) == 0 ? APostShow.Critical : new BeginPhase("questions", "QUESTIONS", "QUESTIONS", null),
                8 => show.State.Hold is { } hold ? new ResumeShow(hold.Since, null) : new HoldShow(),
                9 => new TakeOffAir(All: random.Next(2) == 0),
                10 => new KeepPost(Library[random.Next(Library.Length)], number, version),
                _ => new FireSlot(number, running?.Started ?? Guid.Empty, running?.Slot ?? 1),
            };
            if (command is FireSlot) by = Actor.Program;
            var after = show.Try(command, by);
            yield return (show, command, after);
            show = after;
            seen.Add(show);
        }
    }
}
