using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Moderation;
using LiveConsole.Platforms.Twitch.Writing;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Platforms.Twitch.Tests.Writing;

public sealed class TwitchWriterTests : IAsyncLifetime
{
    private EmulatedWriting _on = null!;

    public async ValueTask InitializeAsync() => _on = await EmulatedWriting.StartAsync();

    public ValueTask DisposeAsync() => _on.DisposeAsync();

    [Fact]
    public async Task It_looks_as_whom_it_acts_and_what_it_may()
    {
        var acting = await _on.Writer.LookAsync(EmulatedWriting.Channel, Ct);

        Assert.Equal((EmulatedTwitch.UserLogin, EmulatedTwitch.UserId, EffectTrouble.None), (acting.As, acting.AsId, acting.Trouble));
        Assert.Equal(Enum.GetValues<DeedKind>().Except([DeedKind.Poll, DeedKind.EndPoll]), acting.Can);
    }

    [Fact]
    public async Task Who_was_taken_off_the_moderators_may_only_post_and_is_told_so_by_each_refusal()
    {
        _on.Said("m1");
        _on.Platforms.Fire("moderator-revoked");

        var acting = await _on.Writer.LookAsync(EmulatedWriting.Channel, Ct);
        var refused = await _on.DoAsync(new RemoveDeed("m1", EmulatedWriting.Raider));

        Assert.Equal([DeedKind.Post], acting.Can);
        Assert.Equal(EffectTrouble.NotAllowed, acting.Trouble);
        Assert.Equal(EffectTrouble.NotAllowed, Assert.IsType<DeedResult.Refused>(refused).Trouble);
        Assert.Contains("not one of the broadcaster's moderators", ((DeedResult.Refused)refused).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_write_goes_out_without_content_for_that_would_be_sent_twice_on_a_dead_connection()
    {
        foreach (var deed in (Deed[])[new ClearDeed(), new ShoutOutDeed("les_passeurs_de_ciel"), new UnbanDeed(EmulatedWriting.Raider)]) await _on.DoAsync(deed);

        Assert.Equal(3, _on.Writes.Count());
        Assert.All(_on.Writes, w => Assert.True(w.HasContent, w.Path));
    }

    [Fact]
    public async Task A_message_is_removed_once_and_what_is_gone_already_is_done()
    {
        _on.Said("m1");
        _on.Said("old", ago: TimeSpan.FromHours(7));

        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new RemoveDeed("m1", EmulatedWriting.Raider)));
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new RemoveDeed("m1", EmulatedWriting.Raider)));
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new RemoveDeed("old", EmulatedWriting.Raider)));

        Assert.Equal([204, 404, 404], _on.Statuses("DELETE moderation/chat"));
        Assert.Equal(1, Assert.Single(_on.Twitch.Calls.Removed).Value);
    }

    [Fact]
    public async Task Messages_of_the_owner_and_of_other_moderators_cannot_be_removed()
    {
        _on.Said("theirs", new Author("902", "Mo", "mo", ["moderator"]));
        _on.Said("owners", new Author(_on.Twitch.ChannelId, EmulatedWriting.Channel, EmulatedWriting.Channel, ["broadcaster"]));

        foreach (var id in new[] { "theirs", "owners" })
        {
            var refused = Assert.IsType<DeedResult.Refused>(await _on.DoAsync(new RemoveDeed(id, EmulatedWriting.Raider)));
            Assert.Equal(EffectTrouble.Refused, refused.Trouble);
            Assert.StartsWith("You cannot delete", refused.Said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_removal_without_an_id_never_leaves_for_it_would_clear_the_chat(string id)
    {
        Assert.IsType<DeedResult.Refused>(await _on.DoAsync(new RemoveDeed(id, EmulatedWriting.Raider)));

        Assert.Empty(_on.Statuses("DELETE moderation/chat"));
        Assert.ThrowsAny<ArgumentException>(() => DeedCalls.Of(new RemoveDeed(id, EmulatedWriting.Raider), "1", "2"));
    }

    [Fact]
    public async Task Who_is_banned_is_heard_no_more_until_let_back_in()
    {
        _on.Said("before");
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new BanDeed(EmulatedWriting.Raider, "raid")));
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new BanDeed(EmulatedWriting.Raider)));
        _on.Said("while");
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new UnbanDeed(EmulatedWriting.Raider)));
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new UnbanDeed(EmulatedWriting.Raider)));
        _on.Said("after");

        Assert.Equal([200, 400], _on.Statuses("POST moderation/bans"));
        Assert.Equal([204, 400], _on.Statuses("DELETE moderation/bans"));
        Assert.Equal((1, 1), (_on.Twitch.Silenced, _on.Twitch.Calls.Barred[EmulatedWriting.Raider.Id]));
    }

    [Fact]
    public async Task A_time_out_ends_by_itself_and_does_not_replace_a_ban()
    {
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new TimeOutDeed(EmulatedWriting.Raider, 600, "spam")));
        _on.Said("while");
        _on.Time.Advance(TimeSpan.FromSeconds(601));
        _on.Said("after");
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new BanDeed(EmulatedWriting.Raider)));

        // Whoever undid such a time-out would lift a ban that somebody gave.
        var banned = Assert.IsType<DeedResult.Refused>(await _on.DoAsync(new TimeOutDeed(EmulatedWriting.Raider, 60)));
        Assert.Contains("already banned", banned.Said, StringComparison.Ordinal);
        Assert.Equal(1, _on.Twitch.Silenced);
    }

    [Fact]
    public async Task A_moderator_is_not_banned()
    {
        var refused = Assert.IsType<DeedResult.Refused>(await _on.DoAsync(new BanDeed(new Target(_on.Twitch.ChannelId, EmulatedWriting.Channel))));

        Assert.Equal("The user specified in the user_id field may not be banned.", refused.Said);
    }

    [Fact]
    public async Task A_post_is_in_the_chat_once_under_the_id_that_comes_back()
    {
        _on.Said("m1");
        var done = Assert.IsType<DeedResult.Done>(await _on.DoAsync(new PostDeed("Bonsoir \"à\" tous \ud83d\ude00", "m1")));

        Assert.False(string.IsNullOrEmpty(done.Handle));
        Assert.Equal(("Bonsoir \"à\" tous \ud83d\ude00", 1), (_on.Twitch.Calls.Posted.Single().Key, _on.Twitch.Calls.Posted.Single().Value));
    }

    [Theory]
    [InlineData("/ban ayse")]
    [InlineData(".me waves")]
    [InlineData(" /clear")]
    [InlineData(" ")]
    [InlineData(null)]
    public async Task What_twitch_would_take_for_a_command_or_is_too_long_is_refused_in_words_before_it_is_sent(string? text)
    {
        var refused = Assert.IsType<DeedResult.Refused>(await _on.DoAsync(new PostDeed(text ?? new string('x', 501))));

        Assert.Equal(EffectTrouble.CannotThere, refused.Trouble);
        Assert.NotNull(refused.Said);
        Assert.Empty(_on.Statuses("POST chat/messages"));
    }

    [Fact]
    public async Task A_post_that_twitch_drops_is_refused_with_its_reason()
    {
        _on.Platforms.Fire("helix-not-sent");

        var refused = Assert.IsType<DeedResult.Refused>(await _on.DoAsync(new PostDeed("bonsoir")));

        Assert.Equal((EffectTrouble.Refused, "Your message wasn't posted due to conflicts with the channel's moderation settings."), (refused.Trouble, refused.Said));
        Assert.Empty(_on.Twitch.Calls.Posted);
    }

    [Fact]
    public async Task A_dead_token_is_renewed_and_the_call_made_once_more()
    {
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new WarnDeed(EmulatedWriting.Raider, "restez courtois")));
        _on.Twitch.Tokens.Expire();
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new PostDeed("one")));
        _on.Time.Advance(TimeSpan.FromSeconds(5));
        _on.Platforms.Fire("helix-401");

        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new PostDeed("two")));
        Assert.Equal([1, 1], _on.Twitch.Calls.Posted.Values);
        Assert.Equal([200, 401, 200], _on.Statuses("POST chat/messages"));
    }

    [Fact]
    public async Task An_account_that_was_withdrawn_needs_a_person()
    {
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new PostDeed("one")));
        _on.Platforms.Fire("sign-in-withdrawn");
        _on.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(EffectTrouble.SignInDead, Assert.IsType<DeedResult.Refused>(await _on.DoAsync(new PostDeed("two"))).Trouble);
        var acting = await _on.Writer.LookAsync(EmulatedWriting.Channel, Ct);
        Assert.Equal((null, EffectTrouble.SignInDead), (acting.As, acting.Trouble));
    }

    [Fact]
    public async Task Patience_that_twitch_asks_for_is_had()
    {
        _on.Platforms.Fire("helix-409");
        Assert.InRange(Assert.IsType<DeedResult.Later>(await _on.DoAsync(new BanDeed(EmulatedWriting.Raider))).After, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5));
        _on.Platforms.Fire("helix-429");
        var later = Assert.IsType<DeedResult.Later>(await _on.DoAsync(new BanDeed(EmulatedWriting.Raider)));

        Assert.Equal(later.After, _on.Writer.WaitFor(EmulatedWriting.Channel, new UnbanDeed(EmulatedWriting.Raider)));
        Assert.Equal(TimeSpan.Zero, _on.Writer.WaitFor(EmulatedWriting.Channel, new RemoveDeed("m1", EmulatedWriting.Raider)));
        _on.Time.Advance(later.After);
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new BanDeed(EmulatedWriting.Raider)));
    }

    [Fact]
    public async Task What_became_of_a_call_that_a_gateways_503_answers_is_not_known()
    {
        _on.Platforms.Fire("helix-503");
        Assert.IsType<DeedResult.NotKnown>(await _on.DoAsync(new BanDeed(EmulatedWriting.Raider)));
        _on.Platforms.Fire("helix-503");

        Assert.IsType<DeedResult.NotKnown>(await _on.DoAsync(new PostDeed("bonsoir")));
    }

    [Theory]
    [InlineData("helix-cut", 1)]
    [InlineData("helix-lost", 0)]
    public async Task A_connection_that_breaks_leaves_a_post_not_known_whether_it_was_done_or_not(string drill, int posted)
    {
        await _on.Writer.LookAsync(EmulatedWriting.Channel, Ct);
        _on.Platforms.Fire(drill);

        Assert.IsType<DeedResult.NotKnown>(await _on.DoAsync(new PostDeed("bonsoir")));
        Assert.Equal(posted, _on.Twitch.Calls.Posted.Values.Sum());
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_not_known_after_ten_seconds()
    {
        await _on.Writer.LookAsync(EmulatedWriting.Channel, Ct);
        _on.Platforms.Fire("helix-hangs");
        var posting = _on.DoAsync(new PostDeed("bonsoir"));
        await _on.Twitch.Calls.UntilAsync(c => c.Posted.Count > 0, Ct).WaitAsync(Cap.Signal, Ct);
        await _on.Time.TimerDueIn(HelixAccount.AnswerWithin);
        _on.Time.Advance(HelixAccount.AnswerWithin);

        Assert.IsType<DeedResult.NotKnown>(await posting.WaitAsync(Cap.Signal, Ct));
    }

    [Fact]
    public async Task Nothing_that_left_nobody_is_later_and_no_account_is_said()
    {
        using var http = new HttpClient();
        var nowhere = _on.Options with { ApiBaseUri = new Uri("http://127.0.0.1:9"), IdBaseUri = new Uri("http://127.0.0.1:9") };
        using var signIn = new TwitchSignIn(nowhere, http, _on.Time);
        var writer = new TwitchWriter(nowhere, signIn, http, _on.Time, NullLogger<TwitchWriter>.Instance);
        var real = new TwitchWriter(_on.Options with { ApiBaseUri = new TwitchOptions().ApiBaseUri }, signIn, http, _on.Time, NullLogger<TwitchWriter>.Instance);

        Assert.IsType<DeedResult.Later>(await writer.DoAsync(EmulatedWriting.Channel, new PostDeed("bonsoir"), Ct));
        Assert.Equal(EffectTrouble.NoAnswer, (await writer.LookAsync(EmulatedWriting.Channel, Ct)).Trouble);
        Assert.Equal(EffectTrouble.NoAccount, (await new TwitchWriter(nowhere, null, http, _on.Time, NullLogger<TwitchWriter>.Instance).LookAsync(EmulatedWriting.Channel, Ct)).Trouble);
        // A rehearsal's writer never leaves this machine.
        Assert.Equal(EffectTrouble.NoAccount, Assert.IsType<DeedResult.Refused>(await real.DoAsync(EmulatedWriting.Channel, new PostDeed("bonsoir"), Ct)).Trouble);
    }

    [Fact]
    public async Task Modes_are_set_each_with_its_flag_and_turned_off_by_it_alone()
    {
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new ModesDeed(new ChatModes(EmoteOnly: true, Slow: 30, Followers: 10, Subscribers: true, Unique: true, Shield: true))));
        var on = _on.Twitch.Room(EmulatedWriting.Channel).Modes;
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new ModesDeed(new ChatModes(Slow: 0, Followers: ChatModes.FollowersOff))));
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new ShieldDeed(On: false)));

        Assert.Equal(new ChatModes(EmoteOnly: true, Slow: 30, Followers: 10, Subscribers: true, Unique: true, Shield: true), on);
        Assert.Equal(new ChatModes(EmoteOnly: true, Slow: 0, Followers: ChatModes.FollowersOff, Subscribers: true, Unique: true, Shield: false), _on.Twitch.Room(EmulatedWriting.Channel).Modes);
        Assert.IsType<DeedResult.Refused>(await _on.DoAsync(new ModesDeed(new ChatModes(Slow: 2))));
        Assert.IsType<DeedResult.Refused>(await _on.DoAsync(new ModesDeed(new ChatModes(Members: true))));
    }

    [Fact]
    public async Task What_automod_holds_is_decided_once_and_the_second_is_done_already()
    {
        _on.Said("m1");
        _on.Platforms.Fire("held");
        var held = _on.Twitch.Room(EmulatedWriting.Channel).Held.Keys.Single();

        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new HoldDeed(held, Allow: true, EmulatedWriting.Raider)));
        var again = Assert.IsType<DeedResult.Done>(await _on.DoAsync(new HoldDeed(held, Allow: false, EmulatedWriting.Raider)));

        Assert.Contains("already been resolved", again.Said, StringComparison.Ordinal);
        Assert.Equal(0, _on.Twitch.Held);
    }

    [Fact]
    public async Task Announcements_shout_outs_and_clearing_go_out_each_at_its_own_pace()
    {
        _on.Platforms.Put(new RecordedViewers(_on.Time.GetUtcNow(), "twitch", EmulatedWriting.Channel, 100));
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new AnnounceDeed("Atterrissage dans dix minutes", "purple")));
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new ShoutOutDeed("les_passeurs_de_ciel")));
        Assert.IsType<DeedResult.Done>(await _on.DoAsync(new ClearDeed()));

        Assert.InRange(Assert.IsType<DeedResult.Later>(await _on.DoAsync(new AnnounceDeed("encore"))).After, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        Assert.InRange(_on.Writer.WaitFor(EmulatedWriting.Channel, new ShoutOutDeed("un_autre")), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3));
        Assert.InRange(_on.Writer.WaitFor(EmulatedWriting.Channel, new ShoutOutDeed("Les_Passeurs_de_ciel")), TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(61));
        Assert.IsType<DeedResult.Refused>(await _on.DoAsync(new ShoutOutDeed("nobody_of_that_name")));
        Assert.Empty(_on.Twitch.Calls.Overruns);
    }

    [Fact]
    public async Task A_poll_is_the_owners_and_its_id_ends_it()
    {
        var refused = Assert.IsType<DeedResult.Refused>(await _on.DoAsync(new PollDeed("Où va-t-il se poser ?", ["Nord", "Sud"], 60)));
        Assert.Equal(EffectTrouble.NotAllowed, refused.Trouble);

        var (access, _) = _on.Twitch.Tokens.Give(new TokenUser(_on.Twitch.ChannelId, EmulatedWriting.Channel, EmulatedTwitch.UserScopes));
        using var http = new HttpClient();
        var owners = _on.Options with { UserAccessToken = access };
        using var signIn = new TwitchSignIn(owners, http, _on.Time);
        var writer = new TwitchWriter(owners, signIn, http, _on.Time, NullLogger<TwitchWriter>.Instance);

        Assert.Equal(Enum.GetValues<DeedKind>(), (await writer.LookAsync(EmulatedWriting.Channel, Ct)).Can);
        var begun = Assert.IsType<DeedResult.Done>(await writer.DoAsync(EmulatedWriting.Channel, new PollDeed("Où va-t-il se poser ?", ["Nord", "Sud"], 60), Ct));
        Assert.IsType<DeedResult.Refused>(await writer.DoAsync(EmulatedWriting.Channel, new PollDeed("Encore ?", ["Oui", "Non"], 60), Ct));
        Assert.IsType<DeedResult.Done>(await writer.DoAsync(EmulatedWriting.Channel, new EndPollDeed(begun.Handle!), Ct));
        Assert.IsType<DeedResult.Done>(await writer.DoAsync(EmulatedWriting.Channel, new EndPollDeed(begun.Handle!), Ct));
    }

    [Fact]
    public async Task Every_scope_that_the_calls_used_stands_in_the_list_of_scopes_with_that_call()
    {
        await _on.Writer.LookAsync(EmulatedWriting.Channel, Ct);
        _on.Platforms.Put(new RecordedViewers(_on.Time.GetUtcNow(), "twitch", EmulatedWriting.Channel, 100));
        foreach (var deed in new Deed[]
        {
            new RemoveDeed("m1", EmulatedWriting.Raider), new TimeOutDeed(EmulatedWriting.Raider, 60), new UntimeoutDeed(EmulatedWriting.Raider), new WarnDeed(EmulatedWriting.Raider, "non"),
            new ModesDeed(new ChatModes(Slow: 30)), new ShieldDeed(On: true), new ClearDeed(), new PostDeed("bonsoir"), new AnnounceDeed("bonsoir"), new ShoutOutDeed("les_passeurs_de_ciel"),
        }) await _on.DoAsync(deed);

        var listed = TwitchScopes.All.SelectMany(s => s.Calls.Select(call => (call, s.Name))).ToHashSet();
        Assert.Subset(listed, _on.Twitch.Calls.Scopes.ToHashSet());
        Assert.True(_on.Twitch.Calls.Scopes.Count >= 9);
        Assert.All(Enum.GetValues<DeedKind>(), kind => Assert.NotEmpty(TwitchScopes.Of(kind)));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
