using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;

namespace LiveConsole.Features.Posts;

/// <summary>How a post goes out: by a press, with a moment, again and again.</summary>
public enum PostTie { Hand, Moment, Clock }

/// <summary>A chat of the show, and what it gets of a post; null: nothing.</summary>
public sealed class PostChatField(string platform, string channel)
{
    public string Platform { get; } = platform;

    public string Channel { get; } = channel;

    public PostLanguage? Language { get; set; } = PostLanguage.Show;
}

/// <summary>The form of a post while it is written.</summary>
public sealed class PostFields
{
    public int? Number { get; private init; }

    /// <summary>The version it was opened on.</summary>
    public int Seen { get; private init; }

    public string Name { get; set; } = "";
    public PostKind Kind { get; set; }
    public string Fr { get; set; } = "";
    public string En { get; set; } = "";
    public string ChoicesFr { get; set; } = "";
    public string ChoicesEn { get; set; } = "";
    public bool HasOther { get; set; }
    public string OtherFr { get; set; } = "";
    public string OtherEn { get; set; } = "";
    public string Login { get; set; } = "";
    public string Color { get; set; } = "";
    public int Seconds { get; set; } = PostWritten.PollLasts;
    public PostTie Tie { get; set; }
    public string Moment { get; set; } = "";
    public int Minutes { get; set; } = 20;
    public IReadOnlyList<PostChatField> Chats { get; private init; } = [];

    public static PostFields New(ShowSettings? settings) => new() { Chats = ChatsOf(settings, null) };

    public static PostFields Of(Post post, ShowSettings? settings)
    {
        var w = post.Written;
        return new PostFields
        {
            Number = post.Number,
            Seen = post.Version,
            Name = w.Name,
            Kind = w.Kind,
            Fr = w.Text.Fr,
            En = w.Text.En,
            ChoicesFr = string.Join('\n', w.Text.ChoicesFr),
            ChoicesEn = string.Join('\n', w.Text.ChoicesEn),
            HasOther = w.Other is not null,
            OtherFr = w.Other?.Fr ?? "",
            OtherEn = w.Other?.En ?? "",
            Login = w.Login ?? "",
            Color = w.Color ?? "",
            Seconds = w.Seconds,
            Tie = w.Moment is not null ? PostTie.Moment : w.Every is not null ? PostTie.Clock : PostTie.Hand,
            Moment = w.Moment ?? "",
            Minutes = (int?)w.Every?.TotalMinutes ?? 20,
            Chats = ChatsOf(settings, w),
        };
    }

    public PostWritten Written => new(Name, Kind, new(Fr, En, Lines(ChoicesFr, Kind), Lines(ChoicesEn, Kind)),
        // A poll's second ending asks something else with the same choices; a schedule has none.
        HasOther && Tie != PostTie.Clock && Kind != PostKind.ShoutOut ? new(OtherFr, OtherEn, Lines(ChoicesFr, Kind), Lines(ChoicesEn, Kind)) : null,
        Chats.All(c => c.Language == PostLanguage.Show) ? [] : [.. Chats.Where(c => c.Language is not null).Select(c => new PostChat(c.Platform, c.Channel, c.Language!.Value))],
        Tie == PostTie.Moment ? Moment : null, Tie == PostTie.Clock ? TimeSpan.FromMinutes(Minutes) : null,
        Kind == PostKind.Announcement && Color.Length > 0 ? Color : null, Kind == PostKind.ShoutOut ? Login : null, Seconds);

    private static List<PostChatField> ChatsOf(ShowSettings? settings, PostWritten? written) =>
    [
        .. (settings?.Channels ?? []).Where(c => PlatformDeeds.Can(c.Platform, DeedKind.Post)).Select(c => new PostChatField(c.Platform, c.Name)
        {
            Language = written is null || written.To.IsEmpty ? PostLanguage.Show : written.To.FirstOrDefault(t => t.Platform == c.Platform && t.Channel == c.Name)?.Language,
        }),
    ];

    private static System.Collections.Immutable.ImmutableArray<string> Lines(string text, PostKind kind) =>
        kind == PostKind.Poll ? [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [];
}
