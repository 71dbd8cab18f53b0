namespace LiveConsole.Domain.Chat;

/// <summary>Several gifts of one giver that came one by one: one row, the wave's own.</summary>
/// <param name="Sequence">Of the wave's row.</param>
/// <param name="Count">How many the wave said it was; null: it did not.</param>
/// <param name="Given">How many of them have come.</param>
public sealed record GiftWave(string Platform, string Id, long Sequence, int? Count, int Given);
