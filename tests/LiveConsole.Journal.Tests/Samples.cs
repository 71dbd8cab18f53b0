using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Journal.Tests;

/// <summary>Right by default; a test says only what it is about.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public static readonly Actor Ana = new("u1", "Ana", Role.Editor);

    public static ShowId NewShow() => new(Guid.CreateVersion7());

    public static ChatMessage Message(string id, string text = "is it cold?", string viewer = "v1", string platform = "twitch", string channel = "agency", int second = 0, params string[] copies) =>
        new(platform, channel, id, Noon.AddSeconds(second), Noon.AddSeconds(second + 1), new Author(viewer, "Ayşe " + viewer, Roles: ["subscriber"]), text, Copies: [.. copies]);

    public static NewEntry Arrived(ChatMessage message) => new(message.ReceivedAt, new MessageArrived(message));

    public static NewEntry Arrived(string id, string text = "is it cold?", string viewer = "v1", int second = 0) => Arrived(Message(id, text, viewer, second: second));

    public static NewEntry Amended(long sequence, ChatMessage message, int second = 30) => Amended(sequence, null, message, second);

    public static NewEntry Amended(long sequence, Judgement? judgement, ChatMessage message, int second = 30) => new(Noon.AddSeconds(second), new MessageAmended(sequence, message, judgement));

    public static Judgement Said(string? language, bool question = true) => new(question, 0.9, language, [Reasons.Mark]) { Marks = [new MessageMark(MarkKind.Caps, MarkSeverity.Note, "caps")] };

    public static NewEntry Judged(long sequence, string? language, int second = 40) => new(Noon.AddSeconds(second), new Judged(sequence, Said(language)));

    public static NewEntry Removed(string? id = null, string? viewer = null, int second = 60, string platform = "twitch", string channel = "agency", string? reason = null, string? by = null)
    {
        var scope = id is not null ? RemovalScope.Message : viewer is not null ? RemovalScope.Viewer : RemovalScope.Channel;
        return new NewEntry(Noon.AddSeconds(second), new MessagesRemoved(platform, channel, new Removal(Noon.AddSeconds(second), scope, by, reason), id, viewer));
    }

    public static NewEntry Sampled(long? count, int second, string platform = "youtube") =>
        new(Noon.AddSeconds(second), new ViewersSampled(platform, "agency", count, Noon.AddSeconds(second)));

    public static NewEntry ItemNew(int number, Guid? command = null) =>
        new(Noon, new ItemAdded(new Item(ItemId.New(Noon), number, ItemKind.Line, Noon, Ana) { Text = $"Line {number}" }), command ?? Guid.CreateVersion7(), "add", Ana);

    public static NewEntry Phase(string key) => new(Noon, new PhaseBegan(new Domain.Audience.Phase(key, key, key, Noon, null)), Guid.CreateVersion7(), "phase", Ana);

    public static Batch Batch(params NewEntry[] entries) => new(Guid.CreateVersion7(), entries);

    public static MessageRef Twitch(string id) => new("twitch", id);

    public static async Task<Appended.Done> AppendedAsync(this IJournal journal, ShowId show, params NewEntry[] entries)
    {
        long? version = entries.Any(e => e.Entry.IsDesk) ? (await journal.LoadAsync(show, null, default)).DeskVersion : null;
        return Assert.IsType<Appended.Done>(await journal.AppendAsync(show, Batch(entries), version, null, default));
    }

    public static async Task<List<StoredEntry>> AllAsync(this IJournal journal, ShowId show, long after = 0, long? upTo = null)
    {
        List<StoredEntry> all = [];
        await foreach (var page in journal.ReadAsync(show, after, upTo, default)) all.AddRange(page);
        return all;
    }
}
