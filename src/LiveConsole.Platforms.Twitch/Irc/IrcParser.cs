using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>
/// Reads Twitch's IRC lines: total (any bytes give an event, nothing throws), what is odd goes to <see cref="OddFrames"/> by kind.
/// It remembers authors and emotes seen lately (bounded), so one connection owns one; not thread-safe.
/// </summary>
public sealed class IrcParser(OddFrames odd)
{
    public const string Platform = "twitch";

    private static readonly string[] ProblemNames = Enum.GetNames<ParseProblem>();
    private static readonly IrcEvent.Odd[] OddEvents = [.. Enum.GetValues<ParseProblem>().Select(p => new IrcEvent.Odd(p))];
    private static readonly IrcEvent.Passed Passed = new();
    private static readonly IrcEvent.Reconnect Reconnect = new();
    private static readonly IrcEvent.Welcome Welcome = new();

    private readonly AuthorTable _authors = new();
    private readonly MessageCutter _cutter = new();
    private readonly NoticeEvents _notices = new();
    private string _lastChannel = "";

    /// <param name="bytes">One line, without its line end.</param>
    /// <param name="receivedAt">Show time at which it came.</param>
    public IrcEvent Parse(ReadOnlySpan<byte> bytes, DateTimeOffset receivedAt)
    {
        if (IrcLine.Cut(bytes, out var line) is { } problem) return Odd(problem, bytes);
        var verb = line.Verb;
        var found = verb.Length switch
        {
            3 when verb.SequenceEqual("CAP"u8) => Capabilities(line),
            3 when verb.SequenceEqual("001"u8) => Welcome,
            4 when verb.SequenceEqual("PING"u8) => new IrcEvent.Ping(FirstText(line)),
            4 when verb.SequenceEqual("PONG"u8) => new IrcEvent.Pong(LastText(line)),
            4 when verb.SequenceEqual("PART"u8) => Parted(line),
            6 when verb.SequenceEqual("NOTICE"u8) => Notice(line),
            7 when verb.SequenceEqual("PRIVMSG"u8) => Message(line, bytes, receivedAt),
            8 when verb.SequenceEqual("CLEARMSG"u8) => MessageRemoved(line, bytes, receivedAt),
            9 when verb.SequenceEqual("CLEARCHAT"u8) => ChatCleared(line, bytes, receivedAt),
            9 when verb.SequenceEqual("ROOMSTATE"u8) => RoomState(line),
            9 when verb.SequenceEqual("RECONNECT"u8) => Reconnect,
            10 when verb.SequenceEqual("USERNOTICE"u8) => UserNotice(line, bytes, receivedAt),
            _ => Passed,
        };
        return found is IrcEvent.Odd { Problem: var p } ? Odd(p, bytes) : found;
    }

    // @badge-info=;badges=;color=;display-name=Dil;emotes=1902:8-12;id=3d4e0000-0000-4000-8000-eeeeeeeeeeee;mod=0;reply-parent-display-name=Cem;
    // reply-parent-msg-body=hi\:\sthere;reply-parent-msg-id=2c3d0000-0000-4000-8000-cccccccccccc;reply-parent-user-id=903;reply-parent-user-login=cem;room-id=777;
    // subscriber=0;tmi-sent-ts=1767225607000;user-id=904;user-type= :dil!dil@dil.tmi.twitch.tv PRIVMSG #alpha :@cem 😀😀 Keepo
    private IrcEvent Message(IrcLine line, ReadOnlySpan<byte> bytes, DateTimeOffset receivedAt)
    {
        var arguments = line.Arguments;
        if (Channel(ref arguments) is not { } channel) return OddEvents[(int)ParseProblem.NoChannel];
        if (!IrcLine.NextArgument(ref arguments, out var body)) return OddEvents[(int)ParseProblem.NoText];
        var tags = IrcTags.Read(line.Tags);
        if (tags.Id.IsEmpty) return OddEvents[(int)ParseProblem.NoMessageId];
        if (tags.User.IsEmpty) return OddEvents[(int)ParseProblem.NoUserId];
        var kind = MessageKind.Text;
        if (body.StartsWith("\u0001ACTION"u8) && (body.Length == 7 || body[7] is (byte)' ' or 1))
        {
            kind = MessageKind.Action;
            body = body.Length > 7 && body[7] == ' ' ? body[8..] : body[7..];
            if (!body.IsEmpty && body[^1] == 1) body = body[..^1];
        }

        var login = line.Prefix.IndexOf((byte)'!') is > 0 and var bang ? line.Prefix[..bang] : default;
        return new IrcEvent.Message(Build(tags, bytes, channel, login, Encoding.UTF8.GetString(body), kind, NoticeEvents.OfMessage(tags.MessageKind, tags.Reward), cut: true, receivedAt));
    }

    // @badge-info=;badges=;color=#8A2BE2;display-name=Bo;emotes=;flags=;id=1b2c0000-0000-4000-8000-bbbbbbbbbbbb;login=bo;mod=0;msg-id=raid;msg-param-displayName=Bo;
    // msg-param-login=bo;msg-param-viewerCount=42;room-id=777;subscriber=0;system-msg=42\sraiders\sfrom\sBo\shave\sjoined!;tmi-sent-ts=1767225605000;
    // user-id=902;user-type= :tmi.twitch.tv USERNOTICE #alpha
    private IrcEvent UserNotice(IrcLine line, ReadOnlySpan<byte> bytes, DateTimeOffset receivedAt)
    {
        var arguments = line.Arguments;
        if (Channel(ref arguments) is not { } channel) return OddEvents[(int)ParseProblem.NoChannel];
        var tags = IrcTags.Read(line.Tags);
        if (tags.Id.IsEmpty) return OddEvents[(int)ParseProblem.NoMessageId];
        if (tags.User.IsEmpty) return OddEvents[(int)ParseProblem.NoUserId];
        // In a shared chat the notice of another room comes as "sharedchatnotice", its own kind beside it.
        var name = tags.MessageKind.SequenceEqual("sharedchatnotice"u8) ? tags.SourceKind : tags.MessageKind;
        // The viewer's own words, if there are any; else Twitch's sentence about what happened.
        var own = IrcLine.NextArgument(ref arguments, out var body) && !body.IsEmpty;
        var words = IrcTags.Text(tags.SystemText);
        var text = own ? Encoding.UTF8.GetString(body) : words;
        return new IrcEvent.Message(Build(tags, bytes, channel, tags.Login, text, NoticeKinds.Of(name), _notices.Read(name, NoticeParams.Read(line.Tags), words), cut: own, receivedAt));
    }

    private ChatMessage Build(in IrcTags tags, ReadOnlySpan<byte> bytes, string channel, ReadOnlySpan<byte> login, string text, MessageKind kind, ChatEvent? told, bool cut, DateTimeOffset receivedAt)
    {
        var badRanges = 0;
        ImmutableArray<MessagePart> parts = cut ? _cutter.Cut(text, tags, out badRanges) : [];
        if (badRanges > 0) Note(ParseProblem.BadEmoteRange, bytes);
        // A shared chat shows a message in every room under an id of that room's own; the origin's names it everywhere.
        var shared = !tags.SourceId.IsEmpty && !tags.SourceId.SequenceEqual(tags.Id);
        return new ChatMessage(Platform, channel, IrcTags.Opaque(shared ? tags.SourceId : tags.Id), SentAt(tags, bytes, receivedAt), receivedAt,
            _authors.Get(tags, login), text, kind, parts,
            tags.ReplyMessage.IsEmpty ? null : new ReplyTo(IrcTags.Opaque(tags.ReplyMessage)),
            Bits: tags.Bits.IsEmpty ? null : Number(tags.Bits, bytes),
            First: tags.FirstMessage.SequenceEqual("1"u8),
            SharedFrom: tags.SourceRoom.IsEmpty || tags.SourceRoom.SequenceEqual(tags.Room) ? null : new SharedFrom(IrcTags.Opaque(tags.SourceRoom)),
            Copies: shared ? [IrcTags.Opaque(tags.Id)] : [],
            Event: told);
    }

    // @login=ayse;room-id=;target-msg-id=0f3c2a52-0000-4000-8000-aaaaaaaaaaaa;tmi-sent-ts=1767225604000 :tmi.twitch.tv CLEARMSG #alpha :bad words here
    private IrcEvent MessageRemoved(IrcLine line, ReadOnlySpan<byte> bytes, DateTimeOffset receivedAt)
    {
        var arguments = line.Arguments;
        if (Channel(ref arguments) is not { } channel) return OddEvents[(int)ParseProblem.NoChannel];
        var tags = IrcTags.Read(line.Tags);
        if (tags.TargetMessage.IsEmpty) return OddEvents[(int)ParseProblem.NoTarget];
        var removal = new Removal(SentAt(tags, bytes, receivedAt), RemovalScope.Message);
        return new IrcEvent.Removed(new RemovalCame(Platform, channel, removal, MessageId: IrcTags.Opaque(tags.TargetMessage)));
    }

    // @ban-duration=600;room-id=777;target-user-id=901;tmi-sent-ts=1767225601000 :tmi.twitch.tv CLEARCHAT #alpha :ayse    (time-out)
    // @room-id=777;target-user-id=901;tmi-sent-ts=1767225602000 :tmi.twitch.tv CLEARCHAT #alpha :ayse                     (ban)
    // @room-id=777;tmi-sent-ts=1767225603000 :tmi.twitch.tv CLEARCHAT #alpha                                              (whole chat)
    private IrcEvent ChatCleared(IrcLine line, ReadOnlySpan<byte> bytes, DateTimeOffset receivedAt)
    {
        var arguments = line.Arguments;
        if (Channel(ref arguments) is not { } channel) return OddEvents[(int)ParseProblem.NoChannel];
        var tags = IrcTags.Read(line.Tags);
        var at = SentAt(tags, bytes, receivedAt);
        if (tags.TargetUser.IsEmpty)
        {
            // A login without its id names somebody: it must never be taken for a clear of the whole chat.
            if (IrcLine.NextArgument(ref arguments, out var target) && !target.IsEmpty) return OddEvents[(int)ParseProblem.NoTarget];
            return new IrcEvent.Removed(new RemovalCame(Platform, channel, new Removal(at, RemovalScope.Channel, Reason: "clear")));
        }

        var timedOut = !tags.BanDuration.IsEmpty;
        var removal = new Removal(at, RemovalScope.Viewer, Reason: timedOut ? "timeout" : "ban");
        return new IrcEvent.Removed(new RemovalCame(Platform, channel, removal, ViewerId: IrcTags.Opaque(tags.TargetUser),
            Seconds: timedOut ? Number(tags.BanDuration, bytes) : null));
    }

    // @emote-only=0;followers-only=-1;r9k=0;room-id=777;slow=0;subs-only=0 :tmi.twitch.tv ROOMSTATE #alpha
    private IrcEvent RoomState(IrcLine line)
    {
        var arguments = line.Arguments;
        return Channel(ref arguments) is { } channel ? new IrcEvent.RoomState(channel, RoomStates.Read(line.Tags)) : OddEvents[(int)ParseProblem.NoChannel];
    }

    // @msg-id=slow_on :tmi.twitch.tv NOTICE #alpha :This room is now in slow mode. You may send messages every 30 seconds.
    // :tmi.twitch.tv NOTICE * :Login authentication failed
    private static IrcEvent Notice(IrcLine line)
    {
        var arguments = line.Arguments;
        if (!IrcLine.NextArgument(ref arguments, out var room)) return OddEvents[(int)ParseProblem.NoChannel];
        IrcLine.NextArgument(ref arguments, out var text);
        var channel = room.Length > 1 && room[0] == '#' ? Encoding.UTF8.GetString(room[1..]) : "";
        return new IrcEvent.Notice(channel, IrcTags.Text(IrcTags.Read(line.Tags).MessageKind), Encoding.UTF8.GetString(text));
    }

    // :tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands
    private static IrcEvent Capabilities(IrcLine line)
    {
        var arguments = line.Arguments;
        IrcLine.NextArgument(ref arguments, out _);
        IrcLine.NextArgument(ref arguments, out var answer);
        IrcLine.NextArgument(ref arguments, out var names);
        return answer.SequenceEqual("ACK"u8) || answer.SequenceEqual("NAK"u8)
            ? new IrcEvent.Capabilities(answer[0] == 'A', Encoding.UTF8.GetString(names))
            : Passed;
    }

    // :mybot!mybot@mybot.tmi.twitch.tv PART #alpha
    private IrcEvent Parted(IrcLine line)
    {
        var arguments = line.Arguments;
        if (Channel(ref arguments) is not { } channel) return OddEvents[(int)ParseProblem.NoChannel];
        var bang = line.Prefix.IndexOf((byte)'!');
        return new IrcEvent.Parted(channel, bang < 0 ? "" : Encoding.UTF8.GetString(line.Prefix[..bang]));
    }

    private string? Channel(ref ReadOnlySpan<byte> arguments)
    {
        if (!IrcLine.NextArgument(ref arguments, out var room) || room.Length < 2 || room[0] != '#') return null;
        var name = room[1..];
        // A connection reads one room: its name is made once.
        return Ascii.Equals(name, _lastChannel) ? _lastChannel : _lastChannel = Encoding.UTF8.GetString(name);
    }

    private DateTimeOffset SentAt(in IrcTags tags, ReadOnlySpan<byte> bytes, DateTimeOffset receivedAt)
    {
        // DateTimeOffset's own range: 253402300799999 is the last millisecond of the year 9999.
        if (Utf8Parser.TryParse(tags.SentAt, out long milliseconds, out var used) && used == tags.SentAt.Length && milliseconds is >= 0 and <= 253402300799999)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        }

        Note(ParseProblem.BadNumber, bytes);
        return receivedAt;
    }

    private int? Number(ReadOnlySpan<byte> value, ReadOnlySpan<byte> bytes)
    {
        if (Utf8Parser.TryParse(value, out int number, out var used) && used == value.Length && number >= 0) return number;
        Note(ParseProblem.BadNumber, bytes);
        return null;
    }

    private static string? FirstText(IrcLine line)
    {
        var arguments = line.Arguments;
        return IrcLine.NextArgument(ref arguments, out var text) ? Encoding.UTF8.GetString(text) : null;
    }

    private static string? LastText(IrcLine line)
    {
        string? last = null;
        var arguments = line.Arguments;
        while (IrcLine.NextArgument(ref arguments, out var text)) last = Encoding.UTF8.GetString(text);
        return last;
    }

    private IrcEvent.Odd Odd(ParseProblem problem, ReadOnlySpan<byte> bytes)
    {
        Note(problem, bytes);
        return OddEvents[(int)problem];
    }

    private void Note(ParseProblem problem, ReadOnlySpan<byte> bytes) => odd.Note(ProblemNames[(int)problem], bytes);
}
