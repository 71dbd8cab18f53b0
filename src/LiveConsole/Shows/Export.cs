using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Journal;

namespace LiveConsole.Shows;

/// <param name="What">messages, items or journal.</param>
/// <param name="Format">jsonl or csv.</param>
public sealed record ExportWish(string What, string Format, bool WithRemoved);

/// <summary>Writes a show out, in sequence order. What was removed loses its text unless asked for.</summary>
public sealed class Export(IJournal journal, ShowId show, ShowState state)
{
    public Export(IJournal journal, LiveShow show) : this(journal, show.Id, show.Snapshot.State)
    {
    }

    private const int Page = 2_000;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task WriteAsync(ExportWish wish, TextWriter output, CancellationToken ct) => (wish.What, wish.Format) switch
    {
        ("messages", "jsonl") => MessagesAsync(wish.WithRemoved, output, ct),
        ("messages", _) => MessagesCsvAsync(wish.WithRemoved, output, ct),
        ("items", "jsonl") => ItemsAsync(wish.WithRemoved, output),
        ("items", _) => ItemsCsvAsync(wish.WithRemoved, output),
        ("journal", "jsonl") => JournalAsync(wish.WithRemoved, output, ct),
        _ => JournalCsvAsync(output, ct),
    };

    private async Task MessagesAsync(bool withRemoved, TextWriter output, CancellationToken ct)
    {
        await foreach (var m in AllMessagesAsync(ct))
            await output.WriteLineAsync(Encoding.UTF8.GetString(RecordingFormat.Write(m.Message, m.Sequence, m.Removed, withRemoved).Span));
    }

    private async Task MessagesCsvAsync(bool withRemoved, TextWriter output, CancellationToken ct)
    {
        await using var csv = Csv(output);
        Row(csv, "sequence", "platform", "channel", "id", "sentAt", "receivedAt", "kind", "authorId", "authorName", "roles", "text", "paid", "removedAt", "removedBy", "removedReason");
        await foreach (var m in AllMessagesAsync(ct))
        {
            var hide = m.Removed is not null && !withRemoved;
            Row(csv, m.Sequence, m.Message.Platform, m.Message.Channel, m.Message.Id, Time(m.Message.SentAt), Time(m.Message.ReceivedAt), RecordingFormat.KindName(m.Message.Kind),
                m.Message.Author.Id, m.Message.Author.Name, string.Join(' ', m.Message.Author.Roles), hide ? "" : m.Message.Text, m.Message.Paid?.Display,
                m.Removed is { } r ? Time(r.At) : null, m.Removed?.By, m.Removed?.Reason);
        }
    }

    private async Task ItemsAsync(bool withRemoved, TextWriter output)
    {
        foreach (var item in Items(state, withRemoved)) await output.WriteLineAsync(Encoding.UTF8.GetString(ItemJson.Write(state, item)));
    }

    private static IEnumerable<Item> Items(ShowState state, bool withRemoved) => state.Items.Values.OrderBy(i => i.Number).Select(i => withRemoved ? i : Struck(i, i));

    /// <summary>An item loses the words and the name that came from messages which were removed; what is not the viewer's stays.</summary>
    /// <param name="now">The item as it stands: it knows what was removed since.</param>
    private static Item Struck(Item item, Item? now)
    {
        if (now is null || !now.Asks.Any(a => a.Removed is not null)) return item;
        var removed = now.Asks.Where(a => a.Removed is not null).Select(a => a.Message).ToHashSet();
        var asks = item.Asks.Select(a => removed.Contains(a.Message) ? a with { Name = "", Text = "" } : a).ToImmutableArray();
        return now.ShowsRemoved ? item with { Asks = asks, Text = "", Wording = new Wording(), Name = new ShownName((string?)null) } : item with { Asks = asks };
    }

    private async Task ItemsCsvAsync(bool withRemoved, TextWriter output)
    {
        await using var csv = Csv(output);
        Row(csv, "number", "kind", "stage", "mark", "place", "text", "fr", "en", "name", "asks", "askers", "topic", "note", "answer", "createdAt", "createdBy", "airedAt", "id");
        foreach (var i in Items(state, withRemoved))
            Row(csv, i.Number, i.Kind, i.Stage, i.Mark, state.PlaceOf(i.Id), i.Text, i.Wording.Fr, i.Wording.En, i.Name.Hidden ? null : i.Name.Name, i.LiveAsks.Count(), i.Askers, i.Topic, i.Note, i.Answer,
                Time(i.CreatedAt), i.CreatedBy.Name, i.AiredAt is { } at ? Time(at) : null, i.Id);
    }

    private async Task JournalAsync(bool withRemoved, TextWriter output, CancellationToken ct)
    {
        await foreach (var page in journal.ReadRawAsync(show, ct))
        {
            var removed = withRemoved ? null : await RemovedAsync(page, ct);
            foreach (var e in page) await output.WriteLineAsync(Encoding.UTF8.GetString(EntryLine(e, removed is null ? e.Entry : Struck(e.Entry, removed))));
        }
    }

    private async Task JournalCsvAsync(TextWriter output, CancellationToken ct)
    {
        await using var csv = Csv(output);
        Row(csv, "sequence", "at", "type", "verb", "by", "command");
        await foreach (var page in journal.ReadRawAsync(show, ct))
            foreach (var e in page) Row(csv, e.Sequence, Time(e.At), TypeOf(e.Entry).Name, e.Verb, e.By?.Name, e.Command);
    }

    private async Task<HashSet<MessageRef>> RemovedAsync(IReadOnlyList<StoredEntry> page, CancellationToken ct)
    {
        var stored = await journal.ReadMessagesAsync(show, new MessageQuery(After: page[0].Sequence - 1, Before: page[^1].Sequence + 1, Limit: page.Count), ct);
        HashSet<MessageRef> removed = [.. stored.Where(m => m.Removed is not null).Select(m => m.Message.Ref)];
        foreach (var amended in page.Select(e => e.Entry).OfType<MessageAmended>().Where(a => a.Sequence < page[0].Sequence).Select(a => a.Message.Ref).Distinct())
        {
            if (await journal.FindMessageAsync(show, amended, ct) is { Removed: not null }) removed.Add(amended);
        }

        return removed;
    }

    private Entry Struck(Entry entry, HashSet<MessageRef> removed) => entry switch
    {
        MessageArrived m when removed.Contains(m.Message.Ref) => m with { Message = Wordless(m.Message) },
        MessageAmended m when removed.Contains(m.Message.Ref) => m with { Message = Wordless(m.Message) },
        // It was never let out, or came as a message of its own.
        MessageHeld h => h with { Message = h.Message with { Text = "", Parts = [], Flagged = [] } },
        ItemAdded a => new ItemAdded(Struck(a.Item, state.Item(a.Item.Id))),
        // What went out is the item's words again.
        AirChanged { Air.Item: { } id } c when state.Item(id) is { ShowsRemoved: true } => new AirChanged(c.Air with { Wording = new Wording(), Name = new ShownName((string?)null) }),
        ItemChanged c when state.Item(c.Item) is { } item && item.Asks.Any(a => a.Removed is not null) => c with { Changes = [.. c.Changes.Select(x => Struck(x, item))] },
        _ => entry,
    };

    private static ItemChange Struck(ItemChange change, Item now) => change switch
    {
        WordingIs w when now.ShowsRemoved => w with { Words = null },
        NameIs when now.ShowsRemoved => new NameIs(new ShownName((string?)null)),
        ShownIs s when now.Asks.Any(a => a.Removed is not null && a.Message == s.Message) => s with { Text = "" },
        _ => change,
    };

    private static ChatMessage Wordless(ChatMessage message) => message with { Text = "", Parts = [], Event = message.Event is { } told ? told with { Words = null, About = null } : null };

    private static byte[] EntryLine(StoredEntry e, Entry entry)
    {
        var (type, version) = TypeOf(entry);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", e.Sequence);
            json.WriteString("at", e.At.UtcDateTime);
            json.WriteString("type", type);
            json.WriteNumber("version", version);
            if (e.Command is { } command) json.WriteString("command", command);
            if (e.Verb is { } verb) json.WriteString("verb", verb);
            if (e.By is { } by)
            {
                json.WritePropertyName("by");
                json.WriteRawValue(EntryJson.Write(by));
            }

            json.WritePropertyName("entry");
            if (entry is UnknownEntry unknown) json.WriteRawValue(unknown.Payload ?? "null");
            else json.WriteRawValue(EntryJson.Write(entry));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A newer version's entries keep the names they were written with.</summary>
    private static (string Name, int Version) TypeOf(Entry entry) =>
        entry is UnknownEntry unknown ? (unknown.Type, unknown.Version) : EntryJson.TypeOf(entry) is var type ? (type.Name, type.Version) : default;

    private async IAsyncEnumerable<StoredMessage> AllMessagesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        long after = 0;
        while (await journal.ReadMessagesAsync(show, new MessageQuery(After: after, Limit: Page), ct) is [.., var last] page)
        {
            foreach (var message in page) yield return message;
            after = last.Sequence;
        }
    }

    /// <summary>Viewers' texts that begin like a formula are made plain: a spreadsheet must not run them.</summary>
    private static CsvWriter Csv(TextWriter output) =>
        CsvWriter.Create(output, CsvWriterOptions.Default with { Injection = CsvInjection.Escape, NewLine = "\n" }, leaveOpen: true);

    private static void Row(CsvWriter csv, params object?[] fields)
    {
        foreach (var field in fields) csv.WriteField(Convert.ToString(field, CultureInfo.InvariantCulture) ?? "");
        csv.EndRecord();
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
