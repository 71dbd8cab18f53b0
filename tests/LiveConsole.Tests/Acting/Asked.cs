using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Acting;

/// <summary>Shows in which something was asked of the platforms, by the journal's own fold.</summary>
internal static class Asked
{
    public const string Us = "77";

    public static Actor Nora { get; } = A.Moderator("Nora");

    public static Target Troll(int number = 1) => new($"90{number}", $"Troll{number}");

    public static RemoveDeed Remove(string id = "m1") => new(id, Troll());

    public static ShowState Show() => ShowState.Empty.And(new ShowConfigured(A.Settings())).And(new ActingKnown(Acting("twitch"))).And(new ActingKnown(Acting("youtube")));

    public static ChannelActing Acting(string platform) => new(platform, "agence", "AgenceOrbite", Us, [.. Enum.GetValues<DeedKind>()]);

    public static ShowState And(this ShowState show, Entry entry, DateTimeOffset? at = null) =>
        show.Apply(new StoredEntry(show.Sequence + 1, at ?? A.Time, entry, entry.IsDesk ? Guid.CreateVersion7() : null, entry.IsDesk ? "asked" : null, entry.IsDesk ? Nora : null));

    public static ShowState Asks(this ShowState show, string platform, params Deed[] deeds) => deeds.Aggregate(show, (s, d) => s.AsksAt(platform, d, A.Time));

    public static ShowState AsksAt(this ShowState show, string platform, Deed deed, DateTimeOffset at, DateTimeOffset? notBefore = null) =>
        show.And(new EffectsRequested([new RequestedEffect(show.Effects.LastId + 1, platform, "agence", deed, notBefore)]), at);

    /// <summary>As the writer takes it.</summary>
    public static ShowState Takes(this ShowState show, Arrival arrival, DateTimeOffset at) => ArrivalEntries.Of(show, arrival, at).Aggregate(show, (s, e) => s.And(e, at));

    public static ShowState Starts(this ShowState show, long effect, DateTimeOffset? at = null) => show.Takes(new EffectStarting(effect, Guid.CreateVersion7(), "AgenceOrbite"), at ?? A.Time);

    /// <summary>Both chats are read since then.</summary>
    public static ShowState Reads(this ShowState show, DateTimeOffset since) => show
        .Takes(new SourceChanged(new SourceKey("twitch", "agence", "irc"), SourceState.Live, since), since)
        .Takes(new SourceChanged(new SourceKey("youtube", "agence", "stream"), SourceState.Live, since), since);

    public static ShowState Hears(this ShowState show, string platform, string text, DateTimeOffset at, string id = "echo", string author = Us, MessageKind kind = MessageKind.Text, ReplyTo? replyTo = null) =>
        show.Takes(new MessageCame(A.Message(text, id, author, "AgenceOrbite", platform, at: at) with { Kind = kind, ReplyTo = replyTo }), at);
}
