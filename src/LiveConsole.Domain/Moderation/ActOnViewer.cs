using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Moderation;

/// <summary>T: the viewer may not write for so long, and what they wrote until now is struck.</summary>
/// <param name="Channel">As the show reads it.</param>
/// <param name="Seconds">1 to 1,209,600.</param>
public sealed record TimeOutViewer(string Platform, string Channel, Target Of, int Seconds, string? Reason = null) : IStrikes
{
    public string Verb => "timeout";

    public Permission Needs => Permission.Moderate;

    public IEnumerable<MessagesRemoved> Strikes(ShowState show, Actor by, DateTimeOffset now) =>
        [new MessagesRemoved(Platform, Channel, new Removal(now, RemovalScope.Viewer, by.Name, Reason), ViewerId: Of.Id, Seconds: Seconds)];

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Seconds is < 1 or > 1_209_600) return Refusals.Invalid("A time-out lasts 1 s to 14 days.", "Une exclusion dure de 1 s à 14 jours.");
        if (TimeSpan.FromSeconds(Seconds) > show.Rules.LongestTimeOut && !show.May(by, Permission.Modes)) return Refusals.TimeOutTooLong(show.Rules.LongestTimeOut);
        if (Asking.WhyNot(show, by, Platform, Channel, DeedKind.TimeOut) is { } refusal) return refusal;
        return Decision.Of([.. Striking.Viewer(show, Platform, Channel, Of.Id, Seconds, by, Reason, now), new EffectsRequested([Asking.Effect(show, Platform, Channel, new TimeOutDeed(Of, Seconds, Reason))])]);
    }
}

/// <summary>B: the viewer may write no more, and what they wrote is struck.</summary>
public sealed record BanViewer(string Platform, string Channel, Target Of, string? Reason = null) : IStrikes
{
    public string Verb => "ban";

    public Permission Needs => Permission.Moderate;

    public IEnumerable<MessagesRemoved> Strikes(ShowState show, Actor by, DateTimeOffset now) =>
        [new MessagesRemoved(Platform, Channel, new Removal(now, RemovalScope.Viewer, by.Name, Reason), ViewerId: Of.Id)];

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (!show.Rules.ModeratorsMayBan && !show.May(by, Permission.Modes)) return Refusals.BanIsTheLeads;
        if (show.Effects.Of(new ViewerRef(Platform, Of.Id)) is { Deed: BanDeed, State: EffectState.Requested or EffectState.Started or EffectState.Done } first)
            return first.By.Id == by.Id ? Decision.Unchanged : Refusals.ActedFirst(show, first);
        if (Asking.WhyNot(show, by, Platform, Channel, DeedKind.Ban) is { } refusal) return refusal;
        return Decision.Of([.. Striking.Viewer(show, Platform, Channel, Of.Id, null, by, Reason, now), new EffectsRequested([Asking.Effect(show, Platform, Channel, new BanDeed(Of, Reason))])]);
    }
}

/// <summary>Lifts a ban or a time-out, ours or another's where the platform lets us.</summary>
public sealed record LiftBan(string Platform, string Channel, Target Of, bool IsTimeOut) : IShowCommand
{
    public string Verb => IsTimeOut ? "untimeout" : "unban";

    public Permission Needs => Permission.Moderate;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (!IsTimeOut && !show.Rules.ModeratorsMayBan && !show.May(by, Permission.Modes)) return Refusals.BanIsTheLeads;
        if (Asking.WhyNot(show, by, Platform, Channel, IsTimeOut ? DeedKind.Untimeout : DeedKind.Unban) is { } refusal) return refusal;
        var handle = show.Effects.Bans.GetValueOrDefault(new ViewerRef(Platform, Of.Id))?.Handle;
        // YouTube lifts a ban by its id only, and lists none (platforms' notes, section 4).
        if (Platform == "youtube" && handle is null) return Refusals.OnlyInStudio;
        Deed deed = IsTimeOut ? new UntimeoutDeed(Of, handle) : new UnbanDeed(Of, handle);
        return new EffectsRequested([Asking.Effect(show, Platform, Channel, deed)]);
    }
}

/// <summary>W: the platform shows the viewer a warning that they must confirm before they write again.</summary>
/// <param name="Reason">1 to 500 characters, read by the viewer.</param>
public sealed record WarnViewer(string Platform, string Channel, Target Of, string Reason) : IShowCommand
{
    public string Verb => "warn";

    public Permission Needs => Permission.Moderate;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > 500) return Refusals.Invalid("Say why, in 500 characters at most: the viewer reads it.", "Dites pourquoi, en 500 caractères au plus : la personne le lira.");
        if (Asking.WhyNot(show, by, Platform, Channel, DeedKind.Warn) is { } refusal) return refusal;
        return new EffectsRequested([Asking.Effect(show, Platform, Channel, new WarnDeed(Of, Reason))]);
    }
}
