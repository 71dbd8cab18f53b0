using System.Net;
using LiveConsole.Accounts.Connected;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms;
using LiveConsole.Testing;
using LiveConsole.Tests.Permissions;

namespace LiveConsole.Tests.Api;

/// <summary>Acting over the API: asked for, answered with its effects, undone. What each operation takes is tried in ContractTests.</summary>
[Collection(nameof(AConsole))]
public sealed class ActingCallTests(AConsole console) : IAsyncLifetime
{
    private readonly string _id = $"act-{Guid.NewGuid():N}";
    private AProgram _moderator = null!;

    public async ValueTask InitializeAsync()
    {
        _moderator = await AProgram.OfAsync(console, Role.Moderator);
        var message = A.Message("slur", _id, viewer: $"v-{_id}") with { SentAt = console.Show.Clock.Now, ReceivedAt = console.Show.Clock.Now };
        await console.Show.TakeAsync([new ActingCame(new ChannelActing("twitch", "agence", "Agence Orbite", "77", [.. Enum.GetValues<DeedKind>()])), new MessageCame(message)], default);
    }

    public ValueTask DisposeAsync()
    {
        _moderator.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_removal_is_answered_with_its_effect_once_however_often_it_is_sent_and_another_is_told()
    {
        var body = new { message = new { platform = "twitch", id = _id } };
        var key = Guid.NewGuid().ToString();

        var asked = await _moderator.PostAsync("moderation/remove", body, key);
        var again = await _moderator.PostAsync("moderation/remove", body, key);
        var effect = asked.Json.GetProperty("effects")[0];
        var state = await _moderator.GetAsync($"effects/{effect.GetProperty("id").GetInt64()}");
        using var lead = await AProgram.OfAsync(console, Role.Lead);
        var second = await lead.PostAsync("moderation/remove", body);

        Assert.Equal((HttpStatusCode.Accepted, "remove", _id), (asked.Status, effect.GetProperty("deed").GetString(), effect.GetProperty("message").GetString()));
        Assert.Equal(asked.Json.GetProperty("effects")[0].GetProperty("id").GetInt64(), again.Json.GetProperty("effects")[0].GetProperty("id").GetInt64());
        Assert.Equal("Moderator program", state.Json.GetProperty("by").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "/problems/stale"), (second.Status, second.Problem));
        Assert.StartsWith("Moderator program removed this at ", second.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hidden_here_it_asks_nothing_of_the_platform_and_undo_shows_it_again()
    {
        var hidden = await _moderator.PostAsync("moderation/hide", new { message = new { platform = "twitch", id = _id } });

        Assert.Equal((HttpStatusCode.Accepted, 0), (hidden.Status, hidden.Json.GetProperty("effects").GetArrayLength()));
        Assert.True(hidden.Json.GetProperty("undoable").GetBoolean());
        Assert.NotNull((await console.Show.FindMessageAsync(new(Role.Owner), new MessageRef("twitch", _id), default))!.Removed);

        Assert.Equal(HttpStatusCode.OK, (await _moderator.PostAsync("undo", new { action = hidden.Json.GetProperty("action").GetGuid() })).Status);
        Assert.Null((await console.Show.FindMessageAsync(new(Role.Owner), new MessageRef("twitch", _id), default))!.Removed);
    }

    [Fact]
    public async Task A_viewer_is_named_by_what_they_wrote_or_by_their_id()
    {
        var byMessage = await _moderator.PostAsync("moderation/timeout", new { message = new { platform = "twitch", id = _id }, seconds = 60 });
        var byId = await _moderator.PostAsync("moderation/ban", new { viewer = new { platform = "twitch", channel = "agence", id = $"v-{_id}" } });

        foreach (var answer in new[] { byMessage, byId })
            Assert.Equal(($"v-{_id}", "Ayşe"), (answer.Json.GetProperty("effects")[0].GetProperty("viewer").GetProperty("id").GetString(), answer.Json.GetProperty("effects")[0].GetProperty("viewer").GetProperty("name").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await _moderator.PostAsync("moderation/ban", new { reason = "spam" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _moderator.GetAsync("effects/999999")).Status);
    }

    [Fact]
    public async Task As_whom_a_chat_is_acted_in_is_read_chosen_and_undone_by_who_leads()
    {
        var account = await console.Get<PlatformAccounts>().ConnectAsync("twitch", new GrantedAccount(new HeldTokens("tok", null, null, null), $"u-{_id}", $"l{_id}", "orbite_modo", []), null, default);
        using var lead = await AProgram.OfAsync(console, Role.Lead);
        await console.ReadsAsync(new ChannelSetting("twitch", "second"));

        var before = (await lead.GetAsync("moderation/acting")).Json.EnumerateArray().First(a => a.GetProperty("platform").GetString() == "twitch");
        var body = new { platform = "twitch", channel = before.GetProperty("channel").GetString(), account = account.Login, seenAccount = (string?)null };
        var chosen = await lead.PostAsync("moderation/act-as", body);
        var second = await lead.PostAsync("moderation/act-as", new { body.platform, body.channel, account = (string?)null });
        var after = (await _moderator.GetAsync("moderation/acting")).Json.EnumerateArray().First(a => a.GetProperty("platform").GetString() == "twitch");

        Assert.Contains(before.GetProperty("accounts").EnumerateArray(), a => a.GetProperty("id").GetString() == account.UserId);
        Assert.Equal((HttpStatusCode.Accepted, true), (chosen.Status, chosen.Json.GetProperty("undoable").GetBoolean()));
        Assert.Equal((HttpStatusCode.Conflict, "/problems/stale"), (second.Status, second.Problem));
        Assert.Equal(account.UserId, after.GetProperty("chosen").GetProperty("id").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, after.GetProperty("accounts").ValueKind);
        Assert.Equal(HttpStatusCode.Forbidden, (await _moderator.PostAsync("moderation/act-as", body)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync("moderation/act-as", new { body.platform, body.channel, account = "nobody" })).Status);

        Assert.Equal(HttpStatusCode.OK, (await lead.PostAsync("undo", new { action = chosen.Json.GetProperty("action").GetGuid() })).Status);
        Assert.Empty(console.Show.Snapshot.State.Settings!.ActsAs);
        await console.ReadsAsync();
        await console.Get<PlatformAccounts>().DisconnectAsync(account.Id, null, default);
    }
}
