namespace LiveConsole.Journal.Archive;

/// <summary>
/// An entry as a store keeps it, not read: what an archive carries, so that what is restored is what was, to the byte, also where it is
/// of a type that this program does not know.
/// </summary>
/// <param name="Payload">The entry's JSON in UTF-8, as it was written.</param>
/// <param name="Actor">JSON in UTF-8, as it was written; empty: nobody.</param>
/// <param name="Batch">Id of the batch that begins with this entry; null: it belongs to the batch of the entry before.</param>
public sealed record RawEntry(long Sequence, DateTimeOffset At, string Type, int Version, bool Skippable, bool Desk, ReadOnlyMemory<byte> Payload,
    Guid? Command = null, string? Verb = null, ReadOnlyMemory<byte> Actor = default, Guid? Batch = null)
{
    internal int Flags => (Skippable ? EntryRow.Skippable : 0) | (Desk ? EntryRow.Desk : 0);

    /// <summary>The same to the byte.</summary>
    public bool Equals(RawEntry? other) => other is not null
        && Sequence == other.Sequence && At == other.At && Type == other.Type && Version == other.Version && Skippable == other.Skippable && Desk == other.Desk
        && Command == other.Command && Verb == other.Verb && Batch == other.Batch && Payload.Span.SequenceEqual(other.Payload.Span)
        && Actor.Span.SequenceEqual(other.Actor.Span);

    public override int GetHashCode() => HashCode.Combine(Sequence, At, Type);

    public override string ToString() => $"{Sequence} {Type} {Version}";
}
