using LiveConsole.Domain.Chat;

namespace LiveConsole.Api.Wire;

/// <summary>
/// A message that is brought in from any other source: this is its description for /openapi/v1.json; <see cref="IntakeFormat"/> reads it. More of a message's members may
/// be there, so that what was exported can be sent.
/// </summary>
/// <param name="Platform">The source's own name: 1 to 30 lower-case letters, digits and hyphens; not twitch or youtube.</param>
/// <param name="Id">The source's own id of the message: platform and id together are one message, however often it is sent.</param>
/// <param name="SentAt">When it was sent; now when left out.</param>
/// <param name="Channel">Where the source has several; the source's name when left out.</param>
/// <param name="Kind">text when left out.</param>
/// <param name="Removed">The source has taken it back: send the message again with this, and it is struck.</param>
public sealed record WireIntakeMessage(
    string Platform, string Id, string Text, WireIntakeAuthor Author, DateTimeOffset? SentAt = null, string? Channel = null, string? Kind = null, string? ReplyTo = null, WireIntakeRemoval? Removed = null);

/// <summary>One of the two is enough.</summary>
/// <param name="Id">The source's own key of who wrote; the name where there is none.</param>
public sealed record WireIntakeAuthor(string? Name = null, string? Id = null);

public sealed record WireIntakeRemoval(DateTimeOffset At, string? By = null, string? Reason = null);

/// <summary>What became of an intake call. All that was accepted is on disk by now.</summary>
/// <param name="Accepted">New messages.</param>
/// <param name="Duplicate">Known already.</param>
/// <param name="Refused">Rows that were not taken, and why.</param>
public sealed record WireIntake(int Accepted, int Duplicate, IReadOnlyList<WireRefusedRow> Refused);

/// <param name="Index">Place in the call, from 0.</param>
/// <param name="Reason">In a sentence.</param>
public sealed record WireRefusedRow(int Index, string Reason);
