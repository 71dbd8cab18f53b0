using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Accounts;
using LiveConsole.Accounts.SigningIn;
using LiveConsole.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Accounts;

public sealed class SignInPartsTests
{
    private readonly FakeTime _time = new();

    /// <summary>RFC 6238, appendix B: the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_111_111_111, "050471")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(2_000_000_000, "279037")]
    [InlineData(20_000_000_000, "353130")]
    public void Codes_are_those_that_every_app_shows(long seconds, string code)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(code, OneTimeCode.Of("12345678901234567890"u8.ToArray(), now));
        Assert.Equal(seconds / 30, OneTimeCode.StepOf("12345678901234567890"u8.ToArray(), $"{code[..3]} {code[3..]}", now));
    }

    [Fact]
    public void A_code_of_the_step_before_or_after_is_taken_and_none_further_away()
    {
        var key = new byte[20];
        var now = _time.GetUtcNow();

        Assert.All(new[] { -1, 0, 1 }, step => Assert.NotNull(OneTimeCode.StepOf(key, OneTimeCode.Of(key, now.AddSeconds(30 * step)), now)));
        Assert.All(new[] { -3, -2, 2, 3 }, step => Assert.Null(OneTimeCode.StepOf(key, OneTimeCode.Of(key, now.AddSeconds(30 * step)), now)));
        Assert.All(new[] { "", "12345", "1234567", "abcdef", "١٢٣٤٥٦" }, typed => Assert.Null(OneTimeCode.StepOf(key, typed, now)));
    }

    /// <summary>RFC 4648, section 10.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Keys_are_typed_as_base32(string bytes, string text) => Assert.Equal(text, OneTimeCode.Text(Encoding.ASCII.GetBytes(bytes)));

    [Fact]
    public void A_step_is_taken_once_by_the_browser_that_began_it_and_not_after_five_minutes()
    {
        var steps = Steps();
        var browser = Carrying(steps, "passkey", "a challenge with spaces");

        Assert.Equal("a challenge with spaces", steps.Look(browser, "passkey"));
        Assert.Null(steps.Look(browser, "password"));
        Assert.Equal("a challenge with spaces", steps.Take(browser, "passkey"));
        // Its cookie kept and sent again.
        Assert.Null(steps.Take(browser, "passkey"));
        Assert.Null(steps.Look(browser, "passkey"));
        var late = Carrying(steps, "passkey", "late");
        _time.Advance(LiveConsole.Accounts.SigningIn.Steps.Lives);
        Assert.Null(steps.Take(late, "passkey"));
        Assert.Null(steps.Take(new DefaultHttpContext(), "passkey"));
    }

    [Fact]
    public void What_is_no_step_of_ours_is_none_whatever_it_is() => Prop.ForAll<string>(carried =>
    {
        var browser = new DefaultHttpContext();
        browser.Request.Headers.Cookie = $"liveconsole.passkey={Uri.EscapeDataString(carried ?? "")}";
        return Steps().Look(browser, "passkey") is null;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_steps_state_is_never_another_steps()
    {
        var steps = Steps();
        var browser = Carrying(steps, "passkey", "ana /");
        browser.Request.Headers.Cookie = browser.Request.Headers.Cookie.ToString().Replace("liveconsole.passkey=", "liveconsole.password=", StringComparison.Ordinal);

        Assert.Null(steps.Look(browser, "password"));
    }

    [Theory]
    [InlineData("/me", "/me")]
    [InlineData("/shows/landing/questions?x=1", "/shows/landing/questions?x=1")]
    [InlineData("/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\nb", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Whoever_signs_in_goes_on_to_a_page_of_ours(string? asked, string there) => Assert.Equal(there, Doors.LocalPath(asked));

    [Theory]
    [InlineData("ana", "correct horse", null)]
    [InlineData("a", "correct horse", "NameLength")]
    [InlineData("ana\u0007", "correct horse", "NameLength")]
    [InlineData("ana", "too short", "PasswordShort")]
    [InlineData("ana", "aaaabbbbcccc", "PasswordPlain")]
    [InlineData("anaorbite", "anaorbite1234", "PasswordPlain")]
    public void A_password_is_long_rather_than_strange(string name, string password, string? why) => Assert.Equal(why, Passwords.WhyNot(name, password));

    [Theory]
    [InlineData("  Ana \u0000\n", "Ana")]
    [InlineData(" \t ", null)]
    [InlineData(null, null)]
    public void A_name_for_the_crew_can_be_read(string? typed, string? name) => Assert.Equal(name, Doors.CrewName(typed));

    [Fact]
    public void A_long_name_is_cut_between_characters_not_inside_one() => Assert.Equal(string.Concat(Enumerable.Repeat("👩‍🚀", 40)), Doors.CrewName(string.Concat(Enumerable.Repeat("👩‍🚀", 50))));

    [Fact]
    public void A_code_to_scan_has_its_three_corners_and_its_quiet_edge()
    {
        var code = QrCode.Of("otpauth://totp/LiveConsole:ana?secret=ABC");

        Assert.StartsWith("M4 4h7v1h-7z", code.Path, StringComparison.Ordinal);
        Assert.Contains($"M{code.Size - 11} 4h7v1h-7z", code.Path, StringComparison.Ordinal);
        Assert.Contains($"M4 {code.Size - 11}h7v1h-7z", code.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void One_address_tries_often_and_not_endlessly_and_another_is_not_held_up_by_it()
    {
        using var rate = new SignInRate();
        var (one, other) = (From("192.0.2.1"), From("192.0.2.2"));
        for (var tries = 0; tries < SignInRate.AtOnce; tries++) Assert.True(rate.May(one));

        Assert.False(rate.May(one));
        Assert.True(rate.May(other));
        Assert.True(rate.May(From(null)));
    }

    private static DefaultHttpContext From(string? address)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = address is null ? null : System.Net.IPAddress.Parse(address);
        return http;
    }

    private Steps Steps() => new(Protection, new PublicOrigin(new ServiceCollection().BuildServiceProvider()), _time);

    private EphemeralDataProtectionProvider Protection { get; } = new();

    private static DefaultHttpContext Carrying(Steps steps, string step, string state)
    {
        var answered = new DefaultHttpContext();
        steps.Begin(answered, step, state);
        var browser = new DefaultHttpContext();
        browser.Request.Headers.Cookie = answered.Response.Headers.SetCookie.ToString().Split(';')[0];
        return browser;
    }
}
