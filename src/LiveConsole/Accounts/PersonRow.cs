using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Identity;

namespace LiveConsole.Accounts;

/// <summary>
/// Somebody who comes in. What Identity keeps of a person (name to sign in with, password, lockout) is empty for who only ever came by a link.
/// No mail address and no telephone number: nothing is ever sent to anybody.
/// </summary>
public sealed class PersonRow : IdentityUser<string>
{
    public PersonRow()
    {
        // Nothing by chance: a row of an archive that lacks them is the same row each time it is read.
        SecurityStamp = "";
        ConcurrencyStamp = null;
        LockoutEnabled = true;
    }

    /// <summary>The name shown to the crew, chosen by the person.</summary>
    public required string Name { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Runs the installation, and is owner in every show.</summary>
    public bool IsOwner { get; set; }

    /// <summary>The key of one-time codes, protected with the installation's keys; asked for only once <see cref="IdentityUser{TKey}.TwoFactorEnabled"/>.</summary>
    public string? TotpKey { get; set; }

    /// <summary>Time step of the last one-time code that was taken: none is taken twice.</summary>
    public long? TotpStep { get; set; }

    [JsonIgnore]
    public override string? Email { get; set; }

    [JsonIgnore]
    public override string? NormalizedEmail { get; set; }

    [JsonIgnore]
    public override bool EmailConfirmed { get; set; }

    [JsonIgnore]
    public override string? PhoneNumber { get; set; }

    [JsonIgnore]
    public override bool PhoneNumberConfirmed { get; set; }
}
