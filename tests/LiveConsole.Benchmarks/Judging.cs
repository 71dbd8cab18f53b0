using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Benchmarks;

/// <summary>Text to judgement, and copies folded; one operation is one message. The aim of judging: 50,000 a second on one core (20 µs), under 1 KB each.</summary>
[MemoryDiagnoser]
public class Judging
{
    private static readonly string[] Texts =
    [
        "🚀🚀🚀", "LETS GOOOO", "mdr", "bonsoir à tous depuis Lyon !", "c koi la temperature au sol ?", "@tibo_lac non c'est du direct", "KEKW KEKW",
        "à quelle heure est prévu l'atterrissage, heure de Paris ?", "how long does the signal take to come back to us?", "je pleure",
        "Watching from a night shift, whole ward is around one phone, greetings to everyone in the control room tonight", "おめでとう",
    ];

    private static readonly ShowVocabulary Show = new(hosts: ["maud", "idris"], watchWords: ["son"]);

    [Benchmark(OperationsPerInvoke = 12)]
    public int Judge()
    {
        var questions = 0;
        foreach (var text in Texts) questions += MessageJudge.Judge(text, Show).Question ? 1 : 0;
        return questions;
    }

    private static readonly ChatMessage[] Said = [.. Enumerable.Range(0, Newest).Select(i => new ChatMessage("twitch", "agency", $"m{i}",
        DateTimeOffset.UnixEpoch.AddMilliseconds(i), DateTimeOffset.UnixEpoch.AddMilliseconds(i), new Author($"v{i % 700}", "Ayşe"), Texts[i % Texts.Length] + (i % 3 == 0 ? $" {i}" : "")))];

    private static readonly FeedLog Known = Log();

    private const int Newest = 4_000;

    private static FeedLog Log() => Said.Select((m, i) => new FeedRow(i + 1, m)).Aggregate(FeedLog.Empty, (log, row) => log.Append(row));

    /// <summary>What the first reader of a snapshot pays, of which most rows were in the one before; at most 20 times a second.</summary>
    [Benchmark(OperationsPerInvoke = Newest)]
    public CopyFold? Fold() => CopyFolds.Of(Known, Newest, ImmutableDictionary<long, Removal>.Empty).Of(Newest);

    /// <summary>Rows that nobody has looked at yet.</summary>
    [Benchmark(OperationsPerInvoke = Newest)]
    public CopyFold? KeyAndFold() => CopyFolds.Of(Log(), Newest, ImmutableDictionary<long, Removal>.Empty).Of(Newest);
}
