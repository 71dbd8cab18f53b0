using LiveConsole.Domain.Journal;

namespace LiveConsole.Outputs;

/// <summary>How it went, in words for the desk.</summary>
/// <param name="Ok">It got through.</param>
/// <param name="Gone">The other end says that it is no more: nothing is tried again.</param>
/// <param name="Refused">The address that may not be reached: for who sets outputs up only, never in <paramref name="Words"/>, which alerts hold.</param>
public sealed record OutputSaid(bool Ok, Words Words, bool Gone = false, string? Refused = null)
{
    public static OutputSaid Well { get; } = new(true, new("Got through.", "Bien reçu."));
}

/// <summary>
/// An end outside that follows something. One call at a time; a call that is cancelled may or may not have arrived.
/// </summary>
/// <typeparam name="T">What it is told.</typeparam>
public interface IOutput<T> where T : class
{
    /// <returns>False: there is nothing to tell who has <paramref name="told"/> (null: unknown, or nothing yet).</returns>
    bool Differs(T now, T? told);

    /// <summary>It must not wait until <paramref name="telling"/> is through: something is to leave the glass.</summary>
    bool Darkens(T now, T telling);

    /// <summary>Does not throw but on cancellation: what goes wrong is said.</summary>
    Task<OutputSaid> TellAsync(T now, T? told, CancellationToken ct);

    /// <summary>Tries the way there without putting anything on air.</summary>
    Task<OutputSaid> TestAsync(CancellationToken ct);

    /// <returns>What is told at the end, so that nothing stays that nobody can take off; null: nothing needs to be.</returns>
    T? Last(T told);
}
