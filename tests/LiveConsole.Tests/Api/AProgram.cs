using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Permissions;

namespace LiveConsole.Tests.Api;

/// <summary>A program that calls the API of <see cref="AConsole"/> with a token of its own.</summary>
internal sealed class AProgram : IDisposable
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("null").RootElement;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { Timeout = Cap.Signal };

    private AProgram(Uri server, ApiTokenRow? row, string? token) => (Server, Row, Token) = (server, row, token);

    public Uri Server { get; }

    public ApiTokenRow? Row { get; }

    public string? Token { get; }

    public static async Task<AProgram> OfAsync(AConsole console, Role role, ApiScope scope = ApiScope.Write, ShowId? show = null, bool everyShow = false, bool byGet = false, DateTimeOffset? expires = null)
    {
        var wish = new ApiTokenWish($"{role} program", everyShow ? null : show ?? console.Show.Id, role, scope, byGet, expires);
        var (row, token, whyNot) = await console.Get<ApiTokenBook>().MakeAsync(wish, "Camille", default);
        Assert.Null(whyNot);
        return new AProgram(console.Uri, row, token);
    }

    public static AProgram With(AConsole console, string? token) => new(console.Uri, null, token);

    public Task<Answer> GetAsync(string path, string? language = null) => SendAsync("GET", path, null, r => { if (language is not null) r.Headers.AcceptLanguage.ParseAdd(language); });

    public Task<Answer> PostAsync(string path, object? body = null, string? key = null) =>
        SendAsync("POST", path, body is null ? null : Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body)), r => { if (key is not null) r.Headers.TryAddWithoutValidation("Idempotency-Key", key); });

    /// <param name="path">Under /api/v1 of the show, unless it begins with a slash.</param>
    public async Task<Answer> SendAsync(string method, string path, byte[]? body, Action<HttpRequestMessage>? also = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Server, path.StartsWith('/') ? path : $"/api/v1/shows/{AConsole.Slug}/{path}"));
        if (Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        also?.Invoke(request);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var type = response.Content.Headers.ContentType?.MediaType;
        var json = type is "application/json" or "application/problem+json" ? JsonDocument.Parse(text).RootElement : Nothing;
        return new Answer(response.StatusCode, type, json, text, response.Headers.RetryAfter?.Delta, string.Join(", ", response.Content.Headers.Allow));
    }

    /// <summary>An item typed in; gives its id.</summary>
    public async Task<Guid> AddAsync(string text) => (await PostAsync("items", new { kind = "question", text })).Json.GetProperty("item").GetProperty("id").GetGuid();

    /// <summary>An item of version 1 that somebody of the desk typed in; gives its id.</summary>
    public async Task<Guid> AddedAsync(AConsole console)
    {
        var id = new ItemId(Guid.CreateVersion7());
        Assert.IsType<Outcome.Accepted>(await console.Get<ICommands>().DoAsync(console.Show.Id, new AddItem(ItemKind.Question, "Une question ?", "Marius", "hall", "fr", id), console.As(Visitor.Editor)));
        return id.Value;
    }

    public void Dispose() => _http.Dispose();

    public sealed record Answer(HttpStatusCode Status, string? Type, JsonElement Json, string Text, TimeSpan? RetryAfter, string Allow)
    {
        public string? Problem => Type == "application/problem+json" ? Json.GetProperty("type").GetString() : null;

        public string Detail => Json.GetProperty("detail").GetString()!;
    }
}
