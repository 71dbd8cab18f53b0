using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Frame;
using LiveConsole.Shows;
using Microsoft.Extensions.Localization;

namespace LiveConsole.Features.Audit;

/// <summary>The audit trail as a file, newest first, times in UTC; for those who may read the page, by the same gate.</summary>
public static class AuditExport
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Map(WebApplication app)
    {
        app.MapGet("/shows/{slug}/audit.{format:regex(^(csv|jsonl)$)}", SendAsync);
    }

    private static async Task SendAsync(HttpContext http, string slug, string format, IShows shows, ICrew crew, Connections connections, IStringLocalizer<FrameWords> words, string? person = null, string? verb = null, int? item = null)
    {
        if (shows.Find(slug) is not { } show)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (crew.ActorFor(http.User, show.Id) is not { } actor || new Reader(actor.Role) is not { } reader || !reader.May(Permission.Audit))
        {
            http.Response.StatusCode = http.User.Identity?.IsAuthenticated == true ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
            return;
        }

        using var held = connections.WhileIn(http.User, show.Id, http.Abort);
        http.Response.ContentType = format == "csv" ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{slug}-audit.{format}\"";
        http.Response.Headers.CacheControl = "no-store";
        var lines = show.ReadAuditAsync(reader, new AuditWish(person, verb, item), null, http.RequestAborted);
        await using var output = new StreamWriter(http.Response.Body);
        if (format == "csv") await CsvAsync(lines, output, words);
        else await JsonAsync(lines, output, words, http.RequestAborted);
    }

    private static async Task CsvAsync(IAsyncEnumerable<AuditLine> lines, TextWriter output, IStringLocalizer words)
    {
        // A name that begins like a formula is made plain: a spreadsheet must not run it.
        await using var csv = CsvWriter.Create(output, CsvWriterOptions.Default with { Injection = CsvInjection.Escape, NewLine = "\n" }, leaveOpen: true);
        Row(csv, "at", "person", "personId", "role", "played", "verb", "items", "what", "detail", "action", "sequence");
        await foreach (var line in lines)
        {
            Row(csv, Time(line.At), line.By.Name, line.By.Id, Role(line), line.By.Played ? "true" : "false", line.Verb, string.Join(' ', line.Numbers.Select(n => $"Q{n}")), Said(line, words),
                Detail(line), line.Command.ToString("D"), line.Sequence.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static async Task JsonAsync(IAsyncEnumerable<AuditLine> lines, StreamWriter output, IStringLocalizer words, CancellationToken ct)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        await foreach (var line in lines)
        {
            buffer.Clear();
            await using (var json = new Utf8JsonWriter(buffer, Compact))
            {
                json.WriteStartObject();
                json.WriteString("at", Time(line.At));
                json.WriteString("person", line.By.Name);
                json.WriteString("personId", line.By.Id);
                json.WriteString("role", Role(line));
                json.WriteBoolean("played", line.By.Played);
                json.WriteString("verb", line.Verb);
                json.WriteStartArray("items");
                foreach (var number in line.Numbers) json.WriteNumberValue(number);
                json.WriteEndArray();
                json.WriteString("what", Said(line, words));
                json.WriteString("detail", Detail(line));
                json.WriteString("action", line.Command);
                json.WriteNumber("sequence", line.Sequence);
                json.WriteEndObject();
            }

            await output.WriteLineAsync(System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan).AsMemory(), ct);
        }
    }

    private static void Row(CsvWriter csv, params string?[] fields)
    {
        foreach (var field in fields) csv.WriteField(field ?? "");
        csv.EndRecord();
    }

    private static string Said(AuditLine line, IStringLocalizer words) => words["Did." + line.Verb, line.Numbers is [var first, ..] ? $"Q{first}" : ""].Value.Trim();

    private static string? Detail(AuditLine line) => line.Detail?.In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    private static string Role(AuditLine line) => JsonNamingPolicy.CamelCase.ConvertName(line.By.Role.ToString());

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
