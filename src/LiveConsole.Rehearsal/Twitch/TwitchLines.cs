using System.Globalization;
using System.Text;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using LiveConsole.Rehearsal.Playing;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>A message as a room needs it for its wire.</summary>
/// <param name="WireId">The local id in this room.</param>
/// <param name="Parent">What is known of the message it replies to.</param>
/// <param name="WrongEmotes">Send emote ranges that point beside the text, as Twitch has been seen to do.</param>
internal readonly record struct TwitchMessage(RecordedMessage Line, string WireId, DateTimeOffset SentAt, SharedFrom? Shared, RecentMessage? Parent, bool WrongEmotes);

/// <summary>What a room remembers of a message that went by: for replies and removals.</summary>
/// <param name="SaidAt">As the wire told it.</param>
internal sealed record RecentMessage(string Id, string Login, string Name, string UserId, string Text, IReadOnlyList<string> WireIds, DateTimeOffset SaidAt, bool ByModerator)
{
    public static RecentMessage Of(ChatMessage message, IReadOnlyList<string> wireIds, DateTimeOffset saidAt) =>
        new(message.Id, TwitchNames.Login(message.Author), message.Author.Name, message.Author.Id, message.Text, wireIds, saidAt, message.Author.Roles.Contains("moderator") || message.Author.Roles.Contains("broadcaster"));
}

/// <summary>Writes IRC lines as the chat documentation shows them (platforms/twitch.md 1.5 to 1.10). One thread at a time.</summary>
internal sealed class TwitchLines
{
    private readonly IrcLineBuilder _line = new();
    private readonly StringBuilder _emotes = new();

    public IrcLine Message(in TwitchMessage message, string room, string roomId)
    {
        var kind = message.Line.Message.Kind;
        return kind is MessageKind.Text or MessageKind.Action or MessageKind.Paid ? Chat(message, room, roomId) : UserNotice(message, room, roomId);
    }

    private IrcLine Chat(in TwitchMessage sent, string room, string roomId)
    {
        var message = sent.Line.Message;
        var author = message.Author;
        var login = TwitchNames.Login(author);
        AuthorTags(author, message.Bits);
        if (message.Event is { Kind: EventKinds.Reward, About: { } reward }) _line.Tag("custom-reward-id", reward);
        _line.Tag("emotes", Emotes(sent));
        _line.Tag("first-msg", message.First ? "1" : "0").Tag("flags", "").Tag("id", sent.WireId).Tag("mod", Flag(author, "moderator"));
        if (KindOf(message.Event) is { } kind) _line.Tag("msg-id", kind);
        if (message.Paid is { } paid) PinnedPaid(paid);
        if (message.ReplyTo is { } reply) ReplyTags(reply, sent.Parent);
        _line.Tag("returning-chatter", "0").Tag("room-id", roomId);
        SharedTags(sent, null);
        _line.Tag("subscriber", Flag(author, "subscriber")).Tag("tmi-sent-ts", Milliseconds(sent.SentAt)).Tag("turbo", "0").Tag("user-id", author.Id)
            .Tag("user-type", UserType(author));
        if (author.Roles.Contains("vip")) _line.Tag("vip", "1");
        _line.EndTags().Text(":").Text(login).Text("!").Text(login).Text("@").Text(login).Text(".tmi.twitch.tv PRIVMSG #").Text(room).Text(" :");
        var wrap = message.Kind == MessageKind.Action && !message.Text.StartsWith('\u0001');
        if (wrap) _line.Text("\u0001ACTION ");
        _line.Text(message.Text);
        if (wrap) _line.Text("\u0001");
        return _line.Line(needsCommands: false, message.Id);
    }

    private IrcLine UserNotice(in TwitchMessage sent, string room, string roomId)
    {
        var message = sent.Line.Message;
        var author = message.Author;
        var login = TwitchNames.Login(author);
        var notice = TwitchNotice.Of(message);
        var (id, typed, sentence) = (notice.Id, notice.IsTyped, notice.Sentence);
        AuthorTags(author, message.Bits);
        _line.Tag("emotes", typed ? Emotes(sent) : "").Tag("flags", "").Tag("id", sent.WireId).Tag("login", login).Tag("mod", Flag(author, "moderator"));
        _line.Tag("msg-id", sent.Shared is null ? id : "sharedchatnotice");
        NoticeTags.Write(_line, notice, author, sent.WireId);
        _line.Tag("room-id", roomId);
        SharedTags(sent, id);
        _line.Tag("subscriber", Flag(author, "subscriber")).Tag("system-msg", sentence)
            .Tag("tmi-sent-ts", Milliseconds(sent.SentAt)).Tag("user-id", author.Id).Tag("user-type", UserType(author));
        _line.EndTags().Text(":tmi.twitch.tv USERNOTICE #").Text(room);
        if (typed) _line.Text(" :").Text(message.Text);
        return _line.Line(needsCommands: true, message.Id);
    }

    public IrcLine ClearMessage(string room, string wireId, string login, string text, DateTimeOffset at)
    {
        _line.Begin().Tag("login", login).Tag("room-id", "").Tag("target-msg-id", wireId).Tag("tmi-sent-ts", Milliseconds(at));
        return _line.EndTags().Text(":tmi.twitch.tv CLEARMSG #").Text(room).Text(" :").Text(text).Line(needsCommands: true);
    }

    /// <param name="userId">Null clears the whole chat.</param>
    /// <param name="seconds">Null with a user is a ban.</param>
    public IrcLine ClearChat(string room, string roomId, string? userId, string? login, int? seconds, DateTimeOffset at)
    {
        _line.Begin();
        if (userId is not null && seconds is { } length) _line.Tag("ban-duration", length.ToString(CultureInfo.InvariantCulture));
        _line.Tag("room-id", roomId);
        if (userId is not null) _line.Tag("target-user-id", userId);
        _line.Tag("tmi-sent-ts", Milliseconds(at)).EndTags().Text(":tmi.twitch.tv CLEARCHAT #").Text(room);
        if (userId is not null) _line.Text(" :").Text(login);
        return _line.Line(needsCommands: true);
    }

    private void AuthorTags(Author author, int? bits)
    {
        _line.Begin().Tag("badge-info", TwitchBadges.TellsMonths(author)).Tag("badges", TwitchBadges.Of(author, bits));
        if (bits is { } cheered) _line.Tag("bits", cheered.ToString(CultureInfo.InvariantCulture));
        _line.Tag("color", author.Color ?? "").Tag("display-name", author.Name);
    }

    private void PinnedPaid(Paid paid) =>
        _line.Tag("pinned-chat-paid-amount", ((paid.Micros ?? 0) / 10_000).ToString(CultureInfo.InvariantCulture)).Tag("pinned-chat-paid-currency", paid.Currency ?? "")
            .Tag("pinned-chat-paid-exponent", "2").Tag("pinned-chat-paid-is-system-message", "0");

    private void ReplyTags(ReplyTo reply, RecentMessage? parent)
    {
        // A parent that went by too long ago is named by its id alone.
        if (parent is not null) _line.Tag("reply-parent-display-name", parent.Name).Tag("reply-parent-msg-body", parent.Text);
        _line.Tag("reply-parent-msg-id", reply.Id);
        if (parent is not null) _line.Tag("reply-parent-user-id", parent.UserId).Tag("reply-parent-user-login", parent.Login);
        _line.Tag("reply-thread-parent-msg-id", reply.Id);
        if (parent is not null) _line.Tag("reply-thread-parent-user-login", parent.Login);
    }

    private void SharedTags(in TwitchMessage sent, string? noticeId)
    {
        if (sent.Shared is not { } shared) return;
        _line.Tag("source-badge-info", "").Tag("source-badges", "").Tag("source-id", sent.Line.Message.Id);
        if (noticeId is not null) _line.Tag("source-msg-id", noticeId);
        _line.Tag("source-only", "0").Tag("source-room-id", shared.ChannelId);
    }

    private string Emotes(in TwitchMessage sent)
    {
        var message = sent.Line.Message;
        if (sent.WrongEmotes) return $"25:{message.Text.Length + 3}-{message.Text.Length + 7}/1902:4-2";
        if (sent.Line.Emotes is { } raw) return raw;
        if (message.Parts.IsEmpty) return "";
        _emotes.Clear();
        foreach (var id in message.Parts.Where(p => p is { Type: PartType.Emote, Id: not null }).Select(p => p.Id!).Distinct(StringComparer.Ordinal))
        {
            _emotes.Append(_emotes.Length > 0 ? "/" : "").Append(id).Append(':');
            var place = 0;
            var comma = false;
            foreach (var part in message.Parts)
            {
                var length = Sendable.CodePoints(part.Text);
                if (part.Type == PartType.Emote && part.Id == id && length > 0)
                {
                    _emotes.Append(comma ? "," : "").Append(CultureInfo.InvariantCulture, $"{place}-{place + length - 1}");
                    comma = true;
                }

                place += length;
            }
        }

        return _emotes.ToString();
    }

    private static string? KindOf(ChatEvent? told) => told switch
    {
        { Kind: EventKinds.Highlight } => "highlighted-message",
        { Kind: EventKinds.PowerUp, About: "gigantified_emote" } => "gigantified-emote-message",
        { Kind: EventKinds.PowerUp } => "animated-message",
        { Kind: EventKinds.Introduction } => "user-intro",
        _ => null,
    };

    /// <param name="changed">Only what changed is told.</param>
    public static IrcLine RoomState(TwitchRoom room, ChatModes changed) => IrcLine.Tagged(StateTags(room.Id, changed), $":tmi.twitch.tv ROOMSTATE #{room.Login}");

    /// <summary>In the order in which Twitch writes them.</summary>
    public static string StateTags(string roomId, ChatModes told)
    {
        List<string> tags = [];
        if (told.EmoteOnly is { } emotes) tags.Add(emotes ? "emote-only=1" : "emote-only=0");
        if (told.Followers is { } followers) tags.Add(string.Create(CultureInfo.InvariantCulture, $"followers-only={followers}"));
        if (told.Unique is { } unique) tags.Add(unique ? "r9k=1" : "r9k=0");
        tags.Add($"room-id={roomId}");
        if (told.Slow is { } slow) tags.Add(string.Create(CultureInfo.InvariantCulture, $"slow={slow}"));
        if (told.Subscribers is { } subscribers) tags.Add(subscribers ? "subs-only=1" : "subs-only=0");
        return string.Join(';', tags);
    }

    private static string Flag(Author author, string role) => author.Roles.Contains(role) ? "1" : "0";

    private static string UserType(Author author) => author.Roles.Contains("staff") ? "staff" : author.Roles.Contains("moderator") ? "mod" : "";

    private static string Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
