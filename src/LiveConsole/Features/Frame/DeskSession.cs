using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;

namespace LiveConsole.Features.Frame;

/// <summary>What a key or a button asks for, with what was painted when it went down.</summary>
/// <param name="Act">Name of the deed: "take", "question", "down".</param>
/// <param name="Id">What the row or the button was painted with; null where there is none.</param>
/// <param name="List">The list that had the focus; null when none had.</param>
public sealed record Press(string Act, string? Id, string? List);

/// <summary>How a screen's own page drew a preview.</summary>
/// <param name="Kind">"presenter" or "overlay".</param>
/// <param name="Size">Of the letters, in the screen's px.</param>
/// <param name="Form">The overlay's: "lower" or "full".</param>
public sealed record Fit(string Kind, int Lines, int Pages, int Size, string Form);

/// <param name="Place">Where it was pressed: the refusal is read there ("status", "take", "item").</param>
public sealed record RefusedHere(string Place, Refusal Refusal);

/// <summary>
/// One person at one desk: the view they may see, kept current, and their way to send commands. Lives as long as the page, on its
/// renderer's dispatcher: no lock.
/// </summary>
public sealed class DeskSession(IShow show, Actor actor, string desk, ICommands commands, TimeProvider time) : IAsyncDisposable
{
    // At most 10 renders a second (house.md, Views).
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(100);

    private readonly Reader _reader = new(actor.Role);
    private CancellationTokenSource? _stop;
    private Task _pump = Task.CompletedTask;
    private ShowView? _view;

    public IShow Show => show;
    public Actor Actor => actor;
    public Reader Reader => _reader;
    public string Desk => desk;
    public TimeProvider Time => time;
    public ShowView View => _view ??= show.Snapshot.For(_reader);
    public DateTimeOffset Now => show.Clock.Now;
    public ShowTimes Times => field ??= ShowTimes.Of(View, Now);
    public string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The last refusal, until it is read (closed) or something was accepted.</summary>
    public RefusedHere? Refused { get; private set; }

    /// <summary>The person's own last accepted action.</summary>
    public Guid? Mine { get; private set; }

    /// <summary>The desk's own keys and buttons; the frame's are handled before.</summary>
    public Func<Press, Task>? Pressed { get; set; }

    /// <summary>Something may look different: on the renderer's dispatcher.</summary>
    public event Action? Changed;

    /// <summary>A preview was drawn.</summary>
    public event Action<Fit>? Fitted;

    public void HearFit(Fit fit) => Fitted?.Invoke(fit);

    public bool May(Permission permission) => View.May(permission);

    public string Say(Refusal refusal) => refusal.Words.In(Language);

    public string Say(Words words) => words.In(Language);

    /// <param name="dispatch">The page's InvokeAsync.</param>
    /// <param name="failed">Hears what the pump died of: a bug, for the error boundary.</param>
    public void Start(Func<Action, Task> dispatch, Func<Exception, Task> failed)
    {
        if (_stop is not null) return;
        _stop = new CancellationTokenSource();
        _pump = PumpAsync(dispatch, failed, _stop.Token);
    }

    /// <summary>Nobody looks: no more renders until <see cref="Start"/>.</summary>
    public async Task StopAsync()
    {
        if (_stop is null) return;
        await _stop.CancelAsync();
        await _pump;
        _stop.Dispose();
        _stop = null;
    }

    /// <summary>Sends a command and remembers what became of it for the status line.</summary>
    public async Task<Outcome> DoAsync(IShowCommand command, string place = "status")
    {
        var outcome = await commands.DoAsync(show.Id, command, actor, Guid.CreateVersion7(time.GetUtcNow()));
        switch (outcome)
        {
            case Outcome.Refused refused:
                Refused = new RefusedHere(place, refused.Refusal);
                break;
            case Outcome.Accepted accepted:
                Refused = null;
                if (accepted.Changed) Mine = accepted.Action;
                break;
        }

        Take(show.Snapshot);
        return outcome;
    }

    /// <summary>A message by its place, also one that no list holds any more.</summary>
    public async Task<SeenMessage?> FindAsync(long sequence)
    {
        var read = await show.ReadMessagesAsync(_reader, new(After: sequence - 1, Limit: 1), CancellationToken.None);
        return read.FirstOrDefault(r => r.Sequence == sequence);
    }

    /// <summary>A message by its platform's own key: what another answers.</summary>
    public async Task<SeenMessage?> FindAsync(MessageRef message) => await show.FindMessageAsync(_reader, message, CancellationToken.None);

    private IPresence? _presence;
    private Looking? _looks;
    private bool _phone;

    /// <summary>The others see that somebody is here, and where they look. Left when the page's link is down, not only when the page is gone.</summary>
    public void Arrive()
    {
        _presence ??= show.Join(new PersonPresent(actor.Id, actor.Name, actor.Role, desk, _looks, actor.Played, Now) { Phone = _phone });
    }

    /// <summary>The page is on a phone, or not any more: its person is dealt half as much of a shared lane.</summary>
    public void OnPhone(bool phone)
    {
        _phone = phone;
        _presence?.OnPhone(phone);
    }

    public void Leave()
    {
        _presence?.Dispose();
        _presence = null;
    }

    public void LooksAt(Looking? what)
    {
        _looks = what;
        _presence?.LooksAt(what);
    }

    /// <summary>Did something: idle time begins anew.</summary>
    public void Active() => _presence?.Active();

    /// <summary>A key in a field: the others see it, and a claim on what is looked at begins anew.</summary>
    public async Task TypeAsync()
    {
        _presence?.Types();
        if (_looks?.Item is not { } id || View.Item(id)?.HeldAt(Now) is not { } held || held.ActorId != actor.Id || !RenewClaim.IsDue(held, View.ClaimFor, Now)) return;
        // Refused, it has run out or is another's by now: the desk shows that already.
        await commands.DoAsync(show.Id, new RenewClaim(id), actor, Guid.CreateVersion7(time.GetUtcNow()));
        Take(show.Snapshot);
    }

    /// <summary>Says something to the crew: read where it was pressed when it is refused, and no action of the show's.</summary>
    public async Task<Outcome> TellAsync(IShowCommand command)
    {
        var outcome = await commands.DoAsync(show.Id, command, actor, Guid.CreateVersion7(time.GetUtcNow()));
        Refused = outcome is Outcome.Refused refused ? new RefusedHere("crew", refused.Refusal) : Refused is { Place: "crew" } ? null : Refused;
        Take(show.Snapshot);
        return outcome;
    }

    /// <summary>What of the crew line speaks to this person here is seen by now.</summary>
    public async Task SeeCrewLineAsync()
    {
        if (View.Calling(actor, desk) is { IsEmpty: false } calling) await TellAsync(new SeeCrewMessages([.. calling.Select(m => m.Id)]));
    }

    /// <summary>Wants no work now, or does again.</summary>
    public void Pause()
    {
        Take(show.Snapshot);
        show.Pause(actor.Id, !View.People.Any(p => p.AccountId == actor.Id && p.OnBreak));
        Take(show.Snapshot);
    }

    public void Refuse(string place, Refusal refusal)
    {
        Refused = new RefusedHere(place, refusal);
        Changed?.Invoke();
    }

    /// <summary>Something of the page's own may look different, though nothing came: parts compare their slices.</summary>
    public void Look() => Changed?.Invoke();

    public void CloseRefusal()
    {
        Refused = null;
        Changed?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        Leave();
        await StopAsync();
    }

    private async Task PumpAsync(Func<Action, Task> dispatch, Func<Exception, Task> failed, CancellationToken ct)
    {
        try
        {
            await foreach (var snapshot in show.WatchAsync(ct))
            {
                await dispatch(() => Take(snapshot));
                await Task.Delay(Gap, time, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The page left or its link is down.
        }
        catch (Exception bug) // The top of a loop: said by the page's error boundary instead of a desk that silently stands still.
        {
            await failed(bug);
        }
    }

    private void Take(ShowSnapshot snapshot)
    {
        if (_view is null || snapshot.Version >= _view.Version) _view = snapshot.For(_reader);
        Changed?.Invoke();
    }
}
