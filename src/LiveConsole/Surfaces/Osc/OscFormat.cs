using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace LiveConsole.Surfaces.Osc;

/// <summary>
/// Open Sound Control 1.0 packets: messages, and bundles of them. Numbers are big-endian; strings end in a zero and fill up to four bytes. Total: any
/// bytes are messages or nothing, nothing throws. Times of bundles are not waited for.
/// </summary>
public static class OscFormat
{
    /// <summary>What fits in one UDP datagram that no network cuts; longer ones are not read.</summary>
    public const int LongestPacket = 8 * 1024;

    private const int MostMessages = 64;
    private const int DeepestBundle = 4;
    private const int MostArguments = 32;

    /// <returns>The messages of a packet in order; empty: it is none, or damaged (then nothing of it counts).</returns>
    public static ImmutableArray<OscMessage> Read(ReadOnlySpan<byte> packet)
    {
        List<OscMessage> messages = [];
        return packet.Length <= LongestPacket && Packet(packet, messages, 0) ? [.. messages] : [];
    }

    public static byte[] Write(OscMessage message)
    {
        using var packet = new MemoryStream();
        Text(packet, message.Address);
        var types = new StringBuilder(",");
        foreach (var argument in message.Arguments) types.Append(TypeOf(argument));
        Text(packet, types.ToString());
        foreach (var argument in message.Arguments) Argument(packet, argument);
        return packet.ToArray();
    }

    private static bool Packet(ReadOnlySpan<byte> packet, List<OscMessage> messages, int depth)
    {
        if (packet.Length == 0 || packet.Length % 4 != 0 || depth > DeepestBundle || messages.Count >= MostMessages) return false;
        if (!packet.StartsWith("#bundle\0"u8)) return Message(packet, messages);
        // Eight bytes of name, eight of time, then elements, each with its length before it.
        for (var rest = packet.Length >= 16 ? packet[16..] : default; ;)
        {
            if (rest.Length == 0) return packet.Length >= 16;
            if (rest.Length < 4) return false;
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            if (length <= 0 || length > rest.Length - 4 || !Packet(rest.Slice(4, length), messages, depth + 1)) return false;
            rest = rest[(4 + length)..];
        }
    }

    private static bool Message(ReadOnlySpan<byte> packet, List<OscMessage> messages)
    {
        if (!TryText(ref packet, out var address) || !address.StartsWith('/')) return false;
        // Very old senders leave the types out when there is nothing to say.
        if (packet.Length == 0)
        {
            messages.Add(new OscMessage(address, []));
            return true;
        }

        if (!TryText(ref packet, out var types) || !types.StartsWith(',') || types.Length > MostArguments + 1) return false;
        var arguments = ImmutableArray.CreateBuilder<object?>(types.Length - 1);
        foreach (var type in types.AsSpan(1))
        {
            if (!TryArgument(ref packet, type, out var argument)) return false;
            arguments.Add(argument);
        }

        messages.Add(new OscMessage(address, arguments.ToImmutable()));
        return packet.Length == 0;
    }

    private static bool TryArgument(ref ReadOnlySpan<byte> rest, char type, out object? argument)
    {
        argument = null;
        switch (type)
        {
            case 'T' or 'F':
                argument = type == 'T';
                return true;
            case 'N' or 'I':
                return true;
            case 's' or 'S':
                if (!TryText(ref rest, out var text)) return false;
                argument = text;
                return true;
            case 'i' or 'f' or 'c' or 'r' or 'm':
                if (rest.Length < 4) return false;
                argument = type == 'f' ? (object)BinaryPrimitives.ReadSingleBigEndian(rest) : BinaryPrimitives.ReadInt32BigEndian(rest);
                rest = rest[4..];
                return true;
            case 'h' or 'd' or 't':
                if (rest.Length < 8) return false;
                argument = type == 'd' ? (object)BinaryPrimitives.ReadDoubleBigEndian(rest) : BinaryPrimitives.ReadInt64BigEndian(rest);
                rest = rest[8..];
                return true;
            case 'b':
                if (rest.Length < 4 || BinaryPrimitives.ReadInt32BigEndian(rest) is var length && (length < 0 || length > rest.Length - 4)) return false;
                var filled = (BinaryPrimitives.ReadInt32BigEndian(rest) + 3) & ~3;
                if (filled > rest.Length - 4) return false;
                rest = rest[(4 + filled)..];
                return true;
            default:
                // A type that is not known has a length that is not known.
                return false;
        }
    }

    private static bool TryText(ref ReadOnlySpan<byte> rest, out string text)
    {
        text = "";
        var end = rest.IndexOf((byte)0);
        if (end < 0) return false;
        var filled = (end + 4) & ~3;
        if (filled > rest.Length) return false;
        text = Encoding.UTF8.GetString(rest[..end]);
        rest = rest[filled..];
        return true;
    }

    private static char TypeOf(object? argument) => argument switch
    {
        null => 'N',
        bool flag => flag ? 'T' : 'F',
        int => 'i',
        long => 'h',
        float => 'f',
        double => 'd',
        string => 's',
        _ => throw new ArgumentException($"{argument.GetType().Name} is no OSC argument.", nameof(argument)),
    };

    private static void Argument(Stream packet, object? argument)
    {
        Span<byte> eight = stackalloc byte[8];
        switch (argument)
        {
            case int figure:
                BinaryPrimitives.WriteInt32BigEndian(eight, figure);
                packet.Write(eight[..4]);
                break;
            case long figure:
                BinaryPrimitives.WriteInt64BigEndian(eight, figure);
                packet.Write(eight);
                break;
            case float figure:
                BinaryPrimitives.WriteSingleBigEndian(eight, figure);
                packet.Write(eight[..4]);
                break;
            case double figure:
                BinaryPrimitives.WriteDoubleBigEndian(eight, figure);
                packet.Write(eight);
                break;
            case string text:
                Text(packet, text);
                break;
            default:
                break;
        }
    }

    private static void Text(Stream packet, string text)
    {
        // A zero in it would end it.
        var bytes = Encoding.UTF8.GetBytes(text.Replace("\0", "", StringComparison.Ordinal));
        packet.Write(bytes);
        packet.Write(new byte[4 - (bytes.Length % 4)]);
    }
}
