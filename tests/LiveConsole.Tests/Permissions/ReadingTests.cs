using System.Collections.Immutable;
using System.Text.Json;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Tests.Permissions;

/// <summary>The one gate for reading: what each role gets of the planted words, whichever way it asks.</summary>
[Collection(nameof(AConsole))]
public sealed class ReadingTests(AConsole console) : IAsyncLifetime
{
    /// <summary>Tests that call every verb share this console, and clear its chat: the planted words are written once more, after that.</summary>
    public async ValueTask InitializeAsync()
    {
        var again = Testing.A.Message("planted-message", id: $"again-{Guid.NewGuid():N}", viewer: "planted-viewer", name: "Ayşe", at: console.Show.Clock.Now);
        await console.Show.TakeAsync([new Domain.Chat.MessageCame(again with { Author = again.Author with { Login = "planted-login" } })], default);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web);

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A_view_holds_what_its_role_may_read_and_nothing_else(Role role)
    {
        // Somebody has changed the settings: what they were is in what was done.
        await console.ReadsAsync(new Domain.Journal.ChannelSetting("twitch", "second"));
        await console.ReadsAsync();
        var view = console.Show.Snapshot.For(new Reader(role));
        // Whatever a page could ask of it; a new member is in here without being named.
        var all = string.Join('\n', typeof(ShowView).GetProperties().Where(p => p.GetIndexParameters().Length == 0).Select(p => JsonSerializer.Serialize(p.GetValue(view), p.PropertyType, Wire)));
        all += JsonSerializer.Serialize(new { newest = view.Newest(99), after = view.After(0), item = view.Item(1), comment = view.Item(2), asked = view.AskedIn(new("twitch", "m1")), actions = view.LastActions(99).Select(a => new { a.By, a.Settings }) }, Wire);

        foreach (var (word, needs) in AConsole.Planted)
            Assert.True(all.Contains(word, StringComparison.Ordinal) == May(role, word, needs), $"{role} and '{word}': {needs}");
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Older_messages_a_search_and_a_viewers_messages_pass_the_same_gate(Role role)
    {
        var reader = new Reader(role);
        var older = await ReadAsync(reader, new MessageQuery(After: 0, Limit: 99));
        var search = await SearchAsync(reader, "planted");
        var viewers = await ReadAsync(reader, new MessageQuery(Viewer: new("twitch", "planted-viewer"), Limit: 99));

        foreach (var word in new[] { "planted-message", "planted-removed", "planted-viewer", "planted-login" })
        {
            var may = Rights.Has(role, AConsole.Planted[word], ShowRules.Default);
            Assert.True(older.Contains(word, StringComparison.Ordinal) == may, $"older: {role} and '{word}'");
            Assert.True(search.Contains(word, StringComparison.Ordinal) == may, $"search: {role} and '{word}'");
        }

        Assert.Equal(Rights.Has(role, Permission.ReadViewers, ShowRules.Default), viewers.Contains("planted-message", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void A_row_that_was_read_before_its_viewer_was_removed_is_struck_for_who_does_not_know_the_viewer_too(Role role)
    {
        var show = Testing.A.Show().After(new Domain.Chat.MessageCame(Testing.A.Message("planted-message", viewer: "904")));
        var reader = new Reader(role);
        var before = Of(show.State).For(reader).Newest(1).FirstOrDefault();
        if (before is null) return;

        var after = Of(show.After(new Domain.Chat.RemovalCame("twitch", "agence", Testing.A.Removal(Domain.Chat.RemovalScope.Viewer), ViewerId: "904")).State with { Recent = Domain.Chat.FeedLog.Empty }).For(reader).Again(before);

        Assert.NotNull(after.Removed);
        Assert.Equal(reader.MaySeeRemoved, after.Message.Text.Contains("planted-message", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Role.Expert, false, false)]
    [InlineData(Role.Observer, true, false)]
    [InlineData(Role.Moderator, true, true)]
    public void Whose_message_a_colleague_looks_at_is_named_only_to_who_may_read_that_message(Role role, bool standing, bool removed)
    {
        var show = Testing.A.Show().After(new Domain.Chat.MessageCame(Testing.A.Message("hello", "m1"))).After(new Domain.Chat.MessageCame(Testing.A.Message("slur", "m2")))
            .After(new Domain.Chat.RemovalCame("twitch", "agence", Testing.A.Removal(), "m2"));
        var (first, second) = (show.State.Recent[0].Sequence, show.State.Recent[1].Sequence);
        // The third is older than what is among the newest: a lane's row.
        var there = new[] { first, second, 1L }.Select(row => new PersonPresent("nora" + row, "Nora", Role.Moderator, "moderate", new Looking("Zoé", Row: row), false, default)).ToImmutableArray();

        var view = (Of(show.State) with { People = there }).For(new Reader(role));

        Assert.Equal([standing, removed, removed], view.People.Select(p => p.LooksAt is not null));
        Assert.Equal(removed, view.LookingAt(second, Testing.A.Editor("Ana")).Any());
    }

    [Fact]
    public void Who_does_not_know_viewers_by_their_ids_counts_them_all_the_same()
    {
        var known = Testing.A.Question("how cold?").AskedBy("904", "Zoé").Queued();
        var show = Testing.A.Show().With(known).State;

        var (observer, moderator) = (Of(show).For(new Reader(Role.Observer)).Item(1)!, Of(show).For(new Reader(Role.Moderator)).Item(1)!);

        Assert.Equal(moderator.Askers, observer.Askers);
        Assert.Equal(moderator.ShowsRemoved, observer.ShowsRemoved);
        Assert.NotEqual(moderator.Asks[0].Viewer, observer.Asks[0].Viewer);
    }

    [Fact]
    public void Everybody_knows_what_their_page_needs_of_the_settings()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var (settings, whole) = (console.Show.Snapshot.For(new Reader(role)).Settings!, console.Show.Snapshot.State.Settings!);
            Assert.Equal((whole.Title, whole.TimeZone, whole.Language, whole.Approvals, whole.Rehearsal), (settings.Title, settings.TimeZone, settings.Language, settings.Approvals, settings.Rehearsal));
            Assert.Equal(whole.Rules, settings.Rules);
        }
    }

    private static ShowSnapshot Of(ShowState state) => new(new ShowId(Guid.NewGuid()), 1, state, null, StorageHealth.Well, [], []);

    private static bool May(Role role, string word, Permission needs) => Rights.Has(role, needs, ShowRules.Default)
        // A comment's words are the message's: who reads the board reads them there.
        || (word == "planted-message" && Rights.Has(role, Permission.ReadBoard, ShowRules.Default));

    private async Task<string> ReadAsync(Reader reader, MessageQuery query) => JsonSerializer.Serialize(await console.Show.ReadMessagesAsync(reader, query, default), Wire);

    /// <summary>Search follows the journal: what a moderator finds is there.</summary>
    private async Task<string> SearchAsync(Reader reader, string text)
    {
        using var patience = new CancellationTokenSource(Testing.Cap.Signal);
        while ((await console.Show.ReadMessagesAsync(new Reader(Role.Moderator), new MessageQuery(Text: text, Limit: 9), patience.Token)).Count < 2) await Task.Yield();
        return await ReadAsync(reader, new MessageQuery(Text: text, Limit: 99));
    }
}
