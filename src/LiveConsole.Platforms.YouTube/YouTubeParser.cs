using System.Text.Json;

namespace LiveConsole.Platforms.YouTube;

/// <summary>
/// UTF-8 bytes of one list response to arrivals (YouTube Data API v3, liveChatMessages). Total: it never throws, whatever the bytes;
/// an item it cannot read is counted and its neighbours are read all the same. Keeps a table of authors, so one object per
/// connection, used by one thread at a time.
/// </summary>
/// <param name="channel">The video's id, the channel of every message.</param>
public sealed class YouTubeParser(string channel)
{
    public const string Platform = "youtube";

    /// <summary>An odd frame is kept up to this length.</summary>
    private const int MaxKeptFrame = 16 * 1024;

    private readonly ItemReading _reading = new(channel);

    /// <param name="page">One element of the stream, or a polled answer. Not kept: odd frames are copied.</param>
    /// <param name="receivedAt">Show time.</param>
    /// <param name="historyBefore">Messages published before this are backlog: <see cref="DateTimeOffset.MaxValue"/> for a page of history, null for none.</param>
    public YouTubePage Parse(ReadOnlySpan<byte> page, DateTimeOffset receivedAt, DateTimeOffset? historyBefore = null)
    {
        var draft = new PageDraft(receivedAt, historyBefore);
        try
        {
            ReadPage(page, draft);
        }
        catch (JsonException)
        {
            // Broken JSON somewhere: what is whole on the page is read item by item, the rest is counted.
            draft = new PageDraft(receivedAt, historyBefore);
            Salvage(page, draft);
        }

        return draft.ToPage(page);
    }

    private void ReadPage(ReadOnlySpan<byte> page, PageDraft draft)
    {
        var reader = new Utf8JsonReader(page);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            draft.AddOdd("not json", Kept(page));
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("items"u8) && reader.TokenType == JsonTokenType.StartArray) ReadItems(ref reader, page, draft);
            else if (name.SequenceEqual("activePollItem"u8) && reader.TokenType == JsonTokenType.StartObject) ReadItem(ref reader, page, draft);
            else if (name.SequenceEqual("nextPageToken"u8)) draft.NextPageToken = JsonText.Read(ref reader).OrNull();
            else if (name.SequenceEqual("pollingIntervalMillis"u8)) draft.PollingMillis = ItemFields.Long(ref reader);
            else if (name.SequenceEqual("offlineAt"u8)) { draft.Ended |= reader.TokenType == JsonTokenType.String; reader.Skip(); }
            else if (name.SequenceEqual("error"u8)) { draft.IsError = true; reader.Skip(); }
            else reader.Skip();
        }
    }

    private void ReadItems(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> page, PageDraft draft)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            draft.ItemCount++;
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadItem(ref reader, page, draft);
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            draft.AddOdd("not an item", Kept(page[start..(int)reader.BytesConsumed]));
        }
    }

    private void ReadItem(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> page, PageDraft draft)
    {
        var start = (int)reader.TokenStartIndex;
        var fields = new ItemFields();
        fields.Read(ref reader);
        if (_reading.Read(fields, draft) is { } oddity) draft.AddOdd(oddity, Kept(page[start..(int)reader.BytesConsumed]));
    }

    /// <summary>Cuts the items apart without trusting their insides, so that one broken item costs only itself. The page token is looked for by name.</summary>
    private void Salvage(ReadOnlySpan<byte> page, PageDraft draft)
    {
        var items = ArrayAfter(page, "\"items\""u8);
        var before = draft.Odd.Count;
        if (!items.IsEmpty)
        {
            var splitter = new ElementSplitter();
            while (splitter.Next(out var element) is Split.Element or Split.NeedsMore)
            {
                if (!element.IsEmpty)
                {
                    SalvageItem(element.Span, draft);
                    continue;
                }

                if (items.IsEmpty) break;
                var room = splitter.Room().Span;
                var some = items[..Math.Min(room.Length, items.Length)];
                some.CopyTo(room);
                splitter.Filled(some.Length);
                items = items[some.Length..];
            }
        }

        draft.NextPageToken = TextAfter(page, "\"nextPageToken\""u8);
        if (draft.Odd.Count == before) draft.AddOdd("not json", Kept(page));
    }

    private void SalvageItem(ReadOnlySpan<byte> item, PageDraft draft)
    {
        draft.ItemCount++;
        try
        {
            var reader = new Utf8JsonReader(item);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject) ReadItem(ref reader, item, draft);
            else draft.AddOdd("not an item", Kept(item));
        }
        catch (JsonException)
        {
            draft.AddOdd("not json", Kept(item));
        }
    }

    private static ReadOnlySpan<byte> ArrayAfter(ReadOnlySpan<byte> page, ReadOnlySpan<byte> name)
    {
        var at = page.IndexOf(name);
        if (at < 0) return default;
        var rest = page[(at + name.Length)..].TrimStart(" \r\n\t:"u8);
        return !rest.IsEmpty && rest[0] == (byte)'[' ? rest : default;
    }

    private static string? TextAfter(ReadOnlySpan<byte> page, ReadOnlySpan<byte> name)
    {
        var at = page.LastIndexOf(name);
        if (at < 0) return null;
        var rest = page[(at + name.Length)..].TrimStart(" \r\n\t:"u8);
        if (rest.IsEmpty || rest[0] != (byte)'"') return null;
        var end = rest[1..].IndexOfAny((byte)'"', (byte)'\\');
        return end > 0 && rest[end + 1] == (byte)'"' ? System.Text.Encoding.UTF8.GetString(rest.Slice(1, end)) : null;
    }

    private static ReadOnlyMemory<byte> Kept(ReadOnlySpan<byte> frame) => frame[..Math.Min(frame.Length, MaxKeptFrame)].ToArray();
}
