using BenchmarkDotNet.Attributes;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Benchmarks;

/// <summary>Text to judgement; one operation is one message. The aim: 50,000 a second on one core (20 µs), under 1 KB each.</summary>
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
        foreach (var text in Texts) questions += QuestionJudge.Judge(text, Show).Question ? 1 : 0;
        return questions;
    }
}
