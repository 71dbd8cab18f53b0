namespace LiveConsole.Domain.Listening;

/// <summary>FNV-1a over UTF-16 units, the same on every machine: the weights are laid out by it.</summary>
internal static class Hashing
{
    public const uint Seed = 2166136261;

    private const uint Prime = 16777619;

    public static uint Of(ReadOnlySpan<char> letters, uint seed = Seed)
    {
        foreach (var letter in letters) seed = (seed ^ letter) * Prime;
        return seed;
    }

    public static uint With(uint hash, uint more)
    {
        hash = (hash ^ more) * Prime;
        return (hash ^ (hash >> 15)) * 2246822519;
    }
}
