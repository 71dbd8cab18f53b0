using System.Net;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Testing;
using LiveConsole.Tests.Permissions;

namespace LiveConsole.Tests.Api;

/// <summary>What opens the API, and what does not.</summary>
[Collection(nameof(AConsole))]
public sealed class TokenTests(AConsole console)
{
    [Fact]
    public async Task Without_a_token_nothing_is_told_and_it_is_said_how_to_get_one()
    {
        using var nobody = AProgram.With(console, null);

        foreach (var path in new[] { "/api/v1/shows", "/api/v1/shows/landing/items", "/api/v1/nothing", "/api/v2" })
        {
            var answer = await nobody.GetAsync(path);
            Assert.Equal((HttpStatusCode.Unauthorized, "/problems/forbidden"), (answer.Status, answer.Problem));
            Assert.Contains("liveconsole token create", answer.Detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("lc_nothing")]
    [InlineData("")]
    [InlineData("x")]
    public async Task A_token_that_is_none_opens_nothing(string token)
    {
        using var program = AProgram.With(console, token);

        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("items")).Status);
    }

    [Fact]
    public async Task A_screens_token_is_none()
    {
        foreach (var screen in new[] { console.PresenterScreen, console.OverlayScreen })
        {
            using var program = AProgram.With(console, screen.Split('/')[^1]);
            Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("on-air")).Status);
        }
    }

    [Fact]
    public async Task Of_another_show_there_is_nothing()
    {
        using var elsewhere = await AProgram.OfAsync(console, Role.Owner, show: console.Other.Id);
        using var everywhere = await AProgram.OfAsync(console, Role.Owner, everyShow: true);

        var answer = await elsewhere.GetAsync("items");
        Assert.Equal((HttpStatusCode.NotFound, "/problems/not-found"), (answer.Status, answer.Problem));
        Assert.Equal(["other"], (await elsewhere.GetAsync("/api/v1/shows")).Json.EnumerateArray().Select(s => s.GetProperty("show").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await everywhere.GetAsync("items")).Status);
    }

    [Fact]
    public async Task Revoked_and_expired_it_opens_nothing_from_that_moment_and_says_since_when()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("items")).Status);

        Assert.True(await console.Get<ApiTokenBook>().RevokeAsync(program.Row!.Id, default));

        var answer = await program.GetAsync("items", "fr");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.StartsWith("Ce jeton a été révoqué le ", answer.Detail, StringComparison.Ordinal);
        Assert.False(await console.Get<ApiTokenBook>().RevokeAsync(program.Row.Id, default));
        Assert.Null(console.Get<LiveConsole.Accounts.Crew>().Current(ApiTokenBook.ActorOf(program.Row), console.Show.Id));
    }

    [Fact]
    public async Task One_that_reads_only_changes_nothing()
    {
        using var reader = await AProgram.OfAsync(console, Role.Owner, ApiScope.Read);

        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("items")).Status);
        Assert.Equal((HttpStatusCode.Forbidden, "/problems/forbidden"), ((await reader.PostAsync("on-air/clear")) is var answer ? answer.Status : default, answer.Problem));
    }

    [Fact]
    public async Task It_stands_in_an_address_only_where_it_opted_in()
    {
        using var plain = await AProgram.OfAsync(console, Role.Editor);
        using var byGet = await AProgram.OfAsync(console, Role.Editor, byGet: true);
        using var nobody = AProgram.With(console, null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"on-air?token={plain.Token}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync($"on-air?token={byGet.Token}")).Status);
    }

    [Fact]
    public async Task What_it_did_stands_in_the_items_history_under_its_name()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        var id = await program.AddAsync("Qui l'a fait ?");

        var history = (await program.GetAsync($"items/{id}")).Json.GetProperty("history");

        Assert.Equal("Editor program", history[0].GetProperty("by").GetString());
    }

    [Fact]
    public async Task When_it_was_last_used_is_kept_to_the_minute_and_written_by_and_by()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        var book = console.Get<ApiTokenBook>();
        Assert.Null(book.LastUsed(program.Row!));

        await program.GetAsync("on-air");
        await book.KeepUsesAsync(default);

        var used = book.LastUsed(program.Row!);
        Assert.NotNull(used);
        Assert.Equal(0, used.Value.Ticks % TimeSpan.TicksPerMinute);
        await book.LoadAsync(default);
        Assert.Equal(used, book.All.Single(t => t.Id == program.Row!.Id).LastUsedAt);
    }

    [Fact]
    public async Task A_wish_that_makes_no_sense_is_refused_in_words()
    {
        var book = console.Get<ApiTokenBook>();
        foreach (var wish in new[]
        {
            new ApiTokenWish(" ", console.Show.Id, Role.Editor), new ApiTokenWish(new string('x', 61), console.Show.Id, Role.Editor),
            new ApiTokenWish("late", console.Show.Id, Role.Editor, ExpiresAt: A.Time.AddYears(-5)), new ApiTokenWish("get", console.Show.Id, Role.Editor, ApiScope.Read, ActsByGet: true),
        })
        {
            var (row, _, whyNot) = await book.MakeAsync(wish, null, default);
            Assert.Null(row);
            Assert.NotEqual(whyNot!.En, whyNot.Fr);
        }
    }
}
