using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Night;

/// <summary>
/// Who writes which message. In every stream one person in two writes once and the busiest hundredth writes 18 % of all;
/// each is there for a time and then leaves.
/// </summary>
internal sealed class People
{
    /// <summary>Messages a person, on average: 428,000 of 46,000.</summary>
    private const double MessagesEach = 9.3;

    private readonly int[][] _authors = new int[Flow.Streams][];
    private readonly bool[][] _first = new bool[Flow.Streams][];
    private readonly Author?[][] _known = new Author?[Flow.Streams][];
    private readonly int _seed;

    public People(Flow flow, int seed)
    {
        _seed = seed;
        for (var stream = 0; stream < Flow.Streams; stream++)
        {
            var dice = new Dice(Dice.Mix((ulong)seed, "people") + (ulong)stream);
            var counts = Counts(flow.Total(stream), dice);
            _known[stream] = new Author?[counts.Length];
            _authors[stream] = Seats(counts, flow.Total(stream), dice);
            _first[stream] = Firsts(_authors[stream], counts.Length);
        }
    }

    public int Of(int stream) => _known[stream].Length;

    /// <summary>The number of the person who wrote the stream's message at this place. The lowest numbers write most.</summary>
    public int NumberAt(int stream, int place) => _authors[stream][place];

    public bool FirstAt(int stream, int place) => _first[stream][place] && IsFirstTimer(stream, _authors[stream][place]);

    public Author AuthorAt(int stream, int place) => Get(stream, _authors[stream][place]);

    public Author Get(int stream, int number) => _known[stream][number] ??= Names.Author(Flow.ChannelOf(stream), Flow.TongueOf(stream), number, Chance(stream, number));

    /// <summary>One viewer in eight of the shared hours sits in the partner's room.</summary>
    public bool IsPartners(int stream, int number) => Dice.Mix(Chance(stream, number), 7) % 8 == 0 && number > 3;

    /// <summary>Three people in eight come for the first time.</summary>
    private bool IsFirstTimer(int stream, int number) => Dice.Mix(Chance(stream, number), 3) % 100 < 38;

    private ulong Chance(int stream, int number) => Dice.Mix(Dice.Mix((ulong)_seed, "person"), (ulong)stream, (ulong)number);

    private static int[] Counts(int messages, Dice dice)
    {
        var people = Math.Max(1, (int)Math.Round(messages / MessagesEach));
        var busiest = (int)Math.Round(people * 0.01);
        var once = people / 2;
        var others = people - busiest - once;
        var counts = new int[people];
        Fill(counts.AsSpan(0, busiest), (int)(messages * 0.18), 0.25, dice);
        Fill(counts.AsSpan(busiest, others), messages - (int)(messages * 0.18 * Math.Sign(busiest)) - once, 0.65, dice);
        counts.AsSpan(busiest + others).Fill(1);
        return counts;
    }

    private static void Fill(Span<int> counts, int messages, double spread, Dice dice)
    {
        if (counts.IsEmpty) return;
        var weights = new double[counts.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = Math.Exp(spread * Math.Clamp(dice.Normal(), -2.2, 2.2));
        var scale = Math.Max(0, messages - 2 * counts.Length) / weights.Sum();
        for (var i = 0; i < counts.Length; i++) counts[i] = 2 + (int)(weights[i] * scale + dice.Unit());
    }

    // Everybody throws their messages into their own part of the evening; sorted, the throws say who writes next.
    private static int[] Seats(int[] counts, int messages, Dice dice)
    {
        var sum = counts.Sum();
        var seats = new int[sum];
        var places = new float[sum];
        var at = 0;
        for (var person = 0; person < counts.Length; person++)
        {
            var stay = counts[person] > 60 ? 0.6 + 0.4 * dice.Unit() : 0.02 * Math.Pow(25, dice.Unit());
            var middle = dice.Unit();
            for (var i = 0; i < counts[person]; i++, at++)
            {
                var place = Math.Abs(middle + stay * (dice.Unit() - 0.5));
                places[at] = (float)(place > 1 ? 2 - place : place);
                seats[at] = person;
            }
        }

        Array.Sort(places, seats);
        if (sum == messages) return seats;
        var fitted = new int[messages];
        for (var i = 0; i < messages; i++) fitted[i] = sum == 0 ? 0 : seats[(int)((long)i * sum / messages)];
        return fitted;
    }

    private static bool[] Firsts(int[] authors, int people)
    {
        var seen = new bool[people];
        var firsts = new bool[authors.Length];
        for (var i = 0; i < authors.Length; i++)
        {
            firsts[i] = !seen[authors[i]];
            seen[authors[i]] = true;
        }

        return firsts;
    }
}
