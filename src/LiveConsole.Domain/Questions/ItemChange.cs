using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Questions;

/// <summary>
/// One field of an item getting a value. A verb's entry carries the changes it makes; undo carries the same fields with what
/// stood before. <see cref="Field"/> names the field for undo and for the refusal's words.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(StandingIs), "standing")]
[JsonDerivedType(typeof(WordingIs), "wording")]
[JsonDerivedType(typeof(NameIs), "name")]
[JsonDerivedType(typeof(NoteIs), "note")]
[JsonDerivedType(typeof(TagsAre), "tags")]
[JsonDerivedType(typeof(TopicIs), "topic")]
[JsonDerivedType(typeof(OnlyNowIs), "onlyNow")]
[JsonDerivedType(typeof(ApprovalsAre), "approvals")]
[JsonDerivedType(typeof(ShownIs), "shown")]
[JsonDerivedType(typeof(KindIs), "kind")]
[JsonDerivedType(typeof(ClaimIs), "claim")]
public abstract record ItemChange
{
    [JsonIgnore]
    public abstract string Field { get; }

    /// <returns>The item with this field's value. Place in the rundown is kept by the show's state.</returns>
    public abstract Item ApplyTo(Item item);

    /// <returns>The change that gives this field back what it has in <paramref name="item"/>.</returns>
    /// <param name="place">The item's place in the rundown now, 1 is NEXT; null when not queued.</param>
    public abstract ItemChange BeforeIn(Item item, int? place);
}

/// <summary>Stage, place, mark and reason are one field: they change together.</summary>
/// <param name="Place">1 is NEXT; beyond the end means last. Null with stage queued: where it stands already, else last.</param>
public sealed record StandingIs(Stage Stage, int? Place = null, Mark Mark = Mark.None, DateTimeOffset? MarkedAt = null,
    TimeSpan? WasOnAirFor = null, DismissReason Dismissed = DismissReason.None, DateTimeOffset? AiredAt = null) : ItemChange
{
    public const string Name = "standing";

    public override string Field => Name;

    /// <summary>Undoing a removal gives the old place back, never the air: what was on air becomes NEXT (desks.md, section 4).</summary>
    public StandingIs OffAir() => Stage == Stage.OnAir ? this with { Stage = Stage.Queued, Place = 1 } : this;

    public override Item ApplyTo(Item item) => item with
    {
        WasApproved = Stage switch
        {
            Stage.Approved or Stage.Queued or Stage.OnAir => true,
            Stage.New or Stage.Answered => false,
            _ => item.WasApproved,
        },
        Stage = Stage,
        Mark = Mark,
        MarkedAt = MarkedAt,
        WasOnAirFor = WasOnAirFor,
        Dismissed = Dismissed,
        AiredAt = AiredAt ?? item.AiredAt,
    };

    // A change that leaves the place alone is put back without touching it: others may have moved it meanwhile.
    public override ItemChange BeforeIn(Item item, int? place) =>
        new StandingIs(item.Stage, item.Stage == Stage.Queued && this is { Stage: Stage.Queued, Place: null } ? null : place, item.Mark, item.MarkedAt, item.WasOnAirFor, item.Dismissed, item.AiredAt);
}

/// <param name="Language">"fr" or "en": each language is a field of its own.</param>
public sealed record WordingIs(string Language, string? Words) : ItemChange
{
    public override string Field => "wording." + Language;

    public override Item ApplyTo(Item item) => item with { Wording = Language == "fr" ? item.Wording with { Fr = Words } : item.Wording with { En = Words } };

    public override ItemChange BeforeIn(Item item, int? place) => this with { Words = Language == "fr" ? item.Wording.Fr : item.Wording.En };
}

public sealed record NameIs(ShownName Name) : ItemChange
{
    public override string Field => "name";

    public override Item ApplyTo(Item item) => item with { Name = Name };

    public override ItemChange BeforeIn(Item item, int? place) => new NameIs(item.Name);
}

public sealed record NoteIs(string? Note) : ItemChange
{
    public override string Field => "note";

    public override Item ApplyTo(Item item) => item with { Note = Note };

    public override ItemChange BeforeIn(Item item, int? place) => new NoteIs(item.Note);
}

public sealed record TagsAre(ImmutableArray<string> Tags) : ItemChange
{
    public override string Field => "tags";

    public override Item ApplyTo(Item item) => item with { Tags = Tags };

    public override ItemChange BeforeIn(Item item, int? place) => new TagsAre(item.Tags);

    public bool Equals(TagsAre? other) => other is not null && Tags.AsSpan().SequenceEqual(other.Tags.AsSpan());

    public override int GetHashCode() => Tags.Length;
}

public sealed record TopicIs(string? Topic) : ItemChange
{
    public override string Field => "topic";

    public override Item ApplyTo(Item item) => item with { Topic = Topic };

    public override ItemChange BeforeIn(Item item, int? place) => new TopicIs(item.Topic);
}

public sealed record OnlyNowIs(bool OnlyNow) : ItemChange
{
    public override string Field => "onlyNow";

    public override Item ApplyTo(Item item) => item with { OnlyNow = OnlyNow };

    public override ItemChange BeforeIn(Item item, int? place) => new OnlyNowIs(item.OnlyNow);
}

/// <param name="Approved">The wording that may go on air by them; null when they are not enough.</param>
public sealed record ApprovalsAre(ImmutableArray<Approval> Approvals, Wording? Approved = null) : ItemChange
{
    public override string Field => "approvals";

    public override Item ApplyTo(Item item) => item with { Approvals = Approvals, ApprovedWording = Approved };

    public override ItemChange BeforeIn(Item item, int? place) => new ApprovalsAre(item.Approvals, item.ApprovedWording);

    public bool Equals(ApprovalsAre? other) => other is not null && Approved == other.Approved && Approvals.AsSpan().SequenceEqual(other.Approvals.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Approvals.Length, Approved);
}

public sealed record KindIs(ItemKind Kind) : ItemChange
{
    public override string Field => "kind";

    public override Item ApplyTo(Item item) => item with { Kind = Kind };

    public override ItemChange BeforeIn(Item item, int? place) => new KindIs(item.Kind);
}

/// <param name="Claim">Null: given back.</param>
public sealed record ClaimIs(Claim? Claim) : ItemChange
{
    public override string Field => "claim";

    public override Item ApplyTo(Item item) => item with { Claim = Claim };

    public override ItemChange BeforeIn(Item item, int? place) => new ClaimIs(item.Claim);
}

/// <summary>Whose message's words and name are shown.</summary>
public sealed record ShownIs(MessageRef? Message, string Text) : ItemChange
{
    public override string Field => "shown";

    // The language goes with the words.
    public override Item ApplyTo(Item item) => item with
    {
        Shown = Message, Text = Text, Language = Message is { } shown && shown != item.Shown ? item.Asks.FirstOrDefault(a => a.Message == shown)?.Language : item.Language,
    };

    public override ItemChange BeforeIn(Item item, int? place) => new ShownIs(item.Shown, item.Text);
}
