using System.ComponentModel.DataAnnotations;

namespace LiveConsole.Platforms.Twitch.Tests;

public class TwitchOptionsTests
{
    private static List<string> Errors(TwitchOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(r => r.ErrorMessage!)];
    }

    [Fact]
    public void The_defaults_are_twitchs_own_addresses_and_valid()
    {
        Assert.Empty(Errors(new TwitchOptions()));
        Assert.Equal("wss://irc-ws.chat.twitch.tv/", new TwitchOptions().IrcUri.ToString());
    }

    [Fact]
    public void All_errors_are_named_by_their_key()
    {
        var errors = Errors(new TwitchOptions { IrcUri = new Uri("http://x"), ApiBaseUri = new Uri("ftp://x"), ClientSecret = "s" });

        Assert.Equal(3, errors.Count);
        Assert.Contains(errors, e => e.StartsWith("Twitch:IrcUri ", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith("Twitch:ApiBaseUri ", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("Twitch:ClientId", StringComparison.Ordinal));
    }

    [Fact]
    public void Viewers_are_not_counted_faster_than_twitch_counts_them()
    {
        Assert.Contains(Errors(new TwitchOptions { ViewersEvery = TimeSpan.FromSeconds(5) }), e => e.Contains("Twitch:ViewersEvery", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rehearsal_names_every_address_that_is_not_this_machines()
    {
        Assert.Equal(5, Errors(new TwitchOptions { LoopbackOnly = true }).Count);
    }

    [Fact]
    public void Secrets_are_not_printed()
    {
        var text = new TwitchOptions { ClientId = "id-1", ClientSecret = "secret-2", UserAccessToken = "token-3", UserRefreshToken = "token-4" }.ToString();

        Assert.DoesNotMatch("id-1|secret-2|token-3|token-4", text);
    }
}
