using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Rehearsals;

/// <param name="IsCall">The lead was called.</param>
internal sealed record DebriefDeed(DateTimeOffset At, Actor By, bool IsCall, Guid? Command);

/// <summary>A message of which something was wanted, and what came of it.</summary>
internal sealed class DebriefMessage(long sequence, DateTimeOffset at, ChatMessage message, TruthRow? truth)
{
    private readonly List<DebriefDeed> _deeds = [];

    public long Sequence => sequence;

    /// <summary>Show time at which it arrived.</summary>
    public DateTimeOffset At => at;

    public ChatMessage Message => message;

    public TruthRow? Truth => truth;

    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>What came of taking it off its platform; null: nobody asked for that, it is not settled, or somebody elsewhere was quicker.</summary>
    public EffectState? Came { get; set; }

    /// <summary>The first decision that nobody took back.</summary>
    public DebriefDeed? First => _deeds.Count > 0 ? _deeds[0] : null;

    /// <summary>Removed on its platform before anybody had decided.</summary>
    public bool WasGone => GoneAt is { } gone && (First is not { } first || gone < first.At);

    public void Decide(DebriefDeed deed) => _deeds.Add(deed);

    public void TakeBack(Guid action) => _deeds.RemoveAll(d => d.Command == action);
}

/// <summary>What the journal says was done about the messages that were planted, read entry by entry.</summary>
internal sealed class DebriefDeeds(IReadOnlyDictionary<MessageRef, TruthRow> truth)
{
    private readonly Dictionary<long, DebriefMessage> _bySequence = [];
    private readonly Dictionary<MessageRef, DebriefMessage> _byRef = [];
    private readonly Dictionary<ViewerRef, List<DebriefMessage>> _byViewer = [];
    private readonly Dictionary<Guid, List<DebriefMessage>> _byAction = [];
    private readonly Dictionary<long, List<DebriefMessage>> _byEffect = [];
    // Calls that are under way, and those of which no answer came: they may have been done.
    private readonly HashSet<long> _called = [], _unanswered = [];
    private readonly Dictionary<string, Actor> _decidesHold = new(StringComparer.Ordinal);
    private readonly Dictionary<long, EffectState?> _posts = [];
    private DateTimeOffset? _removed;

    public IReadOnlyDictionary<MessageRef, TruthRow> Truth => truth;

    public IReadOnlyCollection<DebriefMessage> Seen => _bySequence.Values;

    /// <summary>When the first message came that was no backlog.</summary>
    public DateTimeOffset? From { get; private set; }

    /// <summary>Items pulled off the air: when the removal came, and when it was dark.</summary>
    public List<(DateTimeOffset Removed, DateTimeOffset Dark)> Dark { get; } = [];

    public DebriefHolds Holds { get; private set; } = new(0, 0, 0, 0, 0);

    public DebriefPosts Posts => new(_posts.Values.Count(p => p == EffectState.Done), _posts.Values.Count(p => p is EffectState.Failed or EffectState.Expired or EffectState.Cancelled), _posts.Values.Count(p => p == EffectState.Unknown));

    public void Read(IEnumerable<StoredEntry> page)
    {
        foreach (var entry in page) Read(entry);
    }

    private void Read(StoredEntry stored)
    {
        switch (stored.Entry)
        {
            case MessageArrived { Message: var message }:
                Arrive(stored, message);
                break;
            case MessagesPassed passed:
                foreach (var sequence in passed.Messages) Decide(_bySequence.GetValueOrDefault(sequence), stored, isCall: false);
                break;
            case LeadCalled called:
                Decide(_bySequence.GetValueOrDefault(called.Sequence), stored, isCall: true);
                break;
            case ItemAdded { Item: var item }:
                foreach (var ask in item.Asks) Decide(_byRef.GetValueOrDefault(ask.Message), stored, isCall: false);
                break;
            // A rule's hiding is nobody's decision, and nothing is gone for it.
            case MessagesRemoved { Removal.Rule: not null }:
                break;
            case MessagesRemoved removed:
                _removed = stored.At;
                foreach (var gone in Removed(removed)) Remove(gone, stored);
                break;
            case EffectsRequested { Effects: var effects }:
                foreach (var effect in effects) Ask(effect, stored);
                break;
            case EffectsCancelled { Effects: var cancelled }:
                foreach (var post in cancelled.Where(_posts.ContainsKey)) _posts[post] ??= EffectState.Cancelled;
                break;
            case EffectSettled settled when _posts.ContainsKey(settled.Effect):
                _posts[settled.Effect] = settled.Outcome;
                break;
            case MessageHeld:
                Holds = Holds with { Held = Holds.Held + 1 };
                break;
            case HoldSettled settled:
                Settle(settled);
                break;
            case EffectStarted { Effect: var started }:
                _called.Add(started);
                break;
            case EffectDelayed delayed:
                _called.Remove(delayed.Effect);
                if (delayed.Trouble == EffectTrouble.NoAnswer) _unanswered.Add(delayed.Effect);
                break;
            case EffectSettled settled when _byEffect.TryGetValue(settled.Effect, out var reached) && !WasElsewhere(settled):
                // One of them is enough: who is banned has lost all their messages.
                foreach (var message in reached.Where(m => m.Came != EffectState.Done)) message.Came = settled.Outcome;
                break;
            case AirChanged { Air.Cause: AirCause.Withdrawn }:
                Dark.Add((_removed ?? stored.At, stored.At));
                break;
            case ActionUndone { Action: var action } when _byAction.Remove(action, out var decided):
                decided.ForEach(m => m.TakeBack(action));
                break;
        }
    }

    private void Ask(RequestedEffect effect, StoredEntry stored)
    {
        _byEffect[effect.Id] = [.. Reached(effect)];
        if (effect.Deed is PostDeed or AnnounceDeed) _posts[effect.Id] = null;
        if (effect.Deed is HoldDeed hold && stored.By is { } by) _decidesHold[hold.HeldId] = by;
    }

    private void Settle(HoldSettled settled) => Holds = _decidesHold.GetValueOrDefault(settled.Id) is { } by && by.Name == settled.By
        ? by.Played ? Holds with { Played = Holds.Played + 1 } : Holds with { Decided = Holds.Decided + 1 }
        : settled.Outcome == HoldOutcome.Expired ? Holds with { RanOut = Holds.RanOut + 1 } : Holds with { Elsewhere = Holds.Elsewhere + 1 };

    private void Arrive(StoredEntry stored, ChatMessage message)
    {
        if (!message.Backlog) From ??= stored.At;
        var row = truth.GetValueOrDefault(message.Ref);
        if (row is null && message.Paid is null && message.Bits is not > 0) return;
        var seen = new DebriefMessage(stored.Sequence, stored.At, message, row);
        _bySequence[stored.Sequence] = _byRef[message.Ref] = seen;
        // Of a shared chat the room's own copy is removed, by its own id.
        foreach (var copy in message.Copies) _byRef.TryAdd(new MessageRef(message.Platform, copy), seen);
        if (!_byViewer.TryGetValue(message.Viewer, out var all)) _byViewer[message.Viewer] = all = [];
        all.Add(seen);
    }

    /// <summary>It is so by somebody else: before our call went out, or that is what it was answered (in words).</summary>
    private bool WasElsewhere(EffectSettled settled) => settled.Outcome == EffectState.Done && !_unanswered.Contains(settled.Effect) && (settled.Said is not null || !_called.Contains(settled.Effect));

    /// <summary>By a person here it is a decision; else the platform tells what was done there.</summary>
    private void Remove(DebriefMessage message, StoredEntry stored)
    {
        if (message.GoneAt is not null) return;
        if (stored.Command is not null) Decide(message, stored, isCall: false);
        else message.GoneAt = stored.At;
    }

    private IEnumerable<DebriefMessage> Reached(RequestedEffect effect) => effect.Deed switch
    {
        RemoveDeed remove => _byRef.GetValueOrDefault(new MessageRef(effect.Platform, remove.MessageId)) is { } one ? [one] : [],
        BanDeed or TimeOutDeed => _byViewer.GetValueOrDefault(new ViewerRef(effect.Platform, effect.Deed.Viewer!.Id)) ?? [],
        _ => [],
    };

    private void Decide(DebriefMessage? message, StoredEntry stored, bool isCall)
    {
        if (message is null) return;
        message.Decide(new DebriefDeed(stored.At, stored.By ?? Actor.Program, isCall, stored.Command));
        if (stored.Command is not { } action) return;
        if (!_byAction.TryGetValue(action, out var decided)) _byAction[action] = decided = [];
        decided.Add(message);
    }

    private IEnumerable<DebriefMessage> Removed(MessagesRemoved removed) => removed switch
    {
        { MessageId: { } id } => _byRef.GetValueOrDefault(new MessageRef(removed.Platform, id)) is { } one ? [one] : [],
        { ViewerId: { } viewer } => _byViewer.GetValueOrDefault(new ViewerRef(removed.Platform, viewer)) ?? [],
        _ => _bySequence.Values.Where(m => m.Message.Platform == removed.Platform && m.Message.Channel == removed.Channel),
    };
}
