using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Doors;

/// <summary>Says that an output was added, switched or taken out. How it is set, and its secret, are kept by the accounts' store.</summary>
public sealed record SetOutput(Guid Output, string Kind, string Name, OutputDeed Deed) : IShowCommand
{
    public string Verb => Deed switch
    {
        OutputDeed.Added => "output-add",
        OutputDeed.On => "output-on",
        OutputDeed.Off => "output-off",
        _ => "output-remove",
    };

    public Permission Needs => Permission.Configure;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) => new OutputSet(Output, Kind, Name, Deed);
}

/// <summary>Says that an API token was made or revoked. The token itself is told once, where it is made, and kept nowhere.</summary>
public sealed record SetToken(Guid Token, string Name, Role Role, bool EveryShow, bool ReadsOnly, DateTimeOffset? Ends, bool Revoked) : IShowCommand
{
    public string Verb => Revoked ? "token-revoke" : "token-make";

    public Permission Needs => Permission.Configure;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) => new TokenSet(Token, Name, Role, EveryShow, ReadsOnly, Ends, Revoked);
}

/// <summary>Says that an account of a platform was connected or taken out. Its tokens are kept, sealed, by the accounts' store.</summary>
public sealed record SetAccount(Guid Account, string Platform, string Name, AccountDeed Deed) : IShowCommand
{
    public string Verb => Deed == AccountDeed.Connected ? "account-connect" : "account-disconnect";

    public Permission Needs => Permission.Configure;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) => new AccountSet(Account, Platform, Name, Deed);
}
