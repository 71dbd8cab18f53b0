using LiveConsole.Accounts.Connected;
using LiveConsole.Api.Wire;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Api.Calls;

/// <summary>Acting on the platforms: moderation, a line a verb, and what became of it.</summary>
public static class ActingCalls
{
    private const string Tag = "acting";

    // Twitch's ids are numbers, YouTube's are 24 characters.
    private const int LongestId = 64;

    private const string Follow = "Answered once it is asked for; ask the effect what became of it.";

    public static void Map(RouteGroupBuilder show)
    {
        var verbs = show.MapGroup("/moderation");
        Message(verbs, "remove", "Remove a message from its platform, and from our desks and screens at once", (m, reason) => new RemoveMessage(m, reason));
        Message(verbs, "hide", "Hide a message on our desks and screens; its platform goes on showing it", (m, reason) => new HideMessage(m, reason));
        Message(verbs, "unhide", "Show a hidden message again, also one that could not be removed", (m, _) => new UnhideMessage(m));
        Viewer<WireTimeOut>(verbs, "timeout", "Time a viewer out, and strike what they wrote", b => (b.Message, b.Viewer), (b, v) => new TimeOutViewer(v.Platform, v.Channel, v.Of, b.Seconds, b.Reason));
        Viewer<WireOnViewer>(verbs, "untimeout", "Lift a time-out", b => (b.Message, b.Viewer), (_, v) => new LiftBan(v.Platform, v.Channel, v.Of, IsTimeOut: true));
        Viewer<WireOnViewer>(verbs, "ban", "Ban a viewer, and strike what they wrote", b => (b.Message, b.Viewer), (b, v) => new BanViewer(v.Platform, v.Channel, v.Of, b.Reason));
        Viewer<WireOnViewer>(verbs, "unban", "Lift a ban", b => (b.Message, b.Viewer), (_, v) => new LiftBan(v.Platform, v.Channel, v.Of, IsTimeOut: false));
        Viewer<WireWarn>(verbs, "warn", "Warn a viewer, who must confirm before writing again", b => (b.Message, b.Viewer), (b, v) => new WarnViewer(v.Platform, v.Channel, v.Of, b.Reason));
        Verb<WireHeld>(verbs, "hold-allow", "Let through what the platform holds back", (_, b) => Done(new DecideHeld(Ref(b.Held), Allow: true)));
        Verb<WireHeld>(verbs, "hold-deny", "Turn away what the platform holds back", (_, b) => Done(new DecideHeld(Ref(b.Held), Allow: false)));
        Chat<WireSetModes>(verbs, "modes", "Change a chat's modes", b => new WireChat(b.Platform, b.Channel), (b, channel) =>
            new SetModes(b.Platform, channel, new ChatModes(b.Modes.EmoteOnly, b.Modes.Slow, b.Modes.Followers, b.Modes.Subscribers, b.Modes.Unique)));
        Chat<WireChat>(verbs, "modes-back", "Back to how the chat stood before this show's last change", b => b, (b, channel) => new ModesBack(b.Platform, channel));
        Chat<WireShield>(verbs, "shield", "SHIELD: the platform's own, or followers 10 min, slow 30 s and unique chat", b => new WireChat(b.Platform, b.Channel), (b, channel) => new SetShield(b.Platform, channel, b.On));
        Verb<WireClearChat>(verbs, "clear-chat", "Empty a platform's whole chat", (call, b) => !b.Sure
            ? new(null, ApiProblem.Invalid("Nothing brings a cleared chat back: say \"sure\": true.", "Rien ne fait revenir un chat effacé : dites « sure » : true."))
            : InOneMayChange(call, new WireChat(b.Platform, b.Channel)) is var (channel, problem) && channel is not null ? Done(new ClearChat(b.Platform, channel)) : new(null, problem));
        VerbAsync<WireActAs>(verbs, "act-as", "Choose as whom a chat is acted in", (http, call, b) => Task.FromResult(InOneMayChange(call, new WireChat(b.Platform, b.Channel)) is var (channel, problem) && channel is not null
            ? ActingAsCalls.Choose(call, http.RequestServices.GetRequiredService<PlatformAccounts>(), b, channel) : (null, problem)));
        verbs.MapGet("/acting", ActingAsCalls.List).Says<IReadOnlyList<WireActing>>("listActing", Tag, "As whom each chat of the show is acted in, and what that account may do there", "For who moderates; the accounts that could be chosen, for who may choose.", problems: StatusCodes.Status403Forbidden);
        show.MapGet("/effects/{id}", Effect).Says<WireEffect>("getEffect", Tag, "What became of something asked of a platform", "The last 2,000 that are settled, and all that are not. For who moderates.", problems: StatusCodes.Status403Forbidden);
    }

    /// <summary>Sends the verb; 202 with what it asked for.</summary>
    public static async Task<IResult> SendAsync(HttpContext http, ICommands commands, IShowCommand command)
    {
        var call = ApiCall.Of(http);
        var (outcome, problem) = await ApiVerbs.SendAsync(http, commands, command);
        if (problem is not null) return problem;
        if (outcome is Outcome.Refused refused) return refused.Refusal.Kind == RefusalKind.PlatformCannot && command is RemoveMessage { Message.Platform: not ("twitch" or "youtube") }
            ? OfYours : ApiProblem.Of(refused.Refusal);
        var accepted = (Outcome.Accepted)outcome!;
        return new ApiAnswer<WireActed>(new WireActed(
            [.. call.View.Acting.OfAction(accepted.Action).Select(WireEffect.Of)], accepted.Action, ApiVerbs.Undoable(accepted),
            [.. call.View.Acting.Stays(accepted.Action, call.By, call.View.At).Select(w => w.In(ApiCall.Language))], accepted.Changed), StatusCodes.Status202Accepted);
    }

    /// <summary>The show's chat of that name; without a name, its only one there. Null: there is none, or they are several.</summary>
    private static string? In(ApiCall call, string platform, string? channel) => (call.Show.Snapshot.State.Settings?.Channels ?? []).Select(c => (c.Platform, c.Name))
        .Union(call.View.Acting.Chats).Where(c => c.Platform == platform && (channel is null || c.Name == channel)).ToList() is [var only] ? only.Name : null;

    /// <summary>The desks name a key for it.</summary>
    private static ApiProblem OfYours => ApiProblem.Of(new Refusal(RefusalKind.PlatformCannot, new(
        "A message that was brought in has no platform to remove it from. moderation/hide takes it off our desks and screens.",
        "Un message apporté n'a pas de plateforme d'où le supprimer. moderation/hide le retire de nos postes et écrans.")));

    private static ApiProblem NoChat => ApiProblem.NotFound("This show has no such chat, or several on that platform: name its channel.", "Cette émission n'a pas ce chat, ou en a plusieurs sur cette plateforme : nommez la chaîne.");

    private static void Message(RouteGroupBuilder verbs, string verb, string summary, Func<MessageRef, string?, IShowCommand> command) =>
        Verb<WireOnMessage>(verbs, verb, summary, (_, b) => Done(command(Ref(b.Message), b.Reason)));

    private static void Chat<TBody>(RouteGroupBuilder verbs, string verb, string summary, Func<TBody, WireChat> chat, Func<TBody, string, IShowCommand> command) where TBody : class =>
        Verb<TBody>(verbs, verb, summary, (call, b) => InOneMayChange(call, chat(b)) is var (channel, problem) && channel is not null ? Done(command(b, channel)) : new(null, problem));

    private static (string? Channel, ApiProblem? Problem) InOneMayChange(ApiCall call, WireChat chat) => !call.View.May(Permission.Modes) ? (null, ApiProblem.Of(Refusals.Forbidden(call.Token.Role)))
        : In(call, chat.Platform, chat.Channel) is { } channel ? (channel, null) : (null, NoChat);

    private static void Viewer<TBody>(RouteGroupBuilder verbs, string verb, string summary, Func<TBody, (WireMessageRef?, WireViewer?)> whom, Func<TBody, (string Platform, string Channel, Target Of), IShowCommand> command) where TBody : class =>
        VerbAsync<TBody>(verbs, verb, summary, async (http, call, body) =>
        {
            var (message, viewer) = whom(body);
            if (!call.Reader.MaySeeFeed || !call.Reader.MaySeeViewers) return new(null, ApiProblem.Of(Refusals.Forbidden(call.Token.Role)));
            if (message is null == viewer is null) return new(null, ApiProblem.Invalid("Say whom: by message or by viewer.", "Dites qui : par message ou par viewer."));
            if (message is not null)
            {
                return await call.Show.FindMessageAsync(call.Reader, Ref(message), http.RequestAborted) is { } seen
                    ? Done(command(body, (seen.Message.Platform, seen.Message.Channel, Asking.TargetOf(seen.Message.Author)))) : new(null, ApiProblem.Of(Refusals.NoMessage));
            }

            if (viewer!.Id.Length > LongestId) return new(null, ApiProblem.Invalid("A viewer's id has 64 characters at most.", "L'identifiant d'une personne fait 64 caractères au plus."));
            if (string.IsNullOrWhiteSpace(viewer.Id) || In(call, viewer.Platform, viewer.Channel) is not { } channel) return new(null, NoChat);
            var last = await call.Show.ReadMessagesAsync(call.Reader, new MessageQuery(Viewer: new ViewerRef(viewer.Platform, viewer.Id), Before: long.MaxValue, Limit: 1), http.RequestAborted);
            return Done(command(body, (viewer.Platform, channel, last is [var wrote, ..] ? Asking.TargetOf(wrote.Message.Author) : new Target(viewer.Id, viewer.Id))));
        });

    private static void Verb<TBody>(RouteGroupBuilder verbs, string verb, string summary, Func<ApiCall, TBody, (IShowCommand? Command, ApiProblem? Problem)> command) where TBody : class =>
        VerbAsync<TBody>(verbs, verb, summary, (_, call, body) => Task.FromResult(command(call, body)));

    private static void VerbAsync<TBody>(RouteGroupBuilder verbs, string verb, string summary, Func<HttpContext, ApiCall, TBody, Task<(IShowCommand? Command, ApiProblem? Problem)>> command) where TBody : class =>
        verbs.MapPost("/" + verb, async (string show, HttpContext http, ICommands commands) =>
        {
            var (body, wrong) = await ApiBody.ReadAsync<TBody>(http);
            if (wrong is not null) return wrong;
            var (send, problem) = await command(http, ApiCall.Of(http), body!);
            return problem ?? await SendAsync(http, commands, send!);
        }).Takes<TBody>().Says<WireActed>(Named(verb), Tag, summary, Follow, StatusCodes.Status202Accepted, problems: ApiSays.OfAVerb);

    /// <summary>"hold-allow" is moderateHoldAllow.</summary>
    private static string Named(string verb) => "moderate" + string.Concat(verb.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    private static IResult Effect(string show, string id, HttpContext http)
    {
        var call = ApiCall.Of(http);
        if (!call.View.May(Permission.Moderate)) return ApiProblem.Of(Refusals.Forbidden(call.Token.Role));
        return long.TryParse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && call.View.Acting.Find(number) is { } effect
            ? new ApiAnswer<WireEffect>(WireEffect.Of(effect)) : ApiProblem.NotFound(
                "There is no such effect, or it is no longer kept.", "Cet effet n'existe pas, ou n'est plus gardé.");
    }

    private static (IShowCommand? Command, ApiProblem? Problem) Done(IShowCommand command) => (command, null);

    private static MessageRef Ref(WireMessageRef message) => new(message.Platform, message.Id);
}
