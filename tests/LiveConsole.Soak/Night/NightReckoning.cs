using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Rehearsals;
using LiveConsole.Soak.Acting;

namespace LiveConsole.Soak.Night;

/// <summary>A night that was played: the debrief's figures counted again, from the generator's truth and from what the emulated platforms saw.</summary>
internal sealed class NightReckoning(RehearsalOptions wanted, PlayedProgramme programme, EmulatedPlatforms platforms, NightCrew crew)
{
    // As the debrief: an insult, a threat, a slur, hate.
    private const int Insult = 2;

    private readonly ActingReckoning _acting = new(platforms);
    private readonly Dictionary<MessageRef, TruthRow> _truth = [];
    private readonly Dictionary<MessageRef, (long Sequence, ChatMessage Message)> _came = [];
    private readonly Dictionary<ViewerRef, List<MessageRef>> _byViewer = [];
    private readonly Dictionary<long, long> _askedAt = [];
    private readonly Dictionary<string, int> _asks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _holds = new(StringComparer.Ordinal);
    private int _held, _gaps;

    public List<string> Wrong { get; } = [];

    public List<string> Figures { get; } = [];

    public async Task ReadAsync(IJournal journal, ShowId show)
    {
        var night = PlayedProgramme.NightOf(wanted, wanted.Ending);
        foreach (var row in night.Truth(programme.Start.AddMinutes(-31))) _truth[new MessageRef(row.Platform, row.Id)] = row;
        await foreach (var page in journal.ReadAsync(show, 0, null, default))
        {
            _acting.Read(page);
            foreach (var stored in page) Read(stored);
        }
    }

    public void Compare(Debrief debrief, ShowState state)
    {
        _acting.Compare();
        Wrong.AddRange(_acting.Wrong);
        Figures.AddRange(_acting.Figures());
        Tasks(debrief);
        HoldsAndPosts(debrief);
        Questions(debrief);
        Limits(state);
        Posts(state);
        if (debrief.Messages != _messages) Wrong.Add($"The debrief counts {debrief.Messages} messages; {_messages} are in the journal.");
        Figures.Add($"{_messages} messages in the journal, {platforms.Delivered} put on the wire, {platforms.NotSendable.Count} not sendable, {_gaps} gaps");
        Figures.Add($"{_held} held: {string.Join(", ", _holds.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key} {h.Value}"))}");
        Figures.Add($"debrief: {debrief.Pulled.Items} items withdrawn, {debrief.Pulled.OnAir} of them on air (dark after {debrief.Pulled.MedianSeconds:0.##} s), {debrief.NotSuitable.Length} not suitable aired, {debrief.WronglyGrouped.Length} wrongly grouped; {debrief.Incidents.Length} incidents");
    }

    private long _messages;

    private void Read(StoredEntry stored)
    {
        switch (stored.Entry)
        {
            case MessageArrived { Message: var message }:
                _messages++;
                Arrive(stored.Sequence, message);
                break;
            case EffectsRequested { Effects: var effects }:
                foreach (var effect in effects) _askedAt[effect.Id] = stored.Sequence;
                break;
            case MessageHeld:
                _held++;
                break;
            case HoldSettled settled:
                var how = $"{settled.Outcome} {(settled.By is null ? "by nobody" : settled.By is "Nora" or "Yanis" ? "here" : "elsewhere")}";
                _holds[how] = _holds.GetValueOrDefault(how) + 1;
                break;
            case GapRecorded:
                _gaps++;
                break;
        }
    }

    private void Arrive(long sequence, ChatMessage message)
    {
        var row = _truth.GetValueOrDefault(message.Ref);
        if (row is { Ask: true, Group: { } group }) _asks[group] = _asks.GetValueOrDefault(group) + 1;
        if (row is null && message.Paid is null && message.Bits is not > 0) return;
        _came[message.Ref] = (sequence, message);
        if (!_byViewer.TryGetValue(message.Viewer, out var all)) _byViewer[message.Viewer] = all = [];
        all.Add(message.Ref);
    }

    private void Tasks(Debrief debrief)
    {
        var gone = Gone();
        foreach (var task in debrief.Tasks)
        {
            var planted = _came.Where(c => !c.Value.Message.Backlog && Is(task.Name, c.Value.Message, _truth.GetValueOrDefault(c.Key))).Select(c => c.Key).ToHashSet();
            if (task.Planted != planted.Count) Wrong.Add($"Debrief, {task.Name}: {task.Planted} planted; {planted.Count} of the truth came.");
            if (task.Planted != task.Decided + task.Played + task.Gone + task.Missed) Wrong.Add($"Debrief, {task.Name}: {task} does not add up.");
            var removed = planted.Count(gone.Contains);
            // A lost answer, and then "not found": nobody can tell whose removal it was; the debrief says ours.
            var unsure = planted.Count(m => _acting.Unsure.Contains(m.Id));
            if (task.Removed < removed || task.Removed > removed + unsure) Wrong.Add($"Debrief, {task.Name}: {task.Removed} removed; the platforms saw {removed}.");
            var all = _truth.Values.Count(r => r.Platform is not "" && Is(task.Name, null, r));
            Figures.Add($"debrief, {task.Name}: planted {task.Planted} (of {all} in the night), decided {task.Decided}, by played colleagues {task.Played}, gone {task.Gone}, missed {task.Missed}, removed on the platform {task.Removed}, not removed {task.NotRemoved}");
        }
    }

    private void HoldsAndPosts(Debrief debrief)
    {
        var (holds, posts) = (debrief.Holds, debrief.Posts);
        var stand = platforms.Twitch.Calls.Posted.Values.Sum() + platforms.YouTube.Seen.Posts.Values.Sum();
        if (holds.Held != _held || holds.Decided + holds.Played + holds.Elsewhere + holds.RanOut != _holds.Values.Sum()) Wrong.Add($"Debrief: {holds}; {_held} are held in the journal, {_holds.Values.Sum()} settled.");
        if (stand < posts.Sent || stand > posts.Sent + posts.Unknown) Wrong.Add($"Debrief: {posts}; {stand} stand in the chats.");
        Figures.Add($"debrief: {holds}; {posts}");
    }

    private static bool Is(string task, ChatMessage? message, TruthRow? row) => task switch
    {
        "abuse" => row is { Abuse: >= Insult },
        "spam" => row is { Spam: true, Abuse: < Insult },
        "lead" => row is { Incident: "private-data" or "distress" },
        "paid" => message is { Paid: not null } or { Bits: > 0 },
        _ => false,
    };

    /// <summary>What the platforms' own counts say of messages: removed by a call; or their author was barred by one that was asked for after they came.</summary>
    private HashSet<MessageRef> Gone()
    {
        HashSet<MessageRef> gone = [];
        foreach (var (id, effect) in _acting.Asked)
        {
            switch (effect.Deed)
            {
                case RemoveDeed remove when effect.Platform == "twitch" ? platforms.Twitch.Calls.Removed.ContainsKey(remove.MessageId) : platforms.YouTube.Seen.Removed.Contains(remove.MessageId):
                    gone.UnionWith(_came.Values.Where(c => c.Message.Platform == effect.Platform && (c.Message.Id == remove.MessageId || c.Message.Copies.Contains(remove.MessageId))).Select(c => c.Message.Ref));
                    break;
                case BanDeed or TimeOutDeed when effect.Platform == "twitch" ? platforms.Twitch.Calls.Barred.ContainsKey(effect.Deed.Viewer!.Id) : platforms.YouTube.Seen.Bans.Values.Any(b => b.ChannelId == effect.Deed.Viewer!.Id):
                    gone.UnionWith((_byViewer.GetValueOrDefault(new ViewerRef(effect.Platform, effect.Deed.Viewer!.Id)) ?? []).Where(m => _came[m].Sequence < _askedAt[id]));
                    break;
            }
        }

        return gone;
    }

    private void Questions(Debrief debrief)
    {
        foreach (var question in debrief.Questions.Where(q => q.Asked != _asks.GetValueOrDefault(q.Group))) Wrong.Add($"Debrief, {question.Group}: asked {question.Asked} times; {_asks.GetValueOrDefault(question.Group)} of the truth came.");
        Figures.Add($"debrief, asked most: {string.Join(", ", debrief.Questions.Take(6).Select(q => $"{q.Group} {q.Asked} {q.Outcome}"))}");
    }

    private void Limits(ShowState state)
    {
        var seen = platforms.Twitch.Calls;
        var (tooMany, units) = (seen.Calls.Count(c => c.Status == 429), platforms.YouTube.QuotaUsed);
        if (seen.Overruns.Count > 0) Wrong.Add($"A limit of Twitch's was run into: {string.Join(", ", seen.Overruns.Select(o => $"{o.Key} {o.Value}"))}.");
        if (tooMany > crew.Faults) Wrong.Add($"Twitch answered 429 {tooMany} times.");
        Figures.Add($"Twitch: {seen.Removed.Count} removed, {seen.Barred.Count} barred, {seen.Posted.Values.Sum()} posted, {tooMany} answers 429; YouTube: {platforms.YouTube.Seen.Removed.Count} removed, {platforms.YouTube.Seen.Posts.Values.Sum()} posted, {units} units ({state.Audience.Quotas.Sum(q => q.Used)} by our own count)");
        Figures.Add($"YouTube's calls: {string.Join(", ", platforms.YouTube.Seen.Calls.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value.Times} ({c.Value.Failed} failed)"))}");
    }

    private void Posts(ShowState state)
    {
        // What has another text for when there is nothing to celebrate.
        var cheerful = state.Posts.All.Values.Where(p => p.Written.Other is not null).SelectMany(p => new[] { p.Written.Text.Fr, p.Written.Text.En }).Where(t => t.Length > 0).ToList();
        var cheers = platforms.Twitch.Calls.Posted.Concat(platforms.YouTube.Seen.Posts).Where(p => cheerful.Exists(t => p.Key.Contains(t, StringComparison.Ordinal))).Sum(p => p.Value);
        if (wanted.Ending == Ending.Lost && cheers > 0) Wrong.Add($"{cheers} cheerful posts went out, and nothing has landed.");
        foreach (var waits in state.Posts.All.Values.Where(p => p.Armed is { } armed && state.Moments.Any(m => m.At > armed.At && m.Text.Equals(p.Written.Moment, StringComparison.OrdinalIgnoreCase))))
            Wrong.Add($"\"{waits.Written.Moment}\" was marked, and \"{waits.Written.Name}\" still waits for it.");
        Figures.Add($"posts: {crew.Posts} by hand, {cheers} cheerful, {crew.Faults} faults of the writing sides; refused: {(crew.Refused.Count == 0 ? "none" : string.Join("; ", crew.Refused.CountBy(r => r, StringComparer.Ordinal).Select(r => $"{r.Value} × {r.Key}")))}");
    }
}
