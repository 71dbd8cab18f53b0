namespace LiveConsole.Rehearsal.Playing;

/// <summary>FNV-1a over UTF-16 units, 64 bits: the same in every process, which string.GetHashCode is not.</summary>
internal static class StableHash
{
    public static ulong Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in text) hash = (hash ^ unit) * 1099511628211UL;
        return hash;
    }
}
