using System.Net.Http.Headers;
using System.Text.Json;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Hosting;
using LiveConsole.Tests.Permissions;

namespace LiveConsole.Tests.Api;

/// <summary>The show followed over the wire: server-sent events and the hub say the same, and end with their token.</summary>
[Collection(nameof(AConsole))]
public sealed class EventTests(AConsole console)
{
    [Fact]
    public async Task The_stream_begins_with_the_state_and_goes_on_with_what_changed()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        await program.PostAsync("on-air/clear");
        using var stream = await Stream.OpenAsync(console, program.Token!);

        var state = await stream.NextAsync();
        var id = await program.AddAsync("Qui suit ?");
        await program.PostAsync($"items/{id}/take", new { seenVersion = 1, seenOnAir = (string?)null });
        var taken = await stream.UntilAsync(e => e.Data.TryGetProperty("onAir", out var air) && air.GetProperty("item") is { ValueKind: JsonValueKind.Object } item && item.GetProperty("id").GetGuid() == id);

        Assert.Equal("state", state.Name);
        foreach (var member in new[] { "sequence", "onAir", "rundown", "counts", "oldestWaiting", "viewers", "sources", "screens", "phase", "alerts" }) Assert.True(state.Data.TryGetProperty(member, out _), member);
        Assert.Equal("change", taken.Name);
        Assert.Equal(taken.Id, taken.Data.GetProperty("sequence").GetInt64());
        Assert.True(taken.Id > state.Id);
    }

    [Fact]
    public async Task Who_comes_again_with_the_last_id_gets_the_present_whole()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        using var stream = await Stream.OpenAsync(console, program.Token!, r => r.Headers.Add("Last-Event-ID", "1"));

        Assert.Equal("state", (await stream.NextAsync()).Name);
    }

    [Fact]
    public async Task A_revoked_token_ends_its_streams_and_its_hub_connections_at_once()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        using var stream = await Stream.OpenAsync(console, program.Token!);
        await stream.NextAsync();
        await using var hub = await ARawScreen.AskAsync(console.Uri, $"access_token={program.Token}");
        await hub.NextAsync("State");

        await console.Get<ApiTokenBook>().RevokeAsync(program.Row!.Id, default);

        Assert.True(await stream.EndsAsync());
        Assert.True(await hub.EndsAsync());
    }

    [Fact]
    public async Task The_hub_tells_programs_what_the_stream_tells()
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        await program.PostAsync("on-air/clear");
        await using var hub = await ARawScreen.AskAsync(console.Uri, $"show={AConsole.Slug}&access_token={program.Token}");
        var state = await hub.NextAsync("State");

        await console.Get<ICommands>().DoAsync(console.Show.Id, new AddItem(ItemKind.Question, "Par le hub ?", null, "hall", "fr", new ItemId(Guid.CreateVersion7())), console.As(Visitor.Editor));
        JsonElement change;
        do change = await hub.NextAsync("Change");
        while (!change.TryGetProperty("counts", out _));

        Assert.True(state.TryGetProperty("alerts", out _));
        Assert.False(change.TryGetProperty("onAir", out _));
        Assert.True(change.GetProperty("sequence").GetInt64() > state.GetProperty("sequence").GetInt64());
    }

    [Theory]
    [InlineData("show=other&access_token=TOKEN")]
    [InlineData("show=nowhere&access_token=TOKEN")]
    [InlineData("show=landing&access_token=lc_nothing")]
    public async Task The_hub_opens_to_a_token_of_the_show_only(string query)
    {
        using var program = await AProgram.OfAsync(console, Role.Editor);
        await using var hub = await ARawScreen.AskAsync(console.Uri, query.Replace("TOKEN", program.Token, StringComparison.Ordinal));

        Assert.True(await hub.ClosedAsync());
    }

    [Fact]
    public async Task What_is_planted_reaches_over_the_stream_who_may_read_it_and_nobody_else()
    {
        // On air, so that it is in everything that is told.
        var planted = console.Show.Snapshot.State.Items.Values.First(i => i.Text == "planted-question" && i.Stage is Stage.Approved or Stage.Queued or Stage.Done);
        using var editor = await AProgram.OfAsync(console, Role.Editor);
        foreach (var role in Enum.GetValues<Role>())
        {
            using var program = await AProgram.OfAsync(console, role, ApiScope.Read);
            using var stream = await Stream.OpenAsync(console, program.Token!);
            var told = (await stream.NextAsync()).Data.GetRawText();

            Assert.DoesNotContain("planted-removed", told, StringComparison.Ordinal);
            Assert.DoesNotContain("planted-login", told, StringComparison.Ordinal);
            Assert.DoesNotContain("planted-viewer", told, StringComparison.Ordinal);
            Assert.DoesNotContain("planted-watchword", told, StringComparison.Ordinal);
            Assert.Equal(Rights.Has(role, Permission.ReadBoard, ShowRules.Default), JsonDocument.Parse(told).RootElement.GetProperty("counts").GetProperty("items").EnumerateObject().Any());
        }

        Assert.NotNull(planted);
    }

    private sealed record Event(string Name, long Id, JsonElement Data);

    private sealed class Stream : IDisposable
    {
        private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
        private readonly CancellationTokenSource _patience = new();
        private StreamReader _lines = null!;

        public static async Task<Stream> OpenAsync(AConsole console, string token, Action<HttpRequestMessage>? also = null)
        {
            var stream = new Stream();
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(console.Uri, $"/api/v1/shows/{AConsole.Slug}/events"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            also?.Invoke(request);
            stream._patience.CancelAfter(Cap.Signal);
            var response = await stream._http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stream._patience.Token);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
            stream._lines = new StreamReader(await response.Content.ReadAsStreamAsync());
            return stream;
        }

        public async Task<Event> NextAsync()
        {
            _patience.CancelAfter(Cap.Signal);
            var (name, id, data) = ("", 0L, "");
            while (await _lines.ReadLineAsync(_patience.Token) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
                else if (line.StartsWith("id: ", StringComparison.Ordinal)) id = long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture);
                else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
                else if (line.Length == 0 && data.Length > 0) return new Event(name, id, JsonDocument.Parse(data).RootElement);
            }

            throw new EndOfStreamException();
        }

        public async Task<Event> UntilAsync(Func<Event, bool> wanted)
        {
            while (true)
            {
                var next = await NextAsync();
                if (wanted(next)) return next;
            }
        }

        public async Task<bool> EndsAsync()
        {
            try
            {
                while (true) await NextAsync();
            }
            catch (Exception ended) when (ended is IOException or HttpIOException)
            {
                return true;
            }
        }

        public void Dispose()
        {
            _lines?.Dispose();
            _http.Dispose();
            _patience.Dispose();
        }
    }
}
