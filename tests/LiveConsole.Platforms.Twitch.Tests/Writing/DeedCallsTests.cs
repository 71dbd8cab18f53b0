using System.Net;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Moderation;
using LiveConsole.Platforms.Twitch.Writing;

namespace LiveConsole.Platforms.Twitch.Tests.Writing;

/// <summary>Requests and answers as Twitch's reference has them (platforms/twitch.md, section 4), without a server.</summary>
public sealed class DeedCallsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private static readonly Target Ayse = new("901", "Ayşe", "ayse");

    public static TheoryData<Deed, string, string?> Requests => new()
    {
        { new RemoveDeed("0f3c2a52-0000-4000-8000-aaaaaaaaaaaa", Ayse), "DELETE moderation/chat?broadcaster_id=777&moderator_id=4242&message_id=0f3c2a52-0000-4000-8000-aaaaaaaaaaaa", null },
        { new RemoveDeed("a&message_id=b c", Ayse), "DELETE moderation/chat?broadcaster_id=777&moderator_id=4242&message_id=a%26message_id%3Db%20c", null },
        { new ClearDeed(), "DELETE moderation/chat?broadcaster_id=777&moderator_id=4242", null },
        { new TimeOutDeed(Ayse, 600, "spam"), "POST moderation/bans?broadcaster_id=777&moderator_id=4242", """{"data":{"user_id":"901","reason":"spam","duration":600}}""" },
        { new BanDeed(Ayse), "POST moderation/bans?broadcaster_id=777&moderator_id=4242", """{"data":{"user_id":"901"}}""" },
        { new UnbanDeed(Ayse), "DELETE moderation/bans?broadcaster_id=777&moderator_id=4242&user_id=901", null },
        { new UntimeoutDeed(Ayse), "DELETE moderation/bans?broadcaster_id=777&moderator_id=4242&user_id=901", null },
        { new WarnDeed(Ayse, "non"), "POST moderation/warnings?broadcaster_id=777&moderator_id=4242", """{"data":{"user_id":"901","reason":"non"}}""" },
        { new HoldDeed("h1", Allow: true, Ayse), "POST moderation/automod/message", """{"user_id":"4242","msg_id":"h1","action":"ALLOW"}""" },
        { new HoldDeed("h1", Allow: false, Ayse), "POST moderation/automod/message", """{"user_id":"4242","msg_id":"h1","action":"DENY"}""" },
        { new ModesDeed(new ChatModes(Slow: 30)), "PATCH chat/settings?broadcaster_id=777&moderator_id=4242", """{"slow_mode":true,"slow_mode_wait_time":30}""" },
        { new ModesDeed(new ChatModes(EmoteOnly: false, Slow: 0, Followers: -1, Unique: true)), "PATCH chat/settings?broadcaster_id=777&moderator_id=4242", """{"emote_mode":false,"slow_mode":false,"follower_mode":false,"unique_chat_mode":true}""" },
        { new ModesDeed(new ChatModes(Followers: 0)), "PATCH chat/settings?broadcaster_id=777&moderator_id=4242", """{"follower_mode":true,"follower_mode_duration":0}""" },
        { new ModesDeed(new ChatModes(Shield: true)), "PUT moderation/shield_mode?broadcaster_id=777&moderator_id=4242", """{"is_active":true}""" },
        { new ShieldDeed(On: false), "PUT moderation/shield_mode?broadcaster_id=777&moderator_id=4242", """{"is_active":false}""" },
        { new PostDeed("bonsoir"), "POST chat/messages", """{"broadcaster_id":"777","sender_id":"4242","message":"bonsoir"}""" },
        { new PostDeed("oui", "m1"), "POST chat/messages", """{"broadcaster_id":"777","sender_id":"4242","message":"oui","reply_parent_message_id":"m1"}""" },
        { new AnnounceDeed("bonsoir", "purple"), "POST chat/announcements?broadcaster_id=777&moderator_id=4242", """{"message":"bonsoir","color":"purple"}""" },
        { new ShoutOutDeed("beta"), "POST chat/shoutouts?from_broadcaster_id=777&to_broadcaster_id=888&moderator_id=4242", null },
        { new PollDeed("Où ?", ["Nord", "Sud"], 60), "POST polls", """{"broadcaster_id":"777","title":"Où ?","choices":[{"title":"Nord"},{"title":"Sud"}],"duration":60}""" },
        { new EndPollDeed("p1"), "PATCH polls", """{"broadcaster_id":"777","id":"p1","status":"TERMINATED"}""" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Each_deed_is_the_call_that_the_reference_describes(Deed deed, string call, string? body)
    {
        var request = Assert.Single(DeedCalls.Of(deed, "777", "4242", "888"));

        Assert.Null(DeedCalls.WhyNot(deed));
        Assert.Equal(call, $"{request.Method} {request.Call}");
        Assert.Equal(body is null, request.Body is null);
        if (body is not null) Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(body).RootElement, JsonDocument.Parse(request.Body!.Value).RootElement), Encoding.UTF8.GetString(request.Body!.Value.Span));
    }

    public static TheoryData<Deed, int, string, string> Answers => new()
    {
        { new RemoveDeed("m1", Ayse), 204, "", "Done" },
        { new RemoveDeed("m1", Ayse), 404, """{"error":"Not Found","status":404,"message":"The ID in message_id was not found."}""", "Done" },
        { new RemoveDeed("m1", Ayse), 400, """{"error":"Bad Request","status":400,"message":"You cannot delete another moderator's messages."}""", "Refused Refused You cannot delete another moderator's messages." },
        { new RemoveDeed("m1", Ayse), 403, """{"error":"Forbidden","status":403,"message":"The user in moderator_id is not one of the broadcaster's moderators."}""", "Refused NotAllowed The user in moderator_id is not one of the broadcaster's moderators." },
        { new RemoveDeed("m1", Ayse), 401, """{"error":"Unauthorized","status":401,"message":"Missing scope: moderator:manage:chat_messages"}""", "Refused NotAllowed Missing scope: moderator:manage:chat_messages" },
        { new RemoveDeed("m1", Ayse), 401, """{"error":"Unauthorized","status":401,"message":"Invalid OAuth token"}""", "Refused SignInDead Invalid OAuth token" },
        { new BanDeed(Ayse), 200, """{"data":[{"broadcaster_id":"777","moderator_id":"4242","user_id":"901","created_at":"2026-11-20T10:00:00Z","end_time":null}]}""", "Done" },
        { new BanDeed(Ayse), 400, """{"error":"Bad Request","status":400,"message":"user is already banned"}""", "Done" },
        { new BanDeed(Ayse), 400, """{"error":"Bad Request","status":400,"message":"The user specified in the user_id field may not be banned."}""", "Refused Refused The user specified in the user_id field may not be banned." },
        { new TimeOutDeed(Ayse, 60), 400, """{"error":"Bad Request","status":400,"message":"user is already banned"}""", "Refused Refused user is already banned" },
        { new BanDeed(Ayse), 409, """{"error":"Conflict","status":409,"message":"Someone else is changing it."}""", "Later 1" },
        { new BanDeed(Ayse), 429, """{"error":"Too Many Requests","status":429,"message":"Slow down."}""", "Later 10" },
        { new BanDeed(Ayse), 503, "<html><body><h1>503</h1></body></html>", "NotKnown" },
        { new BanDeed(Ayse), 500, """{"error":"Internal Server Error","status":500,"message":""}""", "NotKnown" },
        { new WarnDeed(Ayse, "non"), 500, """{"error":"Internal Server Error","status":500,"message":""}""", "NotKnown" },
        { new UnbanDeed(Ayse), 400, """{"error":"Bad Request","status":400,"message":"user is not banned"}""", "Done" },
        { new UntimeoutDeed(Ayse), 400, """{"error":"Bad Request","status":400,"message":"The user specified in the user_id query parameter is not banned."}""", "Done" },
        { new HoldDeed("h1", Allow: true, Ayse), 404, """{"error":"Not Found","status":404,"message":"already resolved"}""", "Done" },
        { new HoldDeed("h1", Allow: true, Ayse), 400, """{"error":"Bad Request","status":400,"message":"The value in the action field is not valid."}""", "Refused Refused The value in the action field is not valid." },
        { new PostDeed("x"), 200, """{"data":[{"message_id":"abc","is_sent":true,"drop_reason":null}]}""", "Done abc" },
        { new PostDeed("x"), 200, """{"data":[{"message_id":"","is_sent":false,"drop_reason":{"code":"msg_duplicate","message":"It is <b>identical</b> to the previous one."}}]}""", "Refused Refused It is identical to the previous one." },
        { new PostDeed("x"), 200, """{"data":[{"message_id":"","is_sent":false,"drop_reason":{"code":"new_code"}}]}""", "Refused Refused new_code" },
        { new PostDeed("x"), 200, """{"data":[]}""", "NotKnown" },
        { new PostDeed("x"), 200, "not json", "NotKnown" },
        { new PostDeed("x"), 422, """{"error":"Unprocessable Entity","status":422,"message":"The message is too large."}""", "Refused Refused The message is too large." },
        { new PostDeed("x"), 502, "", "NotKnown" },
        { new PostDeed("x"), 429, "", "Later 30" },
        { new AnnounceDeed("x"), 429, "", "Later 2" },
        { new ShoutOutDeed("x"), 429, "", "Later 120" },
        { new PollDeed("?", ["a", "b"], 60), 200, """{"data":[{"id":"ed961efd","status":"ACTIVE"}]}""", "Done ed961efd" },
        { new EndPollDeed("p"), 400, """{"error":"Bad Request","status":400,"message":"The poll must be active to terminate or archive it."}""", "Done" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Each_answer_comes_to_what_the_reference_says_of_it(Deed deed, int status, string body, string result) =>
        Assert.Equal(result, Told(DeedAnswers.Of(deed, HelixReply.Read(status, Encoding.UTF8.GetBytes(body), null), Now)));

    [Fact]
    public void An_empty_bucket_is_waited_for_until_it_is_full_by_twitchs_clock_and_a_minute_at_most()
    {
        static string Waits(long reset)
        {
            using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            response.Headers.Add("Ratelimit-Remaining", "0");
            response.Headers.Add("Ratelimit-Reset", reset.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return Told(DeedAnswers.Of(new BanDeed(Ayse), HelixReply.Read(429, default, response.Headers), Now));
        }

        Assert.Equal("Later 42", Waits(Now.ToUnixTimeSeconds() + 42));
        Assert.Equal("Later 60", Waits(long.MaxValue / 1_000_000_000));
        Assert.Equal("Later 1", Waits(Now.ToUnixTimeSeconds() - 5_000));
        Assert.Equal("Later 10", Waits(long.MaxValue));
    }

    private static readonly Gen<string> Bodies =
        from original in Gen.Elements(Answers.Select(a => a.Data.Item3).Where(b => b.Length > 0).ToArray())
        from edits in Gen.ListOf(from at in Gen.Choose(0, 200) from with in Gen.Elements("{", "}", "[", "]", "\"", "\\", "null", "7", "1e999", "\"\\ud800\"", "{}", "[[]]", "<", "\0") select (at, with))
        select edits.Take(6).Aggregate(original, (b, e) => e.at % 2 == 0 ? b[..Math.Min(e.at, b.Length)] + e.with + b[Math.Min(e.at, b.Length)..] : b[..Math.Min(e.at, b.Length)] + e.with);

    [Fact]
    public void No_answer_whatever_its_shape_makes_the_reading_throw_and_no_failure_is_taken_for_done()
    {
        var deeds = Answers.Select(a => a.Data.Item1).Distinct().ToArray();
        Prop.ForAll((from b in Bodies from s in Gen.Elements(200, 204, 400, 401, 403, 404, 409, 418, 422, 429, 500, 503) from d in Gen.Elements(deeds) select (b, s, d)).ToArbitrary(), x =>
        {
            var result = DeedAnswers.Of(x.d, HelixReply.Read(x.s, Encoding.UTF8.GetBytes(x.b), null), Now);
            if (x.d is PostDeed && result is DeedResult.Done) Assert.InRange(x.s, 200, 299);
            if (result is DeedResult.Refused { Said: { } said }) Assert.DoesNotContain('\0', said);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
    }

    [Fact]
    public void No_text_makes_the_writing_throw_and_what_is_sent_is_json_with_the_very_text()
    {
        Prop.ForAll<string?>(made =>
        {
            var text = made ?? "";
            foreach (var deed in new Deed[] { new PostDeed(text), new AnnounceDeed(text), new WarnDeed(Ayse, text), new BanDeed(Ayse, text), new PollDeed(text, [text, text], 60), new ModesDeed(new ChatModes(Slow: text.Length)) })
            {
                if (DeedCalls.WhyNot(deed) is not null) continue;
                foreach (var call in DeedCalls.Of(deed, "777", "4242"))
                {
                    using var json = JsonDocument.Parse(call.Body!.Value);
                    if (deed is PostDeed) Assert.Equal(string.Concat(text.EnumerateRunes()), json.RootElement.GetProperty("message").GetString());
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    private static string Told(DeedResult result) => result switch
    {
        DeedResult.Done done => $"Done {done.Handle}".Trim(),
        DeedResult.Refused no => $"Refused {no.Trouble} {no.Said}".Trim(),
        DeedResult.Later later => $"Later {later.After.TotalSeconds:0}",
        _ => "NotKnown",
    };
}
