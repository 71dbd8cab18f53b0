using LiveConsole.Accounts;
using LiveConsole.Screens;
using LiveConsole.Testing;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Tests.Screens;

/// <summary>A logo on air is a picture, from here, and small.</summary>
public sealed class LogosTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
    private IDbContextFactory<AccountsDb> _store = null!;
    private Logos _logos = null!;

    /// <summary>One transparent pixel.</summary>
    internal static byte[] Png => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private static byte[] WebP => Convert.FromBase64String("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

    public async ValueTask InitializeAsync()
    {
        _store = AccountsStore.Factory(o => AccountsStore.UseFolder(o, _folder, pooling: false));
        await AccountsStore.BringUpToDateAsync(_store, default);
        _logos = new Logos(_store, new FakeTime());
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void A_picture_is_known_by_its_bytes()
    {
        Assert.Equal("png", LogoKind.Of(Png));
        Assert.Equal("webp", LogoKind.Of(WebP));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>                        ")]
    [InlineData("GIF89a and then a lot of other bytes that are none of ours at all")]
    [InlineData("RIFF....WEBPVP8 and no picture behind it, whatever it says of itself")]
    public async Task What_is_no_picture_is_refused_in_words(string file)
    {
        var (path, whyNot) = await _logos.KeepAsync(new MemoryStream(System.Text.Encoding.Latin1.GetBytes(file)), default);

        Assert.Null(path);
        Assert.Contains("no PNG or WebP picture", whyNot!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_no_screen_could_hold_is_none()
    {
        var wide = Png;
        wide[17] = 0x10;
        var none = Png;
        none[19] = 0;

        Assert.Null(LogoKind.Of(wide));
        Assert.Null(LogoKind.Of(none));
    }

    [Fact]
    public async Task One_that_is_too_large_is_refused_however_it_came()
    {
        var large = new byte[Logos.LargestBytes + 1];
        Png.CopyTo(large, 0);

        Assert.Contains("larger than 512 KB", (await _logos.KeepAsync(new MemoryStream(large), default)).WhyNot!.En, StringComparison.Ordinal);
        Assert.NotNull((await _logos.KeepAsync(new MemoryStream(large, 0, Logos.LargestBytes), default)).Path);
    }

    [Fact]
    public async Task The_same_picture_twice_is_one_and_their_number_is_bounded()
    {
        var (path, _) = await _logos.KeepAsync(new MemoryStream(Png), default);
        Assert.Equal(path, (await _logos.KeepAsync(new MemoryStream(Png), default)).Path);
        Assert.Equal(path, Domain.OnAir.OverlayParameter.All["logo"].Read(path));
        for (var i = 1; i < Logos.MostKept; i++) Assert.Null((await _logos.KeepAsync(new MemoryStream([.. Png, (byte)i]), default)).WhyNot);

        Assert.Contains("100 pictures are kept already", (await _logos.KeepAsync(new MemoryStream([.. Png, 255]), default)).WhyNot!.En, StringComparison.Ordinal);
        Assert.Equal(path, (await _logos.KeepAsync(new MemoryStream(Png), default)).Path);
    }
}
