using LiveConsole.Accounts;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;

namespace LiveConsole.Features.Shows;

/// <summary>One show as the list says it to somebody who has a seat in it.</summary>
/// <param name="Settings">Null: it cannot be opened here; <paramref name="WhyNot"/> says why.</param>
/// <param name="OnAir">What is on air now.</param>
/// <param name="People">How many people are at its desks now; played colleagues are none.</param>
/// <param name="Read">Channels that are read now.</param>
public sealed record ShownShow(ShowRow Row, Role Role, ShowSettings? Settings, Item? OnAir, Phase? Phase, int People, IReadOnlyList<ChannelReading> Read, string? WhyNot)
{
    /// <summary>Its clock stands; null: it runs.</summary>
    public ShowHold? Hold { get; init; }

    /// <summary>What the clock counts to; null: it counts nothing.</summary>
    public DateTimeOffset? Clock { get; init; }

    public bool MayHold => Settings is { } settings && Rights.Has(Role, Permission.Moments, settings.Rules);

    public bool MayConfigure => Settings is { } settings && Rights.Has(Role, Permission.Configure, settings.Rules);

    /// <returns>Null: this person has no seat in it.</returns>
    public static ShownShow? Of(ShowRow row, LiveShows shows, Actor? actor)
    {
        if (actor is null) return null;
        if (shows.Live(new ShowId(row.Id)) is not { } live) return new(row, actor.Role, null, null, null, 0, [], shows.NotOpen.GetValueOrDefault(row.Slug));
        var view = live.Snapshot.For(new Reader(actor.Role));
        return new(row, actor.Role, view.Settings, view.OnAir, view.Phase,
            view.People.Where(p => !p.Played).Select(p => p.AccountId).Distinct(StringComparer.Ordinal).Count(), [.. view.Channels.Where(c => c.Live)], null)
        {
            Hold = view.Hold, Clock = ResumeShow.ClockOf(live.Snapshot.State),
        };
    }
}
