using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Effects;
using LiveConsole.Platforms.YouTube.Writing;
using static LiveConsole.Platforms.YouTube.Tests.ScriptedYouTube;

namespace LiveConsole.Platforms.YouTube.Tests.Writing;

/// <summary>What is sent, what the answers come to, and what they cost.</summary>
public sealed class YouTubeWriterTests : ScriptedWriter
{
    [Fact]
    public async Task A_removal_names_its_message_and_needs_no_chat()
    {
        _youtube.On(Messages, Json(204, ""));

        Assert.Equal(new DeedResult.Done(), await Writer().DoAsync(Video, new RemoveDeed("LCC.Ehw KGk/N==", Ayse), default));

        var asked = Assert.Single(_youtube.Requests);
        Assert.Equal(("DELETE", "LCC.Ehw KGk/N=="), (asked.Method, asked.Value("id")));
    }

    [Fact]
    public async Task A_time_out_says_its_seconds_as_a_string_and_its_handle_is_the_bans_id()
    {
        _youtube.WithChat("chat-1").On(Bans, Json(200, """{"kind":"youtube#liveChatBan","id":"ban-1","snippet":{"type":"temporary"}}"""));

        Assert.Equal(new DeedResult.Done("ban-1"), await Writer().DoAsync(Video, new TimeOutDeed(Ayse, 300), default));

        var asked = Assert.Single(_youtube.AskedFor(Bans));
        Assert.Equal(("POST", "snippet", "application/json; charset=utf-8"), (asked.Method, asked.Value("part"), asked.Headers["content-type"]));
        Assert.Equal("""{"snippet":{"liveChatId":"chat-1","type":"temporary","banDurationSeconds":"300","bannedUserDetails":{"channelId":"UCayse"}}}""", asked.Body);
    }

    [Fact]
    public async Task A_ban_has_no_duration_and_is_lifted_by_its_id_alone()
    {
        _youtube.WithChat("chat-1").On(Bans, Json(200, """{"id":"ban-1"}"""), Json(204, ""));
        var writer = Writer();

        Assert.Equal(new DeedResult.Done("ban-1"), await writer.DoAsync(Video, new BanDeed(Ayse), default));
        Assert.Equal(new DeedResult.Done(), await writer.DoAsync(Video, new UnbanDeed(Ayse, "ban-1"), default));
        Assert.Equal(new DeedResult.Refused(EffectTrouble.CannotThere), await writer.DoAsync(Video, new UntimeoutDeed(Ayse), default));

        var asked = _youtube.AskedFor(Bans).ToList();
        Assert.Equal("""{"snippet":{"liveChatId":"chat-1","type":"permanent","bannedUserDetails":{"channelId":"UCayse"}}}""", asked[0].Body);
        Assert.Equal(("DELETE", "ban-1"), (asked[1].Method, asked[1].Value("id")));
        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public async Task A_post_keeps_its_text_to_the_letter()
    {
        const string Text = "« Non » & <b>\"merci\"</b> 🚀\n\u202e";
        _youtube.WithChat("chat-1").On(Messages, Json(200, """{"id":"LCC.own"}"""));

        Assert.Equal(new DeedResult.Done("LCC.own"), await Writer().DoAsync(Video, new PostDeed(Text), default));

        var snippet = JsonDocument.Parse(Assert.Single(_youtube.AskedFor(Messages)).Body).RootElement.GetProperty("snippet");
        Assert.Equal(("chat-1", "textMessageEvent", Text), (snippet.GetProperty("liveChatId").GetString(), snippet.GetProperty("type").GetString(), snippet.GetProperty("textMessageDetails").GetProperty("messageText").GetString()));
    }

    [Fact]
    public async Task A_poll_is_begun_as_a_message_and_ended_by_its_id()
    {
        _youtube.WithChat("chat-1").On(Messages, Json(200, """{"id":"LCC.poll"}""")).On(Messages + "/transition", Json(200, """{"id":"LCC.poll"}"""));
        var writer = Writer();

        Assert.Equal(new DeedResult.Done("LCC.poll"), await writer.DoAsync(Video, new PollDeed("Où ?", ["Nord", "Sud"], 60), default));
        Assert.Equal(new DeedResult.Done("LCC.poll"), await writer.DoAsync(Video, new EndPollDeed("LCC.poll"), default));
        Assert.Equal(new DeedResult.Refused(EffectTrouble.CannotThere), await writer.DoAsync(Video, new PollDeed("Où ?", ["Nord"], 60), default));

        var poll = JsonDocument.Parse(Assert.Single(_youtube.AskedFor(Messages)).Body).RootElement.GetProperty("snippet").GetProperty("pollDetails").GetProperty("metadata");
        Assert.Equal(("Où ?", "Nord,Sud"), (poll.GetProperty("questionText").GetString(), string.Join(',', poll.GetProperty("options").EnumerateArray().Select(o => o.GetProperty("optionText").GetString()))));
        var end = Assert.Single(_youtube.AskedFor(Messages + "/transition"));
        Assert.Equal(("POST", "LCC.poll", "closed"), (end.Method, end.Value("id"), end.Value("status")));
    }

    public static TheoryData<string, int, string, string> Refusals => new()
    {
        { "remove", 404, "liveChatMessageNotFound", "Done" },
        { "unban", 404, "liveChatBanNotFound", "Done" },
        { "remove", 403, "forbidden", "Refused NotAllowed" },
        { "ban", 403, "insufficientPermissions", "Refused NotAllowed" },
        { "remove", 403, "modificationNotAllowed", "Refused Refused" },
        { "ban", 403, "liveChatBanInsertionNotAllowed", "Refused Refused" },
        { "ban", 404, "liveChatUserNotFound", "Refused Refused" },
        { "unban", 400, "invalidLiveChatBanId", "Refused Refused" },
        { "post", 400, "messageTextInvalid", "Refused Refused" },
        { "post", 403, "liveChatEnded", "Refused Refused" },
        { "post", 403, "liveChatDisabled", "Refused Refused" },
        { "ban", 404, "liveChatNotFound", "Refused Refused" },
        { "poll", 400, "preconditionCheckFailed", "Refused Refused" },
        { "post", 403, "quotaExceeded", "Refused QuotaSpent" },
        { "post", 403, "rateLimitExceeded", "Later" },
        { "post", 503, "backendError", "NotKnown" },
        { "remove", 503, "backendError", "NotKnown" },
        { "ban", 500, "internalError", "NotKnown" },
        { "remove", 401, "authError", "Refused SignInDead" },
        { "post", 403, "accessNotConfigured", "Refused Refused" },
        // Nobody promises that a message is gone because an address was not found.
        { "remove", 404, "notFound", "Refused Refused" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_YouTube_answers_comes_to(string deed, int status, string reason, string expected)
    {
        var answer = Error(status, reason, "Because of <a href=\\\"/x\\\">this</a> &amp; that.");
        _youtube.WithChat("chat-1").On(Messages, answer).On(Bans, answer);

        var result = await Writer().DoAsync(Video, Deed(deed), default);

        Assert.Equal((expected, "Because of this & that."), result switch
        {
            DeedResult.Done done => ("Done", done.Said),
            DeedResult.Refused refused => ($"Refused {refused.Trouble}", refused.Said),
            DeedResult.Later later => ("Later", later.Said),
            DeedResult.NotKnown unknown => ("NotKnown", unknown.Said),
            _ => default,
        });
        Assert.Single(_youtube.Requests, r => r.Method != "GET");
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("post")]
    public async Task A_write_whose_answer_never_comes_went_out_once_and_stays_counted(string deed)
    {
        Answering cut = (_, reply) =>
        {
            reply.Reset();
            return Task.CompletedTask;
        };
        _youtube.WithChat("chat-1").On(Messages, cut);
        var project = Project();

        Assert.IsType<DeedResult.NotKnown>(await Writer(project).DoAsync(Video, Deed(deed), default));

        Assert.Single(_youtube.AskedFor(Messages));
        Assert.Equal(50, project.Budget.Today.Actions - (deed == "post" ? 1 : 0));
    }

    [Fact]
    public async Task A_server_that_closes_a_kept_connection_instead_of_answering_has_heard_one_removal()
    {
        // .NET would send a request without content once more by itself.
        await using var server = new ClosingServer();
        using var project = new YouTubeProject(SignedIn() with { ApiBaseUri = server.Address }, _time, loopbackOnly: true);
        var writer = Writer(project);

        Assert.IsType<DeedResult.Done>(await writer.DoAsync(Video, new RemoveDeed("m1", Ayse), default));
        Assert.IsType<DeedResult.NotKnown>(await writer.DoAsync(Video, new RemoveDeed("m2", Ayse), default));

        Assert.Equal(["m1", "m2"], server.Removed);
    }

    [Fact]
    public async Task A_machine_without_a_network_has_sent_nothing_and_tries_again_soon()
    {
        var project = Project();
        _youtube.Leave();

        Assert.IsType<DeedResult.Later>(await Writer(project).DoAsync(Video, new RemoveDeed("m1", Ayse), default));
        Assert.Equal(0, project.Budget.Today.Used);
    }

    [Fact]
    public async Task A_refusal_costs_one_and_a_deed_fifty_debited_before_it_is_sent()
    {
        var ledger = new MemoryQuotaLedger();
        var budget = new QuotaBudget(ledger, "p", new QuotaLimits(10_000, 2_000), _time);
        List<long> whenAsked = [];
        _youtube.On(Messages, (_, reply) =>
        {
            whenAsked.Add(budget.Today.Actions);
            return reply.JsonAsync(204, "");
        }, Error(403, "forbidden"));
        using var project = new YouTubeProject(SignedIn(), _time, loopbackOnly: true, budget);
        var writer = Writer(project);

        await writer.DoAsync(Video, new RemoveDeed("m1", Ayse), default);
        await writer.DoAsync(Video, new RemoveDeed("m2", Ayse), default);

        Assert.Equal([50], whenAsked);
        Assert.Equal(new QuotaDay(0, 0, 51), budget.Today);
    }

    [Fact]
    public async Task A_spent_day_and_a_closed_one_send_nothing()
    {
        var budget = new QuotaBudget(new MemoryQuotaLedger(), "p", new QuotaLimits(100, 60), _time);
        _youtube.On(Messages, Json(204, ""));
        using var project = new YouTubeProject(SignedIn(), _time, loopbackOnly: true, budget);
        var writer = Writer(project);

        await writer.DoAsync(Video, new RemoveDeed("m1", Ayse), default);
        await writer.DoAsync(Video, new RemoveDeed("m2", Ayse), default);
        Assert.Equal(new DeedResult.Refused(EffectTrouble.QuotaSpent), await writer.DoAsync(Video, new RemoveDeed("m3", Ayse), default));
        Assert.Equal(2, _youtube.Requests.Count);

        await budget.CloseAsync(default);
        Assert.Equal(new DeedResult.Refused(EffectTrouble.QuotaSpent), await writer.DoAsync(Video, new RemoveDeed("m3", Ayse), default));
        Assert.Equal(2, _youtube.Requests.Count);
    }

    [Fact]
    public async Task Too_fast_is_waited_out_ever_longer_and_says_nothing_of_the_other_kind()
    {
        _youtube.WithChat("chat-1").On(Messages, Error(403, "rateLimitExceeded"), Error(429, "rateLimitExceeded"), Json(200, """{"id":"x"}"""), Error(403, "rateLimitExceeded"));
        var writer = Writer();
        var post = new PostDeed("hi");

        Assert.Equal(TimeSpan.FromSeconds(5), Assert.IsType<DeedResult.Later>(await writer.DoAsync(Video, post, default)).After);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.Zero), (writer.WaitFor(Video, post), writer.WaitFor(Video, new RemoveDeed("m", Ayse))));
        // Who does not wait is not sent.
        Assert.IsType<DeedResult.Later>(await writer.DoAsync(Video, post, default));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.IsType<DeedResult.Later>(await writer.DoAsync(Video, post, default)).After);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.IsType<DeedResult.Done>(await writer.DoAsync(Video, post, default));
        Assert.Equal(TimeSpan.FromSeconds(5), Assert.IsType<DeedResult.Later>(await writer.DoAsync(Video, post, default)).After);

        Assert.Equal(4, _youtube.AskedFor(Messages).Count());
    }

    [Fact]
    public async Task The_chat_that_is_read_is_written_to_without_looking_for_it_and_looked_for_once_it_has_ended()
    {
        _youtube.WithChat("chat-2").On(Messages, Error(403, "liveChatEnded"), Json(200, """{"id":"x"}"""));
        var followed = new FollowedBroadcast(Project(SignedIn(), out var project), Video, _time.GetUtcNow);
        followed.Reads("chat-1");
        var writer = new YouTubeWriter(project, _ => followed, _time);

        // Nothing was done in the old one: it may be asked at once of the new one.
        Assert.Equal(TimeSpan.Zero, Assert.IsType<DeedResult.Later>(await writer.DoAsync(Video, new PostDeed("one"), default)).After);
        Assert.IsType<DeedResult.Done>(await writer.DoAsync(Video, new PostDeed("one"), default));
        Assert.IsType<DeedResult.Done>(await writer.DoAsync(Video, new PostDeed("three"), default));

        Assert.Single(_youtube.AskedFor("/youtube/v3/videos"));
        Assert.Equal(["chat-1", "chat-2", "chat-2"], _youtube.AskedFor(Messages).Select(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("snippet").GetProperty("liveChatId").GetString()));
    }

    [Fact]
    public async Task A_chat_is_found_of_the_actions_units_when_reading_has_none_left()
    {
        var budget = new QuotaBudget(new MemoryQuotaLedger(), "p", new QuotaLimits(2_000, 1_999), _time);
        await budget.TryDebitAsync(QuotaUse.Reading, 1, default);
        _youtube.WithChat("chat-1").On(Bans, Json(200, """{"id":"ban-1"}"""));
        using var project = new YouTubeProject(SignedIn(), _time, loopbackOnly: true, budget);

        Assert.IsType<DeedResult.Done>(await Writer(project).DoAsync(Video, new BanDeed(Ayse), default));
        Assert.Equal(new QuotaDay(1, 0, 51), budget.Today);
    }

    [Fact]
    public async Task A_broadcast_without_a_chat_is_refused_in_words()
    {
        _youtube.On("/youtube/v3/videos", Json(200, VideoJson(null, "none", null)));

        var refused = Assert.IsType<DeedResult.Refused>(await Writer().DoAsync(Video, new PostDeed("hi"), default));

        Assert.Equal((EffectTrouble.Refused, "The broadcast has no open chat."), (refused.Trouble, refused.Said));
    }

    [Fact]
    public void Whatever_stands_in_a_deed_becomes_a_call() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        text ??= "";
        foreach (var deed in new Deed[] { new PostDeed(text), new RemoveDeed(text, Ayse), new BanDeed(new Target(text, text)), new UnbanDeed(Ayse, text), new PollDeed(text, [text, "b"], 15), new EndPollDeed(text) })
        {
            if (!WriteCall.CanBeMade(deed)) continue;
            var call = WriteCall.Of(deed, text);
            Assert.True(Uri.TryCreate(new Uri("http://localhost/"), call.Path, out _));
            if (call.Body.Length > 0) JsonDocument.Parse(call.Body).Dispose();
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_answered_is_read() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<int>(), (body, status) =>
    {
        var failure = YouTubeFailure.From(status, body);
        foreach (var deed in new[] { "remove", "ban", "post", "unban", "poll" }.Select(Deed))
        {
            _ = WriteAnswers.IsAlreadySo(deed, failure);
            Assert.NotNull(WriteAnswers.Of(failure, TimeSpan.FromSeconds(5)));
        }

        _ = YouTubeLists.Id(body);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"id":5}""")]
    [InlineData("""[]""")]
    [InlineData("""{"id":""}""")]
    [InlineData("")]
    [InlineData("<html>")]
    public async Task A_ban_whose_answer_has_no_id_is_done_without_a_handle(string body)
    {
        _youtube.WithChat("chat-1").On(Bans, Json(200, body));

        Assert.Equal(new DeedResult.Done(), await Writer().DoAsync(Video, new BanDeed(Ayse), default));
    }
}
