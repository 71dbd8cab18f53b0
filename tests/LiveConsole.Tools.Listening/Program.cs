using LiveConsole.Domain.Listening;
using LiveConsole.Tools.Listening;

// train learns the weights and writes them, evaluate prints the table, check cross-validates the learning, score judges lines of standard input.
const int Seed = 1969;
try
{
    switch (args)
    {
        case ["train"]: Train(); return 0;
        case ["evaluate"]: Evaluation.Run(Console.Out, Weights.Shipped, Seed); return 0;
        case ["check"]: CrossValidation.Run(Console.Out, Seed); return 0;
        case ["score"]:
            for (var line = Console.In.ReadLine(); line is not null; line = Console.In.ReadLine())
                Console.WriteLine($"{QuestionJudge.Judge(line, ShowVocabulary.None).Score:0.00} {line}");
            return 0;
        default:
            Console.Error.WriteLine("tests/listening [train|evaluate|check|score]");
            return 2;
    }
}
catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
{
    Console.Error.WriteLine(missing.Message);
    return 1;
}

static void Train()
{
    var (question, bias) = QuestionTrainer.Train(Corpus.Questions(Seed), Seed);
    Console.WriteLine("question model learned");
    var (language, languageBias) = LanguageTrainer.Train([.. Corpus.LanguageSamples(), .. Corpus.LanguageExtras(Seed)], Seed);
    var path = Path.GetFullPath(Path.Combine(Corpus.Folder(), "../../src/LiveConsole.Domain/Listening/listening.weights"));
    using (var file = File.Create(path)) Weights.Write(file, bias, question, LanguageTrainer.Languages, languageBias, language);
    Console.WriteLine($"{path}: {new FileInfo(path).Length / 1024} KiB");
}
