using System.Diagnostics.Metrics;

namespace LiveConsole.Shows;

/// <summary>What the program counts. Names and units are contract; few tag values.</summary>
public sealed class LiveConsoleMetrics
{
    private readonly Counter<long> _messages;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _unjudged;
    private readonly Counter<long> _tries;
    private readonly Counter<long> _effects;
    private readonly Histogram<double> _effectTime;

    public LiveConsoleMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("LiveConsole");
        _messages = meter.CreateCounter<long>("liveconsole.chat.messages", "{message}", "Messages journaled");
        _duplicates = meter.CreateCounter<long>("liveconsole.chat.duplicates", "{message}", "Messages that were in the journal already");
        _unjudged = meter.CreateCounter<long>("liveconsole.listening.unjudged", "{message}", "Messages that passed before they were judged");
        _tries = meter.CreateCounter<long>("liveconsole.effects.tries", "{call}", "Calls to platforms by what they were answered");
        _effects = meter.CreateCounter<long>("liveconsole.effects.settled", "{effect}", "What was asked of platforms by what became of it");
        _effectTime = meter.CreateHistogram<double>("liveconsole.effects.duration", "s", "From being asked to being settled, in show time");
    }

    public void Messages(int count) => _messages.Add(count);

    public void Duplicates(int count) => _duplicates.Add(count);

    public void Unjudged(int count)
    {
        if (count > 0) _unjudged.Add(count);
    }

    public void EffectTried(string platform, string kind, string answer) => _tries.Add(1, new("platform", platform), new("kind", kind), new("answer", answer));

    public void EffectEnded(string platform, string kind, string outcome, TimeSpan after)
    {
        _effects.Add(1, new("platform", platform), new("kind", kind), new("outcome", outcome));
        _effectTime.Record(after.TotalSeconds, new KeyValuePair<string, object?>("platform", platform), new KeyValuePair<string, object?>("kind", kind));
    }
}
