using Bunit;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Moderate;

namespace LiveConsole.Tests.Features.Moderate;

/// <summary>A moderators' page whose show may act on both platforms.</summary>
public abstract class ActingRoom : DeskRoom
{
    protected static readonly Actor Nora = new("nora", "Nora", Role.Moderator);
    protected static readonly Actor Yanis = new("yanis", "Yanis", Role.Moderator);

    protected ActingRoom()
    {
        Show.Seat = Nora;
        Acts("twitch", "nora_modo", Enum.GetValues<DeedKind>());
        Acts("youtube", "Agence Orbite", [DeedKind.Remove, DeedKind.TimeOut, DeedKind.Ban, DeedKind.Untimeout, DeedKind.Unban]);
        Budget(actions: 143);
    }

    protected void Acts(string platform, string account, params DeedKind[] can) => Show.Append(new ActingKnown(new ChannelActing(platform, "agency", account, "42", [.. can])));

    protected void Budget(int actions) => Show.Append(new QuotaKnown(new QuotaReading("project", 0, 0, 10_000 - (actions * 50), 10_000, 2_000, Show.Clock.Now, Show.Clock.Now.AddHours(9))));

    protected long Row(string text, string platform = "twitch", string viewer = "Marius", string? language = null)
    {
        var at = Show.Clock.Now;
        Show.Arrive(new MessageCame(new ChatMessage(platform, "agency", $"r{++_rows}", at, at, new Author("v-" + viewer, viewer), text), language is null ? null : new Judgement(false, 0, language, [])));
        return Show.Snapshot.State.Sequence;
    }

    private int _rows;

    protected async Task<IRenderedComponent<DeskFrame>> OnRowAsync(long row)
    {
        var page = Open<ModeratePage>();
        await PressAsync(page, "select", Id(row), "feed");
        return page;
    }

    protected static string Id(long row) => row.ToString(System.Globalization.CultureInfo.InvariantCulture);

    protected static string Chip(IRenderedComponent<DeskFrame> page) => page.Find(".row .chip.state").TextContent;

    protected Effect Last => Show.Snapshot.State.Effects.Find(Show.Snapshot.State.Effects.LastId)!;

    protected void Settle(EffectState outcome, EffectTrouble trouble = EffectTrouble.None, string? said = null) => Show.Append(new EffectSettled(Last.Id, outcome, trouble, said));
}
