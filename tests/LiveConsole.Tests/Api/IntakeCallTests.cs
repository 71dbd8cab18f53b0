using System.Net;
using System.Text;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Permissions;

namespace LiveConsole.Tests.Api;

[Collection(nameof(AConsole))]
public sealed class IntakeCallTests(AConsole console)
{
    [Fact]
    public async Task Messages_from_the_balcony_are_taken_once_said_row_by_row_and_read_back()
    {
        using var program = await AProgram.OfAsync(console, Role.Moderator);
        object[] rows = [new { platform = "balcony", id = "i1", text = "why is it red?", author = new { name = "Léa" } }, new { platform = "twitch", id = "i2", text = "x", author = new { name = "y" } }];

        var first = await program.PostAsync("messages", rows);
        var again = await program.PostAsync("messages", rows);
        var read = await program.GetAsync("messages?platform=balcony");
        // Arrivals are published 20 times a second.
        using var patience = new CancellationTokenSource(Cap.Signal);
        await foreach (var snapshot in console.Show.WatchAsync(patience.Token))
        {
            if (snapshot.State.Sources.Keys.Any(k => k.Platform == "balcony")) break;
        }

        var sources = await program.GetAsync("sources");

        Assert.Equal(HttpStatusCode.Accepted, first.Status);
        Assert.Equal((1, 0, 1), (first.Json.GetProperty("accepted").GetInt32(), first.Json.GetProperty("duplicate").GetInt32(), first.Json.GetProperty("refused")[0].GetProperty("index").GetInt32()));
        Assert.Equal((0, 1), (again.Json.GetProperty("accepted").GetInt32(), again.Json.GetProperty("duplicate").GetInt32()));
        Assert.Contains("read by LiveConsole itself", first.Json.GetProperty("refused")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("why is it red?", read.Json[0].GetProperty("text").GetString());
        Assert.Contains(sources.Json.EnumerateArray(), s => s.GetProperty("platform").GetString() == "balcony");
        await program.PostAsync("messages", new object[] { new { platform = "balcony", id = "i1", text = "why is it red?", author = new { name = "Léa" }, removed = new { at = "2026-01-01T00:00:00Z" } } });
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, (await program.GetAsync("messages?platform=balcony")).Json[0].GetProperty("removed").ValueKind);
    }

    [Theory]
    [InlineData(Role.Expert)]
    [InlineData(Role.Overlay)]
    [InlineData(Role.Observer)]
    public async Task Who_may_not_triage_brings_nothing_in(Role role)
    {
        using var program = await AProgram.OfAsync(console, role);

        Assert.Equal(HttpStatusCode.Forbidden, (await program.PostAsync("messages", new object[] { new { platform = "hall", id = "no", text = "x", author = new { name = "y" } } })).Status);
        Assert.DoesNotContain(console.Show.Snapshot.For(new Reader(Role.Owner)).Newest(1_000), m => m.Message.Id == "no");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[")]
    public async Task What_is_no_list_is_refused_whole(string body)
    {
        using var program = await AProgram.OfAsync(console, Role.Moderator);

        Assert.Equal((HttpStatusCode.BadRequest, "/problems/invalid"), await program.PostAsync("messages", body) is var answer ? (answer.Status, answer.Problem) : default);
    }

    [Fact]
    public async Task A_thousand_long_messages_fit_and_a_body_without_end_does_not()
    {
        // Into the other show: what is planted in the first must stay among the newest that a desk paints.
        const string messages = "/api/v1/shows/other/messages";
        using var program = await AProgram.OfAsync(console, Role.Moderator, show: console.Other.Id);
        var text = new string('a', 3_900);
        var rows = Enumerable.Range(0, 1_000).Select(i => new { platform = "bulk", id = $"b{i}", text, author = new { name = "b" } });

        Assert.Equal(1_000, (await program.PostAsync(messages, rows)).Json.GetProperty("accepted").GetInt32());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await program.SendAsync("POST", messages, Encoding.UTF8.GetBytes("[" + new string(' ', 9 * 1024 * 1024) + "]"), r => r.Headers.ExpectContinue = true)).Status);
    }
}
