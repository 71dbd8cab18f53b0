using LiveConsole.Domain.Listening;
using LiveConsole.Tools.Listening;

// train learns the weights and writes them, lists writes the word lists, evaluate prints the table, check cross-validates the learning, compare learns it in several orders, speed says what judging costs, score judges lines of standard input.
const int Seed = 1969;
try
{
    switch (args)
    {
        case ["train"]: Train(); return 0;
        case ["evaluate"]: Evaluation.Run(Console.Out, Shipped(), Seed); return 0;
        case ["look", .. var more]: Evaluation.Look(Console.Out, Shipped(), Seed, more is ["rows"]); return 0;
        case ["check", .. var more]: CrossValidation.Run(Console.Out, Seed, more is ["rows"]); return 0;
        case ["compare", .. var times]: Comparison.Run(Console.Out, Seed, times is [var n] ? int.Parse(n, System.Globalization.CultureInfo.InvariantCulture) : 3); return 0;
        case ["lists"]: Lists(); return 0;
        case ["safety", .. var show]: SafetyEvaluation.Run(Console.Out, show.FirstOrDefault()); return 0;
        case ["speed"]: Speed.Run(Console.Out); return 0;
        case ["marks"]: SafetyLook.Run(Console.In, Console.Out); return 0;
        case ["score"]:
            for (var line = Console.In.ReadLine(); line is not null; line = Console.In.ReadLine())
                Console.WriteLine($"{QuestionJudge.Judge(line, ShowVocabulary.None).Score:0.00} {line}");
            return 0;
        default:
            Console.Error.WriteLine("tests/listening [train|lists|look|evaluate|check|compare|safety|speed|score|marks]");
            return 2;
    }
}
catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
{
    Console.Error.WriteLine(missing.Message);
    return 1;
}

static void Lists()
{
    var path = Path.GetFullPath(Path.Combine(Corpus.Folder(), WordListPress.Shipped));
    var made = WordListPress.Press();
    using (var file = File.Create(path)) SafetyLists.Write(file, made);
    Console.WriteLine($"{path}: {made.Count(l => l == '\n')} lines, {new FileInfo(path).Length / 1024} KiB");
}

static void Train()
{
    var samples = Corpus.Questions(Seed);
    var question = QuestionTrainer.Train(samples, Seed, asks: false);
    var asks = QuestionTrainer.Train(Corpus.Questions(Seed, asks: true), Seed, asks: true);
    Console.WriteLine($"question models learned from {samples.Count} rows");
    var (language, languageBias) = LanguageTrainer.Train([.. Corpus.LanguageSamples(), .. Corpus.LanguageExtras(Seed)], Seed);
    using (var file = File.Create(Resource())) Weights.Write(file, question, asks, LanguageTrainer.Languages, languageBias, language);
    Console.WriteLine($"{Resource()}: {new FileInfo(Resource()).Length / 1024} KiB");
}

// The file, not what this program was built with: it may just have been made.
static Weights Shipped()
{
    using var file = File.OpenRead(Resource());
    return Weights.Read(file);
}

static string Resource() => Path.GetFullPath(Path.Combine(Corpus.Folder(), "../../src/LiveConsole.Domain/Listening/listening.weights"));
