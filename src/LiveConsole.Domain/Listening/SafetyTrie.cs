using System.Collections.Immutable;

namespace LiveConsole.Domain.Listening;

/// <summary>All terms of a show's lists in one tree of letters, compiled once and read by every thread. A node's children stand in one row.</summary>
internal sealed class SafetyTrie
{
    private readonly int[] _first;
    private readonly int[] _next;
    private readonly char[] _letter;
    private readonly int[] _term;
    private readonly int[] _roots = new int[128];

    // Terms that end at one node ("idiot" of two lists) are chained.
    private readonly int[] _sameAs;

    public SafetyTrie(IReadOnlyCollection<SafetyTerm> terms)
    {
        Terms = [.. terms];
        List<int> first = [0], next = [0], term = [-1];
        List<char> letter = ['\0'];
        _sameAs = new int[Terms.Length];
        for (var i = 0; i < Terms.Length; i++)
        {
            var node = 0;
            foreach (var l in Terms[i].Text)
            {
                var child = first[node];
                while (child != 0 && letter[child] != l) child = next[child];
                if (child == 0)
                {
                    child = first.Count;
                    first.Add(0);
                    next.Add(first[node]);
                    letter.Add(l);
                    term.Add(-1);
                    first[node] = child;
                }

                node = child;
            }

            _sameAs[i] = node == 0 ? -1 : term[node];
            if (node != 0) term[node] = i;
        }

        (_first, _next, _letter, _term) = ([.. first], [.. next], [.. letter], [.. term]);
        for (var child = _first[0]; child != 0; child = _next[child])
        {
            if (_letter[child] < 128) _roots[_letter[child]] = child;
        }
    }

    public ImmutableArray<SafetyTerm> Terms { get; }

    public int Nodes => _first.Length;

    /// <returns>0: there is none.</returns>
    public int Child(int node, char letter)
    {
        if (node == 0 && letter < 128) return _roots[letter];
        var child = _first[node];
        while (child != 0 && _letter[child] != letter) child = _next[child];
        return child;
    }

    public int FirstChild(int node) => _first[node];

    public int NextChild(int child) => _next[child];

    public char LetterOf(int node) => _letter[node];

    /// <returns>The number of a term that ends here, -1 for none; <see cref="SameAs"/> gives the next.</returns>
    public int TermAt(int node) => _term[node];

    public int SameAs(int term) => _sameAs[term];
}
