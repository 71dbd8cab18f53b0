using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Listening;
using LiveConsole.Rehearsal.Playing;

namespace LiveConsole.Listening;

/// <summary>
/// Judges a recording or plain text line by line, in order: a line that begins with "{" is a recording's, any other a message as typed, whose id is
/// its line number. Lines of a recording that are no messages are passed over; malformed ones are named with their number and counted.
/// </summary>
internal sealed class JudgedFile(ShowVocabulary show, TextWriter output, TextWriter error)
{
    public const int MalformedListed = 20;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CrowdWatch _crowd = new();

    public long Judged { get; private set; }

    public long Malformed { get; private set; }

    /// <exception cref="IOException">The stream, or standard output, broke.</exception>
    /// <exception cref="InvalidDataException">A ".gz" that is none or is cut short, or a line above 64 MiB.</exception>
    public async Task JudgeAsync(Stream stream, string name, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        await using var json = new Utf8JsonWriter(buffer, Relaxed);
        foreach (var (number, line) in Recordings.ReadLines(stream, name))
        {
            ct.ThrowIfCancellationRequested();
            var start = number == 1 && line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;
            if (start.Span.TrimStart(" \t"u8) is [(byte)'{', ..])
            {
                switch (RecordingFormat.Parse(start))
                {
                    case ParsedLine.Read { Line: RecordedMessage message }: Write(json, message.Message.Id, Judge(message.WithEmotes())); break;
                    case ParsedLine.Malformed wrong:
                        if (Malformed++ < MalformedListed) await error.WriteLineAsync($"line {number}: {wrong.Problem}");
                        continue;
                    default: continue;
                }
            }
            else Write(json, number.ToString(CultureInfo.InvariantCulture), MessageJudge.Judge(Encoding.UTF8.GetString(start.Span), show));

            Judged++;
            await output.WriteLineAsync(Encoding.UTF8.GetString(buffer.WrittenSpan));
            buffer.ResetWrittenCount();
            json.Reset();
        }
    }

    /// <summary>As in the show: each message by itself, then what the crowd does.</summary>
    private Judgement Judge(ChatMessage message) => _crowd.See(message, MessageJudge.Judge(message, show), show);

    private static void Write(Utf8JsonWriter json, string id, Judgement judgement)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteBoolean("question", judgement.Question);
        json.WriteNumber("score", judgement.Score);
        if (judgement.Language is { } language) json.WriteString("language", language);
        else json.WriteNull("language");
        json.WriteNull("group");
        json.WriteStartArray("reasons");
        foreach (var reason in judgement.Reasons) json.WriteStringValue(reason);
        foreach (var mark in judgement.Marks) json.WriteStringValue(mark.Reason);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }
}
