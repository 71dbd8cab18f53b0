using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;
using static LiveConsole.Domain.Tests.Posts.APostShow;

namespace LiveConsole.Domain.Tests.Posts;

/// <summary>What may be said in a post, in which language, how long, and to whom.</summary>
public sealed class PostWordsTests
{
    [Fact]
    public void A_text_that_is_too_long_is_refused_beforehand_with_by_how_much()
    {
        var show = Show(Touchdown with { Text = new(new string('a', 231), "Touchdown!") });

        Assert.Equal("P1 is 31 characters too long for YouTube (231 of 200). Shorten it.", show.Decide(new FirePost(1, 1), Salome).Refusal!.Words.En);
        Assert.NotNull(show.Decide(new ArmPost(1, 1), Salome).Refusal);
        Assert.Empty(show.Try(new FirePost(1, 1), Salome).State.Effects.Open);
    }

    [Fact]
    public void A_second_ending_that_is_too_long_is_found_when_it_is_armed_not_when_it_is_needed()
    {
        var show = Show(Touchdown with { Other = new(new string('a', 201), "b") });

        Assert.NotNull(show.Decide(new ArmPost(1, 1), Salome).Refusal);
    }

    [Fact]
    public void A_chat_that_nobody_can_write_to_holds_the_other_up_by_nothing()
    {
        var show = Show(Touchdown).After(new ActingKnown(new ChannelActing("youtube", "video123456", null, null, [], EffectTrouble.SignInDead)));

        show = show.After(new FirePost(1, 1), Salome);

        Assert.Equal("twitch", Assert.Single(show.State.Effects.Open.Values).Platform);
        var failed = Assert.Single(show.State.Effects.Settled.Values);
        Assert.Equal(("youtube", EffectState.Failed, EffectTrouble.SignInDead), (failed.Platform, failed.State, failed.Trouble));
    }

    [Fact]
    public void With_no_chat_to_write_to_it_is_refused_in_words()
    {
        var show = A.Show(Settings).After(new KeepPost(Touchdown), Salome);

        Assert.Equal(RefusalKind.PlatformCannot, show.Decide(new FirePost(1, 1), Salome).Refusal!.Kind);
    }

    [Fact]
    public void An_announcement_is_a_plain_post_on_YouTube_and_a_shout_out_is_not_there()
    {
        var show = Show(Touchdown with { Kind = PostKind.Announcement, Color = "blue" }, new("Collective", PostKind.ShoutOut, new("", ""), Login: "@Science_Crew"));

        show = show.After(new FirePost(1, 1), Salome).After(new FirePost(2, 1), Salome);

        Assert.Equal(["AnnounceDeed", "PostDeed", "ShoutOutDeed"], show.State.Effects.Open.Values.Select(e => e.Deed.GetType().Name));
        Assert.Equal("science_crew", show.State.Effects.Open.Values.Select(e => e.Deed).OfType<ShoutOutDeed>().Single().Login);
    }

    [Fact]
    public void A_poll_speaks_one_language_with_choices_that_fit()
    {
        var poll = new PostWritten("Poll", PostKind.Poll, new("Quelle couleur ?", "Which colour?", ["Rouge", "Brun"], ["Red", "Brown"]), To: [new("twitch", "agence", PostLanguage.En)]);
        var show = Show(poll, poll with { Text = poll.Text with { ChoicesEn = ["Red"] } });

        show = show.After(new FirePost(1, 1), Salome);

        Assert.Equal(new PollDeed("Which colour?", ["Red", "Brown"], PostWritten.PollLasts), Assert.Single(show.State.Effects.Open.Values).Deed);
        Assert.NotNull(show.Decide(new FirePost(2, 1), Salome).Refusal);
    }

    [Fact]
    public void A_text_that_Twitch_would_take_for_a_command_is_refused()
    {
        Assert.NotNull(Show(Touchdown with { Text = new("/clear", "/clear") }).Decide(new FirePost(1, 1), Salome).Refusal);
    }

    [Fact]
    public void An_announcement_and_a_shout_out_are_looked_at_as_the_librarys_are()
    {
        var show = Show();

        Assert.Equal(RefusalKind.Invalid, show.Decide(new SendPost([new ChatPost("twitch", "agence", new AnnounceDeed("hello", "beige"))]), Salome).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, show.Decide(new SendPost([new ChatPost("twitch", "agence", new ShoutOutDeed(new string('a', 101)))]), Salome).Refusal?.Kind);
        Assert.Null(show.Decide(new SendPost([new ChatPost("twitch", "agence", new AnnounceDeed("hello", "blue"))]), Salome).Refusal);
    }

    [Theory]
    [InlineData("Zoé\u202E\u0007\nBo\u200B", "@Zoé Bo Yes.")]
    [InlineData("@zoe", "@zoe Yes.")]
    public void A_reply_on_YouTube_begins_with_a_name_of_one_line_that_turns_nothing_around(string name, string says)
    {
        var message = A.Message("is it live?", "y1", name: name, platform: "youtube", channel: "video123456");
        var show = Show().After(new MessageCame(message)).After(new PromoteMessage(message.Ref, ItemKind.Question, new ItemId(Guid.NewGuid()), message), Salome);

        show = show.After(new ReplyToItem(show.Id(1), show.Version(1), "Yes."), Salome);

        Assert.Equal(says, Assert.Single(Texts(show)).Text);
    }

    [Theory]
    [InlineData("youtube", 5)]
    [InlineData("twitch", 2)]
    public void A_reply_that_is_longer_than_one_message_goes_out_in_numbered_parts_and_loses_no_word(string platform, int parts)
    {
        var message = A.Message("is it live?", "m1", name: "Zoé", platform: platform, channel: platform == "youtube" ? "video123456" : "agence");
        var show = Show().After(new MessageCame(message)).After(new PromoteMessage(message.Ref, ItemKind.Question, new ItemId(Guid.NewGuid()), message), Salome);
        var words = string.Join(' ', Enumerable.Range(0, 130).Select(i => $"mot{i:000}"));

        show = show.After(new ReplyToItem(show.Id(1), show.Version(1), words), Salome);

        var sent = show.State.Effects.Open.Values.OrderBy(e => e.Id).ToList();
        var texts = sent.Select(e => ((PostDeed)e.Deed).Text).ToList();
        Assert.Equal(parts, texts.Count);
        Assert.All(texts, (t, i) => Assert.EndsWith($"({i + 1}/{parts})", t, StringComparison.Ordinal));
        Assert.All(texts, t => Assert.True(t.Length <= PlatformDeeds.LongestPost(platform), t));
        Assert.All(texts, t => Assert.Equal(platform == "youtube", t.StartsWith("@Zoé ", StringComparison.Ordinal)));
        Assert.Equal(words, string.Join(' ', texts.Select(t => t[..t.LastIndexOf(" (", StringComparison.Ordinal)].Replace("@Zoé ", "", StringComparison.Ordinal))));
        Assert.All(sent, e => Assert.Equal((show.Id(1), platform == "twitch" ? "m1" : null), (e.Item!.Value, ((PostDeed)e.Deed).ReplyTo)));
        Assert.Equal(RefusalKind.Invalid, show.Decide(new ReplyToItem(show.Id(1), show.Version(1), new string('a', 2_600)), Salome).Refusal!.Kind);
    }

    [Fact]
    public void A_reply_that_is_asked_for_again_stands_on_its_questions_card()
    {
        var message = A.Message("is it live?", "m1", platform: "twitch", channel: "agence");
        var show = Show().After(new MessageCame(message)).After(new PromoteMessage(message.Ref, ItemKind.Question, new ItemId(Guid.NewGuid()), message), Salome);
        show = show.After(new ReplyToItem(show.Id(1), show.Version(1), "Yes."), Salome).Later(6);
        var id = show.State.Effects.Open.Keys.Single();
        show = show.After(new EffectStarted(id, Guid.NewGuid()), new EffectSettled(id, EffectState.Unknown, EffectTrouble.NoAnswer));

        show = show.After(new DecideUnknown(id, IsThere: false, Again: true), Salome);

        Assert.Equal(show.Id(1), Assert.Single(show.State.Effects.Open.Values).Item);
    }

    [Fact]
    public void A_word_that_is_longer_than_a_message_is_cut_but_never_within_a_character()
    {
        var message = A.Message("is it live?", "m1", platform: "twitch", channel: "agence");
        var show = Show().After(new MessageCame(message)).After(new PromoteMessage(message.Ref, ItemKind.Question, new ItemId(Guid.NewGuid()), message), Salome);

        show = show.After(new ReplyToItem(show.Id(1), show.Version(1), "a" + string.Concat(Enumerable.Repeat("🚀", 400))), Salome);

        var texts = Texts(show).Select(d => d.Text).ToList();
        Assert.Equal(2, texts.Count);
        Assert.All(texts, t => Assert.DoesNotContain(t.EnumerateRunes(), r => r == System.Text.Rune.ReplacementChar));
    }

    [Fact]
    public void A_name_leaves_room_for_the_answer()
    {
        var message = A.Message("is it live?", "y1", name: new string('n', 190), platform: "youtube", channel: "video123456");
        var show = Show().After(new MessageCame(message)).After(new PromoteMessage(message.Ref, ItemKind.Question, new ItemId(Guid.NewGuid()), message), Salome);

        Assert.Equal("@".Length + 30 + " ".Length + 130, Assert.Single(Texts(show.After(new ReplyToItem(show.Id(1), show.Version(1), new string('a', 130)), Salome))).Text.Length);
    }
}
