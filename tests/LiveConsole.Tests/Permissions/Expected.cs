using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Doors;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.People;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Permissions;

/// <summary>A page, an endpoint: who gets in. Nobody: not by a sign-in at all (why not, and how, stands in <see cref="EndpointTests"/>).</summary>
/// <param name="Url">Asked for; null: the pattern itself.</param>
public sealed record Entrance(string Who, string? Url = null);

/// <summary>
/// What is expected, by hand: a page, an endpoint, a verb or a hub's method that stands in no line here fails a test. One line each, with the roles of
/// <see cref="Visitor"/> that may. docs/permissions.md is written from it and from <see cref="Rights"/>.
/// </summary>
public static class Expected
{
    private const string Everyone = "everyone";
    private const string Nobody = "nobody";
    private const string SignedIn = "Owner Producer Editor Lead Moderator Expert Presenter Overlay Observer Installation Elsewhere TakenOut";
    private const string Moderators = "Owner Producer Editor Lead Moderator Installation";
    private const string Readers = "Owner Producer Editor Lead Moderator Observer Installation";
    private const string Desks = "Owner Producer Editor Lead Moderator Expert Observer Installation";
    private const string Crew = "Owner Producer Editor Lead Moderator Expert Overlay Installation";
    private const string Answering = "Owner Producer Editor Lead Moderator Expert Installation";
    private const string ASay = "Owner Producer Editor Installation";
    private const string Leading = "Owner Producer Editor Lead Installation";
    private const string LeadOrProducing = "Owner Producer Lead Installation";
    private const string Producing = "Owner Producer Installation";

    private static readonly ItemId Item = new(Guid.NewGuid());
    private static readonly Actor Someone = A.Moderator("Someone");
    private static readonly Target Viewer = new("901", "Ayşe");

    /// <summary>By method (PAGE: a page) and pattern.</summary>
    public static IReadOnlyDictionary<string, Entrance> Entrances { get; } = new Dictionary<string, Entrance>(StringComparer.Ordinal)
    {
        // The desks.
        ["PAGE /shows/{Slug}/moderate"] = new(Readers, "/shows/landing/moderate"),
        ["PAGE /shows/{Slug}/questions"] = new(Desks, "/shows/landing/questions"),
        ["PAGE /shows/{Slug}/by-hand"] = new(Moderators, "/shows/landing/by-hand"),
        ["PAGE /shows/{Slug}/posts"] = new(Leading, "/shows/landing/posts"),
        ["PAGE /shows/{Slug}/on-air"] = new(Crew, "/shows/landing/on-air"),
        ["PAGE /shows/{Slug}/settings"] = new(Producing, "/shows/landing/settings"),
        ["PAGE /shows/{Slug}/settings/{Name}"] = new(Producing, "/shows/landing/settings/people"),
        ["PAGE /shows/{Slug}/audit"] = new(Leading, "/shows/landing/audit"),
        ["PAGE /shows/{Slug}/debrief"] = new(Leading, "/shows/landing/debrief"),
        ["GET /shows/{slug}/debrief.json"] = new(Leading, "/shows/landing/debrief.json"),
        ["GET /shows/{slug}/pictures/emote/{id}"] = new(Readers, "/shows/landing/pictures/emote/25"),
        ["GET /shows/{slug}/pictures/badge/{channel}/{set}/{version}"] = new(Readers, "/shows/landing/pictures/badge/agence/moderator/1"),
        ["GET /shows/{slug}/audit.{format:regex(^(csv|jsonl)$)}"] = new(Leading, "/shows/landing/audit.jsonl"),

        // One's own shows.
        ["PAGE /shows"] = new(SignedIn),

        // The installation's settings.
        ["PAGE /settings"] = new("Installation"),
        ["PAGE /settings/{Name}"] = new("Installation", "/settings/screens"),
        ["GET /settings/accounts/leave/{platform}"] = new("Installation", "/settings/accounts/leave/twitch"),
        ["GET /settings/accounts/back/{platform}"] = new("Installation", "/settings/accounts/back/twitch"),

        // Coming in, and what says nothing of any show.
        ["GET /"] = new(Everyone),
        ["GET /come-in"] = new(Everyone),
        ["GET /come-in/{token}"] = new(Everyone, "/come-in/not-a-token"),
        ["HEAD /come-in/{token}"] = new(Everyone, "/come-in/not-a-token"),
        ["POST /come-in/{token}"] = new(Everyone, "/come-in/not-a-token"),
        ["POST /sign-out"] = new(Everyone),
        ["GET /sign-in/"] = new(Everyone, "/sign-in"),
        ["HEAD /sign-in/"] = new(Everyone, "/sign-in"),
        ["GET /sign-in/code"] = new(Everyone),
        ["HEAD /sign-in/code"] = new(Everyone),
        ["GET /sign-in/with/{scheme}"] = new(Everyone, "/sign-in/with/nothing"),
        ["POST /sign-in/code"] = new(Everyone),
        ["POST /sign-in/passkey"] = new(Everyone),
        ["POST /sign-in/passkey/options"] = new(Everyone),
        ["POST /sign-in/password"] = new(Everyone),
        ["POST /sign-in/recovery"] = new(Everyone),
        ["GET /welcome/{token}/"] = new(Everyone, "/welcome/not-a-token"),
        ["HEAD /welcome/{token}/"] = new(Everyone, "/welcome/not-a-token"),
        ["POST /welcome/{token}/passkey"] = new(Everyone, "/welcome/not-a-token/passkey"),
        ["POST /welcome/{token}/passkey/options"] = new(Everyone, "/welcome/not-a-token/passkey/options"),
        ["POST /welcome/{token}/password"] = new(Everyone, "/welcome/not-a-token/password"),

        // One's own account.
        ["GET /me/"] = new(SignedIn, "/me"),
        ["HEAD /me/"] = new(SignedIn, "/me"),
        ["GET /me/codes"] = new(SignedIn),
        ["HEAD /me/codes"] = new(SignedIn),
        ["POST /me/codes"] = new(SignedIn),
        ["POST /me/codes/confirm"] = new(SignedIn),
        ["POST /me/codes/off"] = new(SignedIn),
        ["POST /me/codes/recovery"] = new(SignedIn),
        ["POST /me/logins/{scheme}/remove"] = new(SignedIn, "/me/logins/nothing/remove"),
        ["POST /me/name"] = new(SignedIn),
        ["POST /me/passkeys"] = new(SignedIn),
        ["POST /me/passkeys/{id}/remove"] = new(SignedIn, "/me/passkeys/nothing/remove"),
        ["POST /me/passkeys/{id}/rename"] = new(SignedIn, "/me/passkeys/nothing/rename"),
        ["POST /me/passkeys/options"] = new(SignedIn),
        ["POST /me/password"] = new(SignedIn),
        ["POST /me/sessions/others"] = new(SignedIn),
        ["POST /me/sign-out"] = new(Everyone),

        ["GET /language/{language}"] = new(Everyone, "/language/fr"),
        ["PAGE /not-found"] = new(Everyone),
        ["PAGE /design"] = new(Everyone),
        ["GET /health/live"] = new(Everyone),
        ["HEAD /health/live"] = new(Everyone),
        ["GET /health/ready"] = new(Everyone),
        ["HEAD /health/ready"] = new(Everyone),

        // Always the same page, whatever the token: what it gets is the hub's.
        // What goes out on air is no secret.
        ["GET /logos/{name}"] = new(Everyone, "/logos/nothing.png"),
        ["GET /screen"] = new(Everyone),
        // A code opens nothing until somebody who runs the installation types it.
        ["POST /screen/pairing"] = new(Everyone),
        ["POST /screen/pairing/state"] = new(Everyone),
        ["GET /screen/presenter/{token}"] = new(Everyone, "/screen/presenter/not-a-token"),
        ["GET /screen/overlay/{token}"] = new(Everyone, "/screen/overlay/not-a-token"),
        ["ANY /hubs/show"] = new(Everyone),
        ["ANY /hubs/show/negotiate"] = new(Everyone),

        // The API: a token's only, whoever is signed in (what each token may is tried in Api/ContractTests).
        ["GET /api/v1/shows"] = new(Nobody),
        ["POST /api/v1/shows"] = new(Nobody),
        ["GET /api/v1/shows/{show}"] = new(Nobody, "/api/v1/shows/landing"),
        ["GET /api/v1/shows/{show}/audience"] = new(Nobody, "/api/v1/shows/landing/audience"),
        ["GET /api/v1/shows/{show}/events"] = new(Nobody, "/api/v1/shows/landing/events"),
        ["GET /api/v1/shows/{show}/items"] = new(Nobody, "/api/v1/shows/landing/items"),
        ["POST /api/v1/shows/{show}/items"] = new(Nobody, "/api/v1/shows/landing/items"),
        ["GET /api/v1/shows/{show}/items/{id}"] = new(Nobody, "/api/v1/shows/landing/items/1"),
        ["POST /api/v1/shows/{show}/items/{id}/approve"] = new(Nobody, "/api/v1/shows/landing/items/1/approve"),
        ["POST /api/v1/shows/{show}/items/{id}/claim"] = new(Nobody, "/api/v1/shows/landing/items/1/claim"),
        ["POST /api/v1/shows/{show}/items/{id}/dequeue"] = new(Nobody, "/api/v1/shows/landing/items/1/dequeue"),
        ["POST /api/v1/shows/{show}/items/{id}/dismiss"] = new(Nobody, "/api/v1/shows/landing/items/1/dismiss"),
        ["POST /api/v1/shows/{show}/items/{id}/edit"] = new(Nobody, "/api/v1/shows/landing/items/1/edit"),
        ["POST /api/v1/shows/{show}/items/{id}/later"] = new(Nobody, "/api/v1/shows/landing/items/1/later"),
        ["POST /api/v1/shows/{show}/items/{id}/move"] = new(Nobody, "/api/v1/shows/landing/items/1/move"),
        ["POST /api/v1/shows/{show}/items/{id}/note"] = new(Nobody, "/api/v1/shows/landing/items/1/note"),
        ["POST /api/v1/shows/{show}/items/{id}/queue"] = new(Nobody, "/api/v1/shows/landing/items/1/queue"),
        ["POST /api/v1/shows/{show}/items/{id}/release"] = new(Nobody, "/api/v1/shows/landing/items/1/release"),
        ["POST /api/v1/shows/{show}/items/{id}/reopen"] = new(Nobody, "/api/v1/shows/landing/items/1/reopen"),
        ["POST /api/v1/shows/{show}/items/{id}/route"] = new(Nobody, "/api/v1/shows/landing/items/1/route"),
        ["POST /api/v1/shows/{show}/items/{id}/skip"] = new(Nobody, "/api/v1/shows/landing/items/1/skip"),
        ["POST /api/v1/shows/{show}/items/{id}/tag"] = new(Nobody, "/api/v1/shows/landing/items/1/tag"),
        ["POST /api/v1/shows/{show}/items/{id}/take"] = new(Nobody, "/api/v1/shows/landing/items/1/take"),
        ["POST /api/v1/shows/{show}/items/{id}/unapprove"] = new(Nobody, "/api/v1/shows/landing/items/1/unapprove"),
        ["GET /api/v1/shows/{show}/messages"] = new(Nobody, "/api/v1/shows/landing/messages"),
        ["POST /api/v1/shows/{show}/moderation/remove"] = new(Nobody, "/api/v1/shows/landing/moderation/remove"),
        ["POST /api/v1/shows/{show}/moderation/hide"] = new(Nobody, "/api/v1/shows/landing/moderation/hide"),
        ["POST /api/v1/shows/{show}/moderation/unhide"] = new(Nobody, "/api/v1/shows/landing/moderation/unhide"),
        ["POST /api/v1/shows/{show}/moderation/timeout"] = new(Nobody, "/api/v1/shows/landing/moderation/timeout"),
        ["POST /api/v1/shows/{show}/moderation/untimeout"] = new(Nobody, "/api/v1/shows/landing/moderation/untimeout"),
        ["POST /api/v1/shows/{show}/moderation/ban"] = new(Nobody, "/api/v1/shows/landing/moderation/ban"),
        ["POST /api/v1/shows/{show}/moderation/unban"] = new(Nobody, "/api/v1/shows/landing/moderation/unban"),
        ["POST /api/v1/shows/{show}/moderation/warn"] = new(Nobody, "/api/v1/shows/landing/moderation/warn"),
        ["POST /api/v1/shows/{show}/moderation/hold-allow"] = new(Nobody, "/api/v1/shows/landing/moderation/hold-allow"),
        ["POST /api/v1/shows/{show}/moderation/hold-deny"] = new(Nobody, "/api/v1/shows/landing/moderation/hold-deny"),
        ["POST /api/v1/shows/{show}/moderation/modes"] = new(Nobody, "/api/v1/shows/landing/moderation/modes"),
        ["POST /api/v1/shows/{show}/moderation/modes-back"] = new(Nobody, "/api/v1/shows/landing/moderation/modes-back"),
        ["POST /api/v1/shows/{show}/moderation/shield"] = new(Nobody, "/api/v1/shows/landing/moderation/shield"),
        ["POST /api/v1/shows/{show}/moderation/act-as"] = new(Nobody, "/api/v1/shows/landing/moderation/act-as"),
        ["GET /api/v1/shows/{show}/moderation/acting"] = new(Nobody, "/api/v1/shows/landing/moderation/acting"),
        ["POST /api/v1/shows/{show}/moderation/clear-chat"] = new(Nobody, "/api/v1/shows/landing/moderation/clear-chat"),
        ["GET /api/v1/shows/{show}/effects/{id}"] = new(Nobody, "/api/v1/shows/landing/effects/1"),
        ["POST /api/v1/shows/{show}/posts"] = new(Nobody, "/api/v1/shows/landing/posts"),
        ["GET /api/v1/shows/{show}/posts/library"] = new(Nobody, "/api/v1/shows/landing/posts/library"),
        ["POST /api/v1/shows/{show}/posts/library"] = new(Nobody, "/api/v1/shows/landing/posts/library"),
        ["POST /api/v1/shows/{show}/posts/library/{id}/change"] = new(Nobody, "/api/v1/shows/landing/posts/library/1/change"),
        ["POST /api/v1/shows/{show}/posts/library/{id}/delete"] = new(Nobody, "/api/v1/shows/landing/posts/library/1/delete"),
        ["POST /api/v1/shows/{show}/posts/library/{id}/arm"] = new(Nobody, "/api/v1/shows/landing/posts/library/1/arm"),
        ["POST /api/v1/shows/{show}/posts/library/{id}/schedule"] = new(Nobody, "/api/v1/shows/landing/posts/library/1/schedule"),
        ["POST /api/v1/shows/{show}/posts/library/{id}/disarm"] = new(Nobody, "/api/v1/shows/landing/posts/library/1/disarm"),
        ["POST /api/v1/shows/{show}/posts/library/{id}/send"] = new(Nobody, "/api/v1/shows/landing/posts/library/1/send"),
        ["POST /api/v1/shows/{show}/posts/library/disarm-all"] = new(Nobody, "/api/v1/shows/landing/posts/library/disarm-all"),
        ["POST /api/v1/shows/{show}/items/{id}/reply"] = new(Nobody, "/api/v1/shows/landing/items/1/reply"),
        ["GET /api/v1/shows/{show}/moments"] = new(Nobody, "/api/v1/shows/landing/moments"),
        ["POST /api/v1/shows/{show}/phase"] = new(Nobody, "/api/v1/shows/landing/phase"),
        ["POST /api/v1/shows/{show}/hold"] = new(Nobody, "/api/v1/shows/landing/hold"),
        ["POST /api/v1/shows/{show}/resume"] = new(Nobody, "/api/v1/shows/landing/resume"),
        ["POST /api/v1/shows/{show}/contingency"] = new(Nobody, "/api/v1/shows/landing/contingency"),
        ["POST /api/v1/shows/{show}/contingency/stand-down"] = new(Nobody, "/api/v1/shows/landing/contingency/stand-down"),
        ["GET /api/v1/shows/{show}/lanes"] = new(Nobody, "/api/v1/shows/landing/lanes"),
        ["GET /api/v1/shows/{show}/lanes/{lane}"] = new(Nobody, "/api/v1/shows/landing/lanes/questions"),
        ["POST /api/v1/shows/{show}/lanes/{lane}/share"] = new(Nobody, "/api/v1/shows/landing/lanes/questions/share"),
        ["POST /api/v1/shows/{show}/lanes/{lane}/unshare"] = new(Nobody, "/api/v1/shows/landing/lanes/questions/unshare"),
        ["POST /api/v1/shows/{show}/messages/{platform}/{id}/fine"] = new(Nobody, "/api/v1/shows/landing/messages/hall/1/fine"),
        ["POST /api/v1/shows/{show}/messages/{platform}/{id}/lead"] = new(Nobody, "/api/v1/shows/landing/messages/hall/1/lead"),
        ["POST /api/v1/shows/{show}/viewers/match"] = new(Nobody, "/api/v1/shows/landing/viewers/match"),
        ["POST /api/v1/shows/{show}/items/dismiss-overtaken"] = new(Nobody, "/api/v1/shows/landing/items/dismiss-overtaken"),
        ["POST /api/v1/shows/{show}/moments"] = new(Nobody, "/api/v1/shows/landing/moments"),
        ["GET /api/v1/shows/{show}/on-air"] = new(Nobody, "/api/v1/shows/landing/on-air"),
        ["POST /api/v1/shows/{show}/on-air/clear"] = new(Nobody, "/api/v1/shows/landing/on-air/clear"),
        ["POST /api/v1/shows/{show}/on-air/clear-all"] = new(Nobody, "/api/v1/shows/landing/on-air/clear-all"),
        ["POST /api/v1/shows/{show}/on-air/hide-overlay"] = new(Nobody, "/api/v1/shows/landing/on-air/hide-overlay"),
        ["POST /api/v1/shows/{show}/on-air/show-overlay"] = new(Nobody, "/api/v1/shows/landing/on-air/show-overlay"),
        ["POST /api/v1/shows/{show}/on-air/take-next"] = new(Nobody, "/api/v1/shows/landing/on-air/take-next"),
        ["POST /api/v1/shows/{show}/messages"] = new(Nobody, "/api/v1/shows/landing/messages"),
        ["GET /api/v1/shows/{show}/sources"] = new(Nobody, "/api/v1/shows/landing/sources"),
        ["GET /api/v1/shows/{show}/surface/variables"] = new(Nobody, "/api/v1/shows/landing/surface/variables"),
        ["GET /api/v1/shows/{show}/surface/variables/{name}"] = new(Nobody, "/api/v1/shows/landing/surface/variables/text"),
        ["GET /api/v1/shows/{show}/surface/feedbacks"] = new(Nobody, "/api/v1/shows/landing/surface/feedbacks"),
        ["GET /api/v1/shows/{show}/surface/feedbacks/{name}"] = new(Nobody, "/api/v1/shows/landing/surface/feedbacks/on_air"),
        ["POST /api/v1/shows/{show}/surface/actions/{action}"] = new(Nobody, "/api/v1/shows/landing/surface/actions/skip"),
        ["GET /api/v1/shows/{show}/surface/actions/{action}"] = new(Nobody, "/api/v1/shows/landing/surface/actions/skip"),
        ["POST /api/v1/shows/{show}/surface/actions/clear"] = new(Nobody, "/api/v1/shows/landing/surface/actions/clear"),
        ["GET /api/v1/shows/{show}/surface/actions/clear"] = new(Nobody, "/api/v1/shows/landing/surface/actions/clear"),
        ["POST /api/v1/shows/{show}/surface/actions/clear-all"] = new(Nobody, "/api/v1/shows/landing/surface/actions/clear-all"),
        ["GET /api/v1/shows/{show}/surface/actions/clear-all"] = new(Nobody, "/api/v1/shows/landing/surface/actions/clear-all"),
        ["POST /api/v1/shows/{show}/undo"] = new(Nobody, "/api/v1/shows/landing/undo"),
        ["GET /openapi/{documentName}.json"] = new(Everyone, "/openapi/v1.json"),

        // With the folder's secret only.
        ["POST /local/command"] = new(Nobody),

        // The framework's: a circuit takes only what a page was rendered with for this very reader.
        ["ANY /_blazor"] = new(Everyone),
        ["ANY /_blazor/negotiate"] = new(Everyone),
        ["ANY /_blazor/disconnect/"] = new(Everyone),
        ["ANY /_blazor/initializers/"] = new(Everyone),
        ["GET /_framework/{file}"] = new(Everyone, "/_framework/blazor.web.js"),
        ["GET /{**path:file}"] = new(Everyone, "/nothing.css"),
        ["HEAD /{**path:file}"] = new(Everyone, "/nothing.css"),
    };

    /// <summary>An example of each verb, and who may send it. Where a show's rules say more (TAKE), as they are when nobody has set them.</summary>
    public static IReadOnlyList<(IShowCommand Verb, string Who)> Verbs { get; } =
    [
        (new PromoteMessage(new MessageRef("twitch", "m9"), ItemKind.Question, Item), Moderators),
        (new AddItem(ItemKind.Line, "Bonsoir", null, null, "fr", new ItemId(Guid.NewGuid())), Moderators),
        (new EditItem(Item, 1), Moderators),
        (new DismissItem(Item, 1, DismissReason.NotSuitable), Moderators),
        (new DismissOvertaken([Item]), Moderators),
        (new ReopenItem(Item, 1), Moderators),
        (new PassMessage(1), Moderators),
        (new CallLead(1, new MessageRef("twitch", "m9"), LeadReason.Other), Moderators),
        (new RemoveMessage(new MessageRef("twitch", "m9")), Moderators),
        (new RemoveMessages([1]), Moderators),
        (new HideMessage(new MessageRef("twitch", "m9")), Moderators),
        (new HideMessages([1]), Moderators),
        (new ActOnAuthors([1]), Moderators),
        (new UnhideMessage(new MessageRef("twitch", "m9")), Moderators),
        (new TimeOutViewer("twitch", "agence", Viewer, 600), Moderators),
        (new BanViewer("twitch", "agence", Viewer), Moderators),
        (new LiftBan("twitch", "agence", Viewer, IsTimeOut: false), Moderators),
        (new LiftBan("twitch", "agence", Viewer, IsTimeOut: true), Moderators),
        (new WarnViewer("twitch", "agence", Viewer, "Doucement"), Moderators),
        (new DecideHeld(new MessageRef("twitch", "h1"), Allow: true), Moderators),
        (new DecideHeld(new MessageRef("twitch", "h1"), Allow: false), Moderators),
        (new SetModes("twitch", "agence", new ChatModes(Slow: 30)), LeadOrProducing),
        (new ModesBack("twitch", "agence"), LeadOrProducing),
        (new SetShield("twitch", "agence", On: true), LeadOrProducing),
        (new ClearChat("twitch", "agence"), LeadOrProducing),
        (new ShareLane(Lanes.Questions, Shared: true), LeadOrProducing),
        (new ReplyToItem(Item, 1, "Bonsoir"), Leading),
        (new SendPost([new ChatPost("twitch", "agence", new PostDeed("Bonsoir"))]), Leading),
        (new CopyPosts([], MomentsToCome: true), Leading),
        (new KeepPost(new PostWritten("Bienvenue", PostKind.Post, new("Bonsoir", "Hello"))), Leading),
        (new DropPost(1, 1), Leading),
        (new ArmPost(1, 1), Leading),
        (new DisarmPost(1), Leading),
        (new SchedulePost(1, 1), Leading),
        (new FirePost(1, 1), Leading),
        (new FireSlot(1, Guid.Empty, 1), Leading),
        (new DecideUnknown(1, IsThere: true), Moderators),
        (new MatchViewers(new ViewerRef("twitch", "901"), new ViewerRef("youtube", "UC1"), Same: true), Moderators),
        (new ClaimItem(Item, 1), Answering),
        (new RenewClaim(Item), Answering),
        (new ReleaseItem(Item, 1), Answering),
        (new ApproveItem(Item, 1), ASay),
        (new UnapproveItem(Item, 1), ASay),
        (new QueueItem(Item, 1), ASay),
        (new MoveItem(Item, 1, 1), ASay),
        (new DequeueItem(Item, 1), ASay),
        (new PutOnAir(Item, 1, null), ASay),
        (new TakeNext(), ASay),
        (new SkipItem(Item), ASay),
        (new LaterItem(Item), ASay),
        (new ShowOverlay(true), "Owner Producer Editor Overlay Installation"),
        (new TakeOffAir(), Crew),
        (new UndoAction(Guid.NewGuid()), Crew),
        (new SayToCrew("bonsoir", CrewRecipient.All), Crew),
        (new SeeCrewMessages([1]), Crew),
        (new WriteHandover("questions", "two open", 0), Crew),
        (new PresenterSignal(SignalKind.Another, null, A.Time, "Tablet"), "Presenter Screen"),
        (new BeginPhase("waiting", "ATTENTE", "WAITING", null), Leading),
        (new HoldShow(), Leading),
        (new ResumeShow(A.Time, null), Leading),
        (new CallContingency(Item), Leading),
        (new StandDown(A.Time), Leading),
        (new MarkMoment("touchdown"), Leading),
        (new AnswerClear(1, Pull: true), Leading),
        (new ActAs("twitch", "agence_orbite", null, null, null), LeadOrProducing),
        (new ConfigureShow(A.Settings()), Producing),
        (new InvitePerson(Guid.NewGuid(), Role.Expert, [], null, 1, A.Time), Producing),
        (new RevokeInvitation(Guid.NewGuid(), Role.Expert, null), Producing),
        (new ChangeRole(Someone, Role.Lead, []), Producing),
        (new TakeOut(Someone), Producing),
        (new SetOutput(Guid.NewGuid(), "webhook", "Wall", OutputDeed.On), Producing),
        (new SetToken(Guid.NewGuid(), "Hall script", Role.Editor, false, false, null, Revoked: false), Producing),
        (new SetAccount(Guid.NewGuid(), "twitch", "agence_orbite", AccountDeed.Connected), Producing),
        // Says of its sender that they came in.
        (new Join([], null), "Owner Producer Editor Lead Moderator Expert Presenter Overlay Observer Installation Screen"),
    ];

    /// <summary>A hub's methods: what they do is tried in <see cref="HubTests"/>.</summary>
    public static IReadOnlyList<string> HubMethods { get; } = ["ShowHub.Drawn", "ShowHub.Presence", "ShowHub.Signal"];

    /// <summary>What a page's own script may call in its circuit: whoever has the page has passed the page's gate, and what they press is a verb, or asked for with DeskSession.May.</summary>
    public static IReadOnlyList<string> FromThePage { get; } = ["DeskFrame.Fitted", "DeskFrame.Press", "HouseFrame.Press"];

    public static bool May(string who, Visitor visitor) => who == Everyone || who.Split(' ').Contains(visitor.ToString(), StringComparer.Ordinal);

    public static bool IsOpen(this Entrance entrance) => entrance.Who == Everyone;
}
