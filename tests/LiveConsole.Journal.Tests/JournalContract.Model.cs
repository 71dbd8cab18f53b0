using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests;

public abstract partial class JournalContract
{
    /// <summary>What somebody does to a journal; ids are drawn from few, so that they meet.</summary>
    private sealed record Step(int Kind, int Id, int Viewer, int Second);

    [Fact]
    public async Task Any_order_of_appends_removals_and_reopenings_is_read_as_a_plain_list_would_be()
    {
        var step = from kind in Gen.Choose(0, 9)
                   from id in Gen.Choose(0, 12)
                   from viewer in Gen.Choose(0, 3)
                   from second in Gen.Choose(0, 20)
                   select new Step(kind, id, viewer, second);
        foreach (var steps in Gen.Sample(step.ListOf(25), 12)) await RunAsync([.. steps]);
    }

    private async Task RunAsync(List<Step> steps)
    {
        var show = NewShow();
        List<NewEntry> model = [];
        foreach (var batch in steps.Select((step, i) => (Step: step, Number: i + 1)).Chunk(4))
        {
            var entries = batch.Select(s => Entry(s.Step, s.Number)).DistinctBy(e => e.Entry is MessageArrived m ? m.Message.Id : Guid.NewGuid().ToString()).ToArray();
            entries = [.. entries.Where(e => e.Entry is not MessageArrived m || !model.Exists(o => o.Entry is MessageArrived was && was.Message.Ref == m.Message.Ref))];
            entries = [.. entries.Where(e => e.Entry is not MessagesRemoved { MessageId: ['c', ..] copy } || model.Exists(o => o.Entry is MessageAmended was && was.Message.Copies.Contains(copy)))];
            entries = [.. entries, .. batch.Where(s => s.Step.Kind == 4).Select(s => Amendment(model, s.Step)).OfType<NewEntry>()];
            entries = [.. entries, .. batch.Where(s => s.Step.Kind == 3 && s.Step.Id < model.Count && model[s.Step.Id].Entry is MessageArrived).Select(s => Judged(s.Step.Id + 1, $"l{s.Number}", s.Step.Second))];
            if (entries.Length > 0)
            {
                var done = await Journal.AppendedAsync(show, entries);
                Assert.Equal(model.Count + 1, done.First);
                model.AddRange(entries);
                Assert.Equal((model.Count, model.Count(e => e.Entry.IsDesk)), (done.Last, done.DeskVersion));
            }

            if (batch[0].Step.Kind == 9) await ReopenAsync();
            if (batch[0].Step.Kind == 8 && model.Count > 0) await Journal.SaveStateAsync(show, await Journal.LoadAsync(show, null, default), default);
            await CompareAsync(show, model);
        }
    }

    private async Task CompareAsync(ShowId show, List<NewEntry> model)
    {
        Assert.Equal(model.Select(e => e.Entry.ToString()), (await Journal.AllAsync(show)).Select(e => e.Entry.ToString()));
        var messages = await Journal.ReadMessagesAsync(show, new MessageQuery(Limit: 1_000), default);
        Assert.Equal(model.Select((e, i) => (e.Entry, Sequence: i + 1L)).Where(e => e.Entry is MessageArrived).Select(e => (e.Sequence, StandsInModel(model, e.Sequence, model.Count), RemovedInModel(model, e.Sequence), JudgedInModel(model, e.Sequence))),
            messages.Select(m => (m.Sequence, m.Message, m.Removed, m.Judgement)));
        var asked = Enumerable.Range(0, 31).Select(n => Twitch($"m{n}")).ToList();
        Assert.Equal(asked.Where(a => model.Exists(e => e.Entry is MessageArrived m && m.Message.Ref == a)).ToHashSet(), await Journal.KnownAsync(show, asked, default));
        var folded = ShowState.Empty.Apply(model.Select((e, i) => new StoredEntry(i + 1, e.At, e.Entry, e.Command, e.Verb, e.By)));
        Assert.Equal(Whole(folded), Whole(await Journal.LoadAsync(show, null, default)));
    }

    private static Removal? RemovedInModel(List<NewEntry> model, long sequence)
    {
        Removal? stands = null;
        for (var at = (int)sequence; at < model.Count; at++)
        {
            var message = StandsInModel(model, sequence, at);
            if (model[at].Entry is MessagesRemoved removed && Removals.Reaches(removed, message)) stands = Removals.Next(stands, removed.Removal);
            if (model[at].Entry is RemovalLifted lifted && stands is not null && Lifts(lifted, message)) stands = Removals.Without(stands, lifted);
        }

        return stands;
    }

    private static ChatMessage StandsInModel(List<NewEntry> model, long sequence, int before) =>
        model.Take(before).Select(e => e.Entry).OfType<MessageAmended>().LastOrDefault(a => a.Sequence == sequence)?.Message ?? ((MessageArrived)model[(int)sequence - 1].Entry).Message;

    private static Judgement? JudgedInModel(List<NewEntry> model, long sequence) => model.Select(e => e.Entry).OfType<Judged>().LastOrDefault(j => j.Sequence == sequence)?.Judgement;

    /// <summary>Of a message of an earlier batch: other words, or an id of another room.</summary>
    private static NewEntry? Amendment(List<NewEntry> model, Step step)
    {
        var at = model.FindIndex(e => e.Entry is MessageArrived m && m.Message.Id == $"m{step.Id}");
        if (at < 0) return null;
        var message = StandsInModel(model, at + 1, model.Count);
        return Amended(at + 1, JudgedInModel(model, at + 1), step.Viewer == 0 ? message with { Text = $"text {step.Second}", Count = step.Second } : message with { Copies = [.. message.Copies.Union([$"c{step.Id}"])] }, step.Second);
    }

    private static NewEntry Hidden(string id, int second)
    {
        var removed = Removed(id, second: second % 3, by: "Nora");
        return removed with { Entry = ((MessagesRemoved)removed.Entry) with { Removal = ((MessagesRemoved)removed.Entry).Removal with { Here = true } } };
    }

    private static NewEntry Lifted(string id, int second) => Removed(id, second: second % 3) is { Entry: MessagesRemoved removed } entry
        ? entry with { Entry = new RemovalLifted(removed.Platform, removed.Channel, id, removed.Removal.At) } : throw new InvalidOperationException();

    private static NewEntry Lifted(Step step) => (step.Id % 4) switch
    {
        0 => new NewEntry(Noon, new RemovalLifted("twitch", "agency", null, Noon.AddSeconds(step.Second), $"v{step.Id % 5}", Who(step))),
        1 => new NewEntry(Noon, new RemovalLifted("twitch", "agency", null, Noon.AddSeconds(step.Second))),
        _ => Lifted($"m{step.Id}", step.Second),
    };

    private static bool Lifts(RemovalLifted lifted, ChatMessage message) => lifted.MessageId is { } id ? id == message.Id
        : lifted.ViewerId is { } viewer ? viewer == message.Author.Id : lifted.Channel == message.Channel;

    private static string? Who(Step step) => (step.Second % 3) switch { 0 => null, 1 => "Nora", _ => "Yanis" };

    private static NewEntry Entry(Step step, int number) => step.Kind switch
    {
        <= 4 => Arrived($"m{step.Id}", $"text {step.Id}", $"v{step.Viewer}", step.Second),
        5 when step.Viewer == 2 => Hidden($"m{step.Id}", step.Second),
        5 when step.Viewer == 3 => Lifted(step),
        5 => Removed($"{(step.Viewer == 0 ? 'm' : 'c')}{step.Id}", second: step.Second, by: Who(step)),
        6 => Removed(viewer: $"v{step.Viewer}", second: step.Second, by: Who(step)),
        7 => step.Viewer == 0 ? Removed(second: step.Second) : Sampled(step.Id, step.Second),
        _ => ItemNew(number),
    };
}
