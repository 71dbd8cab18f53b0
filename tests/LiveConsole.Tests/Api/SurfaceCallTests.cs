using System.Net;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;
using LiveConsole.Surfaces;
using LiveConsole.Tests.Permissions;

namespace LiveConsole.Tests.Api;

[Collection(nameof(AConsole))]
public sealed class SurfaceCallTests(AConsole console)
{
    private static async Task<string> TextAsync(AProgram program, string path) => (await program.GetAsync("surface/" + path)).Text;

    [Fact]
    public async Task A_button_takes_the_next_question_lights_while_it_is_on_air_and_clears()
    {
        using var deck = await AProgram.OfAsync(console, Role.Editor);
        await deck.PostAsync("surface/actions/clear");
        var id = await deck.AddAsync("How cold is it there?");
        var version = (await deck.GetAsync($"items/{id}")).Json.GetProperty("item").GetProperty("version").GetInt32();
        await deck.PostAsync($"items/{id}/queue", new { seenVersion = version, place = 1 });
        Assert.Equal("How cold is it there?", await TextAsync(deck, "variables/next_text"));

        // Not within 2 s of any TAKE: with what was seen it is exact.
        await deck.PostAsync("on-air/take-next", new { seenNext = id, seenOnAir = (Guid?)null });

        var variables = (await deck.GetAsync("surface/variables")).Json;
        Assert.Equal(("How cold is it there?", "question", true), (variables.GetProperty("text").GetString(), variables.GetProperty("kind").GetString(), variables.GetProperty("on_air").GetBoolean()));
        Assert.Equal("true", await TextAsync(deck, "feedbacks/on_air"));
        Assert.Equal("true", await TextAsync(deck, "variables/overlay_shown"));
        await deck.PostAsync("surface/actions/toggle-overlay");
        Assert.Equal("false", await TextAsync(deck, "feedbacks/overlay_shown"));
        Assert.Equal("take-next again changes nothing", (await deck.PostAsync("surface/actions/take-next")).Json.TryGetProperty("changed", out var changed) && !changed.GetBoolean() ? "take-next again changes nothing" : "it took twice");
        await deck.PostAsync("surface/actions/clear");
        Assert.Equal("false", await TextAsync(deck, "feedbacks/on_air"));
        Assert.Equal("", await TextAsync(deck, "variables/text"));
    }

    [Fact]
    public async Task Undo_takes_back_the_tokens_own_last_action_and_nobody_elses()
    {
        using var deck = await AProgram.OfAsync(console, Role.Editor);
        Assert.Equal(HttpStatusCode.Conflict, (await deck.PostAsync("surface/actions/undo")).Status);
        var id = await deck.AddAsync("Who reads this?");
        using var other = await AProgram.OfAsync(console, Role.Editor);
        await other.AddAsync("Somebody else's");

        Assert.Equal(HttpStatusCode.OK, (await deck.PostAsync("surface/actions/undo")).Status);

        Assert.Equal(Stage.Dismissed, console.Show.Snapshot.State.Items[new ItemId(id)].Stage);
    }

    [Fact]
    public async Task GET_acts_only_for_a_token_that_opted_in()
    {
        using var post = await AProgram.OfAsync(console, Role.Editor);
        using var get = await AProgram.OfAsync(console, Role.Editor, byGet: true);
        using var nobody = AProgram.With(console, null);
        var address = $"/api/v1/shows/{AConsole.Slug}/surface/actions/moment?text=touchdown&token={get.Token}";

        Assert.Equal(HttpStatusCode.Forbidden, (await post.GetAsync("surface/actions/moment?text=no")).Status);
        Assert.Equal(HttpStatusCode.OK, (await get.GetAsync("surface/actions/moment?text=yes")).Status);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(address.Replace(get.Token!, post.Token!, StringComparison.Ordinal))).Status);

        var moments = console.Show.Snapshot.State.Moments.Select(m => m.Text).ToList();
        Assert.Contains("yes", moments);
        Assert.Contains("touchdown", moments);
        Assert.DoesNotContain("no", moments);
    }

    [Fact]
    public async Task A_token_does_by_a_button_only_what_its_role_may()
    {
        using var overlay = await AProgram.OfAsync(console, Role.Overlay);
        using var observer = await AProgram.OfAsync(console, Role.Observer);
        using var reads = await AProgram.OfAsync(console, Role.Editor, ApiScope.Read);

        Assert.Equal(HttpStatusCode.Forbidden, (await overlay.PostAsync("surface/actions/take-next")).Status);
        Assert.Equal(HttpStatusCode.OK, (await overlay.PostAsync("surface/actions/clear")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await observer.PostAsync("surface/actions/clear")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reads.PostAsync("surface/actions/clear")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await overlay.PostAsync("surface/actions/dance")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await overlay.GetAsync("surface/variables/dance")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await overlay.GetAsync("surface/feedbacks/text")).Status);
    }

    [Fact]
    public void Every_feedback_is_a_variable_that_is_yes_or_no()
    {
        var variables = SurfaceVariables.Of(console.Show.Snapshot.For(new Reader(Role.Observer)), console.Show.Clock.Now);

        Assert.All(SurfaceVariables.Feedbacks, f => Assert.NotNull(variables[f].Flag));
        Assert.All(SurfaceVariables.Ticking, t => Assert.Contains(t, variables));
    }
}
