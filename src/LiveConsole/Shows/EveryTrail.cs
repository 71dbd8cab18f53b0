using LiveConsole.Domain.Journal;

namespace LiveConsole.Shows;

/// <summary>Says in the trails of several shows what was done where no journal reaches (an account, a token): in all at once, and waits for none of them for long.</summary>
public sealed partial class EveryTrail(ICommands commands, TimeProvider time, ILogger<EveryTrail> log)
{
    /// <summary>Machine time. A journal that hangs holds up neither the page nor the other shows; what was handed to it is written when it answers.</summary>
    public static readonly TimeSpan WaitsFor = TimeSpan.FromSeconds(2);

    /// <returns>Which trail does not say it, in words; null: all do.</returns>
    public async Task<Words?> SayAsync(IEnumerable<IShow> shows, IShowCommand said, Actor by, CancellationToken ct) =>
        (await Task.WhenAll(shows.Select(s => SayAsync(s, said, by, ct)))).FirstOrDefault(w => w is not null);

    private async Task<Words?> SayAsync(IShow show, IShowCommand said, Actor by, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(WaitsFor, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            if ((await commands.DoAsync(show.Id, said, by, null, either.Token)).NotInTheTrail is not { } words) return null;
            LogNotSaid(show.Slug, said.Verb);
            return words;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            LogLater(show.Slug, said.Verb);
            var title = show.Snapshot.State.Settings?.Title ?? show.Slug;
            return new($"It is done; the trail of \"{title}\" will say so when its journal answers.", $"C'est fait ; l'historique de « {title} » le dira quand son journal répondra.");
        }
    }

    [LoggerMessage(5409, LogLevel.Warning, "The trail of {Show} does not say {Verb}.")]
    private partial void LogNotSaid(string show, string verb);

    [LoggerMessage(5412, LogLevel.Warning, "The journal of {Show} does not answer: its trail will say {Verb} when it does.")]
    private partial void LogLater(string show, string verb);
}
