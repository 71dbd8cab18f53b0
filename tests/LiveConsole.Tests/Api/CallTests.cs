using System.Net;
using System.Text.Json;
using LiveConsole.Domain.Contingency;
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

    [Theory]
    [InlineData("posts/library", """{"name":"Sondage","kind":"poll","text":{"fr":"Oui ?","choices":{"fr":["oui",null]}}}""", "$.text.choices.fr[1]")]
    [InlineData("posts/library", """{"name":"Contact","kind":"post","text":{"fr":"Contact !"},"to":[null]}""", "$.to[0]")]
    [InlineData("posts", """{"kind":"poll","text":{"fr":"Oui ?"},"choices":["oui","non",null]}""", "$.choices[2]")]
    [InlineData("items/Q1/tag", """{"seenVersion":1,"tags":[null]}""", "$.tags[0]")]
    public async Task Nothing_in_a_list_is_refused_with_its_place_before_any_rule_reads_it(string path, string body, string place)
    {
        using var program = await AProgram.OfAsync(console, Role.Lead);

        var answer = await program.PostAsync(path, body);

        Assert.Equal((HttpStatusCode.BadRequest, "/problems/invalid"), (answer.Status, answer.Problem));
        Assert.Contains(place, answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "messages?limit=many", "limit is a whole number.")]
    [InlineData("GET", "messages?after=", "after is a whole number.")]
    [InlineData("GET", "audience?from=yesterday", "from is a time, as 2026-02-18T21:48:00Z.")]
    [InlineData("GET", "items?stage=queued,new", "stage is one of: new, answered, approved, queued, onAir, done, dismissed, merged, withdrawn.")]
    public async Task What_of_the_address_cannot_be_read_is_named(string method, string path, string words)
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);

        var answer = await program.SendAsync(method, path, null);

        Assert.Equal((HttpStatusCode.BadRequest, "/problems/invalid", words), (answer.Status, answer.Problem, answer.Detail));
    }

    [Theory]
    [InlineData("POST", "nowhere", HttpStatusCode.NotFound, "")]
    [InlineData("POST", "groups/g12/promote", HttpStatusCode.NotFound, "")]
    [InlineData("DELETE", "on-air", HttpStatusCode.MethodNotAllowed, "GET")]
    [InlineData("PATCH", "messages", HttpStatusCode.MethodNotAllowed, "GET, POST")]
    public async Task Where_there_is_nothing_is_404_and_a_wrong_method_says_the_right_ones(string method, string path, HttpStatusCode status, string allowed)
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);

        var answer = await program.SendAsync(method, path, null);

        Assert.Equal((status, allowed), (answer.Status, answer.Allow));
        Assert.NotNull(answer.Problem);
    }

    [Fact]
    public async Task Clear_is_200_whatever_its_key_was_used_for()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        var key = Guid.NewGuid().ToString();
        await program.PostAsync("on-air/clear");
        await program.PostAsync("moments", new { text = "touchdown" }, key);

        foreach (var (path, given) in new[] { ("clear", key), ("clear-all", key), ("clear", new string('x', 300)) })
        {
            var id = await program.AddAsync("À l'antenne ?");
            Assert.Equal(HttpStatusCode.OK, (await program.PostAsync($"items/{id}/take", new { seenVersion = 1, seenOnAir = (string?)null })).Status);
            var cleared = await program.PostAsync($"on-air/{path}", key: given);

            Assert.Equal((HttpStatusCode.OK, true, true), (cleared.Status, cleared.Json.GetProperty("changed").GetBoolean(), cleared.Json.GetProperty("journaled").GetBoolean()));
            Assert.Equal("done", (await program.GetAsync($"items/{id}")).Json.GetProperty("item").GetProperty("stage").GetString());
        }
    }

    [Fact]
    public async Task What_needs_an_item_on_air_is_not_possible_rather_than_not_understood()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        await program.PostAsync("on-air/clear");

        Assert.Equal((HttpStatusCode.Conflict, "/problems/not-allowed"), (await program.PostAsync("on-air/show-overlay")) is var shown ? (shown.Status, shown.Problem) : default);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/not-allowed"), (await program.PostAsync("surface/actions/skip")) is var skipped ? (skipped.Status, skipped.Problem) : default);
    }

    [Fact]
    public async Task The_description_is_made_once_for_whoever_asks()
    {
        using var http = new HttpClient { Timeout = Cap.Signal };
        var address = new Uri(console.Uri, "/openapi/v1.json");

        var first = await http.GetStringAsync(address);
        // Whatever is written behind it, and whoever says to be who.
        using var again = await http.GetAsync(new Uri(address, "?again=1"));
        http.DefaultRequestHeaders.Authorization = new("Bearer", "anything");
        using var known = await http.GetAsync(address);

        Assert.NotNull(again.Headers.Age);
        Assert.NotNull(known.Headers.Age);
        Assert.Equal(first, await again.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("on-air", HttpStatusCode.MethodNotAllowed, "GET")]
    [InlineData("messages", HttpStatusCode.MethodNotAllowed, "GET, POST")]
    [InlineData("nowhere", HttpStatusCode.NotFound, "")]
    public async Task HEAD_is_told_what_may_be_asked_there_instead(string path, HttpStatusCode status, string allowed)
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        using var asked = new HttpRequestMessage(HttpMethod.Head, new Uri(console.Uri, $"/api/v1/shows/{AConsole.Slug}/{path}")) { Headers = { Authorization = new("Bearer", program.Token) } };

        using var http = new HttpClient();
        using var told = await http.SendAsync(asked);

        Assert.Equal((status, allowed), (told.StatusCode, string.Join(", ", told.Content.Headers.Allow)));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Who_watches_may_ask_with_HEAD(string path)
    {
        using var program = AProgram.With(console, null);

        Assert.Equal(HttpStatusCode.OK, (await program.SendAsync("HEAD", path, null)).Status);
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
    public async Task A_take_of_next_that_says_only_what_it_saw_on_air_is_refused_when_that_has_changed()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        await program.PostAsync("on-air/clear");
        foreach (var question in new[] { "La suivante ?", "Celle d'après ?" }) await program.PostAsync($"items/{await program.AddAsync(question)}/queue", new { seenVersion = 1, place = 1 });

        var taken = await program.PostAsync("on-air/take-next", """{"seenOnAir":null}""");
        var late = await program.PostAsync("on-air/take-next", """{"seenOnAir":null}""");
        var onAir = taken.Json.GetProperty("onAir").GetProperty("item").GetProperty("id").GetString();
        var exact = await program.PostAsync("on-air/take-next", new { seenOnAir = onAir });
        await program.PostAsync("on-air/clear");

        Assert.True(taken.Json.GetProperty("changed").GetBoolean());
        Assert.Equal((HttpStatusCode.Conflict, "/problems/stale"), (late.Status, late.Problem));
        Assert.Equal(onAir, late.Json.GetProperty("onAir").GetProperty("item").GetProperty("id").GetString());
        Assert.Equal((HttpStatusCode.OK, true), (exact.Status, exact.Json.GetProperty("changed").GetBoolean()));
    }

    [Fact]
    public async Task A_phase_begins_the_show_is_held_and_goes_on_from_where_it_stood()
    {
        using var program = await AProgram.OfAsync(console, Role.Lead);
        var zero = DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds((console.Show.Clock.Now - DateTimeOffset.UnixEpoch).TotalSeconds + 600);
        if ((await program.PostAsync("hold")).Json.GetProperty("phase") is { ValueKind: JsonValueKind.Object } was) await program.PostAsync("resume", new { held = was.GetProperty("held").GetDateTimeOffset() });

        var began = await program.PostAsync("phase", new { key = $"p{zero.Ticks}", word = new { en = "QUESTIONS" }, zero });
        var held = await program.PostAsync("hold");
        var again = await program.PostAsync("hold");
        var since = held.Json.GetProperty("phase").GetProperty("held").GetDateTimeOffset();
        var stale = await program.PostAsync("resume", new { held = since.AddSeconds(-1) });
        var resumed = await program.PostAsync("resume", new { held = since });
        var unknown = await program.PostAsync("phase", new { key = "nobody-planned-it" });

        Assert.Equal(("QUESTIONS", "QUESTIONS"), (began.Json.GetProperty("phase").GetProperty("word").GetProperty("fr").GetString(), began.Json.GetProperty("phase").GetProperty("word").GetProperty("en").GetString()));
        Assert.Equal((true, true), (held.Json.GetProperty("changed").GetBoolean(), held.Json.GetProperty("undoable").GetBoolean()));
        Assert.False(again.Json.GetProperty("changed").GetBoolean());
        Assert.Equal("/problems/stale", stale.Problem);
        var phase = resumed.Json.GetProperty("phase");
        Assert.Equal(JsonValueKind.Null, phase.GetProperty("held").ValueKind);
        Assert.True(phase.GetProperty("zero").GetDateTimeOffset() >= zero);
        Assert.Equal((HttpStatusCode.BadRequest, "A phase needs a key, and a word in French and one in English."), (unknown.Status, unknown.Detail));
    }

    [Fact]
    public async Task A_contingency_is_called_once_holds_the_rundown_and_is_stood_down_by_who_saw_it()
    {
        using var program = await AProgram.OfAsync(console, Role.Producer);
        using var editor = await AProgram.OfAsync(console, Role.Editor);
        if (console.Show.Snapshot.State.Contingency is { } before) await program.PostAsync("contingency/stand-down", new { called = before.Since });

        var called = await program.PostAsync("contingency");
        var again = await editor.PostAsync("contingency");
        var since = called.Json.GetProperty("phase").GetProperty("contingency").GetDateTimeOffset();
        var air = await program.GetAsync("on-air");
        var notTheirs = await editor.PostAsync("contingency/stand-down", new { called = since });
        var stale = await program.PostAsync("contingency/stand-down", new { called = since.AddSeconds(-1) });
        var over = await program.PostAsync("contingency/stand-down", new { called = since });

        Assert.Equal((HttpStatusCode.OK, true, JsonValueKind.String), (called.Status, called.Json.GetProperty("changed").GetBoolean(), called.Json.GetProperty("undoable").ValueKind));
        Assert.False(again.Json.GetProperty("changed").GetBoolean());
        var item = air.Json.GetProperty("item");
        Assert.Equal(("line", false), (item.GetProperty("kind").GetString(), air.Json.GetProperty("overlayShown").GetBoolean()));
        Assert.Equal(ContingencyPlan.UsualLine.Fr, item.GetProperty("wording").GetProperty("fr").GetString());
        Assert.Equal(("/problems/forbidden", "/problems/stale"), (notTheirs.Problem, stale.Problem));
        Assert.True(over.Json.GetProperty("changed").GetBoolean());
        Assert.True(over.Json.GetProperty("phase") is not { ValueKind: JsonValueKind.Object } phase || phase.GetProperty("contingency").ValueKind == JsonValueKind.Null);
        Assert.Equal(JsonValueKind.Null, (await program.GetAsync("on-air")).Json.GetProperty("item").ValueKind);
    }

    [Fact]
    public async Task A_post_is_written_changed_armed_disarmed_and_taken_out_and_of_two_the_second_hears_who_came_first()
    {
        using var program = await AProgram.OfAsync(console, Role.Lead);
        using var editor = await AProgram.OfAsync(console, Role.Editor);
        using var moderator = await AProgram.OfAsync(console, Role.Moderator);
        object Touchdown(string fr) => new { name = "Contact", kind = "post", text = new { fr, en = "Touchdown!" }, other = new { fr = "Plus de signal.", en = "No signal." }, moment = "contact" };

        var written = await program.PostAsync("posts/library", Touchdown("Contact !"));
        var number = written.Json.GetProperty("post").GetProperty("number").GetInt32();
        var changed = await editor.PostAsync($"posts/library/P{number}/change", new { seenVersion = 1, post = Touchdown("Posé !") });
        var late = await program.PostAsync($"posts/library/{number}/change", new { seenVersion = 1, post = Touchdown("Atterri !") });
        var listed = (await program.GetAsync("posts/library")).Json.EnumerateArray().Single(p => p.GetProperty("number").GetInt32() == number);
        var armed = await program.PostAsync($"posts/library/{number}/arm", new { seenVersion = 2 });
        var disarmed = await program.PostAsync($"posts/library/{number}/disarm");
        var wrong = await program.PostAsync($"posts/library/{number}/change", new { seenVersion = 2, post = new { name = "", kind = "post" } });
        var none = await program.PostAsync("posts/library/9999/delete", new { seenVersion = 1 });
        var deleted = await program.PostAsync($"posts/library/{number}/delete", new { seenVersion = 2 });

        Assert.Equal((HttpStatusCode.OK, 1), (written.Status, written.Json.GetProperty("post").GetProperty("version").GetInt32()));
        Assert.Equal(("Posé !", "No signal.", "contact"), (listed.GetProperty("post").GetProperty("text").GetProperty("fr").GetString(), listed.GetProperty("post").GetProperty("other").GetProperty("en").GetString(), listed.GetProperty("post").GetProperty("moment").GetString()));
        Assert.True(changed.Json.GetProperty("changed").GetBoolean());
        Assert.Equal("/problems/stale", late.Problem);
        // No chat of this show can be written to.
        Assert.Equal("/problems/platform-cannot", armed.Problem);
        Assert.False(disarmed.Json.GetProperty("changed").GetBoolean());
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (wrong.Status, none.Status));
        Assert.Equal(JsonValueKind.Null, deleted.Json.GetProperty("post").ValueKind);
        Assert.Equal(HttpStatusCode.Forbidden, (await moderator.GetAsync("posts/library")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await moderator.PostAsync("posts/library", Touchdown("Non"))).Status);
    }

    [Fact]
    public async Task What_waits_in_a_lane_is_read_passed_as_fine_and_the_lead_is_called()
    {
        using var program = await AProgram.OfAsync(console, Role.Lead);
        using var moderator = await AProgram.OfAsync(console, Role.Moderator);
        object Question(string id, string text) => new { platform = "gallery", id, text, author = new { id = $"of-{id}", name = "Léa" } };
        await program.PostAsync("messages", new[] { Question("lane-1", "Pourquoi la sonde tourne-t-elle sur elle-même ?"), Question("lane-2", "Combien de temps dure la descente vers Mars ?") });
        await console.Show.CatchUpAsync(default);

        var waiting = (await moderator.GetAsync("lanes/questions?limit=1000")).Json.EnumerateArray().Where(r => r.GetProperty("message").GetProperty("platform").GetString() == "gallery").Select(r => r.GetProperty("message").GetProperty("id").GetString()).ToList();
        var fine = await moderator.PostAsync("messages/gallery/lane-1/fine");
        var again = await moderator.PostAsync("messages/gallery/lane-1/fine");
        var called = await moderator.PostAsync("messages/gallery/lane-2/lead", new { reason = "childsData" });
        var after = (await moderator.GetAsync("lanes/questions?limit=1000")).Text;
        var calls = (await program.GetAsync("lanes/lead")).Json.EnumerateArray().Single(r => r.GetProperty("message").GetProperty("id").GetString() == "lane-2");
        var undone = await moderator.PostAsync("undo", new { action = fine.Json.GetProperty("action").GetGuid() });

        Assert.Superset(new HashSet<string?> { "lane-1", "lane-2" }, waiting.ToHashSet());
        Assert.Equal((true, false), (fine.Json.GetProperty("changed").GetBoolean(), again.Json.GetProperty("changed").GetBoolean()));
        Assert.Equal(HttpStatusCode.OK, called.Status);
        Assert.DoesNotContain("lane-1", after, StringComparison.Ordinal);
        Assert.Equal(("childsData", "Moderator program"), (calls.GetProperty("call").GetProperty("reason").GetString(), calls.GetProperty("call").GetProperty("by").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, (await moderator.GetAsync("lanes/lead")).Status);
        Assert.DoesNotContain((await moderator.GetAsync("lanes")).Json.EnumerateArray(), l => l.GetProperty("lane").GetString() == "lead");
        Assert.Equal(HttpStatusCode.OK, undone.Status);
        Assert.Contains("lane-1", (await moderator.GetAsync("lanes/questions?limit=1000")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_viewers_are_matched_who_have_written_and_nobody_else()
    {
        using var program = await AProgram.OfAsync(console, Role.Moderator);
        object Ref(string platform, string id) => new { platform, id };
        await program.PostAsync("messages", new[] { new { platform = "gallery", id = "match-1", text = "hello", author = new { id = "match-one", name = "Léa" } }, new { platform = "stalls", id = "match-2", text = "hello", author = new { id = "match-two", name = "Léa" } } });

        var matched = await program.PostAsync("viewers/match", new { one = Ref("gallery", "match-one"), other = Ref("stalls", "match-two") });
        var again = await program.PostAsync("viewers/match", new { one = Ref("gallery", "match-one"), other = Ref("stalls", "match-two") });
        var nobody = await program.PostAsync("viewers/match", new { one = Ref("gallery", "match-one"), other = Ref("stalls", "never-wrote") });
        var parted = await program.PostAsync("viewers/match", new { one = Ref("gallery", "match-one"), other = Ref("stalls", "match-two"), same = false });

        Assert.Equal((true, false, true), (matched.Json.GetProperty("changed").GetBoolean(), again.Json.GetProperty("changed").GetBoolean(), parted.Json.GetProperty("changed").GetBoolean()));
        Assert.Equal((HttpStatusCode.NotFound, "No such viewer has written in this show."), (nobody.Status, nobody.Detail));
    }

    [Fact]
    public async Task Questions_of_a_moment_that_is_over_are_put_aside_together()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        await program.PostAsync("phase", new { key = $"before-{Guid.NewGuid():N}", word = new { fr = "AVANT", en = "BEFORE" } });
        var (now, always) = (await program.AddAsync("Que voit-on là ?"), await program.AddAsync("Qu'est-ce que Mars ?"));
        await program.PostAsync($"items/{now}/edit", new { seenVersion = 1, onlyNow = true });
        await program.PostAsync("phase", new { key = $"after-{Guid.NewGuid():N}", word = new { fr = "APRÈS", en = "AFTER" } });

        var aside = await program.PostAsync("items/dismiss-overtaken", new { items = new[] { now, always } });

        Assert.Equal("dismissed", aside.Json.GetProperty("item").GetProperty("stage").GetString());
        Assert.Equal("overtaken", aside.Json.GetProperty("item").GetProperty("dismissed").GetString());
        Assert.NotEqual("dismissed", (await program.GetAsync($"items/{always}")).Json.GetProperty("item").GetProperty("stage").GetString());
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
