using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Questions;

/// <summary>Who answers: one at a time, for five minutes, longer while they work.</summary>
public sealed class ClaimTests
{
    private static readonly Actor Ines = A.Person("Inès", Role.Expert);
    private static readonly Actor Tomas = A.Person("Tomas", Role.Expert);

    private static AShow Asked => A.Show().With(A.Question("how cold is it?").New());

    private static ClaimItem Claim(AShow show) => new(show.Id(1), show.Version(1));

    [Fact]
    public void Who_comes_second_is_told_who_came_first_and_how_long_they_still_have()
    {
        var show = Asked;
        var glass = show;
        show = show.After(Claim(show), Ines).Later(70);

        var refusal = show.Decide(Claim(glass), Tomas).Refusal!;

        Assert.Equal(RefusalKind.Stale, refusal.Kind);
        Assert.Equal("Inès took Q1 on at 21:50:00 and has it for 3:50 more. Choose another one, or write to Inès.", refusal.Words.En);
        Assert.Equal("Inès a pris Q1 en charge à 21:50:00 et l'a encore 3:50. Choisissez-en une autre, ou écrivez à Inès.", refusal.Words.Fr);
    }

    [Fact]
    public void It_runs_out_by_the_clock_alone_and_is_free_for_the_next()
    {
        var show = Asked;
        show = show.After(Claim(show), Ines).Later(300);
        Assert.Null(show.Item(1).HeldAt(show.Now));

        show = show.After(Claim(show), Tomas);

        Assert.Equal("Tomas", show.Item(1).HeldAt(show.Now)!.Name);
    }

    [Fact]
    public void Typing_begins_it_anew_at_most_once_a_minute_and_makes_nobody_elses_version_old()
    {
        var show = Asked;
        show = show.After(Claim(show), Ines);
        var version = show.Version(1);
        Assert.Empty(show.Later(59).Decide(new RenewClaim(show.Id(1)), Ines).Entries);

        show = show.Later(60).After(new RenewClaim(show.Id(1)), Ines);

        Assert.Equal(show.Now.AddMinutes(5), show.Item(1).Claim!.Until);
        Assert.Equal(version, show.Version(1));
        // Nor does an hour of typing push out what can be undone.
        Assert.Equal(["promote", "claim"], show.State.ActionOrder.Select(id => show.State.Actions[id].Verb));
        Assert.Null(show.Decide(new QueueItem(show.Id(1), version), A.Editor("Ana")).Refusal);
    }

    [Fact]
    public void Only_the_holder_gives_it_back_or_renews_it()
    {
        var show = Asked;
        show = show.After(Claim(show), Ines);
        Assert.Equal(RefusalKind.Stale, show.Decide(new ReleaseItem(show.Id(1), show.Version(1)), Tomas).Refusal!.Kind);
        Assert.Equal(RefusalKind.Stale, show.Decide(new RenewClaim(show.Id(1)), Tomas).Refusal!.Kind);

        show = show.After(new ReleaseItem(show.Id(1), show.Version(1)), Ines);

        Assert.Null(show.Item(1).Claim);
        Assert.Equal("Your claim on Q1 has run out. Press I'LL ANSWER to take it on again.", show.Decide(new RenewClaim(show.Id(1)), Ines).Refusal!.Message);
    }

    [Fact]
    public void A_claim_of_someone_who_is_asleep_is_undone_by_a_colleague()
    {
        var show = Asked;
        show = show.After(Claim(show), Ines).Undo(Tomas);

        Assert.Null(show.Item(1).Claim);
    }

    [Fact]
    public void A_comment_has_nobody_who_answers_and_what_stands_aside_is_reopened_first()
    {
        var show = A.Show().With(A.Comment("bonjour")).With(A.Question("when?").New());
        Assert.Equal("Q1 is no question: only questions are answered.", show.Decide(Claim(show), Ines).Refusal!.Message);

        show = show.After(new DismissItem(show.Id(2), show.Version(2), DismissReason.OffTopic), A.Editor("Ana"));

        Assert.Equal("Q2 is dismissed: reopen it first.", show.Decide(new ClaimItem(show.Id(2), show.Version(2)), Ines).Refusal!.Message);
    }

    [Fact]
    public void A_show_says_how_long_a_claim_holds()
    {
        var show = A.Show(A.Settings() with { Rules = new ShowRules { ClaimFor = TimeSpan.FromMinutes(2) } }).With(A.Question("when?").New());

        Assert.Equal(show.Now.AddMinutes(2), show.After(Claim(show), Ines).Item(1).Claim!.Until);
    }

    [Fact]
    public void Settings_written_before_a_show_could_say_so_hold_it_for_five_minutes()
    {
        var read = (ShowConfigured)EntryJson.Read("configured", 1, """{"settings":{"slug":"s","title":"t","rules":{"moderatorsMayBan":true}}}"""u8)!;

        Assert.Equal(TimeSpan.FromMinutes(5), read.Settings.Rules.ClaimFor);
    }

    /// <summary>Whatever two people press at whatever time: at most one holds it; nobody but the holder changes a claim that holds; an accepted claim is the sender's.</summary>
    [Fact]
    public void Whatever_people_press_nobody_takes_what_another_holds()
    {
        var presses = Gen.Choose(0, 5).Zip(Gen.Choose(0, 200), (press, seconds) => (Verb: press / 2, Ines: press % 2 == 0, Seconds: seconds)).ListOf();

        Prop.ForAll(presses.ToArbitrary(), list =>
        {
            var show = Asked;
            foreach (var (verb, ines, seconds) in list)
            {
                show = show.Later(seconds);
                var by = ines ? Ines : Tomas;
                var before = show.Item(1).HeldAt(show.Now);
                IShowCommand command = verb switch { 0 => Claim(show), 1 => new ReleaseItem(show.Id(1), show.Version(1)), _ => new RenewClaim(show.Id(1)) };
                show = show.Try(command, by);
                var after = show.Item(1).HeldAt(show.Now);
                if (before is not null && before.ActorId != by.Id && after != before) return false;
                if (verb == 0 && show.Last!.Refusal is null && after?.ActorId != by.Id) return false;
                if (verb == 1 && show.Last!.Refusal is null && after is not null) return false;
                if (after is not null && after.Until > show.Now + TimeSpan.FromMinutes(5)) return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }
}
