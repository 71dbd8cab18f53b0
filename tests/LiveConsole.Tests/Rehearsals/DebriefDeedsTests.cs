using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Posts;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Rehearsals;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Rehearsals;

public sealed class DebriefDeedsTests
{
    private static readonly Actor Nora = A.Moderator("Nora");

    [Fact]
    public void A_removal_from_here_is_a_decision_and_its_effect_says_whether_it_is_gone()
    {
        var show = Planted().After(new RemoveMessage(new("twitch", "m1"), Found: A.Message(id: "m1")), Nora).Settled(1)
            .After(new RemoveMessage(new("twitch", "m2"), Found: A.Message(id: "m2")), Nora).Settled(2, EffectState.Failed, EffectTrouble.Refused, "no");
        // The platform tells of it afterwards.
        var read = Read(show.Later(5).After(new MessagesRemoved("twitch", "agence", new Removal(A.Time.AddSeconds(5), RemovalScope.Message, "orbite_regie"), MessageId: "m1")));

        Assert.Equal((Nora.Name, false, EffectState.Done), (read["m1"].First!.By.Name, read["m1"].WasGone, read["m1"].Came));
        Assert.Equal((Nora.Name, EffectState.Failed), (read["m2"].First!.By.Name, read["m2"].Came));
        Assert.Equal((null, null), (read["m3"].First, read["m3"].Came));
    }

    [Fact]
    public void A_ban_from_here_decides_about_all_that_they_wrote_and_what_the_platform_removed_first_is_gone()
    {
        var show = Planted().After(new MessagesRemoved("twitch", "agence", new Removal(A.Time, RemovalScope.Message, "orbite_modo"), MessageId: "m3"))
            .Later(3).After(new BanViewer("twitch", "agence", new Target("901", "Ayşe")), Nora).Settled(1);
        var read = Read(show);

        Assert.All(["m1", "m2"], id => Assert.Equal((Nora.Name, false, EffectState.Done), (read[id].First!.By.Name, read[id].WasGone, read[id].Came)));
        Assert.Equal((null, true), (read["m3"].First, read["m3"].WasGone));
    }

    [Fact]
    public void What_somebody_elsewhere_took_off_first_is_decided_here_and_removed_by_them_and_a_lost_answer_is_ours()
    {
        var show = Planted().After(new RemoveMessage(new("twitch", "m1"), Found: A.Message(id: "m1")), Nora)
            .After(new RemovalCame("twitch", "agence", new Removal(A.Time, RemovalScope.Message, "orbite_modo"), "m1"))
            .After(new RemoveMessage(new("twitch", "m2"), Found: A.Message(id: "m2")), Nora).Settled(2, said: "The specified message was not found.")
            .After(new RemoveMessage(new("twitch", "m3"), Found: A.Message(id: "m3")), Nora)
            .After(new EffectStarted(3, Guid.Empty), new EffectDelayed(3, A.Time, EffectTrouble.NoAnswer)).Settled(3, said: "The specified message was not found.");
        var read = Read(show);

        Assert.All(read.Values, m => Assert.Equal(Nora.Name, m.First!.By.Name));
        Assert.Equal([null, null, EffectState.Done], new[] { "m1", "m2", "m3" }.Select(id => read[id].Came));
    }

    [Fact]
    public void What_was_held_is_counted_by_who_decided_and_posts_by_what_came_of_them()
    {
        HoldCame Held(string id) => new(new HeldMessage("twitch", "agence", id, A.Time, new Author("905", "Ombre"), "hm", "automod", "swearing", 2));
        var show = new[] { "h1", "h2", "h3", "h4" }.Aggregate(Planted(), (s, id) => s.After(Held(id)))
            .After(new DecideHeld(new MessageRef("twitch", "h1"), Allow: true), Nora).Settled(1)
            .After(new HoldEnded("twitch", "agence", "h2", HoldOutcome.Denied, A.Time, "orbite_modo"))
            .After(new HoldEnded("twitch", "agence", "h3", HoldOutcome.Expired, A.Time, null))
            .After(new SendPost([new ChatPost("twitch", "agence", new PostDeed("un")), new ChatPost("twitch", "agence", new PostDeed("deux"))]), A.Producer("Salomé"))
            .Settled(2).Settled(3, EffectState.Unknown, EffectTrouble.NoAnswer);
        var deeds = new DebriefDeeds(new Dictionary<MessageRef, TruthRow>());
        deeds.Read(show.Entries);

        Assert.Equal(new DebriefHolds(Held: 4, Decided: 1, Played: 0, Elsewhere: 1, RanOut: 1), deeds.Holds);
        Assert.Equal(new DebriefPosts(Sent: 1, NotSent: 0, Unknown: 1), deeds.Posts);
    }

    private static AShow Planted() => new[] { "m1", "m2", "m3" }.Aggregate(A.Show().Acting(), (s, id) => s.After(new MessageCame(A.Message(id: id, text: "slur " + id))));

    private static Dictionary<string, DebriefMessage> Read(AShow show)
    {
        var truth = new[] { "m1", "m2", "m3" }.ToDictionary(id => new MessageRef("twitch", id), id => new TruthRow("twitch", id, Abuse: 3, RemovalExpected: true));
        var deeds = new DebriefDeeds(truth);
        deeds.Read(show.Entries);
        return deeds.Seen.ToDictionary(s => s.Message.Id);
    }
}
