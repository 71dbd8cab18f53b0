using System.Text;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Platforms.Twitch.Tests.Irc;

public class IrcParserTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 21, 55, 0, TimeSpan.Zero);

    private readonly OddFrames _odd = new(NullLogger.Instance, new FakeTime());
    private readonly IrcParser _parser;

    public IrcParserTests() => _parser = new IrcParser(_odd);

    private IrcEvent Parse(string line) => _parser.Parse(Encoding.UTF8.GetBytes(line), Now);

    private ChatMessage Message(string line) => Assert.IsType<IrcEvent.Message>(Parse(line)).Chat;

    private RemovalCame Removal(string line) => Assert.IsType<IrcEvent.Removed>(Parse(line)).Removal;

    [Fact]
    public void A_message_has_all_its_fields()
    {
        var m = Message("@badge-info=subscriber/14;badges=moderator/1,subscriber/12;client-nonce=9f;color=#FF7F50;display-name=Ayşe;emotes=25:0-4,12-16/1902:6-10;first-msg=0;flags=;id=0f3c2a52-0000-4000-8000-aaaaaaaaaaaa;mod=1;returning-chatter=0;room-id=777;subscriber=1;tmi-sent-ts=1767225600123;turbo=0;user-id=901;user-type=mod :ayse!ayse@ayse.tmi.twitch.tv PRIVMSG #alpha :Kappa Keepo Kappa");

        Assert.Equal(new ChatMessage("twitch", "alpha", "0f3c2a52-0000-4000-8000-aaaaaaaaaaaa", DateTimeOffset.FromUnixTimeMilliseconds(1767225600123), Now,
            new Author("901", "Ayşe", "ayse", ["moderator", "subscriber"], "#FF7F50", "moderator/1,subscriber/12"), "Kappa Keepo Kappa", MessageKind.Text,
            [new(PartType.Emote, "Kappa", "25"), new(PartType.Text, " "), new(PartType.Emote, "Keepo", "1902"), new(PartType.Text, " "), new(PartType.Emote, "Kappa", "25")]), m);
        Assert.Empty(_odd.Counts);
    }

    [Fact]
    public void Plain_text_is_not_cut()
    {
        var m = Message("@id=1;user-id=2;display-name=;tmi-sent-ts=1767225600123 :bo!bo@bo PRIVMSG #alpha ::) : hi  ");

        Assert.Equal(":) : hi  ", m.Text);
        Assert.Empty(m.Parts);
        Assert.Equal(new Author("2", "bo", "bo"), m.Author);
    }

    [Fact]
    public void A_reply_keeps_the_parents_name_in_its_text_and_counts_emotes_in_code_points()
    {
        var m = Message("@badge-info=;badges=;color=;display-name=Dil;emotes=1902:8-12;id=3d4e0000-0000-4000-8000-eeeeeeeeeeee;mod=0;reply-parent-display-name=Cem;reply-parent-msg-body=hi\\:\\sthere;reply-parent-msg-id=2c3d0000-0000-4000-8000-cccccccccccc;reply-parent-user-id=903;reply-parent-user-login=cem;room-id=777;subscriber=0;tmi-sent-ts=1767225607000;user-id=904;user-type= :dil!dil@dil.tmi.twitch.tv PRIVMSG #alpha :@cem 😀😀 Keepo");

        Assert.Equal(new ReplyTo("2c3d0000-0000-4000-8000-cccccccccccc"), m.ReplyTo);
        Assert.Equal([new(PartType.Mention, "@cem", "903"), new(PartType.Text, " 😀😀 "), new(PartType.Emote, "Keepo", "1902")], m.Parts);
        Assert.Equal(m.Text, string.Concat(m.Parts.Select(p => p.Text)));
    }

    [Fact]
    public void A_reply_to_a_name_in_other_letters_mentions_all_of_it()
    {
        var m = Message("@id=1;user-id=2;reply-parent-display-name=日本語;reply-parent-msg-id=9;reply-parent-user-id=77;reply-parent-user-login=nihongo;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :@日本語 oui");

        Assert.Equal([new(PartType.Mention, "@日本語", "77"), new(PartType.Text, " oui")], m.Parts);
    }

    [Fact]
    public void Mentions_are_cut_out_and_addresses_of_mail_are_not()
    {
        var m = Message("@id=1;user-id=2;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :@Bo, ask (@cem_2) or me@mail.org @ @@x");

        Assert.Equal(["@Bo", "@cem_2", "@x"], m.Parts.Where(p => p.Type == PartType.Mention).Select(p => p.Text));
        Assert.Equal(m.Text, string.Concat(m.Parts.Select(p => p.Text)));
    }

    [Fact]
    public void An_action_loses_its_control_characters_and_its_emotes_count_from_its_first_letter()
    {
        var m = Message("@id=1;user-id=2;emotes=25:6-10;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :\u0001ACTION waves Kappa\u0001");

        Assert.Equal((MessageKind.Action, "waves Kappa"), (m.Kind, m.Text));
        Assert.Equal(new MessagePart(PartType.Emote, "Kappa", "25"), m.Parts[^1]);
    }

    [Theory]
    [InlineData("25:0-99", 1)]
    [InlineData("25:4-2", 1)]
    [InlineData("25:-1-2", 1)]
    [InlineData("25:0-4,2-6", 1)]
    [InlineData("25:0-x/:0-1/25", 3)]
    [InlineData("25:0-4,0-4", 1)]
    [InlineData("25:99999999999-99999999999", 1)]
    [InlineData("25:0-2147483647", 1)]
    public void Emote_ranges_that_do_not_fit_are_dropped_and_the_line_counted(string emotes, int bad)
    {
        var m = Message($"@id=1;user-id=2;emotes={emotes};tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :Kappa hey");

        Assert.True(bad > 0);
        Assert.Equal(1, _odd.Count(nameof(ParseProblem.BadEmoteRange)));
        Assert.Equal("Kappa hey", m.Parts.IsEmpty ? m.Text : string.Concat(m.Parts.Select(p => p.Text)));
    }

    [Fact]
    public void A_shared_message_goes_by_its_origins_id_and_keeps_the_local_one()
    {
        var m = Message("@badge-info=;badges=;color=;display-name=Cem;emotes=;first-msg=1;id=2c3d0000-0000-4000-8000-cccccccccccc;mod=0;room-id=777;source-badge-info=;source-badges=moderator/1;source-id=9a9a0000-0000-4000-8000-dddddddddddd;source-only=0;source-room-id=888;subscriber=0;tmi-sent-ts=1767225606000;user-id=903;user-type= :cem!cem@cem.tmi.twitch.tv PRIVMSG #alpha :hello from the other room");

        Assert.Equal("9a9a0000-0000-4000-8000-dddddddddddd", m.Id);
        Assert.Equal(["2c3d0000-0000-4000-8000-cccccccccccc"], m.Copies);
        Assert.Equal(new SharedFrom("888"), m.SharedFrom);
        Assert.True(m.First);
        Assert.Empty(m.Author.Roles);
    }

    [Fact]
    public void In_its_own_room_a_shared_message_is_an_ordinary_one()
    {
        var m = Message("@id=1;source-id=1;source-room-id=777;room-id=777;user-id=2;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :hi");

        Assert.Null(m.SharedFrom);
        Assert.Empty(m.Copies);
    }

    [Theory]
    [InlineData("badges=broadcaster/1,subscriber/3006", "broadcaster subscriber")]
    [InlineData("badges=vip/1;vip=1", "vip")]
    [InlineData("badges=staff/1;user-type=staff", "staff")]
    [InlineData("badges=founder/0", "subscriber")]
    [InlineData("badges=lead_moderator/1;mod=1", "moderator")]
    [InlineData("badges=predictions/blue/1,x,,/", "")]
    public void Badges_become_roles(string badges, string roles)
    {
        var m = Message($"@{badges};id=1;user-id=2;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :hi");

        Assert.Equal(roles, string.Join(' ', m.Author.Roles));
    }

    [Fact]
    public void An_author_whose_badges_or_name_changed_is_a_new_value()
    {
        var before = Message("@badges=;display-name=Bo;color=;id=1;user-id=2;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :hi").Author;
        var same = Message("@badges=;display-name=Bo;color=;id=2;user-id=2;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :hi").Author;
        var moderator = Message("@badges=moderator/1;display-name=Bo;color=;id=3;user-id=2;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :hi").Author;
        var renamed = Message("@badges=moderator/1;display-name=ボー;color=;id=3;user-id=2;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :hi").Author;

        Assert.Same(before, same);
        Assert.Equal(["moderator"], moderator.Roles);
        Assert.Equal("ボー", renamed.Name);
    }

    [Fact]
    public void Bits_are_read_and_odd_ones_counted()
    {
        Assert.Equal(100, Message("@bits=100;id=1;user-id=2;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :Cheer100").Bits);
        Assert.Null(Message("@bits=lots;id=1;user-id=2;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :Cheer100").Bits);
        Assert.Equal(1, _odd.Count(nameof(ParseProblem.BadNumber)));
    }

    [Theory]
    [InlineData("a\\sb", "a b")]
    [InlineData("a\\\\sb", "a\\sb")]
    [InlineData("\\:\\r\\n", ";\r\n")]
    [InlineData("x\\y\\", "xy")]
    [InlineData("plain", "plain")]
    public void Escapes_are_read_from_left_to_right(string wire, string text)
    {
        Assert.Equal(text, Message($"@id=1;user-id=2;msg-id=x;system-msg={wire};tmi-sent-ts=1 :tmi.twitch.tv USERNOTICE #a").Text);
    }

    [Fact]
    public void An_id_is_opaque_and_never_unescaped_to_nothing()
    {
        Assert.Equal("\\", Message("@id=1;user-id=\\;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :hi").Author.Id);
    }

    [Fact]
    public void A_display_name_may_end_in_an_escaped_space()
    {
        Assert.Equal("Bo", Message("@display-name=Bo\\s;id=1;user-id=2;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :hi").Author.Name);
    }

    [Theory]
    [InlineData("sub", MessageKind.Member)]
    [InlineData("resub", MessageKind.Member)]
    [InlineData("subgift", MessageKind.Gift)]
    [InlineData("submysterygift", MessageKind.Gift)]
    [InlineData("raid", MessageKind.Raid)]
    [InlineData("announcement", MessageKind.Announcement)]
    [InlineData("viewermilestone", MessageKind.Notice)]
    [InlineData("what-twitch-invents-next", MessageKind.Notice)]
    [InlineData("a-name-that-is-very-much-longer-than-any-that-was-ever-seen", MessageKind.Notice)]
    [InlineData("sharedchatnotice;source-msg-id=resub", MessageKind.Member)]
    public void Notices_of_users_have_kinds(string id, MessageKind kind)
    {
        var m = Message($"@display-name=Bo;id=1;login=bo;msg-id={id};system-msg=It\\shappened.;user-id=2;tmi-sent-ts=1 :tmi.twitch.tv USERNOTICE #a");

        Assert.Equal((kind, "It happened.", "bo"), (m.Kind, m.Text, m.Author.Login));
    }

    [Fact]
    public void A_notices_own_words_come_before_twitchs_sentence()
    {
        var m = Message("@display-name=Bo;emotes=25:0-4;id=1;login=bo;msg-id=resub;system-msg=Bo\\ssubscribed.;user-id=2;tmi-sent-ts=1 :tmi.twitch.tv USERNOTICE #a :Kappa ten months!");

        Assert.Equal("Kappa ten months!", m.Text);
        Assert.Equal(PartType.Emote, m.Parts[0].Type);
    }

    [Fact]
    public void A_raid_says_who_and_how_many()
    {
        var m = Message("@badge-info=;badges=;color=#8A2BE2;display-name=Bo;emotes=;flags=;id=1b2c0000-0000-4000-8000-bbbbbbbbbbbb;login=bo;mod=0;msg-id=raid;msg-param-displayName=Bo;msg-param-login=bo;msg-param-profileImageURL=https://static-cdn.jtvnw.net/x-%s.png;msg-param-viewerCount=42;room-id=777;subscriber=0;system-msg=42\\sraiders\\sfrom\\sBo\\shave\\sjoined!;tmi-sent-ts=1767225605000;user-id=902;user-type= :tmi.twitch.tv USERNOTICE #alpha");

        Assert.Equal((MessageKind.Raid, "42 raiders from Bo have joined!"), (m.Kind, m.Text));
    }

    [Fact]
    public void Removals_say_how_far_they_reach()
    {
        var timeout = Removal("@ban-duration=600;room-id=777;target-user-id=901;tmi-sent-ts=1767225601000 :tmi.twitch.tv CLEARCHAT #alpha :ayse");
        var ban = Removal("@room-id=777;target-user-id=901;tmi-sent-ts=1767225602000 :tmi.twitch.tv CLEARCHAT #alpha :ayse");
        var all = Removal("@room-id=777;tmi-sent-ts=1767225603000 :tmi.twitch.tv CLEARCHAT #alpha");
        var one = Removal("@login=ayse;room-id=;target-msg-id=0f3c2a52-0000-4000-8000-aaaaaaaaaaaa;tmi-sent-ts=1767225604000 :tmi.twitch.tv CLEARMSG #alpha :bad words here");

        Assert.Equal((RemovalScope.Viewer, "901", 600), (timeout.Removal.Scope, timeout.ViewerId, timeout.Seconds));
        Assert.Equal((RemovalScope.Viewer, "901", null), (ban.Removal.Scope, ban.ViewerId, ban.Seconds));
        Assert.Equal((RemovalScope.Channel, null, null), (all.Removal.Scope, all.ViewerId, all.MessageId));
        Assert.Equal((RemovalScope.Message, "0f3c2a52-0000-4000-8000-aaaaaaaaaaaa"), (one.Removal.Scope, one.MessageId));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1767225604000), one.Removal.At);
    }

    [Fact]
    public void A_removal_that_names_a_login_alone_is_never_a_clear_of_the_whole_chat()
    {
        Assert.Equal(new IrcEvent.Odd(ParseProblem.NoTarget), Parse("@tmi-sent-ts=1 :tmi.twitch.tv CLEARCHAT #alpha :ayse"));
    }

    [Theory]
    [InlineData("", ParseProblem.EmptyLine)]
    [InlineData("   ", ParseProblem.EmptyLine)]
    [InlineData("@a=b", ParseProblem.NoCommand)]
    [InlineData(":only.a.prefix", ParseProblem.NoCommand)]
    [InlineData("@a=b :p ???", ParseProblem.BadCommand)]
    [InlineData("@id=1;user-id=2 :bo!bo@bo PRIVMSG", ParseProblem.NoChannel)]
    [InlineData("@id=1;user-id=2 :bo!bo@bo PRIVMSG alpha :hi", ParseProblem.NoChannel)]
    [InlineData("@id=1;user-id=2 :bo!bo@bo PRIVMSG #alpha", ParseProblem.NoText)]
    [InlineData("@user-id=2 :bo!bo@bo PRIVMSG #alpha :hi", ParseProblem.NoMessageId)]
    [InlineData("@id=1 :bo!bo@bo PRIVMSG #alpha :hi", ParseProblem.NoUserId)]
    [InlineData("@login=x :tmi.twitch.tv CLEARMSG #alpha :hi", ParseProblem.NoTarget)]
    [InlineData(":tmi.twitch.tv ROOMSTATE", ParseProblem.NoChannel)]
    public void What_cannot_be_read_is_a_value_and_is_kept(string line, ParseProblem problem)
    {
        Assert.Equal(new IrcEvent.Odd(problem), Parse(line));
        Assert.Equal(1, _odd.Count(problem.ToString()));
        Assert.Equal(line, Encoding.UTF8.GetString(_odd.Frame(problem.ToString())!.Value.Span));
    }

    [Fact]
    public void A_missing_time_is_replaced_by_ours_and_counted()
    {
        Assert.Equal(Now, Message("@id=1;user-id=2 :bo!bo@bo PRIVMSG #a :hi").SentAt);
        Assert.Equal(Now, Message("@id=1;user-id=2;tmi-sent-ts=99999999999999999 :bo!bo@bo PRIVMSG #a :hi").SentAt);
        Assert.Equal(2, _odd.Count(nameof(ParseProblem.BadNumber)));
    }

    [Fact]
    public void The_protocols_own_lines_are_told_apart()
    {
        Assert.Equal(new IrcEvent.Ping("tmi.twitch.tv"), Parse("PING :tmi.twitch.tv"));
        Assert.Equal(new IrcEvent.Ping(null), Parse("PING"));
        Assert.Equal(new IrcEvent.Pong("x"), Parse(":tmi.twitch.tv PONG tmi.twitch.tv :x"));
        Assert.Equal(new IrcEvent.Reconnect(), Parse(":tmi.twitch.tv RECONNECT"));
        Assert.Equal(new IrcEvent.Capabilities(true, "twitch.tv/tags twitch.tv/commands"), Parse(":tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands"));
        Assert.Equal(new IrcEvent.Capabilities(false, "x"), Parse(":tmi.twitch.tv CAP * NAK :x"));
        Assert.Equal(new IrcEvent.Welcome(), Parse(":tmi.twitch.tv 001 justinfan12345 :Welcome, GLHF!"));
        Assert.Equal(new IrcEvent.RoomState("alpha", new ChatModes(Slow: 30)), Parse("@room-id=777;slow=30 :tmi.twitch.tv ROOMSTATE #alpha"));
        Assert.Equal(new IrcEvent.Notice("alpha", "slow_on", "This room is now in slow mode. You may send messages every 30 seconds."), Parse("@msg-id=slow_on :tmi.twitch.tv NOTICE #alpha :This room is now in slow mode. You may send messages every 30 seconds."));
        Assert.Equal(new IrcEvent.Notice("", "", "Login authentication failed"), Parse(":tmi.twitch.tv NOTICE * :Login authentication failed"));
        Assert.Equal(new IrcEvent.Parted("alpha", "mybot"), Parse(":mybot!mybot@mybot.tmi.twitch.tv PART #alpha"));
        Assert.IsType<IrcEvent.Passed>(Parse("@badge-info=;badges=;color=#1E90FF;display-name=MyBot;emote-sets=0;turbo=0;user-id=4242;user-type= :tmi.twitch.tv GLOBALUSERSTATE"));
        Assert.IsType<IrcEvent.Passed>(Parse(":mybot.tmi.twitch.tv 366 mybot #alpha :End of /NAMES list"));
        Assert.Empty(_odd.Counts);
    }
}
