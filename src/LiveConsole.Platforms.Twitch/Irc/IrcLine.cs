namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>
/// One IRC line cut into its four parts, all slices of the caller's bytes.
/// Grammar (Twitch, IRC guide; several spaces between parts as RFC 1459 allows): ['@' tags ' '] [':' prefix ' '] verb (' ' middle)* [' :' trailing].
/// </summary>
public readonly ref struct IrcLine
{
    private const byte Space = (byte)' ';

    private IrcLine(ReadOnlySpan<byte> tags, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> verb, ReadOnlySpan<byte> arguments)
    {
        Tags = tags;
        Prefix = prefix;
        Verb = verb;
        Arguments = arguments;
    }

    /// <summary>Without the '@', still escaped.</summary>
    public ReadOnlySpan<byte> Tags { get; }

    /// <summary>Without the ':'.</summary>
    public ReadOnlySpan<byte> Prefix { get; }

    public ReadOnlySpan<byte> Verb { get; }

    /// <summary>All that follows the verb; cut it with <see cref="NextArgument"/>.</summary>
    public ReadOnlySpan<byte> Arguments { get; }

    /// <param name="bytes">One line without its line end.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static ParseProblem? Cut(ReadOnlySpan<byte> bytes, out IrcLine line)
    {
        line = default;
        var rest = bytes;
        var tags = ReadOnlySpan<byte>.Empty;
        var prefix = ReadOnlySpan<byte>.Empty;
        if (!rest.IsEmpty && rest[0] == '@') tags = Word(ref rest)[1..];
        rest = rest.TrimStart(Space);
        if (!rest.IsEmpty && rest[0] == ':') prefix = Word(ref rest)[1..];
        rest = rest.TrimStart(Space);
        var verb = Word(ref rest);
        if (verb.IsEmpty) return bytes.Trim(Space).IsEmpty ? ParseProblem.EmptyLine : ParseProblem.NoCommand;
        foreach (var b in verb)
        {
            if (!char.IsAsciiLetterOrDigit((char)b)) return ParseProblem.BadCommand;
        }

        line = new IrcLine(tags, prefix, verb, rest);
        return null;
    }

    /// <summary>Takes the next argument off; a trailing one keeps its spaces. False when there is none left.</summary>
    public static bool NextArgument(scoped ref ReadOnlySpan<byte> arguments, out ReadOnlySpan<byte> argument)
    {
        arguments = arguments.TrimStart(Space);
        argument = default;
        if (arguments.IsEmpty) return false;
        if (arguments[0] == ':')
        {
            argument = arguments[1..];
            arguments = default;
            return true;
        }

        argument = Word(ref arguments);
        return true;
    }

    private static ReadOnlySpan<byte> Word(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf(Space);
        var word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return word;
    }
}
