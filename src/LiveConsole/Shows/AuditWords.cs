using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Shows;

/// <summary>What a deed says beside its verb and its item: the fields, the reason, the person, the phase.</summary>
internal static class AuditWords
{
    /// <param name="deed">Entries of one command.</param>
    public static Words? Of(IReadOnlyList<StoredEntry> deed, ShowState state)
    {
        List<Words> said = [.. deed.Reverse().Select(e => Of(e, state)).OfType<Words>().Distinct()];
        return said.Count == 0 ? null : new(string.Join("; ", said.Select(w => w.En)), string.Join(" ; ", said.Select(w => w.Fr)));
    }

    private static Words? Of(StoredEntry stored, ShowState state) => stored.Entry switch
    {
        ItemChanged e when stored.Verb == "edit" => Fields(e),
        ItemChanged e when e.Changes.OfType<StandingIs>().FirstOrDefault() is { Dismissed: not DismissReason.None and not DismissReason.Undone } standing => Reason(standing.Dismissed),
        ShowConfigured e when stored.Verb == "act-as" => ActsAs(stored, e.Settings, state),
        ShowConfigured => Sections(stored, state),
        PhaseBegan e => new(e.Phase.WordEn, e.Phase.WordFr),
        ShowResumed { Phase.Zero: { } zero } => Same(Refusals.Clock(state, zero)),
        MomentMarked e => Same(e.Moment.Text),
        PresenterSignalled e => Tap(e.Signal.Kind),
        ActionUndone e => state.Actions.TryGetValue(e.Action, out var undone)
            ? new($"{Refusals.VerbWords(undone.Verb).En}, by {undone.By.Name}", $"{Refusals.VerbWords(undone.Verb).Fr}, par {undone.By.Name}") : null,
        PostKept e => Same($"P{e.Number} {e.Written.Name}"),
        PostDropped e => Same($"P{e.Number}"),
        PostArmed e => Same($"P{e.Number}"),
        PostScheduled e => Same($"P{e.Number}"),
        PostsStopped e => Same(string.Join(", ", e.Numbers.Select(n => $"P{n}"))),
        PostFired e => e.Ending == Domain.Posts.PostEnding.Lost ? new($"P{e.Number}, the other text", $"P{e.Number}, l'autre texte") : Same($"P{e.Number}"),
        PostSlotPassed e => new($"P{e.Number}, let pass", $"P{e.Number}, passage sauté"),
        HandoverWritten e => Same(e.Desk),
        CrewSaid { To.Name: { } name } => new($"to {name}", $"à {name}"),
        CrewSaid { To.Desk: { } desk } => new($"to {desk}", $"à {desk}"),
        PersonJoined e => Refusals.RoleWords(e.Person.Role),
        PersonLeft e => Same(e.Person.Name),
        RoleChanged e => new($"{e.Person.Name}: {Refusals.RoleWords(e.Before).En} → {Refusals.RoleWords(e.Person.Role).En}", $"{e.Person.Name} : {Refusals.RoleWords(e.Before).Fr} → {Refusals.RoleWords(e.Person.Role).Fr}"),
        PersonInvited e => Invited(e.Name, e.Role),
        InvitationRevoked e => Invited(e.Name, e.Role),
        OutputSet e => Same($"{e.Name} ({e.Kind})"),
        TokenSet e => Token(e),
        AccountSet e => Same($"{e.Name} ({PlatformNames.Of(e.Platform)})"),
        _ => null,
    };

    private static Words Same(string text) => new(text, text);

    private static Words Invited(string? name, Role role)
    {
        var word = Refusals.RoleWords(role);
        return name is null ? word : new($"{name}, {word.En}", $"{name}, {word.Fr}");
    }

    private static Words Token(TokenSet token)
    {
        var role = Refusals.RoleWords(token.Role);
        return new(
            $"{token.Name}, {role.En}{(token.ReadsOnly ? ", reads only" : "")}{(token.EveryShow ? ", every show" : "")}",
            $"{token.Name}, {role.Fr}{(token.ReadsOnly ? ", lecture seule" : "")}{(token.EveryShow ? ", toutes les émissions" : "")}");
    }

    private static Words? Fields(ItemChanged change)
    {
        List<Words> fields = [.. change.Changes.Select(c => c.Field).Select(Field).OfType<Words>().Distinct()];
        return fields.Count == 0 ? null : new(string.Join(", ", fields.Select(f => f.En)), string.Join(", ", fields.Select(f => f.Fr)));
    }

    private static Words? Field(string field) => field switch
    {
        "wording.fr" => new("wording FR", "formulation FR"),
        "wording.en" => new("wording EN", "formulation EN"),
        "name" => new("name", "nom"),
        "note" => new("note", "note"),
        "tags" => new("tags", "étiquettes"),
        "topic" => new("topic", "sujet"),
        "onlyNow" => new("only now", "maintenant seulement"),
        "kind" => new("kind", "genre"),
        _ => null, // Standing and approvals follow from the words.
    };

    private static Words Reason(DismissReason reason) => reason switch
    {
        DismissReason.AnsweredAlready => new("answered already", "déjà répondu"),
        DismissReason.OffTopic => new("off topic", "hors sujet"),
        DismissReason.Overtaken => new("overtaken by events", "plus d'actualité"),
        DismissReason.NotSuitable => new("not suitable", "ne convient pas"),
        _ => new("nobody can answer", "personne ne peut répondre"),
    };

    private static Words Tap(SignalKind kind) => kind switch
    {
        SignalKind.Reading => new("READING", "JE LIS"),
        SignalKind.Skip => new("SKIP", "PASSER"),
        SignalKind.Later => new("LATER", "PLUS TARD"),
        SignalKind.Another => new("GIVE ME ANOTHER", "UNE AUTRE"),
        _ => new("SEEN", "VU"),
    };

    private static Words? ActsAs(StoredEntry stored, ShowSettings now, ShowState state)
    {
        if (stored.Command is not { } command || !state.Actions.TryGetValue(command, out var action) || action.Settings is not { } changed) return null;
        if (now.ActsAs.Except(changed.Before.ActsAs).FirstOrDefault() is { } chosen) return Same($"{chosen.Name} → {chosen.Channel} ({PlatformNames.Of(chosen.Platform)})");
        return changed.Before.ActsAs.Except(now.ActsAs).FirstOrDefault() is not { } left ? null
            : new($"{left.Channel} ({PlatformNames.Of(left.Platform)}): LiveConsole chooses, no longer {left.Name}", $"{left.Channel} ({PlatformNames.Of(left.Platform)}) : LiveConsole choisit, plus {left.Name}");
    }

    /// <summary>Which rules hide by themselves now, where that was changed: whoever asks later why a message was hidden finds who wanted it.</summary>
    private static Words? Hides(ImmutableArray<HideRule> before, ImmutableArray<HideRule> now)
    {
        if (before.SequenceEqual(now)) return null;
        List<Words> kinds = [.. now.Select(h => HideRules.WordsOf(h.Kind))];
        return kinds.Count == 0 ? new("hides nothing by itself any more", "ne masque plus rien tout seul")
            : new($"hides by itself: {string.Join(", ", kinds.Select(k => k.En))}", $"masque tout seul : {string.Join(", ", kinds.Select(k => k.Fr))}");
    }

    private static Words? Sections(StoredEntry stored, ShowState state)
    {
        if (stored.Command is not { } command || !state.Actions.TryGetValue(command, out var action) || action.Settings is not { } changed) return null;
        List<Words> sections = [.. changed.Sections.Select(s => SettingsSections.WordsOf(s.Section))];
        if (stored.Entry is ShowConfigured { Settings: var now } && changed.Sections.Any(s => s.Section == SettingsSection.Listening)
            && Hides(changed.Before.Listening.Safety.Hides, now.Listening.Safety.Hides) is { } rules) sections.Add(rules);
        return sections.Count == 0 ? null : new(string.Join(", ", sections.Select(w => w.En)), string.Join(", ", sections.Select(w => w.Fr)));
    }
}
