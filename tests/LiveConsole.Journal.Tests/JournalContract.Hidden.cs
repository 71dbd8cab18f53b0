using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests;

public abstract partial class JournalContract
{
    [Fact]
    public async Task What_was_hidden_here_and_shown_again_stands_as_before_and_at_each_moment_as_it_stood_then()
    {
        await Journal.AppendedAsync(Show, Arrived("a"), Hidden("a", 1), Arrived("b"), Lifted("a", 1), Removed("a", second: 2, by: "Yanis"));

        for (var reopened = false; ; reopened = true)
        {
            foreach (var (upTo, by) in new[] { (1L, (string?)null), (2, "Nora"), (3, "Nora"), (4, null), (5, "Yanis") })
                Assert.Equal(by, (await Journal.LoadAsync(Show, upTo, default)).Struck.GetValueOrDefault(1)?.By);
            Assert.Equal("Yanis", (await Journal.FindMessageAsync(Show, Twitch("a"), default))!.Removed!.By);
            if (reopened) break;
            await Journal.SaveStateAsync(Show, await Journal.LoadAsync(Show, 2, default), default);
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task Which_rule_hid_a_message_is_known_of_it_at_any_age_and_beside_another_removal()
    {
        NewEntry ByRule(string id, MarkKind rule) => new(Noon, new MessagesRemoved("twitch", "agency", new Removal(Noon.AddSeconds(1), RemovalScope.Message, "LiveConsole", Here: true) { Rule = rule }, MessageId: id));
        await Journal.AppendedAsync(Show, Arrived("a"), ByRule("a", MarkKind.Slur), Arrived("b"), ByRule("b", MarkKind.OwnWord), Removed("b", second: 2, by: "Yanis"));
        await Journal.SaveStateAsync(Show, await Journal.LoadAsync(Show, null, default), default);
        await ReopenAsync();

        var messages = await Journal.ReadMessagesAsync(Show, new MessageQuery(), default);

        Assert.Equal([(MarkKind.Slur, null), (null, MarkKind.OwnWord)], messages.Select(m => (m.Removed!.Rule, m.Removed.Also?.Rule)));
        Assert.Equal(messages.Select(m => m.Removed), (await Journal.LoadAsync(Show, null, default)).Struck.OrderBy(s => s.Key).Select(s => s.Value));
        Assert.Empty((await Journal.ReadMessagesAsync(Show, new MessageQuery(NotRemoved: true), default)));
    }

    [Fact]
    public async Task What_its_platform_removed_after_it_was_hidden_here_is_not_shown_by_taking_the_hiding_back()
    {
        await Journal.AppendedAsync(Show, Arrived("a"), Arrived("b", viewer: "v2"), Hidden("a", 1), Hidden("b", 1), Removed("a", second: 2, by: "Yanis"), Removed(viewer: "v2", second: 2), Lifted("a", 1), Lifted("b", 1));

        var messages = await Journal.ReadMessagesAsync(Show, new MessageQuery(), default);

        Assert.Equal([("Yanis", RemovalScope.Message, false), (null, RemovalScope.Viewer, false)], messages.Select(m => (m.Removed!.By, m.Removed.Scope, m.Removed.Here)));
        Assert.Equal(messages.Select(m => m.Removed), (await Journal.LoadAsync(Show, null, default)).Struck.OrderBy(s => s.Key).Select(s => s.Value));
    }

    [Fact]
    public async Task What_was_struck_by_a_viewers_removal_or_a_clear_is_shown_again_at_any_age_but_for_what_another_removed()
    {
        NewEntry Back(string? viewer, string by) => new(Noon, new RemovalLifted("twitch", "agency", null, Noon.AddSeconds(60), viewer, by));
        await Journal.AppendedAsync(Show, Arrived("a", viewer: "v1"), Arrived("b", viewer: "v1"), Arrived("c", viewer: "v2"), Removed(viewer: "v1", by: "Nora"), Removed("b", by: "Yanis"), Removed(by: "Lise"));

        async Task<string> ByAsync() => string.Join(", ", (await Journal.ReadMessagesAsync(Show, new MessageQuery(), default)).Select(m => m.Removed?.By ?? "shown"));
        Assert.Equal("Nora, Yanis, Lise", await ByAsync());
        await Journal.AppendedAsync(Show, Back("v1", "Nora"));
        Assert.Equal("Lise, Yanis, Lise", await ByAsync());
        await Journal.SaveStateAsync(Show, await Journal.LoadAsync(Show, null, default), default);
        await Journal.AppendedAsync(Show, Back(null, "Bo"), Back(null, "Lise"));
        await ReopenAsync();
        Assert.Equal("shown, Yanis, shown", await ByAsync());
        Assert.Equal("Yanis", (await Journal.LoadAsync(Show, null, default)).Struck.Single().Value.By);
    }
}
