using System.Globalization;
using LiveConsole.Api.Wire;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;
using LiveConsole.Shows;

namespace LiveConsole.Api.Calls;

/// <summary>The library of posts: written before, armed, repeated, sent.</summary>
public static class PostLibraryCalls
{
    private const string Tag = "posts";

    private const string Seen = "seenVersion is the post's version that you decided on: of two who change one, the second is refused and told who came first.";

    public static void Map(RouteGroupBuilder show)
    {
        var library = show.MapGroup("/posts/library");
        // On the outer group: an empty route of the inner one would end in a slash.
        show.MapGet("/posts/library", (string show, HttpContext http) => ApiCall.Of(http) is var call && call.View.May(Permission.Post)
                ? (IResult)new ApiAnswer<IReadOnlyList<WirePost>>([.. call.View.Posts.Select(WirePost.Of)]) : ApiProblem.Of(Refusals.Forbidden(call.Token.Role)))
            .Says<IReadOnlyList<WirePost>>("listPosts", Tag, "The library of posts, by number", "For who may write to the chats.", problems: StatusCodes.Status403Forbidden);
        show.MapPost("/posts/library", async (string show, HttpContext http, ICommands commands) =>
        {
            var (body, wrong) = await ApiBody.ReadAsync<WireWrittenPost>(http);
            return wrong ?? await SendAsync(http, commands, new KeepPost(Of(body!)), null);
        }).Takes<WireWrittenPost>().Says<WireKeptPost>("writePost", Tag, "Write a post into the library", "It goes nowhere by that. At most 200.", problems: ApiSays.OfAVerb);
        Verb<WireChangedPost>(library, "change", "changePost", "Write another text for it", Seen + " An armed one is disarmed first.", (number, b) => new KeepPost(Of(b.Post), number, b.SeenVersion));
        Verb<WireSeenPost>(library, "delete", "deletePost", "Take it out of the library", Seen + " What it sent stays sent.", (number, b) => new DropPost(number, b.SeenVersion));
        Verb<WireSeenPost>(library, "arm", "armPost", "Make it ready for its moment, or for its key", Seen, (number, b) => new ArmPost(number, b.SeenVersion));
        Verb<WireSeenPost>(library, "schedule", "schedulePost", "Repeat it from now on, first after one interval", Seen, (number, b) => new SchedulePost(number, b.SeenVersion));
        Bare(library, "/{id}/disarm", "disarmPost", "It is not ready any more, nor repeated", number => new DisarmPost(number));
        Bare(library, "/disarm-all", "disarmPosts", "All are disarmed, and what counts down is taken back", _ => new DisarmPost(null));
        library.MapPost("/{id}/send", async (string show, string id, HttpContext http, ICommands commands) =>
        {
            var (body, wrong) = await ApiBody.ReadAsync<WireSentPost>(http);
            return wrong ?? (Number(id) is { } number ? await ActingCalls.SendAsync(http, commands, new FirePost(number, body!.SeenVersion, body.Ending)) : ApiProblem.Of(Refusals.NoPost));
        }).Takes<WireSentPost>().Says<WireActed>("firePost", Tag, "Send it to its chats, each once", Seen + " It counts down 5 s, unless it was armed for a moment.", StatusCodes.Status202Accepted, problems: ApiSays.OfAVerb);
    }

    private static void Verb<TBody>(RouteGroupBuilder library, string verb, string name, string summary, string description, Func<int, TBody, IShowCommand> command) where TBody : class =>
        library.MapPost("/{id}/" + verb, async (string show, string id, HttpContext http, ICommands commands) =>
        {
            var (body, wrong) = await ApiBody.ReadAsync<TBody>(http);
            return wrong ?? (Number(id) is { } number ? await SendAsync(http, commands, command(number, body!), number) : ApiProblem.Of(Refusals.NoPost));
        }).Takes<TBody>().Says<WireKeptPost>(name, Tag, summary, description, problems: ApiSays.OfAVerb);

    private static void Bare(RouteGroupBuilder library, string path, string name, string summary, Func<int, IShowCommand> command)
    {
        const string description = "Never refused to who may write to the chats: who stops is right.";
        if (!path.Contains("{id}", StringComparison.Ordinal)) library.MapPost(path, (string show, HttpContext http, ICommands commands) => SendAsync(http, commands, command(0), null)).Says<WireKeptPost>(name, Tag, summary, description, problems: ApiSays.OfAVerb);
        else library.MapPost(path, (string show, string id, HttpContext http, ICommands commands) => Number(id) is { } number ? SendAsync(http, commands, command(number), number) : Task.FromResult<IResult>(ApiProblem.Of(Refusals.NoPost)))
            .Says<WireKeptPost>(name, Tag, summary, description, problems: ApiSays.OfAVerb);
    }

    private static async Task<IResult> SendAsync(HttpContext http, ICommands commands, IShowCommand command, int? number)
    {
        var (outcome, problem) = await ApiVerbs.SendAsync(http, commands, command);
        if (problem is not null) return problem;
        if (outcome is Outcome.Refused refused) return ApiProblem.Of(refused.Refusal);
        var accepted = (Outcome.Accepted)outcome!;
        var view = ApiCall.Of(http).View;
        var post = number is { } of ? view.Post(of) : command is KeepPost ? view.PostOf(accepted.Action) : null;
        return new ApiAnswer<WireKeptPost>(new WireKeptPost(post is null ? null : WirePost.Of(post), accepted.Action, ApiVerbs.Undoable(accepted), accepted.Changed));
    }

    /// <summary>3, or P3 as people say it.</summary>
    private static int? Number(string id) => int.TryParse(id.StartsWith('P') || id.StartsWith('p') ? id[1..] : id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static PostWritten Of(WireWrittenPost post) => new(post.Name, post.Kind, Of(post.Text) ?? new PostText("", ""), Of(post.Other), [.. (post.To ?? []).Select(t => new PostChat(t.Platform, t.Channel, t.Language))],
        post.Moment, post.EverySeconds is { } every ? TimeSpan.FromSeconds(every) : null, post.Color, post.Login, post.Seconds);

    private static PostText? Of(WirePostText? text) => text is null ? null : new PostText(text.Fr, text.En, [.. text.Choices?.Fr ?? []], [.. text.Choices?.En ?? []]);
}
