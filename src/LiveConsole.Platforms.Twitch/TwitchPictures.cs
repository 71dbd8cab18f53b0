using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.EventSub;

namespace LiveConsole.Platforms.Twitch;

/// <summary>A small picture as its platform has it: one of the types a browser shows and runs nothing of.</summary>
/// <param name="Type">"image/png", "image/gif", "image/webp" or "image/jpeg".</param>
public sealed record Picture(ReadOnlyMemory<byte> Bytes, string Type);

/// <summary>
/// Emotes and badges by Twitch's own addresses (platforms' documents: emotes by their id, badges by Helix "Get Channel Chat Badges" and "Get Global Chat Badges"),
/// and from no other host. Thread-safe; keeps no picture.
/// </summary>
/// <param name="http">Its redirects must be off: an address is checked once.</param>
/// <param name="signIn">The account a channel is read with, asked anew each time: one may be connected meanwhile. Null, or none of it: what is configured.</param>
public sealed partial class TwitchPictures(TwitchOptions options, HttpClient http, TimeProvider time, Func<string, TwitchSignIn?>? signIn = null)
{
    private const int Largest = 1024 * 1024;

    /// <summary>A show has a channel or two; beyond these the oldest table goes.</summary>
    internal const int TablesKept = 20;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10), BadgesLast = TimeSpan.FromHours(1), BadgesAskedAgain = TimeSpan.FromMinutes(1);

    private readonly HelixToken _configured = new(options, http, time, signIn: null);
    private readonly ConditionalWeakTable<TwitchSignIn, HelixToken> _ofAccounts = [];
    private readonly Dictionary<string, (Task<BadgeTable> Table, long At)> _badges = new(StringComparer.Ordinal);

    private sealed record BadgeTable(IReadOnlyDictionary<Badge, Uri> Addresses, long AskedAt, bool Complete);

    public static bool IsEmoteId(string id) => EmoteId().IsMatch(id);

    /// <returns>Null: there is none, or it cannot be had now.</returns>
    public Task<Picture?> EmoteAsync(string id, CancellationToken ct) =>
        IsEmoteId(id) ? FetchAsync(new Uri(options.PicturesUri, $"emoticons/v2/{id}/default/dark/2.0"), ct) : Task.FromResult<Picture?>(null);

    /// <param name="channel">A login. A channel's own badge stands before the platform's of the same set.</param>
    /// <returns>Null: there is none, or it cannot be had now; without an account or a program's id Twitch tells no badge's address.</returns>
    public async Task<Picture?> BadgeAsync(string channel, Badge badge, CancellationToken ct) =>
        (await TableAsync(channel.ToLowerInvariant(), ct)).GetValueOrDefault(badge) is { } address ? await FetchAsync(address, ct) : null;

    /// <summary>Asked for once by all who want a badge of that channel meanwhile.</summary>
    private async Task<IReadOnlyDictionary<Badge, Uri>> TableAsync(string channel, CancellationToken ct)
    {
        Task<BadgeTable> asked;
        lock (_badges)
        {
            if (!_badges.TryGetValue(channel, out var known) || time.GetElapsedTime(known.At) > BadgesLast || known.Table.IsFaulted || known.Table.IsCanceled) known = Ask_NeedsLock(channel, ct);
            asked = known.Table;
        }

        var table = await asked;
        if (table.Complete || time.GetElapsedTime(table.AskedAt) < BadgesAskedAgain) return table.Addresses;
        lock (_badges)
        {
            // It could not be asked in full a minute ago: anew, unless somebody does already.
            if (!_badges.TryGetValue(channel, out var known) || known.Table == asked) known = Ask_NeedsLock(channel, ct);
            asked = known.Table;
        }

        return (await asked).Addresses;
    }

    private (Task<BadgeTable> Table, long At) Ask_NeedsLock(string channel, CancellationToken ct)
    {
        _badges.Remove(channel);
        if (_badges.Count >= TablesKept) _badges.Remove(_badges.MinBy(b => b.Value.At).Key);
        return _badges[channel] = (AskAllAsync(channel, ct), time.GetTimestamp());
    }

    private async Task<BadgeTable> AskAllAsync(string channel, CancellationToken ct)
    {
        await Task.Yield();
        Dictionary<Badge, Uri> table = [];
        var account = signIn?.Invoke(channel);
        if (!HelixToken.CanAsk(options, account)) return new BadgeTable(table, time.GetTimestamp(), Complete: false);
        var token = account is null ? _configured : _ofAccounts.GetValue(account, own => new HelixToken(options, http, time, own));
        var complete = await AskAsync(token, "chat/badges/global", r => Add(r, table), ct);
        string? id = null;
        complete &= await AskAsync(token, $"users?login={Uri.EscapeDataString(channel)}", r => id = r.EnumerateArray().Select(user => HelixJson.Text(user, "id")).FirstOrDefault(found => found is not null), ct);
        if (id is not null) complete &= await AskAsync(token, $"chat/badges?broadcaster_id={Uri.EscapeDataString(id)}", r => Add(r, table), ct);
        return new BadgeTable(table, time.GetTimestamp(), complete);
    }

    /// <returns>False: it could not be asked, or was refused; asked again in a minute.</returns>
    private async Task<bool> AskAsync(HelixToken token, string call, Action<JsonElement> read, CancellationToken ct)
    {
        if (Loopback.Refusal(options.ApiBaseUri, options.LoopbackOnly) is not null) return false;
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
            deadline.CancelAfter(AnswerWithin);
            var (credentials, _) = await token.GetAsync(deadline.Token);
            if (credentials is null) return false;
            using var request = new HttpRequestMessage(HttpMethod.Get, options.Helix(call));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credentials.Token);
            request.Headers.Add("Client-Id", credentials.ClientId);
            using var response = await http.SendAsync(request, deadline.Token);
            if ((int)response.StatusCode == 401) token.Renew();
            if (!response.IsSuccessStatusCode) return false;
            using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(deadline.Token), cancellationToken: deadline.Token);
            if (EventJson.Find(json.RootElement, "data") is not { ValueKind: JsonValueKind.Array } data) return false;
            read(data);
            return true;
        }
        catch (Exception outside) when (outside is HttpRequestException or JsonException or IOException || (outside is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    // {"set_id":"bits","versions":[{"id":"1","image_url_1x":"…","image_url_2x":"…/badges/v1/<uuid>/2", …}]}
    private void Add(JsonElement sets, Dictionary<Badge, Uri> table)
    {
        foreach (var set in sets.EnumerateArray())
        {
            if (HelixJson.Text(set, "set_id") is not { } name) continue;
            foreach (var version in HelixJson.Items(set, "versions"))
            {
                if (HelixJson.Text(version, "id") is { } id && Uri.TryCreate(HelixJson.Text(version, "image_url_2x"), UriKind.Absolute, out var address) && IsTwitchs(address)) table[new Badge(name, id)] = address;
            }
        }
    }

    // Whatever an answer names: pictures come from the platform's own host.
    private bool IsTwitchs(Uri address) => address.Scheme == options.PicturesUri.Scheme && address.Authority == options.PicturesUri.Authority;

    private async Task<Picture?> FetchAsync(Uri address, CancellationToken ct)
    {
        if (Loopback.Refusal(address, options.LoopbackOnly) is not null) return null;
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
            deadline.CancelAfter(AnswerWithin);
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentLength > Largest) return null;
            await using var body = await response.Content.ReadAsStreamAsync(deadline.Token);
            var bytes = await ReadAsync(body, deadline.Token);
            return bytes is not null && TypeOf(bytes) is { } type ? new Picture(bytes, type) : null;
        }
        catch (Exception outside) when (outside is HttpRequestException or IOException || (outside is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task<byte[]?> ReadAsync(Stream body, CancellationToken ct)
    {
        using var all = new MemoryStream();
        var page = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(page, ct)) > 0;)
        {
            if (all.Length + read > Largest) return null;
            all.Write(page, 0, read);
        }

        return all.ToArray();
    }

    /// <summary>By what it is, not by what it is said to be: nothing but a picture is handed on.</summary>
    internal static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 8 && bytes[0] == 0x89 && bytes[1..4].SequenceEqual("PNG"u8) ? "image/png"
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? "image/gif"
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? "image/webp"
        : bytes.Length > 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF ? "image/jpeg"
        : null;

    // "25", "300196486_TK", "emotesv2_dc24…": what stands in an address, and nothing else.
    [GeneratedRegex("^[A-Za-z0-9_]{1,100}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex EmoteId();
}
