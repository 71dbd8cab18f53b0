using System.Net;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Tests.Permissions;

namespace LiveConsole.Tests.Api;

/// <summary>Who calls from the guide alone reads in a refusal what to send instead.</summary>
[Collection(nameof(AConsole))]
public sealed class RefusalWordsTests(AConsole console)
{
    [Fact]
    public async Task A_member_that_is_missing_and_a_word_that_is_none_are_named()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);

        Assert.Equal("seenVersion is missing: the item's version that you decided on.", (await program.PostAsync("items/1/approve", "{}")).Detail);
        Assert.StartsWith("kind is missing.", (await program.PostAsync("items", new { text = "x" })).Detail, StringComparison.Ordinal);
        Assert.Equal("reason is one of: answeredAlready, offTopic, overtaken, notSuitable, nobodyCanAnswer.", (await program.PostAsync("items/1/dismiss", new { seenVersion = 1, reason = "boring" })).Detail);
    }

    [Fact]
    public async Task A_verb_that_there_is_not_is_answered_with_those_that_there_are()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);

        var item = await program.PostAsync("items/1/delete", "{}");
        var moderation = await program.PostAsync("moderation/delete", "{}");

        Assert.Equal((HttpStatusCode.NotFound, "/problems/not-found"), (item.Status, item.Problem));
        Assert.Contains("dismiss, ", item.Detail, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "/problems/not-found"), (moderation.Status, moderation.Problem));
        Assert.Contains("hold-allow, ", moderation.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_call_and_an_effect_that_is_none_are_said_in_words_of_the_API()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        var key = Guid.NewGuid().ToString();

        await program.PostAsync("items", new { kind = "question", text = "Une clé ?" }, key);

        Assert.EndsWith("Use another Idempotency-Key.", (await program.PostAsync("moments", new { text = "x" }, key)).Detail, StringComparison.Ordinal);
        Assert.StartsWith("There is no such effect", (await program.GetAsync("effects/999999")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_ones_own_source_is_addressed_though_its_id_has_a_slash_and_is_hidden_rather_than_removed()
    {
        using var program = await AProgram.OfAsync(console, Role.Moderator);
        var id = $"row/{Guid.NewGuid():N}";
        await program.PostAsync("messages", new object[] { new { platform = "hall", id, text = "why is it red?", author = new { name = "Léa" } } });

        var fine = await program.PostAsync($"messages/hall/{Uri.EscapeDataString(id)}/fine");
        var removed = await program.PostAsync("moderation/remove", new { message = new { platform = "hall", id } });

        Assert.Equal(HttpStatusCode.OK, fine.Status);
        Assert.Equal("/problems/platform-cannot", removed.Problem);
        Assert.Contains("moderation/hide", removed.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"platform":"hall","id":17,"text":"x","author":{"name":"y"}}""", "id must be text")]
    [InlineData("""{"platform":"hall","id":"a","sentAt":"soon","text":"x","author":{"name":"y"}}""", "for example 2026-02-18T21:48:00Z")]
    public void A_row_that_is_refused_says_what_to_write(string row, string words) =>
        Assert.Contains(words, IntakeFormat.Read(System.Text.Encoding.UTF8.GetBytes($"[{row}]"), DateTimeOffset.UnixEpoch).Refused[0].Why.En, StringComparison.Ordinal);
}
