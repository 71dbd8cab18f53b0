using System.Collections.Immutable;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Posts;

/// <summary>The show's posts: a fold of the journal, immutable and bounded.</summary>
public sealed record PostBook
{
    public const int Most = 200;

    public const int Keys = 4;

    public static PostBook Empty { get; } = new();

    public int LastNumber { get; init; }

    public ImmutableSortedDictionary<int, Post> All { get; init; } = ImmutableSortedDictionary<int, Post>.Empty;

    public static PostBook Of(int last, IEnumerable<Post> posts) => new() { LastNumber = last, All = posts.ToImmutableSortedDictionary(p => p.Number, p => p) };

    public Post? Find(int number) => All.GetValueOrDefault(number);

    /// <summary>The armed one under a key.</summary>
    public Post? Under(int key) => All.Values.FirstOrDefault(p => p.Armed?.Key == key);

    /// <summary>The lowest key that nothing armed has; what is armed keeps its own until it is gone.</summary>
    public int? FreeKey => Enumerable.Range(1, Keys).Select(k => (int?)k).FirstOrDefault(k => Under(k!.Value) is null);

    /// <summary>Armed for a moment of this word.</summary>
    public IEnumerable<Post> ArmedFor(string moment) => All.Values.Where(p => p.Armed is not null && IsFor(p, moment));

    /// <summary>When the next scheduled post is due; null: none runs.</summary>
    public DateTimeOffset? NextSlotAt => All.Values.Min(p => p.Schedule?.Next);

    public static bool IsFor(Post post, string moment) => post.Written.Moment is { } word && string.Equals(word.Trim(), moment.Trim(), StringComparison.OrdinalIgnoreCase);

    public PostBook With(int number, PostWritten written, Stamp by) => this with
    {
        LastNumber = Math.Max(LastNumber, number),
        All = All.SetItem(number, Find(number) is { } was ? was with { Written = written, Version = was.Version + 1, Last = by } : new Post(number, written, 1, by)),
    };

    public PostBook Without(int number) => this with { All = All.Remove(number) };

    public PostBook Armed(int number, int? key, Stamp by) => Changed(number, by, p => p with { Armed = new PostArming(by.By, by.At, key) });

    public PostBook Scheduled(int number, DateTimeOffset first, Stamp by) =>
        Changed(number, by, p => p with { Schedule = new PostSchedule(by.Action, by.By, by.At, 1, first), Stopped = PostPause.None });

    /// <summary>What waited is no longer ready: neither its moment, nor its key, nor its schedule posts it.</summary>
    public PostBook Stopped(IEnumerable<int> numbers, Stamp by) => numbers.Aggregate(this, (book, n) => book.Changed(n, by, p => p with
    {
        Armed = null,
        Schedule = null,
        Stopped = p.Schedule is null ? p.Stopped : PostPause.ByHand,
    }));

    public PostBook Fired(int number, PostSending sent, DateTimeOffset? next, Stamp by) => Changed(number, by, p => p with
    {
        Sent = sent,
        Armed = sent.Slot is null ? null : p.Armed,
        Schedule = sent.Slot is not null && next is { } at && p.Schedule is { } s ? s with { Slot = s.Slot + 1, Next = at, Passed = PostPause.None } : p.Schedule,
    });

    public PostBook Passed(int number, DateTimeOffset next, PostPause why) => Find(number) is not { Schedule: { } s } post ? this
        : this with { All = All.SetItem(number, post with { Schedule = s with { Slot = s.Slot + 1, Next = next, Passed = why } }) };

    /// <summary>What repeats by itself stops, whoever began the critical minutes or held the show: a person starts it again (desks.md, section 4).</summary>
    public PostBook Paused(PostPause why) => All.Values.All(p => p.Schedule is null) ? this : this with
    {
        All = All.Values.Where(p => p.Schedule is not null).Aggregate(All, (all, p) => all.SetItem(p.Number, p with { Schedule = null, Stopped = why, Version = p.Version + 1 })),
    };

    private PostBook Changed(int number, Stamp by, Func<Post, Post> change) =>
        Find(number) is not { } post ? this : this with { All = All.SetItem(number, change(post) with { Version = post.Version + 1, Last = by }) };
}
