using System.Net;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Tests.Playing;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.YouTube;

public sealed class ListTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private EmulatedPlatforms _platforms = null!;
    private RawYouTube _youtube = null!;

    public async ValueTask InitializeAsync()
    {
        _platforms = await Emulators.StartAsync(_time);
        _youtube = new RawYouTube(_platforms);
    }

    public ValueTask DisposeAsync()
    {
        _youtube.Dispose();
        return _platforms.DisposeAsync();
    }

    [Fact]
    public async Task A_full_page_goes_on_at_once_and_nothing_is_left_out()
    {
        var start = (await _youtube.ListAsync()).Body.GetProperty("nextPageToken").GetString();
        foreach (var line in Lines.ManyYouTube(0, 250)) _platforms.Put(line);
        _time.Advance(TimeSpan.FromSeconds(10));

        var (_, full) = await _youtube.ListAsync(start, most: 200);
        var (status, rest) = await _youtube.ListAsync(full.GetProperty("nextPageToken").GetString(), most: 200);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(Enumerable.Range(0, 250).Select(i => $"y{i}"), RawStream.Ids(full).Concat(RawStream.Ids(rest)));
        Assert.InRange(full.GetProperty("pollingIntervalMillis").GetInt32(), 1_000, 10_000);
    }

    [Fact]
    public async Task Polling_much_faster_than_told_is_a_rate_limit()
    {
        var token = (await _youtube.ListAsync()).Body.GetProperty("nextPageToken").GetString();

        var (status, body) = await _youtube.ListAsync(token);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("rateLimitExceeded", body.GetProperty("error").GetProperty("errors")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_removed_message_gives_no_event_and_is_a_tombstone_in_later_history()
    {
        _platforms.Put(Lines.YouTube("gone", "bad words"));
        var first = (await _youtube.ListAsync()).Body;

        _platforms.Put(new RecordedRemoval(Lines.Start, "youtube", "", RemovalScope.Message, MessageId: "gone"));
        _time.Advance(TimeSpan.FromSeconds(10));
        var next = (await _youtube.ListAsync(first.GetProperty("nextPageToken").GetString())).Body;
        var later = (await _youtube.ListAsync()).Body.GetProperty("items")[0];

        Assert.Empty(RawStream.Ids(next));
        Assert.Equal(("gone", "tombstone"), (later.GetProperty("id").GetString(), later.GetProperty("snippet").GetProperty("type").GetString()));
        Assert.False(later.TryGetProperty("authorDetails", out _));
        Assert.DoesNotContain("bad words", later.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_follows_the_chat_reads_a_message_before_its_removal_takes_hold()
    {
        using var stream = await _youtube.StreamAsync();
        await stream.NextAsync();

        _platforms.Put(Lines.YouTube("gone"));
        _platforms.Put(new RecordedRemoval(Lines.Start, "youtube", "", RemovalScope.Message, MessageId: "gone"));
        var item = (await stream.ItemsAsync(1))[0];

        _platforms.Put(Lines.YouTube("next"));
        await stream.ItemsAsync(1);

        Assert.Equal("textMessageEvent", item.GetProperty("snippet").GetProperty("type").GetString());
        Assert.Contains("gone", _platforms.YouTube.DeliveredIds);
    }

    [Fact]
    public async Task A_banned_viewer_is_an_event_by_the_moderator()
    {
        _platforms.Put(new RecordedRemoval(Lines.Start, "youtube", "", RemovalScope.Viewer, ViewerId: "UCbad", Seconds: 300));

        var item = (await _youtube.ListAsync()).Body.GetProperty("items")[0];
        var details = item.GetProperty("snippet").GetProperty("userBannedDetails");

        Assert.Equal("userBannedEvent", item.GetProperty("snippet").GetProperty("type").GetString());
        Assert.Equal(("temporary", "300", "UCbad"), (details.GetProperty("banType").GetString(), details.GetProperty("banDurationSeconds").GetString(), details.GetProperty("bannedUserDetails").GetProperty("channelId").GetString()));
        Assert.True(item.GetProperty("authorDetails").GetProperty("isChatModerator").GetBoolean());
    }

    [Fact]
    public async Task Every_kind_has_its_type_and_its_text_where_the_viewers_words_stand()
    {
        var paid = new Paid(1_750_000, "EUR", "1,75 €");
        _platforms.Put(Lines.YouTube("t", "  with  spaces\u0000\n <b> 🟥 "));
        _platforms.Put(Lines.YouTube("p", "for the crew", kind: MessageKind.Paid, paid: paid));
        _platforms.Put(Lines.YouTube("q", "", kind: MessageKind.Paid, paid: new Paid(null, null, "$19.99")));
        _platforms.Put(Lines.YouTube("s", "a rocket waves", kind: MessageKind.Sticker, paid: paid));
        _platforms.Put(Lines.YouTube("m", "", kind: MessageKind.Member));
        _platforms.Put(Lines.YouTube("n", "three months!", kind: MessageKind.Member));
        _platforms.Put(Lines.YouTube("g", "Bo gifted 20 memberships", kind: MessageKind.Gift));
        _platforms.Put(Lines.YouTube("j", "a rocket", kind: MessageKind.Gift, bits: 30));
        _platforms.Put(Lines.YouTube("j", "a rocket", kind: MessageKind.Gift, bits: 30));
        _platforms.Put(Lines.YouTube("a", "waves", kind: MessageKind.Action));

        var items = (await _youtube.ListAsync()).Body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("snippet")).ToList();

        Assert.Equal(["textMessageEvent", "superChatEvent", "superChatEvent", "superStickerEvent", "newSponsorEvent", "memberMilestoneChatEvent", "membershipGiftingEvent", "giftEvent", "giftEvent"], items.Select(i => i.GetProperty("type").GetString()));
        Assert.Equal("  with  spaces\u0000\n <b> 🟥 ", items[0].GetProperty("textMessageDetails").GetProperty("messageText").GetString());
        Assert.Equal(("1750000", "EUR", "for the crew"), (items[1].GetProperty("superChatDetails").GetProperty("amountMicros").GetString(), items[1].GetProperty("superChatDetails").GetProperty("currency").GetString(), items[1].GetProperty("superChatDetails").GetProperty("userComment").GetString()));
        Assert.False(items[2].GetProperty("superChatDetails").TryGetProperty("userComment", out _));
        Assert.Equal("a rocket waves", items[3].GetProperty("superStickerDetails").GetProperty("superStickerMetadata").GetProperty("altText").GetString());
        Assert.Equal("three months!", items[5].GetProperty("memberMilestoneChatDetails").GetProperty("userComment").GetString());
        Assert.Equal(20, items[6].GetProperty("membershipGiftingDetails").GetProperty("giftMembershipsCount").GetInt32());
        Assert.Equal([1, 2], items.Skip(7).Select(i => i.GetProperty("giftDetails").GetProperty("comboCount").GetInt32()));
        Assert.Equal("a", Assert.Single(_platforms.NotSendable).Id);
    }

    [Fact]
    public async Task Times_come_in_both_forms_that_have_been_seen()
    {
        foreach (var line in Lines.ManyYouTube(0, 2)) _platforms.Put(Lines.Of(line.Message with { SentAt = Lines.Start.AddTicks(1_234_560) }));

        var times = (await _youtube.ListAsync()).Body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("snippet").GetProperty("publishedAt").GetString()).ToList();

        Assert.Equal(["2026-03-14T20:00:00.123456+00:00", "2026-03-14T20:00:00.123456Z"], times.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("liveChatId=nosuchchat&part=id", HttpStatusCode.NotFound, "liveChatNotFound")]
    [InlineData("part=id", HttpStatusCode.BadRequest, "required")]
    [InlineData("liveChatId=CHAT&part=id&pageToken=nonsense", HttpStatusCode.BadRequest, "pageTokenInvalid")]
    public async Task What_is_asked_wrongly_is_refused_by_reason(string query, HttpStatusCode expected, string reason)
    {
        var (status, body) = await _youtube.GetAsync("/youtube/v3/liveChat/messages?" + query.Replace("CHAT", _platforms.YouTube.LiveChatId, StringComparison.Ordinal));

        Assert.Equal(expected, status);
        Assert.Equal(reason, body.GetProperty("error").GetProperty("errors")[0].GetProperty("reason").GetString());
    }
}
