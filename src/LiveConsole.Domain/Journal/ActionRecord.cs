using System.Collections.Immutable;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>What an accepted command changed, so that it can be put back exactly.</summary>
/// <param name="Before">In order: the fields of items it changed, with what stood before and who had put it there.</param>
/// <param name="AirBefore">What was on air before, when it changed the air.</param>
/// <param name="Added">Items it created.</param>
/// <param name="AirStampBefore">Who had changed the air before.</param>
/// <param name="Settings">What it changed of the settings.</param>
/// <param name="Course">What stood before it of hold and clock, when it held or resumed the show.</param>
/// <param name="Struck">The messages it removed or hid; of very many (<see cref="ShowState.StruckKept"/>) none.</param>
/// <param name="StruckCount">How many they were.</param>
public sealed record ActionRecord(
    Guid Id, string Verb, Actor By, DateTimeOffset At,
    ImmutableArray<(ItemId Item, ItemChange Before, Stamp? Stamp)> Before,
    Air? AirBefore, ImmutableArray<ItemId> Added, bool Undone = false, Stamp? AirStampBefore = null, SettingsChange? Settings = null, CourseChange? Course = null,
    ImmutableArray<MessageRef> Struck = default, int StruckCount = 0)
{
    public ImmutableArray<MessageRef> Struck { get; init; } = Struck.IsDefault ? [] : Struck;
}
