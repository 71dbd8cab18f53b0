using LiveConsole.Accounts;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Api;

/// <summary>A token ends by its time: within a second all that is open by it is closed, and it opens nothing more.</summary>
public sealed class TokenEndTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("liveconsole-");

    [Fact]
    public async Task An_expired_token_closes_what_is_open_by_it()
    {
        var time = new FakeTime();
        var store = AccountsStore.Factory(o => AccountsStore.UseFolder(o, _folder.FullName, pooling: false));
        await AccountsStore.BringUpToDateAsync(store, default);
        var (screens, book, show) = (new ScreenDirectory(store, new Tokens(new byte[32])), new ApiTokenBook(store, time), new ShowId(Guid.NewGuid()));
        var crew = new Crew(store, screens, time, tokens: book);
        using var connections = new Connections(crew, screens, time, book);
        var (row, token, _) = await book.MakeAsync(new ApiTokenWish("Stream Deck", show, Role.Editor, ExpiresAt: time.GetUtcNow().AddHours(1)), "Camille", default);
        var closed = 0;
        using var held = connections.WhileInForce(row!.Id, () => closed++);

        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal((0, Role.Editor), (closed, crew.Current(ApiTokenBook.ActorOf(row), show)?.Role));
        time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(1, closed);
        Assert.Null(crew.Current(ApiTokenBook.ActorOf(row), show));
        Assert.False(book.Find(token)!.IsAlive(time.GetUtcNow()));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
