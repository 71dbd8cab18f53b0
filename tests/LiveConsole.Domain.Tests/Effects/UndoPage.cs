using System.Text;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Posts;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Effects;

/// <summary>docs/undo.md, played with the rules themselves: each verb that acts is pressed on each platform, stands in each state, and undo is asked.</summary>
internal static class UndoPage
{
    private static readonly Actor Lise = A.Person("Lise", Role.Lead);
    private static readonly Target Ombre = new("901", "Ombre");

    private static readonly (string Verb, Func<AShow, string, string, IShowCommand?> Pressed, string? Handle)[] Verbs =
    [
        ("hide", (show, platform, _) => new HideMessage(Message(platform).Ref, null, Message(platform)), null),
        ("remove", (show, platform, _) => new RemoveMessage(Message(platform).Ref, null, Message(platform)), null),
        ("timeout", (show, platform, channel) => new TimeOutViewer(platform, channel, Ombre, 600), "h1"),
        ("ban", (show, platform, channel) => new BanViewer(platform, channel, Ombre), "h1"),
        ("ban, and the platform gave no id", (show, platform, channel) => platform == "youtube" ? new BanViewer(platform, channel, Ombre) : null, null),
        ("untimeout", (show, platform, channel) => new LiftBan(platform, channel, new Target("902", "Flou"), IsTimeOut: true), null),
        ("unban", (show, platform, channel) => new LiftBan(platform, channel, new Target("903", "Nuit"), IsTimeOut: false), null),
        ("warn", (show, platform, channel) => new WarnViewer(platform, channel, Ombre, "no"), null),
        ("hold-allow", (show, platform, _) => new DecideHeld(new MessageRef(platform, "h1"), Allow: true), null),
        ("hold-deny", (show, platform, _) => new DecideHeld(new MessageRef(platform, "h1"), Allow: false), null),
        ("modes", (show, platform, channel) => new SetModes(platform, channel, new ChatModes(Slow: 30)), null),
        ("shield", (show, platform, channel) => new SetShield(platform, channel, On: true), null),
        ("clear-chat", (show, platform, channel) => new ClearChat(platform, channel), null),
        ("post", (show, platform, channel) => Post(platform, channel, new PostDeed("Bonsoir")), null),
        ("announcement", (show, platform, channel) => Post(platform, channel, new AnnounceDeed("Bonsoir")), null),
        ("shout-out", (show, platform, channel) => Post(platform, channel, new ShoutOutDeed("alpha")), null),
        ("poll", (show, platform, channel) => Post(platform, channel, new PollDeed("Où ?", ["ici", "là"], 60)), "p1"),
    ];

    private static readonly (string Word, Func<AShow, long, string?, AShow> Stands)[] States =
    [
        ("waits", (show, _, _) => show),
        ("under way", (show, id, _) => show.After(new EffectStarting(id, Guid.Empty, null))),
        ("put off without an answer", (show, id, _) => show.After(new EffectStarting(id, Guid.Empty, null)).After(new EffectPutOff(id, show.Now, EffectTrouble.NoAnswer, Try: Guid.Empty))),
        ("done", (show, id, handle) => show.Settled(id, handle: handle)),
        ("failed", (show, id, _) => show.Settled(id, EffectState.Failed, EffectTrouble.Refused, "no")),
        ("nobody knows", (show, id, _) => show.Settled(id, EffectState.Unknown, EffectTrouble.NoAnswer)),
        ("too late", (show, id, _) => show.Settled(id, EffectState.Expired, EffectTrouble.TooLate)),
        ("called off", (show, id, _) => show.After(new EffectsCancelled([id]))),
    ];

    public static string Write()
    {
        var page = new StringBuilder("""
            <!-- Written by the code: dotnet run --project tests/LiveConsole.Domain.Tests -- -explicit only -method LiveConsole.Domain.Tests.Effects.UndoPageTests.Write_the_page_again -->
            # What undo does

            Undo names an action and takes back what that action did, and only that. What acts on a platform is taken back while it waits, and lifted by its opposite once it is done, where the platform
            has one; else undo says beforehand, in the sentence of this table, why not (`undoable` and `stays` in the [API](api.md), beside the button on the desks). An action on both platforms is undone
            as far as each can be.

            What an action struck on our desks is shown again only where its platform did not do it, as far as is known. A message that somebody else removed as well (on the platform, or by an action of
            ours) stays struck until that is undone, too, however long ago it was; undo then says who removed it, and when. What nobody remembers any more (thousands of acts later) stays struck and says so.
            What was removed on its platform is never shown again. What a [rule of the show](listening.md#rules-that-hide) had hidden is hidden again when the decision that showed it (fine, a question made of it) is undone.

            | verb | on | how it stands on the platform | undo | en français |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var (verb, pressed, handle) in Verbs)
        {
            var (twitch, youtube) = (Rows(verb, "twitch", "agence", pressed, handle), Rows(verb, "youtube", "abc", pressed, handle));
            foreach (var (where, rows) in youtube is null ? [("Twitch", twitch)] : twitch is null ? [("YouTube", youtube)] : Same(twitch, youtube) ? [("both", twitch)] : new (string, IReadOnlyList<Row>?)[] { ("Twitch", twitch), ("YouTube", youtube) })
            {
                foreach (var states in rows!.GroupBy(r => r.Says)) page.Append("| ").AppendJoin(" | ", verb, where, string.Join(", ", states.Select(r => r.State)), states.Key.En, states.Key.Fr).Append(" |\n");
            }
        }

        return page.ToString();
    }

    private sealed record Row(string State, Words Says);

    private static bool Same(IReadOnlyList<Row> one, IReadOnlyList<Row> other) => one.Select(r => Bare(r.Says)).SequenceEqual(other.Select(r => Bare(r.Says)));

    private static string Bare(Words words) => words.En.Replace("YouTube", "Twitch", StringComparison.Ordinal);

    /// <returns>Null: this platform has nothing of the kind.</returns>
    private static IReadOnlyList<Row>? Rows(string verb, string platform, string channel, Func<AShow, string, string, IShowCommand?> pressed, string? handle)
    {
        var show = Show(platform, channel);
        if (pressed(show, platform, channel) is not { } command || show.Decide(command, Lise).Refusal is not null) return null;
        var asked = show.After(command, Lise);
        var (action, id) = (asked.LastAction, asked.State.Effects.LastId);
        return verb == "hide" ? [new Row("only here", Undo(asked, action, platform))] : [.. States.Select(s => new Row(s.Word, Undo(s.Stands(asked, id, handle), action, platform)))];
    }

    private static Words Undo(AShow show, Guid action, string platform)
    {
        var decision = show.Decide(new UndoAction(action), Lise);
        if (decision.Refusal is { } refusal) return new($"not undone: “{refusal.Words.En}”", $"pas défait : « {refusal.Words.Fr} »");
        List<Words> parts = [];
        if (decision.Entries.Any(e => e is EffectsCancelled)) parts.Add(new("taken back before it goes out", "repris avant de partir"));
        foreach (var effect in decision.Entries.OfType<EffectsRequested>().SelectMany(e => e.Effects))
            parts.Add(new($"{Refusals.PlatformName(platform)} is asked: {Refusals.DeedWords(effect.Deed.Kind).En}", $"demandé à {Refusals.PlatformName(platform)} : {Refusals.DeedWords(effect.Deed.Kind).Fr}"));
        if (decision.Entries.Any(e => e is RemovalLifted)) parts.Add(new("shown again here", "remontré ici"));
        parts.AddRange(UndoAction.Stays(show.State, show.State.Actions[action], Lise, show.Now).Select(w => new Words($"and says: “{w.En}”", $"et dit : « {w.Fr} »")));
        return new(string.Join("; ", parts.Select(p => p.En)), string.Join(" ; ", parts.Select(p => p.Fr)));
    }

    private static AShow Show(string platform, string channel)
    {
        var show = A.Show().Acting(platform, channel).After(new MessageCame(Message(platform)))
            .After(new HoldCame(new HeldMessage(platform, channel, "h1", A.Time, new Author("904", "Brume"), "putain", "automod")))
            .After(new ModesCame(platform, channel, ChatModes.Off, A.Time)).Later(1);
        show = show.After(new TimeOutViewer(platform, channel, new Target("902", "Flou"), 600), Lise).Settled(1, handle: "b2").After(new BanViewer(platform, channel, new Target("903", "Nuit")), Lise).Settled(2, handle: "b3");
        return show.Later(1);
    }

    private static ChatMessage Message(string platform) => A.Message("slur", platform: platform, channel: platform == "twitch" ? "agence" : "abc");

    private static SendPost Post(string platform, string channel, Deed deed) => new([new ChatPost(platform, channel, deed)]);
}
