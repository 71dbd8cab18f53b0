using System.Net;
using System.Text.Json;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Permissions;

namespace LiveConsole.Tests.Api;

/// <summary>The API's own rules: versions, keys, undo, what is seen of the air. What each operation takes and answers is tried in ContractTests.</summary>
[Collection(nameof(AConsole))]
public sealed class CallTests(AConsole console)
{
    [Fact]
    public async Task An_item_is_added_edited_queued_taken_and_cleared()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        await program.PostAsync("on-air/clear");

        var added = await program.PostAsync("items", new { kind = "question", text = "Fait-il froid ?", name = "Marius", source = "hall" });
        var id = added.Json.GetProperty("item").GetProperty("id").GetString();
        var edited = await program.PostAsync($"items/{id}/edit", new { seenVersion = 1, wording = new { en = "Is it cold?" } });
        var queued = await program.PostAsync($"items/{id}/queue", new { seenVersion = 2, place = 1 });
        var taken = await program.PostAsync($"items/{id}/take", new { seenVersion = 3, seenOnAir = (string?)null });
        var air = (await program.GetAsync("on-air")).Json;
        var again = await program.PostAsync($"items/{id}/take", new { seenVersion = 3, seenOnAir = (string?)null });
        var cleared = await program.PostAsync("on-air/clear");

        Assert.Equal("hall", added.Json.GetProperty("item").GetProperty("source").GetString());
        Assert.Equal("Is it cold?", edited.Json.GetProperty("item").GetProperty("wording").GetProperty("en").GetString());
        Assert.Equal("Fait-il froid ?", edited.Json.GetProperty("item").GetProperty("wording").GetProperty("fr").GetString());
        Assert.Equal(1, queued.Json.GetProperty("item").GetProperty("place").GetInt32());
        Assert.Equal("onAir", taken.Json.GetProperty("item").GetProperty("stage").GetString());
        Assert.True(taken.Json.GetProperty("undoable").GetBoolean());
        Assert.Equal(id, air.GetProperty("item").GetProperty("id").GetString());
        Assert.Equal("Editor program", air.GetProperty("by").GetString());
        Assert.False(again.Json.GetProperty("changed").GetBoolean());
        Assert.Equal((JsonValueKind.Null, true), (cleared.Json.GetProperty("onAir").GetProperty("item").ValueKind, cleared.Json.GetProperty("journaled").GetBoolean()));
    }

    [Fact]
    public async Task Who_comes_second_is_told_who_came_first_and_gets_the_item_as_it_stands()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        var id = await program.AddAsync("Qui était là d'abord ?");
        await console.Get<ICommands>().DoAsync(console.Show.Id, new EditItem(new ItemId(id), 1) { Note = "moi" }, console.As(Visitor.Editor));

        var late = await program.PostAsync($"items/{id}/edit", new { seenVersion = 1, note = "non, moi" });
        var french = await program.SendAsync("POST", $"items/{id}/approve", """{"seenVersion":1}"""u8.ToArray(), r => r.Headers.AcceptLanguage.ParseAdd("fr-FR,fr;q=0.9"));

        Assert.Equal((HttpStatusCode.Conflict, "/problems/stale"), (late.Status, late.Problem));
        Assert.Matches("^Editor changed Q[0-9]+ at ", late.Detail);
        Assert.Equal("moi", late.Json.GetProperty("item").GetProperty("note").GetString());
        Assert.Matches("^Editor a modifié Q[0-9]+ à ", french.Detail);
    }

    [Fact]
    public async Task A_take_says_what_it_saw_on_air_and_is_refused_when_that_has_changed()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        await program.PostAsync("on-air/clear");
        var (one, two) = (await program.AddAsync("La première ?"), await program.AddAsync("La deuxième ?"));
        await program.PostAsync($"items/{one}/take", new { seenVersion = 1, seenOnAir = (string?)null });

        var late = await program.PostAsync($"items/{two}/take", new { seenVersion = 1, seenOnAir = (string?)null });
        var right = await program.PostAsync($"items/{two}/take", new { seenVersion = 1, seenOnAir = one });

        Assert.Equal("/problems/stale", late.Problem);
        Assert.Equal(one, late.Json.GetProperty("onAir").GetProperty("item").GetProperty("id").GetGuid());
        Assert.Equal(HttpStatusCode.OK, right.Status);
    }

    [Fact]
    public async Task Two_fingers_on_take_next_are_one_show()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        var (one, two) = (await program.AddAsync("D'abord ?"), await program.AddAsync("Ensuite ?"));
        await program.PostAsync($"items/{two}/queue", new { seenVersion = 1, place = 1 });
        await program.PostAsync($"items/{one}/queue", new { seenVersion = 1, place = 1 });
        var onAir = (await program.GetAsync("on-air")).Json.GetProperty("item") is { ValueKind: JsonValueKind.Object } item ? item.GetProperty("id").GetGuid() : (Guid?)null;

        var exact = await program.PostAsync("on-air/take-next", new { seenNext = one, seenOnAir = onAir });
        var blind = await program.PostAsync("on-air/take-next");
        var stale = await program.PostAsync("on-air/take-next", new { seenNext = Guid.NewGuid(), seenOnAir = one });

        Assert.True(exact.Json.GetProperty("changed").GetBoolean(), exact.Text);
        Assert.False(blind.Json.GetProperty("changed").GetBoolean());
        Assert.Equal("/problems/stale", stale.Problem);
        Assert.Equal(two, stale.Json.GetProperty("onAir").GetProperty("next").GetProperty("id").GetGuid());
    }

    [Theory]
    [InlineData("0199d2b5-0000-7000-8000-00000000cafe")]
    [InlineData("import row 17 of the hall's list, à 20 h")]
    public async Task The_same_key_does_nothing_twice_and_gets_the_same_answer(string key)
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        using var other = await AProgram.OfAsync(console, Role.Editor);
        key = Guid.TryParse(key, out _) ? Guid.NewGuid().ToString() : Uri.EscapeDataString(key);
        object item = new { kind = "question", text = "Une seule fois ?" };

        var first = await program.PostAsync("items", item, key);
        var second = await program.PostAsync("items", item, key);
        var otherVerb = await program.PostAsync($"items/{first.Json.GetProperty("item").GetProperty("id").GetGuid()}/dismiss", new { seenVersion = 1, reason = "offTopic" }, key);

        Assert.Equal(first.Json.GetProperty("action").GetGuid(), second.Json.GetProperty("action").GetGuid());
        Assert.Equal(first.Json.GetProperty("item").GetProperty("number").GetInt32(), second.Json.GetProperty("item").GetProperty("number").GetInt32());
        Assert.Equal("/problems/invalid", otherVerb.Problem);
        // Another's key of the same words is another key.
        if (!Guid.TryParse(key, out _)) Assert.NotEqual(first.Json.GetProperty("action").GetGuid(), (await other.PostAsync("items", item, key)).Json.GetProperty("action").GetGuid());
    }

    [Fact]
    public async Task Undo_puts_back_what_an_action_changed_and_says_who_changed_it_since()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        var id = await program.AddAsync("À défaire ?");
        var dismissed = await program.PostAsync($"items/{id}/dismiss", new { seenVersion = 1, reason = "overtaken" });

        var undone = await program.PostAsync("undo", new { action = dismissed.Json.GetProperty("action").GetGuid() });
        var twice = await program.PostAsync("undo", new { action = dismissed.Json.GetProperty("action").GetGuid() });

        Assert.Equal("approved", undone.Json.GetProperty("item").GetProperty("stage").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "/problems/undo-blocked"), (twice.Status, twice.Problem));
    }

    [Fact]
    public async Task A_message_becomes_an_item_and_its_messages_are_read_by_sequence()
    {
        using var program = await AProgram.OfAsync(console, Role.Moderator);
        await console.Show.Writer.PutAsync(new Domain.Chat.MessageCame(A.Message("Pourquoi Mars ?", id: "api-1", at: console.Show.Clock.Now)), default);
        await console.Show.CatchUpAsync(default);

        var promoted = await program.PostAsync("items", new { kind = "question", message = new { platform = "twitch", id = "api-1" } });
        var again = await program.PostAsync("items", new { kind = "question", message = new { platform = "twitch", id = "api-1" } });
        var messages = (await program.GetAsync("messages?limit=2")).Json;
        var rest = (await program.GetAsync($"messages?after={messages[1].GetProperty("sequence").GetInt64()}&q=pourquoi")).Json;

        Assert.Equal(("api-1", 1), (promoted.Json.GetProperty("item").GetProperty("shown").GetProperty("messageId").GetString(), promoted.Json.GetProperty("item").GetProperty("asks").GetInt32()));
        Assert.Equal("/problems/not-allowed", again.Problem);
        Assert.Equal(2, messages.GetArrayLength());
        Assert.Contains(rest.EnumerateArray(), m => m.GetProperty("text").GetString() == "Pourquoi Mars ?");
    }

    [Fact]
    public async Task Items_are_found_by_number_and_by_what_people_say()
    {
        using var program = await AProgram.OfAsync(console, Role.Expert);
        var first = (await program.GetAsync("items?limit=1")).Json[0];
        var number = first.GetProperty("number").GetInt32();

        foreach (var name in new[] { $"{number}", $"Q{number}", $"q{number}", first.GetProperty("id").GetString()! })
            Assert.Equal(number, (await program.GetAsync($"items/{name}")).Json.GetProperty("item").GetProperty("number").GetInt32());
        Assert.DoesNotContain((await program.GetAsync($"items?after={number}")).Json.EnumerateArray(), i => i.GetProperty("number").GetInt32() <= number);
        Assert.Empty((await program.GetAsync("items?stage=merged")).Json.EnumerateArray());
    }

    [Fact]
    public async Task A_cookie_opens_nothing_and_no_other_site_may_read()
    {
        var (response, _) = await console.AskAsync(Visitor.Owner, "POST", "/api/v1/shows/landing/on-air/clear", r => r.Headers.Add("Origin", "https://evil.example"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_show_is_made_by_a_token_of_every_show_and_by_no_other()
    {
        using var every = await AProgram.OfAsync(console, Role.Owner, everyShow: true);
        using var one = await AProgram.OfAsync(console, Role.Owner);
        object show = new { slug = "made-by-api", title = "Made by API", timeZone = "Europe/Paris" };

        Assert.Equal(HttpStatusCode.Forbidden, (await one.PostAsync("/api/v1/shows", show)).Status);
        Assert.Equal(HttpStatusCode.Created, (await every.PostAsync("/api/v1/shows", show)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await every.PostAsync("/api/v1/shows", show)).Status);
        Assert.Equal("Made by API", (await every.GetAsync("/api/v1/shows/made-by-api")).Json.GetProperty("title").GetString());
        await console.Get<ShowDirectory>().ArchiveAsync("made-by-api", default);
    }

    [Fact]
    public async Task Who_calls_without_a_pause_is_told_to_wait_and_clear_never_is()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        var answers = new List<AProgram.Answer>();
        while (answers.Count < 2_000 && (answers.Count == 0 || answers[^1].Status == HttpStatusCode.OK)) answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => program.GetAsync("on-air"))));

        var refused = answers.First(a => a.Status != HttpStatusCode.OK);
        Assert.Equal((HttpStatusCode.TooManyRequests, "/problems/busy"), (refused.Status, refused.Problem));
        Assert.True(refused.RetryAfter >= TimeSpan.FromSeconds(1));
        foreach (var _ in Enumerable.Range(0, 20)) Assert.Equal(HttpStatusCode.OK, (await program.PostAsync("on-air/clear")).Status);
    }
}
