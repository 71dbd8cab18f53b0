namespace LiveConsole.Soak.Fuzz;

/// <summary>Chance that depends on a seed and an input's number alone, so that any one input can be made again (SplitMix64).</summary>
internal sealed class FuzzDice(long seed)
{
    private ulong _state;

    public void Begin(long input) => _state = Mixed((ulong)seed * 0x9E3779B97F4A7C15 ^ Mixed((ulong)input));

    public int Next(int below) => (int)((Step() >> 33) % (ulong)below);

    public bool OneIn(int times) => Next(times) == 0;

    public byte[] Of(byte[][] from) => from[Next(from.Length)];

    private ulong Step() => Mixed(_state += 0x9E3779B97F4A7C15);

    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
