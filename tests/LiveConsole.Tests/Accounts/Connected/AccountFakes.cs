using System.Net;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Tests.Accounts.Connected;

internal sealed class Several(params IShow[] shows) : IShows
{
    public IReadOnlyList<IShow> All => shows;

    public IShow? Find(string slug) => shows.FirstOrDefault(s => s.Slug == slug);

    public IShow? Find(ShowId id) => shows.FirstOrDefault(s => s.Id == id);
}

/// <summary>Takes what it is sent, and answers for all shows but one.</summary>
internal sealed class Hanging(ShowId hung) : ICommands
{
    public List<ShowId> Asked { get; } = [];

    public Task<Outcome> DoAsync(ShowId show, IShowCommand command, Actor by, Guid? commandId = null, CancellationToken ct = default)
    {
        Asked.Add(show);
        return show == hung ? new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously).Task.WaitAsync(ct) : Task.FromResult<Outcome>(new Outcome.Accepted(Guid.NewGuid(), 1, Changed: true, null));
    }
}

/// <summary>Says at once whose token it is, and nothing more until who asked gives up.</summary>
internal sealed class SlowTwitch : HttpMessageHandler
{
    public TaskCompletionSource<bool> Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath.EndsWith("/validate", StringComparison.Ordinal))
        {
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent("""{"client_id":"c","login":"bot","scopes":["user:read:moderated_channels"],"user_id":"4242","expires_in":50000}"""),
            };
        }

        Asked.SetResult(true);
        await new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously).Task.WaitAsync(cancellationToken);
        throw new InvalidOperationException("Never reached.");
    }
}
