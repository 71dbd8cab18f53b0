using LiveConsole.Domain.Doors;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Accounts.ApiTokens;

/// <summary>Tokens made and revoked by people: in force at once, and said in the journal of each show that they open. Who asks has been let in by the caller.</summary>
public sealed class TokenDeeds(ApiTokenBook book, IShows shows, EveryTrail trails)
{
    /// <param name="by">Whom the journals name.</param>
    /// <returns>The row, and the token itself, told here once; without a row, why not; with one, which show's trail does not say it.</returns>
    public async Task<(ApiTokenRow? Row, string Token, Words? Words)> MakeAsync(ApiTokenWish wish, Actor by, CancellationToken ct)
    {
        var (row, token, whyNot) = await book.MakeAsync(wish, by == Actor.Program ? null : by.Name, ct);
        return row is null ? (null, "", whyNot) : (row, token, await SayAsync(row, by, revoked: false, ct));
    }

    /// <returns>False: there is none of this id in force.</returns>
    public async Task<(bool Revoked, Words? Words)> RevokeAsync(Guid token, Actor by, CancellationToken ct)
    {
        if (!await book.RevokeAsync(token, ct)) return (false, null);
        return (true, book.All.FirstOrDefault(t => t.Id == token) is { } row ? await SayAsync(row, by, revoked: true, ct) : null);
    }

    private Task<Words?> SayAsync(ApiTokenRow row, Actor by, bool revoked, CancellationToken ct)
    {
        var opened = row.ShowId is { } id ? [id] : shows.All.Select(s => s.Id.Value);
        return trails.SayAsync(opened.Select(s => shows.Find(new ShowId(s))).OfType<IShow>(), new SetToken(row.Id, row.Name, row.Role, row.ShowId is null, row.Scope == ApiScope.Read, row.ExpiresAt, revoked), by, ct);
    }
}
