using LiveConsole.Accounts.Connected;
using LiveConsole.Hosting;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Rehearsals;
using LiveConsole.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Accounts.Connected;

public sealed class OpenAccountsTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Accounts_are_open_where_real_shows_are_served_and_closed_where_one_is_rehearsed(bool rehearses, bool opens)
    {
        var folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
        await using (var journal = await SqliteJournal.OpenAsync(folder, TimeProvider.System, TestContext.Current.CancellationToken))
        {
            var settings = new HostSettings("http://127.0.0.1:0", folder, []);
            var builder = ConsoleHost.CreateBuilder(settings);
            await using IServed served = rehearses ? new RehearsedShow(new RehearsalOptions([], Drills: []), fresh: false) : new ServeShows();
            builder.Services.AddSingleton(served.GetType(), served);
            ConsoleHost.AddLiveConsole(builder, journal, folder, new PlatformAddresses(new(), new(), LoopbackOnly: false));
            await using var app = builder.Build();

            Assert.Equal(opens, app.Services.GetRequiredService<PlatformAccounts>().Opens);
        }

        Directory.Delete(folder, recursive: true);
    }
}
