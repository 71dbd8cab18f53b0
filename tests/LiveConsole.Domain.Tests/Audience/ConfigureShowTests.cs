using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.OnAir;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Audience;

/// <summary>Two people at a show's settings never overwrite each other.</summary>
public sealed class ConfigureShowTests
{
    private static readonly Actor Camille = A.Producer("Camille");
    private static readonly Actor Max = A.Person("Max", Role.Owner);

    private static ShowSettings Seen => A.Settings();

    [Fact]
    public void Every_setting_is_in_one_section_save_what_a_show_keeps_for_good()
    {
        var all = Other();
        var changed = typeof(ShowSettings).GetProperties().Where(p => p.CanWrite).ToDictionary(p => p.Name, p => SettingsSections.All.Where(s => Equal(p.GetValue(Seen.With(s, all)), p.GetValue(all))).ToList());

        Assert.All(changed.Where(c => c.Key is not (nameof(ShowSettings.Slug) or nameof(ShowSettings.Rehearsal))), c => Assert.True(c.Value.Count == 1, $"{c.Key}: {string.Join(", ", c.Value)}"));
        Assert.Empty(changed[nameof(ShowSettings.Slug)]);
        Assert.Empty(changed[nameof(ShowSettings.Rehearsal)]);

        static bool Equal(object? one, object? other) => one is System.Collections.IEnumerable a and not string && other is System.Collections.IEnumerable b ? a.Cast<object>().SequenceEqual(b.Cast<object>()) : Equals(one, other);
    }

    [Fact]
    public void The_second_in_one_section_is_refused_and_told_who_came_first_and_when()
    {
        var show = A.Show().After(new ConfigureShow(Seen with { Approvals = 1 }, Seen), Camille).Later(5);

        var refused = show.Decide(new ConfigureShow(Seen with { Rules = new ShowRules { ModeratorsMayBan = false } }, Seen), Max).Refusal!;

        Assert.Equal(RefusalKind.Stale, refused.Kind);
        Assert.Contains("Camille changed the show's rules at 21:50:00", refused.Words.En, StringComparison.Ordinal);
        Assert.Contains("Camille a modifié les règles de l'émission à 21:50:00", refused.Words.Fr, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_came_first_in_a_section_is_named_also_after_somebody_changed_another_one()
    {
        var first = Seen with { Approvals = 1 };
        var show = A.Show().After(new ConfigureShow(first, Seen), Camille).After(new ConfigureShow(first with { Title = "Landing!" }, first), Max);

        Assert.Contains("Camille", show.Decide(new ConfigureShow(Seen with { PresenterMayAdvance = true }, Seen), Max).Refusal!.Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_in_different_sections_are_both_kept()
    {
        var show = A.Show().After(new ConfigureShow(Seen with { Approvals = 1 }, Seen), Camille)
            .After(new ConfigureShow(Seen with { OverlayMode = OverlayMode.ByHand, Plan = new ShowPlan { Zero = A.Time } }, Seen), Max);

        Assert.Equal(Seen with { Approvals = 1, OverlayMode = OverlayMode.ByHand, Plan = new ShowPlan { Zero = A.Time } }, show.State.Settings);
    }

    [Fact]
    public void The_same_change_by_two_people_is_harmless()
    {
        var show = A.Show().After(new ConfigureShow(Seen with { Approvals = 1 }, Seen), Camille);

        Assert.Empty(show.After(new ConfigureShow(Seen with { Approvals = 1 }, Seen), Max).Last!.Entries);
    }

    [Fact]
    public void Undo_puts_back_the_sections_that_were_changed_and_no_others()
    {
        var show = A.Show().After(new ConfigureShow(Seen with { Approvals = 1, Title = "Landing!" }, Seen), Camille);
        var action = show.LastAction;
        show = show.After(new ConfigureShow(show.State.Settings! with { OverlayMode = OverlayMode.ByHand }, show.State.Settings), Max);

        show = show.After(new UndoAction(action), Max);

        Assert.Equal(Seen with { OverlayMode = OverlayMode.ByHand }, show.State.Settings);
        // As if it had never been: a change that was seen before it meets nobody.
        Assert.Null(show.Decide(new ConfigureShow(Seen with { Approvals = 2 }, Seen), Max).Refusal);
    }

    [Fact]
    public void Undo_is_refused_when_somebody_changed_the_same_section_since()
    {
        var show = A.Show().After(new ConfigureShow(Seen with { Approvals = 1 }, Seen), Camille);
        var action = show.LastAction;
        show = show.After(new ConfigureShow(show.State.Settings! with { Approvals = 2 }, show.State.Settings), Max);

        var refused = show.Decide(new UndoAction(action), Camille).Refusal!;

        Assert.Equal(RefusalKind.UndoBlocked, refused.Kind);
        Assert.Contains("Max changed the show's rules", refused.Words.En, StringComparison.Ordinal);
        Assert.Equal(Seen, show.Undo(Max).After(new UndoAction(action), Camille).State.Settings);
    }

    [Fact]
    public void Who_may_not_set_a_show_may_not_undo_its_settings()
    {
        var show = A.Show().After(new ConfigureShow(Seen with { Approvals = 1 }, Seen), Camille);

        Assert.Equal(RefusalKind.Forbidden, show.Decide(new UndoAction(show.LastAction), A.Editor("Ana")).Refusal!.Kind);
    }

    [Fact]
    public void The_first_settings_of_a_show_are_not_undone()
    {
        var show = new AShow().After(new ConfigureShow(Seen), Camille);

        Assert.Equal(RefusalKind.UndoBlocked, show.Decide(new UndoAction(show.LastAction), Camille).Refusal!.Kind);
    }

    [Fact]
    public void A_stored_state_knows_who_changed_what_and_how_it_was()
    {
        var show = A.Show().After(new ConfigureShow(Seen with { Approvals = 1 }, Seen), Camille);

        var restored = StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore([]);

        Assert.Equal(show.State.SettingsStamps.OrderBy(s => s.Key), restored.SettingsStamps.OrderBy(s => s.Key));
        Assert.Equal(Seen, restored.Actions[show.LastAction].Settings!.Before);
        Assert.IsType<ShowConfigured>(new UndoAction(show.LastAction).Decide(restored, Camille, A.Time).Entries[0]);
    }

    [Fact]
    public void A_person_says_what_they_saw() =>
        Assert.Equal(RefusalKind.Invalid, A.Show().Decide(new ConfigureShow(Seen with { Approvals = 1 }), Camille).Refusal!.Kind);

    [Fact]
    public void Its_address_and_that_it_is_a_rehearsal_are_a_shows_for_good()
    {
        Assert.Equal(RefusalKind.Invalid, A.Show().Decide(new ConfigureShow(Seen with { Slug = "other" }, Seen), Camille).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, A.Show().Decide(new ConfigureShow(Seen with { Rehearsal = true }, Seen), Camille).Refusal!.Kind);
    }

    public static TheoryData<string> Wrong => [.. WrongSettings.Keys];

    private static readonly Dictionary<string, ShowSettings> WrongSettings = new(StringComparer.Ordinal)
    {
        ["no title"] = Seen with { Title = " " },
        ["a title without end"] = Seen with { Title = new string('x', SettingsLimits.LongestTitle + 1) },
        ["a zone nobody knows"] = Seen with { TimeZone = "Mars/Jezero" },
        ["a language there is not"] = Seen with { Language = "de" },
        ["three approvals"] = Seen with { Approvals = 3 },
        ["nobody may TAKE"] = Seen with { Rules = new ShowRules { MayTake = [] } },
        ["an observer may TAKE"] = Seen with { Rules = new ShowRules { MayTake = [Role.Editor, Role.Observer] } },
        ["a time-out of a month"] = Seen with { Rules = new ShowRules { LongestTimeOut = TimeSpan.FromDays(30) } },
        ["an end before its start"] = Seen with { Plan = new ShowPlan { StartsAt = A.Time, EndsAt = A.Time } },
        ["a phase twice"] = Seen with { Plan = new ShowPlan { Phases = [new PlannedPhase("end", "FIN", "END"), new PlannedPhase("end", "FIN", "END")] } },
        ["a phase without a word"] = Seen with { Plan = new ShowPlan { Phases = [new PlannedPhase("end", "FIN", "")] } },
        ["a topic's key with a space"] = Seen with { Listening = new ListeningSettings { Topics = [new Topic("the images", "Images", "Pictures")] } },
        ["a topic twice"] = Seen with { Listening = new ListeningSettings { Topics = [new Topic("images", "Images", "Pictures"), new Topic("images", "Images", "Pictures")] } },
        ["an empty word"] = Seen with { Listening = new ListeningSettings { WatchWords = [""] } },
        ["a word without end"] = Seen with { Mentions = [new string('x', SettingsLimits.LongestWord + 1)] },
        ["words without end"] = Seen with { Mentions = [.. Enumerable.Range(0, SettingsLimits.MostOfAList + 1).Select(n => $"w{n}")] },
        ["a channel without a name"] = Seen with { Channels = [new ChannelSetting("twitch", "")] },
        ["a channel twice"] = Seen with { Channels = [new ChannelSetting("twitch", "agence"), new ChannelSetting("twitch", "Agence")] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_is_refused_in_words(string what)
    {
        var refused = A.Show().Decide(new ConfigureShow(WrongSettings[what], Seen), Camille).Refusal;

        Assert.Equal(RefusalKind.Invalid, refused?.Kind);
        Assert.NotEqual(refused!.Words.En, refused.Words.Fr);
    }

    [Fact]
    public void What_is_wrong_in_one_section_does_not_keep_anyone_from_another()
    {
        var old = Seen with { TimeZone = "Mars/Jezero" };
        var show = A.Show(old);

        Assert.Null(show.Decide(new ConfigureShow(old with { Approvals = 1 }, old), Camille).Refusal);
    }

    private static ShowSettings Other() => new("other", "Other", "America/Toronto", "en", 2, OverlayMode.ByHand, true, true, [new ChannelSetting("twitch", "other")], ["other"])
    {
        ActsAs = [new ActingAccount("twitch", "other", "1", "Other")],
        Rules = new ShowRules { MayTake = [Role.Owner] },
        Plan = new ShowPlan { Zero = A.Time },
        Listening = new ListeningSettings { WatchWords = ["son"] },
        OverlayLook = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("theme", "light"),
        Contingency = new Domain.Contingency.ContingencyPlan { Own = new Domain.Questions.Wording(Fr: "Panne") },
    };
}
