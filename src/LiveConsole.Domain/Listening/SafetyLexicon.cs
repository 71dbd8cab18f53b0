using System.Collections.Frozen;
using System.Collections.Immutable;

namespace LiveConsole.Domain.Listening;

/// <summary>
/// A show's word lists, compiled: the shipped ones that are on, its own words, what it allows. Immutable; safe on any thread. Made when settings
/// change, not per message: some tens of milliseconds and a few megabytes, shared by all shows that have told nothing of it.
/// </summary>
public sealed class SafetyLexicon
{
    /// <summary>Of the show's own words, and of its watch words.</summary>
    public const string OwnList = "own";

    private const int ShortestName = 5;

    private static readonly Lazy<SafetyTrie> s_usual = new(() => Compiled(new SafetySettings()));

    private readonly FrozenSet<MarkKind> _off;
    private readonly FrozenSet<string> _allowedHosts;
    private readonly string[] _names;

    /// <param name="names">The show's own names: a link that looks like theirs is none of theirs unless its host is allowed.</param>
    public SafetyLexicon(SafetySettings settings, IEnumerable<string>? names = null)
    {
        _off = settings.KindsOff.ToFrozenSet();
        _allowedHosts = settings.Allowed.Where(a => a.Contains('.', StringComparison.Ordinal) && !a.Contains(' ', StringComparison.Ordinal)).Select(a => SafetyLinks.Host(a.Trim()).ToString()).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _names = [.. (names ?? []).SelectMany(n => SafetyLists.Folded(n.TrimStart('@', '#').Replace('_', ' ')).Split(' ')).Where(n => n.Length >= ShortestName).Distinct(StringComparer.Ordinal)];
        Trie = settings is { ListsOff.IsEmpty: true, Words.IsEmpty: true, Allowed.IsEmpty: true, KindsOff.IsEmpty: true } ? s_usual.Value : Compiled(settings);
    }

    private static SafetyTrie Compiled(SafetySettings settings)
    {
        var allowed = settings.Allowed.Select(SafetyLists.Folded).Where(a => a.Length > 0).ToHashSet(StringComparer.Ordinal);
        IEnumerable<SafetyTerm> own = settings.Words.Select(w => new SafetyTerm(SafetyLists.Folded(w.Text), OwnList, TermRole.Mark, MarkKind.OwnWord, w.Severity, Never: w.Language switch { "fr" => ["en"], "en" => ["fr"], _ => [] }) { Language = w.Language });
        return new SafetyTrie(
        [
            .. SafetyLists.Shipped.Where(t => !settings.ListsOff.Contains(t.List) && !allowed.Contains(t.Text) && !(t.Role == TermRole.Mark && settings.KindsOff.Contains(t.Kind))),
            .. own.Where(w => w.Text.Length > 0 && !allowed.Contains(w.Text)),
            .. allowed.Select(a => new SafetyTerm(a, "allowed", TermRole.Innocent, MarkKind.OwnWord, MarkSeverity.Note)),
        ]);
    }

    /// <summary>Of a show that has told nothing.</summary>
    public static SafetyLexicon Usual { get; } = new(new SafetySettings());

    internal SafetyTrie Trie { get; }

    internal ReadOnlySpan<string> Names => _names;

    internal bool Marks(MarkKind kind) => !_off.Contains(kind);

    /// <summary>A host, or one above it: "www.agence-orbite.example" where "agence-orbite.example" is allowed.</summary>
    internal bool Allows(ReadOnlySpan<char> host)
    {
        if (_allowedHosts.Count == 0) return false;
        var allowed = _allowedHosts.GetAlternateLookup<ReadOnlySpan<char>>();
        while (true)
        {
            if (allowed.Contains(host)) return true;
            var dot = host.IndexOf('.');
            if (dot < 0) return false;
            host = host[(dot + 1)..];
        }
    }
}
