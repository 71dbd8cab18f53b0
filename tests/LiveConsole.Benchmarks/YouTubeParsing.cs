using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using Google.Apis.Json;
using LiveConsole.Platforms.YouTube;
using Newtonsoft.Json;

namespace LiveConsole.Benchmarks;

/// <summary>
/// A page of 500 items to messages: ours by hand, against System.Text.Json's generated reader and Google.Apis' Newtonsoft serializer, both into plain
/// objects of the same fields. Compare ratios of one run (design aim: twice Google.Apis).
/// </summary>
[MemoryDiagnoser]
public class YouTubeParsing
{
    private const int Items = 500;

    private readonly YouTubeParser _parser = new("abcDEF12345");
    private readonly DateTimeOffset _now = new(2026, 11, 20, 18, 30, 0, TimeSpan.Zero);
    private byte[] _page = [];

    [GlobalSetup]
    public void Compose() => _page = Page(seed: 17);

    [Benchmark(Baseline = true, OperationsPerInvoke = Items)]
    public int GoogleApis()
    {
        using var stream = new MemoryStream(_page);
        return NewtonsoftJsonSerializer.Instance.Deserialize<ListDto>(stream).Items!.Count;
    }

    [Benchmark(OperationsPerInvoke = Items)]
    public int SystemTextJsonGenerated() => System.Text.Json.JsonSerializer.Deserialize(_page, DtoContext.Default.ListDto)!.Items!.Count;

    [Benchmark(OperationsPerInvoke = Items)]
    public int ByHand() => _parser.Parse(_page, _now).Items.Count;

    /// <summary>A page as busy chats have it: mostly texts of 200 viewers, some with escapes, some paid.</summary>
    private static byte[] Page(int seed)
    {
        var random = new Random(seed);
        var items = Enumerable.Range(0, Items).Select(i =>
        {
            var viewer = random.Next(200);
            var text = random.Next(4) switch { 0 => "Is it cold up there? \\ud83e\\udd76", 1 => "when does the parachute open", 2 => "Allez ! Combien de temps encore, à peu près ?", _ => "gogogo" };
            var details = random.Next(50) == 0
                ? $$"""
                  "type":"superChatEvent","displayMessage":"5,00 € from @viewer{{viewer}}: {{text}}","superChatDetails":{"amountMicros":"5000000","currency":"EUR","amountDisplayString":"5,00 €","userComment":"{{text}}","tier":2}
                  """
                : $$"""
                  "type":"textMessageEvent","displayMessage":"{{text}}","textMessageDetails":{"messageText":"{{text}}"}
                  """;
            return $$"""
                {"kind":"youtube#liveChatMessage","etag":"xZ-{{i:d6}}-kXyNhe672BCrOjqol","id":"LCC.{{new string((char)('a' + (i % 26)), 90)}}{{i:d6}}","snippet":{{{details}},"liveChatId":"Cg0KCzZwX0pNLUk3RlVnKicKGFVDdmpnWHZCbGJRaXlkZmZaVTdtMV9hdxILNnBfSk0tSTdGVWc","authorChannelId":"UC{{viewer:d22}}","publishedAt":"2026-11-20T18:05:01.{{i * 1000:d6}}+00:00","hasDisplayContent":true},
                "authorDetails":{"channelId":"UC{{viewer:d22}}","channelUrl":"http://www.youtube.com/channel/UC{{viewer:d22}}","displayName":"@viewer{{viewer.ToString(CultureInfo.InvariantCulture)}}","profileImageUrl":"https://yt3.ggpht.com/ytc/AAAAAAAAAAAAAAAAAAAAAAAA=s88-c-k-c0x00ffffff-no-rj","isVerified":false,"isChatOwner":false,"isChatSponsor":{{(viewer % 9 == 0 ? "true" : "false")}},"isChatModerator":false} }
                """;
        });
        return Encoding.UTF8.GetBytes($$"""{"kind":"youtube#liveChatMessageListResponse","etag":"e","nextPageToken":"GPz","pageInfo":{"totalResults":500,"resultsPerPage":500},"items":[{{string.Join(",\n", items)}}]}""");
    }
}

internal sealed class ListDto
{
    [JsonProperty("nextPageToken"), JsonPropertyName("nextPageToken")] public string? NextPageToken { get; set; }

    [JsonProperty("items"), JsonPropertyName("items")] public List<ItemDto>? Items { get; set; }
}

internal sealed class ItemDto
{
    [JsonProperty("id"), JsonPropertyName("id")] public string? Id { get; set; }

    [JsonProperty("snippet"), JsonPropertyName("snippet")] public SnippetDto? Snippet { get; set; }

    [JsonProperty("authorDetails"), JsonPropertyName("authorDetails")] public AuthorDto? Author { get; set; }
}

internal sealed class SnippetDto
{
    [JsonProperty("type"), JsonPropertyName("type")] public string? Type { get; set; }

    [JsonProperty("publishedAt"), JsonPropertyName("publishedAt")] public DateTimeOffset PublishedAt { get; set; }

    [JsonProperty("displayMessage"), JsonPropertyName("displayMessage")] public string? DisplayMessage { get; set; }

    [JsonProperty("textMessageDetails"), JsonPropertyName("textMessageDetails")] public TextDto? Text { get; set; }

    [JsonProperty("superChatDetails"), JsonPropertyName("superChatDetails")] public PaidDto? Paid { get; set; }
}

internal sealed class TextDto
{
    [JsonProperty("messageText"), JsonPropertyName("messageText")] public string? MessageText { get; set; }
}

internal sealed class PaidDto
{
    [JsonProperty("amountMicros"), JsonPropertyName("amountMicros")] public string? AmountMicros { get; set; }

    [JsonProperty("currency"), JsonPropertyName("currency")] public string? Currency { get; set; }

    [JsonProperty("amountDisplayString"), JsonPropertyName("amountDisplayString")] public string? Display { get; set; }

    [JsonProperty("userComment"), JsonPropertyName("userComment")] public string? Comment { get; set; }
}

internal sealed class AuthorDto
{
    [JsonProperty("channelId"), JsonPropertyName("channelId")] public string? ChannelId { get; set; }

    [JsonProperty("displayName"), JsonPropertyName("displayName")] public string? DisplayName { get; set; }

    [JsonProperty("isVerified"), JsonPropertyName("isVerified")] public bool IsVerified { get; set; }

    [JsonProperty("isChatOwner"), JsonPropertyName("isChatOwner")] public bool IsChatOwner { get; set; }

    [JsonProperty("isChatSponsor"), JsonPropertyName("isChatSponsor")] public bool IsChatSponsor { get; set; }

    [JsonProperty("isChatModerator"), JsonPropertyName("isChatModerator")] public bool IsChatModerator { get; set; }
}

[JsonSerializable(typeof(ListDto))]
internal sealed partial class DtoContext : JsonSerializerContext;
