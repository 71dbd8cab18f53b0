using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Moderation;

/// <summary>
/// T or B on a folded row: everybody who wrote one of these may not write for so long, or no more, and what they wrote is struck. Who moderates there, or stands banned
/// already, is left out; so is who no units are left for. One decision, one action: undone as one.
/// </summary>
/// <param name="Messages">As of <see cref="RemoveMessages"/>.</param>
/// <param name="Seconds">Of a time-out; null: a ban.</param>
/// <param name="Platform">Only there; null: on each of theirs.</param>
public sealed record ActOnAuthors(ImmutableArray<long> Messages, int? Seconds = null, string? Platform = null) : IStrikes
{
    public string Verb => Seconds is null ? "ban" : "timeout";

    public Permission Needs => Permission.Moderate;

    private DeedKind Kind => Seconds is null ? DeedKind.Ban : DeedKind.TimeOut;

    public IEnumerable<MessagesRemoved> Strikes(ShowState show, Actor by, DateTimeOffset now) => Authors(show).Select(m => Striking.OfViewer(m.Platform, m.Channel, m.Author.Id, Seconds, by, null, now));

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Bulk.Refused(Messages) is { } wrong) return wrong;
        if (Seconds is < 1 or > 1_209_600) return Refusals.Invalid("A time-out lasts 1 s to 14 days.", "Une exclusion dure de 1 s à 14 jours.");
        var lead = show.May(by, Permission.Modes);
        if (Seconds is { } length && TimeSpan.FromSeconds(length) > show.Rules.LongestTimeOut && !lead) return Refusals.TimeOutTooLong(show.Rules.LongestTimeOut);
        if (Seconds is null && !show.Rules.ModeratorsMayBan && !lead) return Refusals.BanIsTheLeads;
        Refusal? refusal = null;
        List<ChatMessage> chosen = [];
        Dictionary<string, int> rooms = new(StringComparer.Ordinal);
        foreach (var message in Authors(show).Where(m => !Stands(show, m, now)))
        {
            var why = Bans.WhyNot(show, by, message.Platform, message.Channel, Asking.TargetOf(message.Author), Kind);
            if (!rooms.TryGetValue(message.Platform, out var room)) room = Asking.Room(show, by, message.Platform);
            rooms[message.Platform] = why is null && room > 0 ? room - 1 : room;
            if (why is null && room > 0) chosen.Add(message);
            else refusal ??= why ?? Refusals.NoUnitsLeft(message.Platform);
        }

        if (chosen.Count == 0) return refusal is null ? Decision.Unchanged : refusal;
        return Decision.Of([.. Bulk.Struck(show, chosen.Select(m => Striking.OfViewer(m.Platform, m.Channel, m.Author.Id, Seconds, by, null, now)), now),
            new EffectsRequested([.. chosen.Select((m, i) => Asking.Effect(show, m.Platform, m.Channel, Deed(m), i))])]);
    }

    /// <summary>Each once, by their first of these.</summary>
    private IEnumerable<ChatMessage> Authors(ShowState show) => Bulk.Of(show, Messages).Select(r => r.Message).Where(m => (Platform is null || m.Platform == Platform) && m.Author.Id.Length > 0).DistinctBy(m => m.Viewer);

    private bool Stands(ShowState show, ChatMessage message, DateTimeOffset now) =>
        Bans.Standing(show, message.Platform, message.Author.Id, now) is { } standing && (standing.Until is not { } until || (Seconds is { } seconds && now.AddSeconds(seconds) <= until));

    private Deed Deed(ChatMessage message) => Seconds is { } seconds ? new TimeOutDeed(Asking.TargetOf(message.Author), seconds) : new BanDeed(Asking.TargetOf(message.Author));
}
