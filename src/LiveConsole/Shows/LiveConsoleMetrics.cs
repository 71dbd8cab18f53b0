using System.Diagnostics.Metrics;

namespace LiveConsole.Shows;

/// <summary>What the program counts. Names and units are contract; few tag values.</summary>
public sealed class LiveConsoleMetrics
{
    private readonly Counter<long> _messages;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _unjudged;

    public LiveConsoleMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("LiveConsole");
        _messages = meter.CreateCounter<long>("liveconsole.chat.messages", "{message}", "Messages journaled");
        _duplicates = meter.CreateCounter<long>("liveconsole.chat.duplicates", "{message}", "Messages that were in the journal already");
        _unjudged = meter.CreateCounter<long>("liveconsole.listening.unjudged", "{message}", "Messages that passed before they were judged");
    }

    public void Messages(int count) => _messages.Add(count);

    public void Duplicates(int count) => _duplicates.Add(count);

    public void Unjudged(int count)
    {
        if (count > 0) _unjudged.Add(count);
    }
}
