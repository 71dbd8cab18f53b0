using LiveConsole.Api.Wire;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Shows;

/// <summary>An item as a line of an export: the contract's JSON.</summary>
public static class ItemJson
{
    /// <summary>As it stands at the show's last entry.</summary>
    public static byte[] Write(ShowState show, Item item) => WireJson.Bytes(WireItem.Of(item, show.PlaceOf(item.Id), show.LastAt));
}
