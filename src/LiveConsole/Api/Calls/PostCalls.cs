using LiveConsole.Api.Wire;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;

namespace LiveConsole.Api.Calls;

/// <summary>Writing to the chats in the show's name.</summary>
public static class PostCalls
{
    private const string Tag = "acting";

    public static void Map(RouteGroupBuilder show)
    {
        show.MapPost("/posts", SendAsync).Takes<WireNewPost>().Says<WireActed>("sendPost", Tag, "Post to the chats, each once",
            "One effect a chat. It counts down 5 s: until then undoing the action takes it back.", StatusCodes.Status202Accepted, problems: ApiSays.OfAVerb);
        show.MapPost("/items/{id}/reply", async (string show, string id, HttpContext http, ICommands commands) =>
        {
            var (body, wrong) = await ApiBody.ReadAsync<WireReply>(http);
            if (wrong is not null) return wrong;
            if (ItemCalls.Find(ApiCall.Of(http).View, id) is not { } item) return ApiProblem.Of(Refusals.NoItem);
            MessageRef? to = body!.Message is { } message ? new MessageRef(message.Platform, message.Id) : null;
            return await ActingCalls.SendAsync(http, commands, new ReplyToItem(item.Id, body.SeenVersion, body.Text, to));
        }).Takes<WireReply>().Says<WireActed>("replyItem", "items", "Reply to who asked, in their chat",
            "On Twitch a reply to their message; on YouTube a post that begins with their name. What is longer than one message goes out in numbered parts, at most 5. It counts down 5 s. seenVersion is the item's version that you decided on.", StatusCodes.Status202Accepted, problems: ApiSays.OfAVerb);
    }

    private static async Task<IResult> SendAsync(string show, HttpContext http, ICommands commands)
    {
        var (body, wrong) = await ApiBody.ReadAsync<WireNewPost>(http);
        if (wrong is not null) return wrong;
        var call = ApiCall.Of(http);
        if (!call.View.May(Permission.Post)) return ApiProblem.Of(Refusals.Forbidden(call.Token.Role));
        var settings = call.Show.Snapshot.State.Settings;
        var post = new Post(0, Written(body!, settings), 1, new Stamp(Guid.Empty, "post", call.By, call.View.At));
        // What is too long in both languages goes out in the show's own.
        if (PostDeeds.Of(post.Written, settings, PostEnding.Nominal).Any(p => p is { Language: PostLanguage.Both, TooLong: > 0 }))
            post = post with { Written = post.Written with { To = [.. post.Written.To.Select(t => IsTooLong(post, settings, t) ? t with { Language = PostLanguage.Show } : t)] } };
        if (post.Written.To.IsEmpty) return ApiProblem.Of(Refusals.NoChatToWriteTo);
        if (PostDeeds.WhyNot(post, settings, PostEnding.Nominal) is { } refusal) return ApiProblem.Of(refusal with
        {
            Words = new(refusal.Words.En.Replace(post.P, "The post", StringComparison.Ordinal), refusal.Words.Fr.Replace(post.P, "La publication", StringComparison.Ordinal)),
        });
        return await ActingCalls.SendAsync(http, commands, new SendPost([.. PostDeeds.Of(post.Written, settings, PostEnding.Nominal).Where(p => p.Deed is not null).Select(p => new ChatPost(p.Platform, p.Channel, p.Deed!))]));
    }

    private static PostWritten Written(WireNewPost body, ShowSettings? settings)
    {
        var (fr, en) = (body.Text?.Fr ?? "", body.Text?.En ?? "");
        var language = (fr.Length > 0, en.Length > 0) switch { (true, true) => PostLanguage.Both, (true, false) => PostLanguage.Fr, (false, true) => PostLanguage.En, _ => PostLanguage.Show };
        var chats = (settings?.Channels ?? []).Where(c => PlatformDeeds.Can(c.Platform, DeedKind.Post) && (body.Platforms is null || body.Platforms.Contains(c.Platform))
            // Twitch's alone.
            && (body.Kind != PostKind.ShoutOut || PlatformDeeds.Can(c.Platform, DeedKind.ShoutOut)));
        return new PostWritten("", body.Kind, new PostText(fr, en, [.. body.Choices ?? []], [.. body.Choices ?? []]), To: [.. chats.Select(c => new PostChat(c.Platform, c.Name, language))],
            Color: body.Color, Login: body.Login, Seconds: body.Seconds);
    }

    private static bool IsTooLong(Post post, ShowSettings? settings, PostChat chat) =>
        PostDeeds.Of(post.Written, settings, PostEnding.Nominal).Any(p => p.Platform == chat.Platform && p.Channel == chat.Channel && p.TooLong > 0);
}
