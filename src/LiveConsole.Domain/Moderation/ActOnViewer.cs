using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Moderation;

/// <summary>T: the viewer may not write for so long, and what they wrote until now is struck. A longer one replaces a shorter one.</summary>
/// <param name="Channel">As the show reads it.</param>
/// <param name="Seconds">1 to 1,209,600.</param>
public sealed record TimeOutViewer(string Platform, string Channel, Target Of, int Seconds, string? Reason = null) : IStrikes
{
    // Who presses T a moment after somebody else means the same, not a minute more.
    private static readonly TimeSpan SameWithin = TimeSpan.FromMinutes(1);

    public string Verb => "timeout";

    public Permission Needs => Permission.Moderate;

    public IEnumerable<MessagesRemoved> Strikes(ShowState show, Actor by, DateTimeOffset now) => [Striking.OfViewer(Platform, Channel, Of.Id, Seconds, by, Reason, now)];

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Seconds is < 1 or > 1_209_600) return Refusals.Invalid("A time-out lasts 1 s to 14 days.", "Une exclusion dure de 1 s à 14 jours.");
        if (Reason?.Length > Bans.LongestReason) return Refusals.ReasonTooLong;
        if (TimeSpan.FromSeconds(Seconds) > show.Rules.LongestTimeOut && !show.May(by, Permission.Modes)) return Refusals.TimeOutTooLong(show.Rules.LongestTimeOut);
        if (Bans.Standing(show, Platform, Of.Id, now) is { } standing)
        {
            if (standing.Until is not { } until) return Refusals.BannedNotTimedOut(show, Of.Name, standing.By, standing.At);
            if (now.AddSeconds(Seconds) <= until + SameWithin) return standing.Effect?.By.Id == by.Id ? Decision.Unchanged : Refusals.BannedFirst(show, Of.Name, standing.By, standing.At, until);
        }

        if (Bans.WhyNot(show, by, Platform, Channel, Of, DeedKind.TimeOut) is { } refusal) return refusal;
        return Decision.Of([.. Striking.With(show, Striking.OfViewer(Platform, Channel, Of.Id, Seconds, by, Reason, now), now), new EffectsRequested([Asking.Effect(show, Platform, Channel, new TimeOutDeed(Of, Seconds, Reason))])]);
    }
}

/// <summary>B: the viewer may write no more, and what they wrote is struck.</summary>
public sealed record BanViewer(string Platform, string Channel, Target Of, string? Reason = null) : IStrikes
{
    public string Verb => "ban";

    public Permission Needs => Permission.Moderate;

    public IEnumerable<MessagesRemoved> Strikes(ShowState show, Actor by, DateTimeOffset now) => [Striking.OfViewer(Platform, Channel, Of.Id, null, by, Reason, now)];

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Reason?.Length > Bans.LongestReason) return Refusals.ReasonTooLong;
        if (!show.Rules.ModeratorsMayBan && !show.May(by, Permission.Modes)) return Refusals.BanIsTheLeads;
        if (Bans.Standing(show, Platform, Of.Id, now) is { Until: null } standing) return standing.Effect?.By.Id == by.Id ? Decision.Unchanged : Refusals.BannedFirst(show, Of.Name, standing.By, standing.At, null);
        if (Bans.WhyNot(show, by, Platform, Channel, Of, DeedKind.Ban) is { } refusal) return refusal;
        return Decision.Of([.. Striking.With(show, Striking.OfViewer(Platform, Channel, Of.Id, null, by, Reason, now), now), new EffectsRequested([Asking.Effect(show, Platform, Channel, new BanDeed(Of, Reason))])]);
    }
}

/// <summary>Lifts a ban or a time-out, ours or another's where the platform lets us. What it struck stays struck: the platform removed it.</summary>
public sealed record LiftBan(string Platform, string Channel, Target Of, bool IsTimeOut) : IShowCommand
{
    public string Verb => IsTimeOut ? "untimeout" : "unban";

    public Permission Needs => Permission.Moderate;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (!IsTimeOut && !show.Rules.ModeratorsMayBan && !show.May(by, Permission.Modes)) return Refusals.BanIsTheLeads;
        var last = show.Effects.BanOf(new ViewerRef(Platform, Of.Id));
        if (last is { Deed: UnbanDeed or UntimeoutDeed, IsOpen: true }) return last.By.Id == by.Id ? Decision.Unchanged : Refusals.ActedFirst(show, last);
        if (last is { Deed: BanDeed or TimeOutDeed, IsOpen: true }) return Refusals.OnItsWay(last);
        if (IsTimeOut && WhyNoTimeOut(show, by, now) is { } none) return none;
        if (Asking.WhyNot(show, by, Platform, Channel, IsTimeOut ? DeedKind.Untimeout : DeedKind.Unban) is { } refusal) return refusal;
        var standing = show.Effects.Bans.GetValueOrDefault(new ViewerRef(Platform, Of.Id));
        // YouTube lifts a ban by its id only, and lists none (platforms' notes, section 4).
        if (Platform == "youtube" && standing?.Handle is null) return standing is null && show.Effects.BansLeft > 0 ? Refusals.HandleGone : Refusals.OnlyInStudio;
        Deed deed = IsTimeOut ? new UntimeoutDeed(Of, standing?.Handle) : new UnbanDeed(Of, standing?.Handle);
        return new EffectsRequested([Asking.Effect(show, Platform, Channel, deed)]);
    }

    /// <summary>To the platforms lifting a time-out and lifting a ban are one call: a ban that came since is not lifted by who meant the time-out, nor by who may not lift bans.</summary>
    private Refusal? WhyNoTimeOut(ShowState show, Actor by, DateTimeOffset now) => Bans.Standing(show, Platform, Of.Id, now) switch
    {
        { Until: null } ban => Refusals.BannedSince(show, Of.Name, ban.By, ban.At),
        null when !show.Rules.ModeratorsMayBan && !show.May(by, Permission.Modes) => Refusals.NotBanned(Of.Name, timeOut: true),
        _ => null,
    };
}

/// <summary>W: the platform shows the viewer a warning that they must confirm before they write again.</summary>
/// <param name="Reason">1 to 500 characters, read by the viewer.</param>
public sealed record WarnViewer(string Platform, string Channel, Target Of, string Reason) : IShowCommand
{
    public string Verb => "warn";

    public Permission Needs => Permission.Moderate;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > Bans.LongestReason) return Refusals.Invalid("Say why, in 500 characters at most: the viewer reads it.", "Dites pourquoi, en 500 caractères au plus : la personne le lira.");
        // Two warnings of one person at once read as harassment.
        if (show.Effects.Of(new ViewerRef(Platform, Of.Id)) is { Deed: WarnDeed, IsOpen: true } first) return first.By.Id == by.Id ? Decision.Unchanged : Refusals.ActedFirst(show, first);
        if (Bans.WhyNot(show, by, Platform, Channel, Of, DeedKind.Warn) is { } refusal) return refusal;
        return new EffectsRequested([Asking.Effect(show, Platform, Channel, new WarnDeed(Of, Reason))]);
    }
}

/// <summary>Who is banned or timed out, ours or another's, as far as is known.</summary>
public static class Bans
{
    /// <summary>Of a ban, a time-out, a warning (Helix, bans and warnings).</summary>
    public const int LongestReason = 500;

    /// <param name="Until">Show time; null: a ban.</param>
    /// <param name="Effect">Ours; null: given on the platform by somebody else.</param>
    public sealed record Given(string By, DateTimeOffset At, DateTimeOffset? Until, Effect? Effect);

    /// <returns>What stands, or is under way; null: nothing that is known.</returns>
    public static Given? Standing(ShowState show, string platform, string viewer, DateTimeOffset now)
    {
        var key = new ViewerRef(platform, viewer);
        var told = show.Acts.FindLast(a => a.Act.Platform == platform && a.Act.TargetId == viewer && a.Act is { From: null, Verb: "ban" or "timeout" or "unban" or "untimeout" })?.Act;
        if (Ours(show, key) is { } ours && !(told?.At > ours.At)) return ours.Until <= now ? null : ours;
        if (told is not { Verb: "ban" or "timeout" }) return null;
        DateTimeOffset? until = told.Verb == "ban" ? null : told.At.AddSeconds(told.Seconds ?? 0);
        // Lifted by us since.
        if (until <= now || (show.Effects.BanOf(key) is { Deed: UnbanDeed or UntimeoutDeed, IsOpenOrDone: true } lifted && lifted.At >= told.At)) return null;
        return new Given(told.By ?? Refusals.PlatformName(platform), told.At, until, null);
    }

    /// <returns>Null: it can be asked. Else why not, in words: shown where the button would be.</returns>
    public static Refusal? WhyNot(ShowState show, Actor by, string platform, string channel, Target of, DeedKind kind) =>
        Asking.WhyNot(show, by, platform, channel, kind) ?? (Asking.IsOfTheHouse(show, platform, channel, of.Id) ? Refusals.OfTheHouse(of.Name) : null);

    private static Given? Ours(ShowState show, ViewerRef viewer)
    {
        if (show.Effects.BanOf(viewer) is { IsOpen: true, Deed: BanDeed or TimeOutDeed } asked)
            return new Given(asked.By.Name, asked.At, asked.Deed is TimeOutDeed timeOut ? asked.At.AddSeconds(timeOut.Seconds) : null, asked);
        // A ban outlives what is remembered of who gave it.
        return show.Effects.Bans.GetValueOrDefault(viewer) is { } ban ? new Given(show.Effects.Find(ban.Effect)?.By.Name ?? Actor.Program.Name, ban.At, ban.Until, show.Effects.Find(ban.Effect)) : null;
    }
}
