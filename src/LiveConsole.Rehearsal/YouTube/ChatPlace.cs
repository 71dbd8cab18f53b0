using System.Globalization;
using System.Text;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>
/// A place in a chat: the time line's own time at which an entry was played, and its order among those of the same time. The same recording gives
/// the same places in every process, so a page token outlives the emulator that issued it.
/// </summary>
internal readonly record struct ChatPlace(long Ticks, int Order) : IComparable<ChatPlace>
{
    public static readonly ChatPlace Start = new(0, 0);

    public int CompareTo(ChatPlace other) => Ticks != other.Ticks ? Ticks.CompareTo(other.Ticks) : Order.CompareTo(other.Order);

    public static bool operator <(ChatPlace left, ChatPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(ChatPlace left, ChatPlace right) => left.CompareTo(right) > 0;

    public string ToToken(string chatId) =>
        "GP" + Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Ticks}.{Order}.{chatId}"))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <returns>Null when the token is none of this chat's.</returns>
    public static ChatPlace? FromToken(string token, string chatId)
    {
        if (!token.StartsWith("GP", StringComparison.Ordinal)) return null;
        var base64 = token[2..].Replace('-', '+').Replace('_', '/');
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), bytes, out var length)) return null;
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('.', 3);
        return parts.Length == 3 && parts[2] == chatId
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var order)
            ? new ChatPlace(ticks, order)
            : null;
    }
}
