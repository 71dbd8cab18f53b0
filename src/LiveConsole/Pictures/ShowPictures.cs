using System.Collections.Concurrent;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Shows;
using LiveConsole.Sources;
using Microsoft.Extensions.Caching.Memory;

namespace LiveConsole.Pictures;

/// <summary>
/// Emotes and badges for the desks. Browsers ask this server only; it asks the platform a show is read from, once for everybody, and keeps what came.
/// Memory: 32 MB at most. Thread-safe.
/// </summary>
public sealed class ShowPictures(TimeProvider time) : IDisposable
{
    private const long KeptBytes = 32 * 1024 * 1024;

    // What is not a picture is kept, too, so that it is not asked for at every row.
    private const int MissingCounts = 256, AtOnce = 6;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1), MissingKept = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) });
    private readonly ConcurrentDictionary<ShowId, TwitchPictures> _shows = new();
    private readonly ConcurrentDictionary<string, Task<Picture?>> _asked = new(StringComparer.Ordinal);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = KeptBytes });
    private readonly SemaphoreSlim _atOnce = new(AtOnce);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Where a show's pictures are, from when it is read on.</summary>
    /// <param name="signIn">The account a channel is read with; null: there is none but the configured one.</param>
    public void Use(ShowId show, PlatformAddresses addresses, Func<string, TwitchSignIn?>? signIn = null)
    {
        if (addresses.Twitch.Pictures) _shows[show] = new TwitchPictures(addresses.Twitch with { LoopbackOnly = addresses.LoopbackOnly }, _http, time, signIn);
        else _shows.TryRemove(show, out _);
    }

    /// <summary>Its pages show pictures; false: names.</summary>
    public bool Has(ShowId show) => _shows.ContainsKey(show);

    public Task<Picture?> EmoteAsync(ShowId show, string id) =>
        TwitchPictures.IsEmoteId(id) && _shows.TryGetValue(show, out var pictures) ? OnceAsync($"{show.Value:N}/e/{id}", ct => pictures.EmoteAsync(id, ct)) : Task.FromResult<Picture?>(null);

    /// <param name="channel">Only one the show reads: who looks must not have the installation's account ask for anybody's.</param>
    public Task<Picture?> BadgeAsync(IShow show, string channel, Badge badge) =>
        _shows.TryGetValue(show.Id, out var pictures) && LoginOf(show, channel) is { } login
            ? OnceAsync($"{show.Id.Value:N}/b/{login}/{badge.Set}/{badge.Version}", ct => pictures.BadgeAsync(login, badge, ct)) : Task.FromResult<Picture?>(null);

    public void Dispose()
    {
        _stop.Cancel();
        _kept.Dispose();
        _http.Dispose();
    }

    private static string? LoginOf(IShow show, string channel) => (show.Snapshot.State.Settings?.Channels ?? []).Where(c => c.Platform == ChannelNames.Twitch)
        .Select(c => ChannelNames.Of(c.Platform, c.Name).Channel?.Name).FirstOrDefault(name => channel.Equals(name, StringComparison.OrdinalIgnoreCase));

    private Task<Picture?> OnceAsync(string key, Func<CancellationToken, Task<Picture?>> fetch)
    {
        if (_kept.TryGetValue(key, out Picture? kept)) return Task.FromResult(kept);
        // Sixty rows with the same emote ask at once: one of them asks the platform.
        return _asked.GetOrAdd(key, k => FetchAsync(k, fetch));
    }

    private async Task<Picture?> FetchAsync(string key, Func<CancellationToken, Task<Picture?>> fetch)
    {
        await Task.Yield();
        try
        {
            await _atOnce.WaitAsync(_stop.Token);
            try
            {
                var picture = await fetch(_stop.Token);
                _kept.Set(key, picture, new MemoryCacheEntryOptions { Size = picture?.Bytes.Length ?? MissingCounts, AbsoluteExpirationRelativeToNow = picture is null ? MissingKept : Kept });
                return picture;
            }
            finally
            {
                _atOnce.Release();
            }
        }
        finally
        {
            _asked.TryRemove(key, out _);
        }
    }
}
