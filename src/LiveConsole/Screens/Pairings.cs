using System.Net;
using System.Security.Cryptography;
using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Screens;

/// <summary>What a device that shows a code is told when it asks.</summary>
public abstract record PairingAnswer
{
    private PairingAnswer()
    {
    }

    /// <summary>Nobody has typed it yet.</summary>
    public sealed record Waiting(string Code, DateTimeOffset Until) : PairingAnswer;

    /// <summary>It is this screen now.</summary>
    public sealed record Paired(string Address) : PairingAnswer;

    /// <summary>Its code ran out, or there never was one: it begins anew.</summary>
    public sealed record Gone : PairingAnswer;
}

/// <summary>
/// A device opens <c>/screen</c> and shows six signs; whoever runs the installation types them and says which screen it is; the device goes to that
/// screen's permanent address. In the store, so that the code may be typed on another node than the device asks.
/// </summary>
public sealed class Pairings(IDbContextFactory<AccountsDb> store, ScreenDirectory screens, TimeProvider time)
{
    public const int Length = 6;

    /// <summary>How many devices may show a code at once: with six of 22 signs somebody who mistypes hits one of them once in 1.1 million times. Beyond it the oldest of the network that shows the most begins anew.</summary>
    public const int MostAtOnce = 100;

    /// <summary>Wrong codes within <see cref="Lives"/>; then no code is looked at for as long.</summary>
    public const int WrongAtMost = 30;

    /// <summary>No sign that is read for another: neither 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, nor U and V.</summary>
    private const string Signs = "34679ACDEFGHJKMNPQRTWX";

    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    // In memory: of those that another node or an earlier run gave out it is not known, which counts as one network.
    private readonly Dictionary<Guid, IPAddress> _networks = [];
    private DateTimeOffset _wrongSince;
    private int _wrong;

    /// <summary>A device begins to show a code.</summary>
    /// <param name="network">Where it asks from; null: not known.</param>
    /// <returns>The code, what the device asks with, and until when.</returns>
    public async Task<(string Code, string Secret, DateTimeOffset Until)> BeginAsync(string? device, IPAddress? network, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        await db.Pairings.Where(p => p.EndsAt <= now).ExecuteDeleteAsync(ct);
        // The oldest goes, not the newest: a stranger who asks for many keeps nobody from pairing the tablet in their hands, and takes their own codes away.
        var waiting = await db.Pairings.AsNoTracking().Where(p => p.ScreenId == null).OrderBy(p => p.BeganAt).Select(p => p.Id).ToListAsync(ct);
        var gone = Crowded(waiting, network ?? IPAddress.None);
        await db.Pairings.Where(p => gone.Contains(p.Id) && p.ScreenId == null).ExecuteDeleteAsync(ct);
        var secret = Tokens.Random();
        string code;
        do code = RandomNumberGenerator.GetString(Signs, Length);
        while (await db.Pairings.AnyAsync(p => p.Code == code, ct));
        var id = Guid.CreateVersion7(now);
        lock (_gate) _networks[id] = network ?? IPAddress.None;
        db.Pairings.Add(new PairingRow { Id = id, Code = code, SecretHash = Tokens.Hash(secret), Device = device, BeganAt = now, EndsAt = now + Lives });
        await db.SaveChangesAsync(ct);
        return (code, secret, now + Lives);
    }

    public async Task<PairingAnswer> LookAsync(string? secret, CancellationToken ct)
    {
        // Anything longer is no secret of ours: not worth a look.
        if (secret is not { Length: > 0 and <= 64 }) return new PairingAnswer.Gone();
        var hash = Tokens.Hash(secret);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Pairings.AsNoTracking().FirstOrDefaultAsync(p => p.SecretHash == hash, ct) is not { } row || row.EndsAt <= time.GetUtcNow()) return new PairingAnswer.Gone();
        if (row.ScreenId is not { } id) return new PairingAnswer.Waiting(row.Code, row.EndsAt);
        // A node that has not heard of the screen yet: the device asks again.
        if (screens.Find(id) is not { } screen) return new PairingAnswer.Waiting(row.Code, row.EndsAt);
        if (screen.RevokedAt is not null) return new PairingAnswer.Gone();
        // The address may have been made anew since the row was read; its pairings went before it came.
        return await db.Pairings.AnyAsync(p => p.Id == row.Id, ct) ? new PairingAnswer.Paired(screens.Address(screen)) : new PairingAnswer.Gone();
    }

    /// <summary>The device that shows this code.</summary>
    /// <param name="typed">As somebody typed it: small letters and spaces do not matter.</param>
    /// <returns>The device; or why there is none, in words.</returns>
    public async Task<(PairingRow? Device, Words? WhyNot)> FindAsync(string typed, CancellationToken ct)
    {
        var code = Plain(typed);
        var now = time.GetUtcNow();
        if (code.Length != Length) return (null, new($"A code has {Length} signs.", $"Un code a {Length} signes."));
        if (LockedUntil(now) is { } until) return (null, new(
            $"Too many wrong codes: none is looked at for {Minutes(until - now)} min.", $"Trop de codes faux : aucun n'est regardé pendant {Minutes(until - now)} min."));
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Pairings.AsNoTracking().FirstOrDefaultAsync(p => p.Code == code && p.EndsAt > now && p.ScreenId == null, ct) is { } row) return (row, null);
        CountWrong(now);
        return (null, new("No device shows this code. Look at it again: a code lasts 10 minutes.", "Aucun appareil n'affiche ce code. Relisez-le : un code dure 10 minutes."));
    }

    /// <summary>The device that shows this code becomes that screen.</summary>
    /// <returns>Why not, in words; null: it goes there by itself.</returns>
    public async Task<Words?> PairAsync(string typed, Guid screen, CancellationToken ct)
    {
        var (device, whyNot) = await FindAsync(typed, ct);
        if (device is null) return whyNot;
        var ends = time.GetUtcNow() + Lives;
        await using var db = await store.CreateDbContextAsync(ct);
        // Of two who type it at once one has paired it.
        var done = await db.Pairings.Where(p => p.Id == device.Id && p.ScreenId == null).ExecuteUpdateAsync(p => p.SetProperty(x => x.ScreenId, screen).SetProperty(x => x.EndsAt, ends), ct);
        return done == 1 ? null : new("This device was paired a moment ago.", "Cet appareil vient d'être associé.");
    }

    /// <param name="waiting">The oldest first.</param>
    /// <returns>Those that go so that one more has its place: the oldest of the network that shows the most, of several such the asker's own.</returns>
    private List<Guid> Crowded(List<Guid> waiting, IPAddress asks)
    {
        lock (_gate)
        {
            foreach (var over in _networks.Keys.Except(waiting).ToList()) _networks.Remove(over);
            var byNetwork = waiting.GroupBy(id => _networks.GetValueOrDefault(id, IPAddress.None)).ToDictionary(g => g.Key, g => new Queue<Guid>(g));
            var gone = new List<Guid>();
            while (waiting.Count - gone.Count >= MostAtOnce)
                gone.Add(byNetwork.MaxBy(n => (n.Value.Count, n.Key.Equals(asks))).Value.Dequeue());
            return gone;
        }
    }

    private static string Plain(string typed) => string.Concat(typed.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static int Minutes(TimeSpan left) => Math.Max(1, (int)Math.Ceiling(left.TotalMinutes));

    private DateTimeOffset? LockedUntil(DateTimeOffset now)
    {
        lock (_gate) return _wrong >= WrongAtMost && now < _wrongSince + Lives ? _wrongSince + Lives : null;
    }

    private void CountWrong(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_wrong == 0 || now >= _wrongSince + Lives) (_wrong, _wrongSince) = (0, now);
            _wrong++;
        }
    }
}
