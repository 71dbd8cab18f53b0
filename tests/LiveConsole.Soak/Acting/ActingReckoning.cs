using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Rehearsal;

namespace LiveConsole.Soak.Acting;

/// <summary>All that a show asked of the emulated platforms and what its journal says came of it, held against what those platforms saw.</summary>
internal sealed class ActingReckoning(EmulatedPlatforms platforms)
{
    private readonly Dictionary<long, RequestedEffect> _asked = [];
    private readonly Dictionary<long, EffectSettled> _settled = [];
    private readonly HashSet<string> _handles = new(StringComparer.Ordinal);
    private readonly HashSet<long> _called = [], _unanswered = [];

    private readonly HashSet<Guid> _calling = [];
    private ShowState _show = ShowState.Empty;
    private int _contingencies;

    public List<string> Wrong { get; } = [];

    /// <summary>Messages that were gone when their removal was asked again after a lost answer.</summary>
    public HashSet<string> Unsure { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<long, RequestedEffect> Asked => _asked;

    /// <summary>What each came to at last.</summary>
    public IReadOnlyDictionary<long, EffectSettled> Settled => _settled;

    public void Read(IEnumerable<StoredEntry> page)
    {
        foreach (var stored in page)
        {
            Contingency(stored);
            foreach (var effect in stored.Entry is EffectsRequested requested ? requested.Effects : [])
            {
                if (!_asked.TryAdd(effect.Id, effect)) Wrong.Add($"Effect {effect.Id} was asked for twice: {_asked[effect.Id]}, and in {stored.Sequence} by {stored.By?.Name} ({stored.Command}): {effect}.");
            }

            if (stored.Entry is EffectStarted { Effect: var called }) _called.Add(called);
            if (stored.Entry is EffectDelayed { Trouble: EffectTrouble.NoAnswer, Effect: var unanswered }) _unanswered.Add(unanswered);
            foreach (var gone in stored.Entry is EffectsCancelled cancelled ? cancelled.Effects : []) _settled[gone] = new EffectSettled(gone, EffectState.Cancelled);
            if (stored.Entry is not EffectSettled ended) continue;
            _settled[ended.Effect] = ended;
            if (ended.Handle is { } handle) _handles.Add(handle);
        }
    }

    /// <returns>What is lacking of a contingency that lasts: its line, or that nothing of the library waits to go out; null: nothing, or none lasts.</returns>
    public static string? Half(ShowState show) => show.Contingency is not { } call ? null
        : show.Item(call.Line) is null ? $"The contingency of {call.Since} has no line."
        : show.Posts.All.Values.Where(p => p.Waits).Select(p => p.P).ToList() is [_, ..] waits ? $"In the contingency of {call.Since} these wait to go out: {string.Join(", ", waits)}." : null;

    /// <summary>One decision: the line on air and everything disarmed with the call itself, wherever the program was killed.</summary>
    private void Contingency(StoredEntry stored)
    {
        _show = _show.Apply(stored);
        if (stored is { Verb: "contingency", Command: { } command }) _calling.Add(command);
        if (stored.Entry is not ContingencyCalled called) return;
        _calling.Remove(stored.Command!.Value);
        _contingencies++;
        if (_show.Air.Item != called.Line) Wrong.Add($"Called in {stored.Sequence}, and its line is not on air.");
        if (Half(_show) is { } half) Wrong.Add(half);
    }

    /// <summary>To be called once the journal has been read to its end.</summary>
    public void Compare()
    {
        foreach (var half in _calling) Wrong.Add($"Of contingency {half} only a part was written.");
        foreach (var open in _asked.Keys.Where(id => !_settled.ContainsKey(id))) Wrong.Add($"Effect {open} is still open.");
        foreach (var (id, effect) in _asked) if (_settled.GetValueOrDefault(id) is { } settled) Removal(effect, settled);
        Texts("twitch", platforms.Twitch.Calls.Posted);
        Texts("youtube", platforms.YouTube.Seen.Posts);
        Unasked("twitch", platforms.Twitch.Calls.Removed.Keys);
        Unasked("youtube", platforms.YouTube.Seen.Removed);
        Barred();
        HiddenHandles();
    }

    public IEnumerable<string> Figures()
    {
        var figures = _settled.GroupBy(s => (_asked[s.Key].Platform, _asked[s.Key].Deed.Kind, s.Value.Outcome)).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal);
        yield return $"{_asked.Count} asked: {string.Join(", ", figures.Select(g => $"{g.Key.Platform} {g.Key.Kind} {g.Key.Outcome} {g.Count()}"))}";
        yield return $"contingencies called {_contingencies}, posts of the library sent {_show.Posts.All.Values.Count(p => p.Sent is not null)}";
        yield return $"YouTube bans {platforms.YouTube.Seen.Bans.Count}, with their handle {platforms.YouTube.Seen.Bans.Keys.Count(_handles.Contains)}";
        foreach (var why in _settled.Values.Where(s => s.Outcome is EffectState.Failed or EffectState.Unknown or EffectState.Expired).GroupBy(s => (s.Outcome, s.Trouble, s.Said)))
            yield return $"{why.Key.Outcome} {why.Count()}: {why.Key.Trouble}, {why.Key.Said ?? "no words"}";
    }

    private bool Saw(string platform, string message) => platform == "twitch" ? platforms.Twitch.Calls.Removed.ContainsKey(message) : platforms.YouTube.Seen.Removed.Contains(message);

    /// <summary>Done, and the platform saw it (or has words for why there was nothing to do, or somebody there did it before we called); or it is said why not.</summary>
    private void Removal(RequestedEffect effect, EffectSettled settled)
    {
        if (effect.Deed is RemoveDeed { MessageId: var gone } && settled is { Outcome: EffectState.Done, Said: not null } && _unanswered.Contains(effect.Id)) Unsure.Add(gone);
        if (effect.Deed is RemoveDeed remove && settled is { Outcome: EffectState.Done, Said: null } && _called.Contains(effect.Id) && !Saw(effect.Platform, remove.MessageId))
            Wrong.Add($"Effect {effect.Id}: {effect.Platform}'s message {remove.MessageId} is said to be removed, and was not.");
        if (effect.Deed is RemoveDeed && settled.Outcome is not (EffectState.Done or EffectState.Cancelled) && settled is { Said: null, Trouble: EffectTrouble.None })
            Wrong.Add($"Effect {effect.Id}: a removal is {settled.Outcome}, and does not say why.");
    }

    /// <summary>What stands in a chat was asked for, each as often as the journal says that it was done; once more at most for each of which it says that nobody knows.</summary>
    private void Texts(string platform, IReadOnlyDictionary<string, int> stands)
    {
        Dictionary<string, (int Done, int Unknown)> said = new(StringComparer.Ordinal);
        foreach (var (id, effect) in _asked.Where(e => e.Value.Platform == platform))
        {
            if (TextOf(effect.Deed) is not { } text) continue;
            var so = said.GetValueOrDefault(text);
            said[text] = _settled.GetValueOrDefault(id)?.Outcome switch { EffectState.Done => (so.Done + 1, so.Unknown), EffectState.Unknown => (so.Done, so.Unknown + 1), _ => so };
        }

        foreach (var text in said.Keys.Union(stands.Keys, StringComparer.Ordinal))
        {
            var (times, (done, unknown)) = (stands.GetValueOrDefault(text), said.GetValueOrDefault(text));
            if (times < done || times > done + unknown) Wrong.Add($"\"{text}\" stands {times} times on {platform}: {done} times it is said to be done, {unknown} times nobody knows.");
        }
    }

    private static string? TextOf(Deed deed) => deed switch { PostDeed post => post.Text, AnnounceDeed announced => announced.Text, _ => null };

    private void Unasked(string platform, IEnumerable<string> removed)
    {
        var asked = _asked.Values.Where(e => e.Platform == platform).Select(e => e.Deed).OfType<RemoveDeed>().Select(d => d.MessageId).ToHashSet(StringComparer.Ordinal);
        foreach (var id in removed.Where(id => !asked.Contains(id))) Wrong.Add($"{platform}'s message {id} was removed, and nobody had asked for it.");
    }

    private void Barred()
    {
        var barred = platforms.Twitch.Calls.Barred.Keys.ToHashSet(StringComparer.Ordinal);
        var asked = _asked.Where(e => e.Value is { Platform: "twitch", Deed: BanDeed or TimeOutDeed }).ToList();
        foreach (var id in barred.Where(id => !asked.Exists(a => a.Value.Deed.Viewer!.Id == id))) Wrong.Add($"Twitch's viewer {id} was banned, and nobody had asked for it.");
        foreach (var (id, effect) in asked.Where(a => _settled.GetValueOrDefault(a.Key) is { Outcome: EffectState.Done, Said: null } && !barred.Contains(a.Value.Deed.Viewer!.Id)))
            Wrong.Add($"Effect {id}: Twitch's viewer {effect.Deed.Viewer!.Id} is said to be barred, and was not.");
    }

    private void HiddenHandles()
    {
        foreach (var ban in platforms.YouTube.Seen.Bans.Values.Where(b => !_handles.Contains(b.Id)))
        {
            var of = _asked.Where(e => e.Value is { Platform: "youtube", Deed: BanDeed or TimeOutDeed } && e.Value.Deed.Viewer!.Id == ban.ChannelId).Select(e => _settled.GetValueOrDefault(e.Key));
            if (!of.Any(s => s is { Handle: null, Outcome: EffectState.Done or EffectState.Unknown })) Wrong.Add($"YouTube's ban {ban.Id} of {ban.ChannelId} is hidden: its handle is nowhere, and no effect says so.");
        }
    }
}
