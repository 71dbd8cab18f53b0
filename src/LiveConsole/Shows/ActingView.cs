using System.Text.Json.Serialization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Shows;

/// <summary>
/// What was asked of the platforms, what became of it, and as whom the show acts there. For who acts there and may read what was removed: it names viewers, and
/// the platforms' words may name more. Nobody else gets any of it.
/// </summary>
public sealed class ActingView(ShowState state, Reader reader)
{
    private EffectBook Book { get; } = reader.May(Permission.Moderate) && reader.MaySeeRemoved ? state.Effects : EffectBook.Empty;

    /// <summary>Another object when anything of it changed: what shows effects renders when this does. Effects settle without a desk's version.</summary>
    [JsonIgnore]
    public object Mark => Book;

    /// <summary>Another object when as whom the show acts, or what it may, changed.</summary>
    [JsonIgnore]
    public object AccountsMark => Book.Acting;

    /// <summary>Everything that is remembered, newest first.</summary>
    public IEnumerable<Effect> All => Book.All.OrderByDescending(e => e.Id);

    /// <summary>What is still to be done.</summary>
    public IEnumerable<Effect> Open => Book.Open.Values;

    public Effect? Find(long id) => Book.Find(id);

    /// <summary>The last removal of a message, or decision about what is held.</summary>
    public Effect? Of(MessageRef message) => Book.Of(message);

    /// <summary>The last ban, time-out, warning of a viewer, or its lifting.</summary>
    public Effect? Of(ViewerRef viewer) => Book.Of(viewer);

    /// <summary>What one command asked for.</summary>
    public IReadOnlyList<Effect> OfAction(Guid action) => [.. Book.OfAction(action).OrderBy(e => e.Id)];

    /// <summary>The parts of the last reply to who asked a question, in order.</summary>
    public IReadOnlyList<Effect> Reply(ItemId item)
    {
        var parts = Book.All.Where(e => e.Item == item).OrderBy(e => e.Id).ToList();
        return parts.Count == 0 ? parts : [.. parts.Where(e => e.Action == parts[^1].Action)];
    }

    /// <summary>What was asked about a viewer, newest first.</summary>
    public IReadOnlyList<Effect> About(ViewerRef viewer) => [.. All.Where(e => e.Viewer == viewer)];

    /// <summary>A ban or time-out that we gave and that still stands; null: none is known.</summary>
    public StandingBan? BanOf(ViewerRef viewer, DateTimeOffset now) => Book.Bans.GetValueOrDefault(viewer) is { } ban && !(ban.Until <= now) ? ban : null;

    /// <summary>The chats in which the show acts.</summary>
    public IEnumerable<(string Platform, string Name)> Chats => Book.Acting.Values.Where(a => !a.TakenOut).Select(a => (a.Platform, a.Channel));

    /// <summary>A ban or time-out that stands or is under way, whoever gave it; null: none is known.</summary>
    public Bans.Given? Standing(ViewerRef viewer, DateTimeOffset now) => ReferenceEquals(Book, state.Effects) ? Bans.Standing(state, viewer.Platform, viewer.Id, now) : null;

    public ChannelActing? In(string platform, string channel) => Book.ActingIn(platform, channel);

    /// <returns>Null: it can be asked for now. Else why not: said where its button would be.</returns>
    public Refusal? WhyNot(Actor by, string platform, string channel, DeedKind kind) =>
        reader.May(Permission.Moderate) ? Asking.WhyNot(state, by, platform, channel, kind) : Refusals.Forbidden(reader.Role);

    /// <summary>What undoing an action would leave as it is, in sentences.</summary>
    public IReadOnlyList<Words> Stays(Guid action, Actor by, DateTimeOffset now) => reader.May(Permission.Moderate) && state.Actions.TryGetValue(action, out var record) ? UndoAction.Stays(state, record, by, now) : [];

    /// <summary>What the moderators who are no leads did in the last half hour, newest first: for who has the lead's say.</summary>
    public IReadOnlyList<VolunteersAct> Volunteers(Actor by, DateTimeOffset now) => reader.May(Permission.Modes) && reader.MaySeeRemoved ? VolunteersActs.Of(state, by, now) : [];

    /// <summary>The same of a message and its author: nobody acts on who moderates there.</summary>
    public Refusal? WhyNot(Actor by, ChatMessage message, DeedKind kind) =>
        WhyNot(by, message.Platform, message.Channel, kind) ?? (Asking.IsOfTheHouse(state, message) ? Refusals.OfTheHouse(message.Author.Name) : null);

    /// <summary>Writes that the day's units still allow; null: the platform has no price, or it is not known yet.</summary>
    public int? ActionsLeft(string platform) => reader.May(Permission.Moderate) ? Asking.ActionsLeft(state, platform) : null;
}
