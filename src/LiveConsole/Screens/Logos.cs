using System.Security.Cryptography;
using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Screens;

/// <summary>Logos that overlays show, kept with the installation and served by it alone: a logo on air hangs on nobody else's server.</summary>
public sealed class Logos(IDbContextFactory<AccountsDb> store, TimeProvider time)
{
    public const int LargestBytes = 512 * 1024;

    /// <summary>Beyond it none is taken: nobody fills the disk through a form.</summary>
    public const int MostKept = 100;

    private static readonly Words WhyNotKind = new("This file is no PNG or WebP picture of at most 4096 pixels a side. Export the logo as PNG.", "Ce fichier n'est pas une image PNG ou WebP de 4096 pixels de côté au plus. Exportez le logo en PNG.");

    public static Words WhyNotSize { get; } = new($"The picture is larger than {LargestBytes / 1024} KB. Make it smaller: a logo stands in 280 x 72 of the picture.", $"L'image dépasse {LargestBytes / 1024} Ko. Réduisez-la : un logo tient dans 280 x 72 de l'image.");

    /// <param name="file">Read up to one byte more than may be: what is longer is refused, whatever was said of it.</param>
    /// <returns>The path that shows it; or why not, in words.</returns>
    public async Task<(string? Path, Words? WhyNot)> KeepAsync(Stream file, CancellationToken ct)
    {
        var bytes = new byte[LargestBytes + 1];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        if (length > LargestBytes) return (null, WhyNotSize);
        var picture = bytes[..length];
        if (LogoKind.Of(picture) is not { } kind) return (null, WhyNotKind);
        var name = $"{Convert.ToHexStringLower(SHA256.HashData(picture).AsSpan(0, 16))}.{kind}";
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Logos.AnyAsync(p => p.Name == name, ct)) return (PathOf(name), null);
        if (await db.Logos.CountAsync(ct) >= MostKept) return (null, new(
            $"{MostKept} pictures are kept already. Use one of them: its path begins with /logos/.", $"{MostKept} images sont déjà gardées. Utilisez l'une d'elles : son chemin commence par /logos/."));
        db.Logos.Add(new LogoRow { Name = name, Bytes = picture, KeptAt = time.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        return (PathOf(name), null);
    }

    public static void Map(WebApplication app) => app.MapGet("/logos/{name}", async (string name, HttpContext http, IDbContextFactory<AccountsDb> store, CancellationToken ct) =>
    {
        if (!IsName(name)) return Results.NotFound();
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Logos.AsNoTracking().FirstOrDefaultAsync(p => p.Name == name, ct) is not { } picture) return Results.NotFound();
        // Opened by itself it is a picture and nothing else.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(picture.Bytes, name.EndsWith("png", StringComparison.Ordinal) ? "image/png" : "image/webp");
    });

    private static string PathOf(string name) => $"/logos/{name}";

    private static bool IsName(string name) => name.Split('.') is [{ Length: 32 } hash, "png" or "webp"] && hash.All(char.IsAsciiHexDigitLower);
}
