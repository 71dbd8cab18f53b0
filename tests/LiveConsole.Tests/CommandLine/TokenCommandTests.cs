using LiveConsole.CommandLine;
using Microsoft.Data.Sqlite;

namespace LiveConsole.Tests.CommandLine;

/// <summary>token create, list, revoke, on a folder that nobody serves.</summary>
public sealed class TokenCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_token_is_printed_once_listed_without_itself_and_revoked()
    {
        await RunAsync("show", "create", "landing", "--title", "Landing night");

        var (code, token, note) = await RunAsync("token", "create", "--show", "landing", "--role", "editor", "--name", "Hall script", "--expires", "30d");
        var (_, list, _) = await RunAsync("token", "list");
        var id = list.Split(' ')[0];
        var (revoked, _, _) = await RunAsync("token", "revoke", id);
        var (again, _, why) = await RunAsync("token", "revoke", id);

        Assert.Equal(0, code);
        Assert.Matches("^lc_[A-Za-z0-9_-]{43}\n$", token);
        Assert.Contains(id, note, StringComparison.Ordinal);
        Assert.Contains("landing", list, StringComparison.Ordinal);
        Assert.Contains("Hall script", list, StringComparison.Ordinal);
        Assert.DoesNotContain(token.Trim(), list, StringComparison.Ordinal);
        Assert.Equal((0, 1), (revoked, again));
        Assert.Contains("'liveconsole token list' names them", why, StringComparison.Ordinal);
        Assert.Contains("revoked", (await RunAsync("token", "list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "token", "create", "--show", "nowhere", "--role", "editor")]
    [InlineData(1, "token", "create", "--all-shows", "--role", "editor", "--expires", "2020-01-01")]
    [InlineData(1, "token", "create", "--all-shows", "--role", "editor", "--read-only", "--get-actions")]
    [InlineData(2, "token", "create", "--role", "editor")]
    [InlineData(2, "token", "create", "--show", "landing", "--all-shows", "--role", "editor")]
    [InlineData(2, "token", "create", "--all-shows", "--role", "king")]
    [InlineData(2, "token", "create", "--all-shows", "--role", "editor", "--expires", "soon")]
    [InlineData(2, "token", "revoke", "not-an-id")]
    public async Task What_makes_no_sense_is_refused_in_one_line(int expected, params string[] words)
    {
        var (code, output, error) = await RunAsync(words);

        Assert.Equal((expected, ""), (code, output));
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var data = Path.Combine(_folder, "data");
        var code = await ConsoleCommands.RunAsync([.. words, "--data", data], output, error, ownProcess: false, default);
        return (code, output.ToString(), error.ToString());
    }
}
