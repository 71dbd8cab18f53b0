using System.Diagnostics;
using System.Diagnostics.Metrics;
using LiveConsole.Accounts;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using MediatR;

namespace LiveConsole.Shows;

/// <summary>A verb on its way to its show's writer.</summary>
/// <param name="Repeatable">The id came from outside and may come again: it is looked for in the journal.</param>
public sealed record SendVerb(ShowId Show, IShowCommand Command, Actor By, Guid Id, bool Repeatable) : IRequest<Outcome>;

/// <summary>The one handler of all verbs: hands them to the show's writer, in the name and role that their sender has now.</summary>
public sealed class SendVerbHandler(LiveShows shows, ICrew crew) : IRequestHandler<SendVerb, Outcome>
{
    public Task<Outcome> Handle(SendVerb request, CancellationToken cancellationToken)
    {
        if (shows.Live(request.Show) is not { } live) return Task.FromResult<Outcome>(new Outcome.Refused(Refusals.NotFound("show")));
        if (crew.Current(request.By, request.Show) is not { } by) return Task.FromResult<Outcome>(new Outcome.Refused(Refusals.Forbidden(request.By.Role)));
        return live.DoAsync(request.Command, by, request.Id, request.Repeatable, cancellationToken);
    }
}

/// <summary>May they? Looked up when the verb is sent: the role they have now, in the one table of rights, with the rules that the show has now.</summary>
public sealed class PermissionCheck(LiveShows shows, ICrew crew) : IPipelineBehavior<SendVerb, Outcome>
{
    public Task<Outcome> Handle(SendVerb request, CancellationToken cancellationToken, RequestHandlerDelegate<Outcome> next)
    {
        if (shows.Live(request.Show) is not { } live) return Task.FromResult<Outcome>(new Outcome.Refused(Refusals.NotFound("show")));
        if (crew.Current(request.By, request.Show) is not { } actor || !live.Snapshot.State.May(actor, request.Command.Needs))
            return Task.FromResult<Outcome>(new Outcome.Refused(Refusals.Forbidden(request.By.Role)));
        return next();
    }
}

/// <summary>Lengths that no desk sends and no rule needs to think about.</summary>
public sealed class TextLengthCheck : IPipelineBehavior<SendVerb, Outcome>
{
    private const int LongestText = 4_000;

    public Task<Outcome> Handle(SendVerb request, CancellationToken cancellationToken, RequestHandlerDelegate<Outcome> next)
    {
        string?[] texts = request.Command switch
        {
            Domain.Questions.AddItem add => [add.Text, add.Name, add.Source],
            Domain.Questions.EditItem edit => [edit.Fr, edit.En, edit.Name, edit.Note, edit.Topic, .. edit.Tags ?? []],
            Domain.Audience.MarkMoment mark => [mark.Text],
            Domain.CrewLine.SayToCrew say => [say.Text],
            Domain.CrewLine.WriteHandover note => [note.Text],
            Domain.Moderation.RemoveMessage remove => [remove.Reason],
            Domain.Moderation.HideMessage hide => [hide.Reason],
            Domain.Moderation.RemoveMessages remove => [remove.Reason],
            Domain.Moderation.HideMessages hide => [hide.Reason],
            Domain.Moderation.TimeOutViewer timeOut => [timeOut.Reason, timeOut.Of.Name],
            Domain.Moderation.BanViewer ban => [ban.Reason, ban.Of.Name],
            Domain.Moderation.LiftBan lift => [lift.Of.Name],
            Domain.Moderation.WarnViewer warn => [warn.Reason, warn.Of.Name],
            Domain.Posts.ReplyToItem reply => [reply.Text],
            Domain.Posts.SendPost { To.IsDefault: false } post => [.. post.To.Select(p => p.Deed).SelectMany(Texts)],
            _ => [],
        };
        return texts.Any(t => t?.Length > LongestText)
            ? Task.FromResult<Outcome>(new Outcome.Refused(Refusals.Invalid($"A text is longer than {LongestText} characters. Shorten it.", $"Un texte dépasse {LongestText} caractères. Raccourcissez-le.")))
            : next();
    }

    private static IEnumerable<string?> Texts(Deed deed) => deed switch
    {
        PostDeed post => [post.Text],
        AnnounceDeed announce => [announce.Text],
        ShoutOutDeed shoutOut => [shoutOut.Login],
        PollDeed { Choices.IsDefault: false } poll => [poll.Question, .. poll.Choices],
        _ => [],
    };
}

/// <summary>How long verbs take, by verb and outcome.</summary>
public sealed class VerbTiming(IMeterFactory meters, TimeProvider time) : IPipelineBehavior<SendVerb, Outcome>
{
    private readonly Histogram<double> _duration = meters.Create("LiveConsole")
        .CreateHistogram<double>("liveconsole.command.duration", "s", "Time from a verb's sending to its answer");

    public async Task<Outcome> Handle(SendVerb request, CancellationToken cancellationToken, RequestHandlerDelegate<Outcome> next)
    {
        var start = time.GetTimestamp();
        var outcome = await next();
        var tags = new TagList { { "command", request.Command.Verb }, { "outcome", outcome is Outcome.Refused refused ? refused.Refusal.Kind.ToString() : "accepted" } };
        _duration.Record(time.GetElapsedTime(start).TotalSeconds, tags);
        return outcome;
    }
}

/// <summary>Verbs go through MediatR; chat messages never do.</summary>
public sealed class Commands(IMediator mediator) : ICommands
{
    public Task<Outcome> DoAsync(ShowId show, IShowCommand command, Actor by, Guid? commandId = null, CancellationToken ct = default) =>
        mediator.Send(new SendVerb(show, command, by, commandId ?? Guid.CreateVersion7(), commandId is not null), ct);
}
