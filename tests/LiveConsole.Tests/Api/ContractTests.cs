using LiveConsole.Accounts.Connected;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Posts;
using LiveConsole.Shows;
using LiveConsole.Platforms;
using LiveConsole.Testing;
using LiveConsole.Tests.Permissions;

namespace LiveConsole.Tests.Api;

/// <summary>
/// Made from /openapi/v1.json: every operation is called with right, wrong and hostile input, and answers only as it is described there; never with a 5xx. A new endpoint is
/// tried without a line here; only whose right it needs is said by hand.
/// </summary>
[Collection(nameof(AConsole))]
public sealed class ContractTests(AConsole console) : IAsyncLifetime
{
    // A token's burst is 100.
    private const int CallsOfAToken = 80;

    private readonly List<string> _wrong = [];
    private Description _api = null!;
    private AProgram _program = null!;
    private int _calls;

    public async ValueTask InitializeAsync()
    {
        using var nobody = AProgram.With(console, null);
        _api = new Description((await nobody.GetAsync("/openapi/v1.json")).Json);
        _program = await AProgram.OfAsync(console, Role.Owner, everyShow: true, byGet: true);
        // Two viewers who wrote, and a message to decide about.
        object Written(string platform) => new { platform, id = "contract", text = "Why is it red?", author = new { id = $"{platform}-viewer", name = "Léa" } };
        Assert.Equal(HttpStatusCode.Accepted, (await _program.PostAsync($"/api/v1/shows/{AConsole.Slug}/messages", new[] { Written("gallery"), Written("stalls") })).Status);
        // A chat to act in, something that is held there, and something that was asked for.
        var live = console.Show;
        await live.TakeAsync([new ActingCame(new ChannelActing("twitch", "agence", "Agence Orbite", "77", [.. Enum.GetValues<DeedKind>()])),
            new HoldCame(new HeldMessage("twitch", "agence", "am-41", A.Time, new Author("902", "Bo"), "well", "automod"))], default);
        if (live.Snapshot.State.Effects.LastId == 0) await console.Get<ICommands>().DoAsync(live.Id, new SetModes("twitch", "agence", new ChatModes(Slow: 30)), console.As(Visitor.Owner));
    }

    public async ValueTask DisposeAsync()
    {
        await console.StandDownAsync();
        await console.ReadsAsync();
        _program.Dispose();
    }

    [Fact]
    public void Every_operation_says_what_it_does_what_it_takes_and_what_it_answers()
    {
        var operations = _api.Operations.ToList();
        Assert.NotEmpty(operations);
        Assert.Equal(operations.Count, operations.Select(o => o.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("bearer", _api.Document.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString());
        foreach (var operation in operations)
        {
            Check(operation.Says.TryGetProperty("summary", out var summary) && summary.GetString() is { Length: > 0 }, operation, "has no summary");
            foreach (var status in new[] { "401", "429" }.Where(s => operation.Id is not ("clear" or "clearAll") || s != "429")) Check(operation.Responses.ContainsKey(status), operation, $"does not say {status}");
            foreach (var (status, response) in operation.Responses)
            {
                Check(response.GetProperty("description").GetString() is { Length: > 0 }, operation, $"{status} is not described");
                foreach (var media in response.GetProperty("content").EnumerateObject()) Shown(operation, $"{status} {media.Name}", media.Value);
            }

            if (operation.Body is { } body) Shown(operation, "body", body);
            foreach (var parameter in operation.Parameters) Check(parameter.TryGetProperty("description", out var words) && words.GetString() is { Length: > 0 }, operation, $"{parameter.GetProperty("name")} is not described");
        }

        Assert.True(_wrong.Count == 0, string.Join("\n", _wrong));
    }

    [Fact]
    public void Every_member_of_a_message_is_described()
    {
        var whole = new ChatMessage("twitch", "agence", "m", A.Time, A.Time, new Author("901", "Ayşe", "ayse", ["vip"], "#FF7F50", "vip/1"), "hello", MessageKind.Gift, [new MessagePart(PartType.Emote, "hello", "25")],
            new ReplyTo("p"), new Paid(1, "EUR", "1 €"), 5, true, new SharedFrom("1", "other"), ["c"], true, 3,
            Event: new ChatEvent("gift", 1, 2, 3, "1000", "w", "2", "Bo", "x", new Paid(1, "EUR", "1 €"), "words"));
        var bare = new ChatMessage("youtube", "video", "m", A.Time, A.Time, new Author("901", "Bo"), "hello");
        var schema = _api.Operations.Single(o => o.Id == "listMessages").Responses["200"].GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("items");

        foreach (var (message, removed) in new[] { (whole, A.Removal(at: A.Time)), (whole, null), (bare, null) })
            Assert.Empty(_api.Problems(schema, JsonDocument.Parse(RecordingFormat.Write(message, 1, removed, withRemovedText: true)).RootElement));
    }

    [Fact]
    public async Task Every_operation_answers_right_input_as_it_says()
    {
        // The topic of the examples.
        var seen = console.Show.Snapshot.State.Settings!;
        var told = seen with { Listening = seen.Listening with { Topics = [new Topic("images", "Images", "Images")] } };
        Assert.IsType<Outcome.Accepted>(await console.Get<ICommands>().DoAsync(console.Show.Id, new ConfigureShow(told, seen), console.As(Visitor.Owner)));
        foreach (var operation in _api.Operations.Where(o => !o.Streams))
        {
            var answer = await CallAsync(operation, await RightAsync(operation));
            Check(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted or HttpStatusCode.Conflict, operation, $"{answer.Status} {answer.Text}");
        }

        Assert.True(_wrong.Count == 0, string.Join("\n", _wrong));
    }

    [Fact]
    public async Task Every_operation_refuses_a_wrong_body_in_words()
    {
        foreach (var operation in _api.Operations.Where(o => o.Body is not null))
        {
            var right = (await RightAsync(operation))!;
            string[] none = ["null", "[]", "\"x\"", "1", "{", "", "{\"a\":", "nonsense", new string('[', 20_000), string.Concat(Enumerable.Repeat("{\"a\":", 5_000)), "{\"seenVersion\":1e400}", "{\"seenVersion\":1,\"seenVersion\":\"2\"}"];
            foreach (var body in none) await RefusedAsync(operation, Encoding.UTF8.GetBytes(body), body);
            await RefusedAsync(operation, [0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x22, 0x3a, 0x31, 0x7d], "bad UTF-8");
            foreach (var name in operation.Required)
            {
                var without = right.DeepClone().AsObject();
                without.Remove(name);
                await RefusedAsync(operation, Bytes(without), $"without {name}");
            }

            foreach (var (name, schema) in operation.Members)
            {
                foreach (var value in new JsonNode?[] { new JsonArray(new JsonArray()), new JsonObject { ["x"] = 1 } }.Where(v => _api.Problems(schema, Element(v)).Any()))
                {
                    var wrong = right.DeepClone().AsObject();
                    wrong[name] = value;
                    await RefusedAsync(operation, Bytes(wrong), $"{name} = {value}");
                }
            }
        }

        Assert.True(_wrong.Count == 0, string.Join("\n", _wrong));
    }

    [Fact]
    public async Task No_operation_breaks_on_hostile_words_in_its_body()
    {
        foreach (var operation in _api.Operations.Where(o => o.Body is not null))
        {
            foreach (var (name, schema) in operation.Members)
            {
                foreach (var words in ContractRights.Hostile)
                {
                    var body = (await RightAsync(operation))!.AsObject();
                    body[name] = _api.Resolved(schema).TryGetProperty("type", out var type) && Description.TypesOf(type).Contains("array", StringComparer.Ordinal) ? new JsonArray(words) : words;
                    await CallAsync(operation, body, $"{name} = {Short(words)}");
                }

                foreach (var number in new JsonNode[] { int.MinValue, int.MaxValue, long.MaxValue, -1, 0, 0.5 })
                {
                    var body = (await RightAsync(operation))!.AsObject();
                    body[name] = number.DeepClone();
                    await CallAsync(operation, body, $"{name} = {number}");
                }
            }
        }

        Assert.True(_wrong.Count == 0, string.Join("\n", _wrong));
    }

    [Fact]
    public async Task No_operation_breaks_on_hostile_words_in_its_address_or_its_key()
    {
        foreach (var operation in _api.Operations.Where(o => !o.Streams))
        {
            // A NUL in an address is refused by the server itself, before anything of ours.
            foreach (var words in ContractRights.Hostile.Where(w => w.Length < 10_000 && !w.Contains('\0', StringComparison.Ordinal)).Select(Uri.EscapeDataString))
            {
                var body = operation.Body is null ? null : (await RightAsync(operation));
                if (operation.Path.Replace("{show}", "", StringComparison.Ordinal).Contains('{', StringComparison.Ordinal) && words.Length > 0) await CallAsync(operation, body, $"id {Short(words)}", path: PathOf(operation, words));
                if (operation.Path.Contains("{show}", StringComparison.Ordinal) && words.Length > 0) await CallAsync(operation, body, $"show {Short(words)}", path: operation.Path.Replace("{show}", words, StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal));
                foreach (var query in operation.Queries) await CallAsync(operation, body, $"{query} {Short(words)}", path: $"{PathOf(operation, "1")}?{query}={words}");
                if (operation.Writes && operation.Body is not null) await CallAsync(operation, body, $"key {Short(words)}", key: words.Length == 0 ? " " : words);
            }
        }

        Assert.True(_wrong.Count == 0, string.Join("\n", _wrong));
    }

    [Fact]
    public async Task No_operation_takes_a_body_without_end()
    {
        var megabyte = Encoding.UTF8.GetBytes($"{{\"text\":\"{new string('x', 1 << 20)}\"}}");
        foreach (var operation in _api.Operations.Where(o => o.Body is not null && o.Id != "takeMessages"))
        {
            try
            {
                var answer = await SendAsync(operation, PathOf(operation, "1"), megabyte, null);
                Check(answer.Status == HttpStatusCode.RequestEntityTooLarge, operation, $"{answer.Status} for a megabyte");
                Found(operation, answer, "a megabyte");
            }
            catch (HttpRequestException)
            {
                // Refused while it was still being sent.
            }
        }

        Assert.True(_wrong.Count == 0, string.Join("\n", _wrong));
    }

    [Fact]
    public async Task Who_has_no_right_token_gets_nothing_from_any_operation()
    {
        using var revoked = await AProgram.OfAsync(console, Role.Owner);
        await console.Get<ApiTokenBook>().RevokeAsync(revoked.Row!.Id, default);
        using var nobody = AProgram.With(console, null);
        using var screen = AProgram.With(console, console.PresenterScreen.Split('/')[^1]);
        using var elsewhere = await AProgram.OfAsync(console, Role.Owner, show: console.Other.Id);
        using var reader = await AProgram.OfAsync(console, Role.Owner, ApiScope.Read);
        foreach (var operation in _api.Operations)
        {
            var path = PathOf(operation, "1");
            var body = operation.Body is null ? null : Bytes((await RightAsync(operation))!);
            foreach (var (who, program, expected) in new[] { ("nobody", nobody, HttpStatusCode.Unauthorized), ("revoked", revoked, HttpStatusCode.Unauthorized), ("a screen", screen, HttpStatusCode.Unauthorized), ("another show's", elsewhere, HttpStatusCode.NotFound), ("a reader", reader, HttpStatusCode.Forbidden) })
            {
                // Its own list of shows is anybody's who has a token; a reader reads.
                if ((who == "another show's" && !operation.Path.Contains("{show}", StringComparison.Ordinal)) || (who == "a reader" && !operation.Writes)) continue;
                var answer = await program.SendAsync(operation.Method, path, body);
                Check(answer.Status == expected, operation, $"as {who}: {answer.Status}");
                Found(operation, answer, who);
            }
        }

        Assert.True(_wrong.Count == 0, string.Join("\n", _wrong));
    }

    [Fact]
    public async Task Every_operation_is_refused_to_the_roles_that_may_not_and_to_no_other()
    {
        foreach (var operation in _api.Operations.Where(o => o.Writes && o.Path.Contains("{show}", StringComparison.Ordinal))) Check(ContractRights.Needs.ContainsKey(operation.Id), operation, "needs a right that is not said in Needs");
        foreach (var role in Enum.GetValues<Role>())
        {
            using var program = await AProgram.OfAsync(console, role);
            foreach (var operation in _api.Operations.Where(o => ContractRights.Needs.ContainsKey(o.Id)))
            {
                var body = operation.Body is null ? null : Bytes((await RightAsync(operation))!);
                var answer = await program.SendAsync(operation.Method, PathOf(operation, await IdAsync(operation)), body);
                Found(operation, answer, $"as {role}");
                // Of what one may not even read, there is none.
                var refused = answer.Status is HttpStatusCode.Forbidden || (answer.Status == HttpStatusCode.NotFound && operation.HasId && !Rights.Has(role, Permission.ReadBoard, ShowRules.Default));
                var may = Rights.Has(role, ContractRights.Needs[operation.Id], ShowRules.Default);
                Check(refused != may || (operation.HasId && answer.Status == HttpStatusCode.NotFound), operation, $"as {role}: {answer.Status}, and it {(may ? "may" : "may not")}");
            }
        }

        Assert.True(_wrong.Count == 0, string.Join("\n", _wrong));
    }

    private void Shown(Operation operation, string what, JsonElement media)
    {
        if (!media.TryGetProperty("schema", out var schema))
        {
            Check(false, operation, $"{what} has no schema");
            return;
        }

        Check(_api.Resolved(schema).EnumerateObject().Any(), operation, $"{what}'s schema says nothing");
        if (!media.TryGetProperty("example", out var example)) Check(false, operation, $"{what} has no example");
        else if (example.ValueKind != JsonValueKind.String) Check(!_api.Problems(schema, example).Any(), operation, $"{what}'s example: {string.Join(", ", _api.Problems(schema, example))}");
    }

    /// <summary>The example, about a fresh item as it stands.</summary>
    private async Task<JsonNode?> RightAsync(Operation operation)
    {
        await console.StandDownAsync();
        await console.ReadsAsync(operation.Id == "moderateActAs" ? [new("twitch", "second")] : []);
        if (operation.Id == "showOverlay") await console.Get<ICommands>().DoAsync(console.Show.Id, new PutOnAir(new ItemId(await _program.AddedAsync(console)), 1, console.Show.Snapshot.State.Air.Item), console.As(Visitor.Editor));
        if (operation.Body is not { } body) return null;
        var right = JsonNode.Parse(body.GetProperty("example").GetRawText())!;
        if (right is not JsonObject members) return right;
        if (members.ContainsKey("seenVersion")) members["seenVersion"] = 1;
        if (members.ContainsKey("slug")) members["slug"] = $"made-{Guid.NewGuid():N}"[..20];
        // A made show reads no channel.
        foreach (var channel in new[] { "youtube", "twitch" }) members.Remove(channel);
        if (operation.Id == "moderateActAs")
        {
            await console.Get<PlatformAccounts>().ConnectAsync("twitch", new GrantedAccount(new HeldTokens("tok", null, null, null), "901", "orbite_modo", "orbite_modo", []), null, default);
            members["channel"] = "second";
        }

        if (operation.Id == "moderateClearChat") return right;
        if (members.ContainsKey("message")) members["message"] = new JsonObject { ["platform"] = "gallery", ["id"] = "contract" };
        if (operation.Id == "matchViewers") foreach (var (side, platform) in new[] { ("one", "gallery"), ("other", "stalls") }) members[side] = new JsonObject { ["platform"] = platform, ["id"] = $"{platform}-viewer" };
        // A year from now at most; and the show's clock is now.
        if (members.ContainsKey("zero")) members["zero"] = JsonValue.Create(console.Show.Clock.Now);
        if (members.ContainsKey("seenOnAir")) members["seenOnAir"] = console.Show.Snapshot.State.Air.Item?.Value.ToString();
        return right;
    }

    private async Task<AProgram.Answer> CallAsync(Operation operation, JsonNode? body, string what = "right", string? path = null, string? key = null)
    {
        // Made shows would pile up: what is wrong with one is looked at without them.
        path ??= PathOf(operation, await IdAsync(operation));
        var answer = await SendAsync(operation, path, body is null ? null : Bytes(body), key);
        Found(operation, answer, what);
        return answer;
    }

    private async Task<string> IdAsync(Operation operation) =>
        // A post of the library, as every call but one finds it.
        operation.Path.Contains("/posts/library/{id}", StringComparison.Ordinal) ? (await PostedAsync(operation.Id)).ToString(System.Globalization.CultureInfo.InvariantCulture) :
        operation.Path.Contains("/{platform}/", StringComparison.Ordinal) ? "contract" : operation.Id == "getEffect" ? "1" : operation.HasId ? (await _program.AddedAsync(console)).ToString() : "1";

    /// <returns>The number of a post that nobody armed or sent since.</returns>
    private async Task<int> PostedAsync(string operation)
    {
        var show = console.Show.Snapshot.State;
        if (show.Posts.All.Values.FirstOrDefault(p => p is { Version: 1, Waits: false, Sent: null } && p.Written.Every is not null == (operation == "schedulePost")) is { } free) return free.Number;
        var written = new PostWritten("Contract", PostKind.Post, new("Bonsoir", "Hello"), Every: operation == "schedulePost" ? TimeSpan.FromHours(1) : null);
        if (show.Posts.All.Count >= PostBook.Most - 1) foreach (var old in show.Posts.All.Values.Where(p => !p.Waits).Take(100)) await console.Get<ICommands>().DoAsync(console.Show.Id, new DropPost(old.Number, old.Version), console.As(Visitor.Owner));
        await console.Get<ICommands>().DoAsync(console.Show.Id, new KeepPost(written), console.As(Visitor.Owner));
        return console.Show.Snapshot.State.Posts.LastNumber;
    }

    private async Task RefusedAsync(Operation operation, byte[] body, string what)
    {
        var answer = await SendAsync(operation, PathOf(operation, await IdAsync(operation)), body, null);
        Found(operation, answer, what);
        var optional = !operation.Required.Any();
        Check((int)answer.Status is >= 400 and < 500 || (optional && body.Length == 0) || (optional && answer.Status == HttpStatusCode.OK), operation, $"{Short(what)}: {answer.Status}");
    }

    private async Task<AProgram.Answer> SendAsync(Operation operation, string path, byte[]? body, string? key)
    {
        if (++_calls % CallsOfAToken == 0)
        {
            _program.Dispose();
            _program = await AProgram.OfAsync(console, Role.Owner, everyShow: true, byGet: true);
        }

        return await _program.SendAsync(operation.Method, path, body, r => { if (key is not null) r.Headers.TryAddWithoutValidation("Idempotency-Key", key); });
    }

    private void Found(Operation operation, AProgram.Answer answer, string what)
    {
        foreach (var problem in operation.Problems(answer)) Check(false, operation, $"{Short(what)}: {problem} {Short(answer.Text)}");
    }

    private void Check(bool right, Operation operation, string what)
    {
        if (!right && _wrong.Count < 30) _wrong.Add($"{operation}: {what}");
    }

    private static string PathOf(Operation operation, string id) => operation.Path.Replace("{show}", AConsole.Slug, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal)
        .Replace("{platform}", "gallery", StringComparison.Ordinal).Replace("{lane}", id == "1" ? "questions" : id, StringComparison.Ordinal)
        .Replace("{action}", operation.HasId || id == "1" ? "hide-overlay" : id, StringComparison.Ordinal).Replace("{name}", id == "1" ? "on_air" : id, StringComparison.Ordinal);

    private static byte[] Bytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node);

    private static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node);

    private static string Short(string words) => words.Length > 60 ? words[..60] : words;
}
