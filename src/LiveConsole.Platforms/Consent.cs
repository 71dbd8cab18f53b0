namespace LiveConsole.Platforms;

/// <summary>A program as a platform knows it.</summary>
/// <param name="Secret">Null: a public one, which has none.</param>
public sealed record ProgramClient(string Id, string? Secret)
{
    public override string ToString() => "[redacted]";
}

/// <summary>What a person is to type where, on any device.</summary>
/// <param name="DeviceCodeSecret">Ours alone.</param>
/// <param name="Every">How often may be asked whether they have.</param>
public sealed record DeviceCode(string DeviceCodeSecret, string UserCode, Uri Page, TimeSpan Every, TimeSpan Lives)
{
    public override string ToString() => "[redacted]";
}

/// <summary>Why a consent came to nothing, for the page's words.</summary>
public enum ConsentTrouble
{
    /// <summary>The platform cannot be reached, or answered what we do not understand.</summary>
    Unreachable,

    /// <summary>The person said no, the code was used, or it is too old.</summary>
    Declined,

    /// <summary>The platform does not know the program, or refuses its secret.</summary>
    WrongClient,

    /// <summary>The answer came back to another address than it was asked from, or one that is not registered.</summary>
    WrongAddress,

    /// <summary>The Google account has no YouTube channel.</summary>
    NoChannel,

    /// <summary>This process rehearses: it touches nobody's account.</summary>
    Rehearses,

    /// <summary>We were let in, and cannot keep it: the store does not answer. It was given back.</summary>
    NotKept,

    /// <summary>As above of an account that is connected already: to give the new sign-in back would end the old one with it, so nothing was given back.</summary>
    NotKeptAnew,
}

/// <summary>Who let us in, and with what.</summary>
/// <param name="UserId">A Twitch user's number, a YouTube channel's id.</param>
/// <param name="Login">How addresses name them: a login, a handle with its @.</param>
public sealed record GrantedAccount(HeldTokens Tokens, string UserId, string Login, string Name, IReadOnlyCollection<string> Scopes)
{
    public override string ToString() => "[redacted]";
}

/// <summary>What asking came to.</summary>
public readonly record struct Consented<T>(T? Value, ConsentTrouble? Trouble) where T : class
{
    /// <summary>The person has not answered yet.</summary>
    public bool IsPending => Value is null && Trouble is null;
}
