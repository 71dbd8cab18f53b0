using System.Net;
using System.Net.Http.Json;
using LiveConsole.Domain.Journal;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LiveConsole.Tests.Permissions;

/// <summary>Every page and endpoint as every role, as a guest of another show, as a screen's token and as nobody.</summary>
[Collection(nameof(AConsole))]
public sealed class EndpointTests(AConsole console)
{
    public static TheoryData<string> Known => [.. Expected.Entrances.Keys];

    [Fact]
    public void Every_page_and_endpoint_of_the_server_is_expected_and_every_expected_one_is_there()
    {
        var there = console.Endpoints.OfType<RouteEndpoint>().Where(e => !IsFile(e)).SelectMany(KeysOf).ToHashSet(StringComparer.Ordinal);

        Assert.True(there.Except(Expected.Entrances.Keys).Order().ToList() is [] or null, $"Say in Expected.Entrances who may: {string.Join(", ", there.Except(Expected.Entrances.Keys).Order())}");
        Assert.True(Expected.Entrances.Keys.Except(there).Order().ToList() is [] or null, $"Not there any more: {string.Join(", ", Expected.Entrances.Keys.Except(there).Order())}");
    }

    [Theory]
    [MemberData(nameof(Known))]
    public async Task It_lets_in_who_may_and_nobody_else_and_says_nothing_to_who_may_not(string key)
    {
        var entrance = Expected.Entrances[key];
        var (kind, path) = (key.Split(' ')[0], entrance.Url ?? key.Split(' ')[1]);
        foreach (var visitor in Enum.GetValues<Visitor>())
        {
            var (response, body) = await console.AskAsync(visitor, kind is "PAGE" or "ANY" ? "GET" : kind, path);
            using (response)
            {
                Assert.True((int)response.StatusCode < 500, $"{key} as {visitor}: {response.StatusCode}");
                if (entrance.IsOpen()) Assert.False(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{key} as {visitor}: {response.StatusCode}");
                else Assert.True(IsIn(response) == Expected.May(entrance.Who, visitor), $"{key} as {visitor}: {(int)response.StatusCode} {response.Headers.Location}");
            }

            // A page answers a form, too.
            if (kind == "PAGE") body += (await console.AskAsync(visitor, "POST", path)).Body;
            foreach (var (word, needs) in AConsole.Planted.Where(p => body.Contains(p.Key, StringComparison.Ordinal)))
                Assert.True(MayRead(visitor, needs), $"{key} tells {visitor} '{word}'");
        }
    }

    [Fact]
    public async Task What_is_planted_is_on_the_page_of_who_may_read_it()
    {
        var (_, moderator) = await console.AskAsync(Visitor.Moderator, "GET", "/shows/landing/moderate");
        var (_, expert) = await console.AskAsync(Visitor.Expert, "GET", "/shows/landing/questions");

        Assert.Contains("planted-message", moderator, StringComparison.Ordinal);
        Assert.Contains("planted-removed", moderator, StringComparison.Ordinal);
        Assert.Contains("planted-question", expert, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/shows/landing/moderate")]
    [InlineData("/shows/landing/questions")]
    public async Task A_desk_says_why_not_with_the_right_number(string desk)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await console.AskAsync(Visitor.Nobody, "GET", desk)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await console.AskAsync(Visitor.Elsewhere, "GET", desk)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await console.AskAsync(Visitor.TakenOut, "GET", desk)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await console.AskAsync(Visitor.Owner, "GET", desk.Replace("landing", "nowhere", StringComparison.Ordinal))).Response.StatusCode);
    }

    [Fact]
    public async Task The_list_of_shows_names_ones_own_and_no_others()
    {
        foreach (var visitor in Enum.GetValues<Visitor>())
        {
            var (_, list) = await console.AskAsync(visitor, "GET", "/shows");

            Assert.True(list.Contains("Landing night", StringComparison.Ordinal) == visitor is not (Visitor.Elsewhere or Visitor.TakenOut or Visitor.Screen or Visitor.Nobody), $"{visitor}");
            Assert.True(list.Contains("Another show", StringComparison.Ordinal) == visitor is Visitor.Elsewhere or Visitor.Installation, $"{visitor}");
        }
    }

    [Fact]
    public async Task The_owner_door_opens_to_the_folders_secret_from_this_machine_and_to_nothing_else()
    {
        string[] words = ["show", "list"];

        var (open, said) = await console.AskAsync(Visitor.Nobody, "POST", "/local/command", r => { r.Headers.Add("X-LiveConsole-Secret", AConsole.Secret); r.Content = JsonContent.Create(words); });
        var (shut, _) = await console.AskAsync(Visitor.Installation, "POST", "/local/command", r => { r.Headers.Add("X-LiveConsole-Secret", "another"); r.Content = JsonContent.Create(words); });

        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.Contains("landing", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, shut.StatusCode);
    }

    [Fact]
    public async Task A_picture_for_overlays_is_served_as_a_picture_and_runs_nothing()
    {
        var (path, _) = await console.Get<LiveConsole.Screens.Logos>().KeepAsync(new MemoryStream(Screens.LogosTests.Png), default);

        var (picture, _) = await console.AskAsync(Visitor.Nobody, "GET", path!);
        var (none, _) = await console.AskAsync(Visitor.Nobody, "GET", "/logos/..%2f..%2ftokens.key");

        Assert.Equal((HttpStatusCode.OK, "image/png"), (picture.StatusCode, picture.Content.Headers.ContentType?.MediaType));
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(picture.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(picture.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public void A_file_that_is_served_without_asking_is_a_page_a_script_or_a_picture()
    {
        var files = console.Endpoints.OfType<RouteEndpoint>().Where(IsFile).Select(e => e.RoutePattern.RawText!).ToList();

        Assert.NotEmpty(files);
        string[] kinds = [".html", ".js", ".mjs", ".map", ".css", ".svg", ".png", ".ico", ".woff2", ".txt", ".gz", ".br", ".webmanifest", ".json"];
        Assert.DoesNotContain(files, f => !kinds.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase));
    }

    private static bool IsFile(Endpoint endpoint) => endpoint.Metadata.Any(m => m.GetType().Name == "StaticAssetDescriptor");

    private static IEnumerable<string> KeysOf(RouteEndpoint endpoint)
    {
        var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        if (pattern.StartsWith("/_framework/", StringComparison.Ordinal)) return ["GET /_framework/{file}"];
        if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null) return [$"PAGE {pattern}"];
        return endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods.Where(m => m != "OPTIONS").Select(m => $"{m} {pattern}") : [$"ANY {pattern}"];
    }

    /// <summary>Not sent away: neither by a number nor to where one signs in.</summary>
    private static bool IsIn(HttpResponseMessage response) =>
        response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        && !(response.Headers.Location is { } there && (there.OriginalString.Contains("/come-in", StringComparison.Ordinal) || there.OriginalString.Contains("/sign-in", StringComparison.Ordinal)));

    private static bool MayRead(Visitor visitor, Permission needs) => visitor == Visitor.Installation
        || (Enum.TryParse<Role>(visitor.ToString(), out var role) && Rights.Has(role, needs, ShowRules.Default));
}
