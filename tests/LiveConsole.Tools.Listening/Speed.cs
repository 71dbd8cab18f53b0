using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Listening;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Testing;

namespace LiveConsole.Tools.Listening;

/// <summary>What judging costs on real chats, by processor time, so that a busy machine tells nearly the same: microseconds and heap a message, the slowest chat last.</summary>
internal static class Speed
{
    private const int Most = 30_000;

    public static void Run(TextWriter to)
    {
        var chats = SafetyEvaluation.Chats.Select(name => (Name: name, Messages: Read(name))).Where(c => c.Messages.Count > 0).ToList();
        // For the compiler, which makes better code of what it has seen run.
        for (var pass = 0; pass < 3; pass++) foreach (var (_, messages) in chats) foreach (var message in messages.Take(6_000)) MessageJudge.Judge(message, ShowVocabulary.None);
        foreach (var (name, messages) in chats)
        {
            var (whole, heap) = Cost(messages, m => MessageJudge.Judge(m, ShowVocabulary.None));
            var (asked, _) = Cost(messages, m => QuestionJudge.Judge(m, ShowVocabulary.None));
            var (safe, _) = Cost(messages, m => SafetyJudge.Judge(m, SafetyLexicon.Usual, null));
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {name,-44} {messages.Count,6} messages of {messages.Average(m => m.Text.Length),3:0} characters: {whole,5:0.0} µs (question and language {asked,4:0.0}, marks {safe,4:0.0}), {heap,4:0} bytes; {1e6 / whole,7:0} a second on one core"));
        }
    }

    /// <returns>Of three passes the cheapest, a message.</returns>
    private static (double Micros, double Bytes) Cost(List<ChatMessage> messages, Action<ChatMessage> judge)
    {
        var (best, bytes) = (double.MaxValue, 0d);
        for (var pass = 0; pass < 3; pass++)
        {
            var (cpu, heap) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
            foreach (var message in messages) judge(message);
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / messages.Count);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - heap) / (double)messages.Count;
        }

        return (best, bytes);
    }

    private static List<ChatMessage> Read(string name) => RealData.Find($"chat/{name}.jsonl.gz") is not { } file ? []
        : [.. Recordings.Read(file).Select(l => l.Line).OfType<ParsedLine.Read>().Select(r => r.Line).OfType<RecordedMessage>().Select(m => m.Message).Where(m => m.Text.Length > 0).Take(Most)];
}
