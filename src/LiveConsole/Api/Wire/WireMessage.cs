using LiveConsole.Domain.Chat;

namespace LiveConsole.Api.Wire;

/// <summary>
/// A chat message as <see cref="RecordingFormat"/> writes it: this is its description for /openapi/v1.json, which a test holds against what is written.
/// </summary>
/// <param name="Sequence">The cursor: give the last one as "after".</param>
/// <param name="Platform">twitch, youtube, or an intake's own name.</param>
/// <param name="Kind">text, action, paid, sticker, member, gift, raid, announcement or notice.</param>
/// <param name="Parts">Joined they give the text exactly.</param>
/// <param name="ReplyTo">The platform's id of the message that it answers.</param>
/// <param name="SharedFrom">The channel it was written in, on Twitch's shared chat.</param>
/// <param name="Copies">Other rooms' ids of the same message.</param>
/// <param name="Backlog">Came from the platform's history, not live.</param>
/// <param name="Event">What it tells besides its words: a subscription, a raid, a gift.</param>
/// <param name="Removed">Set when it was removed; who does not moderate then gets no text and no name.</param>
public sealed record WireMessage(
    long Sequence,
    string Platform,
    string Channel,
    string Id,
    DateTimeOffset SentAt,
    DateTimeOffset ReceivedAt,
    string Kind,
    WireAuthor Author,
    string Text,
    IReadOnlyList<WirePart> Parts,
    string? ReplyTo,
    WirePaid? Paid,
    int? Bits,
    bool First,
    string? SharedFrom,
    IReadOnlyList<string> Copies,
    bool Backlog,
    WireRemoval? Removed,
    int? Count = null,
    WireEvent? Event = null);

/// <param name="Id">The platform's; empty for who may not know viewers by it.</param>
/// <param name="Roles">Of broadcaster, moderator, vip, subscriber, member, verified, staff.</param>
public sealed record WireAuthor(string Id, string? Login, string Name, IReadOnlyList<string> Roles, string? Color, IReadOnlyList<string>? Badges = null);

/// <param name="Type">text, mention, emote, cheermote or link.</param>
public sealed record WirePart(string Type, string Text, string? Id = null);

/// <param name="Micros">Millionths of the currency's unit.</param>
public sealed record WirePaid(long? Micros, string? Currency, string Display);

/// <param name="Scope">message, viewer or channel.</param>
/// <param name="Rule">Set when a rule of the show hid it on its desks and screens by itself: the kind of mark (slur, scam...). Its platform shows it.</param>
public sealed record WireRemoval(DateTimeOffset At, string? By, string? Reason, string Scope, string? Rule = null);

/// <param name="Kind">sub, resub, gift-wave, gift, raid and so on; what is not known is other, with the platform's own name in about.</param>
/// <param name="Level">Twitch: prime, 1000, 2000, 3000. YouTube: the level's name.</param>
/// <param name="Wave">What a wave and its gifts have in common.</param>
/// <param name="Words">The platform's own sentence.</param>
public sealed record WireEvent(
    string Kind, int? Count = null, int? Months = null, int? Streak = null, string? Level = null, string? Wave = null, string? OtherId = null, string? OtherName = null, string? About = null, WirePaid? Amount = null, string? Words = null);
