using LiveConsole.Domain.Chat;
using LiveConsole.Shows;

namespace LiveConsole.Features.Moderate;

/// <summary>What kind of messages a feed is narrowed to.</summary>
public enum FeedKind { Any, Questions, Paid, Members, Events, Crew }

/// <summary>What the feed's bar narrows it to; nothing pressed: all of it.</summary>
/// <param name="Platform">Only this one's.</param>
/// <param name="Languages">Only these; <see cref="Others"/> is every other language and what none was told of (a row of emotes).</param>
public sealed record FeedFilter(string? Platform = null, FeedKind Kind = FeedKind.Any, IReadOnlyCollection<string>? Languages = null)
{
    public const string Others = "..";

    /// <summary>The two that this program's crews work in; the rest share one button.</summary>
    public static IReadOnlyList<string> Choices { get; } = ["fr", "en", Others];

    public static FeedFilter None { get; } = new();

    /// <summary>Its rows are told apart here, not by the journal: pages are read until enough fit.</summary>
    public bool Sifts => Kind != FeedKind.Any || Languages is { Count: > 0 };

    public bool IsOn => Sifts || Platform is not null;

    public bool Has(string language) => Languages?.Contains(language) == true;

    public FeedFilter Toggle(string language) => this with { Languages = Has(language) ? [.. Languages!.Where(l => l != language)] : [.. Languages ?? [], language] };

    public bool Fits(SeenMessage row) =>
        (Platform is null || row.Message.Platform == Platform) && OfKind(row)
        && (Languages is not { Count: > 0 } || IsWordless(row.Message.Kind) || Languages.Contains(row.Judgement?.Language is { } said && Choices.Contains(said) ? said : Others));

    // The platform's own words, or none: whichever language somebody reads, a gift or a raid is for them.
    private static bool IsWordless(MessageKind kind) => kind is MessageKind.Sticker or MessageKind.Member or MessageKind.Gift or MessageKind.Raid or MessageKind.Announcement or MessageKind.Notice;

    private bool OfKind(SeenMessage row) => Kind switch
    {
        FeedKind.Questions => row.Judgement?.Question == true,
        FeedKind.Paid => row.Message is { Paid: not null } or { Bits: not null } or { Kind: MessageKind.Paid or MessageKind.Sticker },
        FeedKind.Members => row.Message.Kind is MessageKind.Member or MessageKind.Gift,
        FeedKind.Events => row.Message.Kind is MessageKind.Raid or MessageKind.Announcement or MessageKind.Notice,
        FeedKind.Crew => row.Message.Author.Roles.Any(r => r is "broadcaster" or "moderator" or "staff"),
        _ => true,
    };
}
