using System.Collections.Concurrent;
using LiveConsole.Domain.Chat;
using Microsoft.AspNetCore.Http;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>Who stands behind an access token, and what was granted when it was given.</summary>
internal sealed record YouTubeAccount(Author Author, bool IsOwner = false, bool IsModerator = false, bool MayWrite = true)
{
    public bool Moderates => IsOwner || IsModerator;
}

/// <summary>The access tokens that the emulated YouTube takes: the owner's, a moderator's, a viewer's, and one that was granted reading alone.</summary>
internal sealed class YouTubeAccounts
{
    private readonly ConcurrentDictionary<string, YouTubeAccount> _byToken = new(StringComparer.Ordinal);

    public YouTubeAccounts(Author owner)
    {
        Owner = new YouTubeAccount(owner, IsOwner: true);
        Moderator = new YouTubeAccount(ChatItemJson.Moderator, IsModerator: true);
        Put(EmulatedYouTube.AccessToken, Owner);
        Put(EmulatedYouTube.ModeratorToken, Moderator);
        Put(EmulatedYouTube.ViewerToken, new YouTubeAccount(new Author("UC" + Video.Opaque("viewer", 22), "@spectatrice")));
        Put(EmulatedYouTube.ReadOnlyToken, Owner with { MayWrite = false });
    }

    public YouTubeAccount Owner { get; }

    public YouTubeAccount Moderator { get; }

    public void Put(string token, YouTubeAccount account) => _byToken[token] = account;

    /// <summary>A token that is good no more.</summary>
    public void Take(string token) => _byToken.TryRemove(token, out _);

    /// <summary>No token is good any more.</summary>
    public void Clear() => _byToken.Clear();

    /// <returns>Null: no token, or none that is known.</returns>
    public YouTubeAccount? Of(HttpContext http)
    {
        const string Scheme = "Bearer ";
        var bearer = http.Request.Headers.Authorization.ToString();
        return bearer.StartsWith(Scheme, StringComparison.Ordinal) ? _byToken.GetValueOrDefault(bearer[Scheme.Length..]) : null;
    }

    public bool IsProtected(string channelId) => channelId == Owner.Author.Id || channelId == Moderator.Author.Id;
}
