using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.RegularExpressions;
using LiveConsole.Rehearsal.Playing;
using Microsoft.AspNetCore.Http;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>Emotes and badges at the addresses the platform documents, each a plain picture of its own colour: nothing of Twitch's is copied.</summary>
internal static partial class PictureEndpoints
{
    private static readonly (string Set, string[] Versions)[] Global = [("broadcaster", ["1"]), ("moderator", ["1"]), ("vip", ["1"]), ("staff", ["1"]), ("partner", ["1"]), ("premium", ["1"]), ("bits", ["1", "100", "1000"])];
    private static readonly (string Set, string[] Versions)[] Channel = [("subscriber", ["0", "3", "6", "12"])];

    /// <returns>False: it is no picture's address.</returns>
    public static bool Answers(string path) => Emote().IsMatch(path) || BadgePicture().IsMatch(path);

    public static async Task SendAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var isEmote = Emote().IsMatch(path);
        var name = (isEmote ? Emote() : BadgePicture()).Match(path).Groups["id"].Value;
        var png = Png(isEmote ? 56 : 36, name, round: isEmote);
        http.Response.ContentType = "image/png";
        http.Response.ContentLength = png.Length;
        await http.Response.Body.WriteAsync(png, http.RequestAborted);
    }

    /// <summary>Helix "Get Global Chat Badges" and "Get Channel Chat Badges" (platforms/twitch.md 4).</summary>
    public static Task BadgesAsync(HttpContext http, Uri host, bool global) => HelixEndpoints.JsonAsync(http, 200, json =>
    {
        json.WriteStartArray("data");
        foreach (var (set, versions) in global ? Global : Channel)
        {
            json.WriteStartObject();
            json.WriteString("set_id", set);
            json.WriteStartArray("versions");
            foreach (var version in versions)
            {
                json.WriteStartObject();
                json.WriteString("id", version);
                foreach (var (scale, size) in new[] { ("1x", 1), ("2x", 2), ("4x", 3) }) json.WriteString("image_url_" + scale, new Uri(host, $"/badges/v1/{set}-{version}/{size}").AbsoluteUri);
                json.WriteString("title", set);
                json.WriteString("description", set);
                json.WriteNull("click_action");
                json.WriteNull("click_url");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>A disc or a square in a colour that the name decides, with two lighter bars so that it is seen to be a picture.</summary>
    private static byte[] Png(int size, string name, bool round)
    {
        var hash = StableHash.Of(name);
        var (r, g, b) = ((byte)(80 + (hash & 0x7F)), (byte)(80 + ((hash >> 8) & 0x7F)), (byte)(80 + ((hash >> 16) & 0x7F)));
        var rows = new byte[size * (1 + (size * 4))];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var at = (y * (1 + (size * 4))) + 1 + (x * 4);
                var (dx, dy) = (x - (size / 2), y - (size / 2));
                var inside = !round || (dx * dx) + (dy * dy) <= size * size / 4;
                var bar = y > size * 2 / 5 && y < size * 3 / 5 && (x < size * 2 / 5 || x > size * 3 / 5) && inside;
                (rows[at], rows[at + 1], rows[at + 2], rows[at + 3]) = bar ? ((byte)240, (byte)240, (byte)240, (byte)255) : (r, g, b, inside ? (byte)255 : (byte)0);
            }
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(rows);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size);
        (header[8], header[9]) = (8, 6); // 8 bits, red, green, blue and alpha
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(png, "IHDR"u8, header);
        Chunk(png, "IDAT"u8, packed.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(Stream png, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Sum(Sum(uint.MaxValue, type), data));
        png.Write(number);
    }

    // The CRC-32 that a PNG's pieces end with (ISO 3309), bit by bit: these are small.
    private static uint Sum(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        }

        return sum;
    }

    [GeneratedRegex("^/emoticons/v2/(?<id>[A-Za-z0-9_]+)/(default|static|animated)/(light|dark)/[123]\\.0$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Emote();

    [GeneratedRegex("^/badges/v1/(?<id>[a-z]+-[0-9]+)/[123]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex BadgePicture();
}
