using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>What signing in is made of: Identity's store, hasher and passkeys; our own sessions, lockout and one-time codes (decision 0010).</summary>
public static class SignInParts
{
    /// <summary>What a password's hash costs: some 100 ms of one core.</summary>
    private const int Iterations = 210_000;

    public static void AddSignIn(this AuthenticationBuilder authentication, TwitchOptions twitch, YouTubeOptions youtube, GoogleSignInOptions google)
    {
        var services = authentication.Services;
        services.AddScoped<IUserStore<PersonRow>>(p => new UserOnlyStore<PersonRow, AccountsDb, string, IdentityUserClaim<string>, IdentityUserLogin<string>, IdentityUserToken<string>, IdentityUserPasskey<string>>(
            p.GetRequiredService<AccountsDb>()));
        services.AddScoped<IUserValidator<PersonRow>, AnyPerson>();
        services.AddIdentityCore<PersonRow>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.AddScoped<IPasskeyHandler<PersonRow>, PasskeyHandler<PersonRow>>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = Iterations);
        services.AddOptions<IdentityPasskeyOptions>().Configure<PublicOrigin>((o, origin) =>
        {
            o.ServerDomain = origin.Domain;
            // It stands for both steps: the device has made sure who holds it, and finds it without a name.
            (o.UserVerificationRequirement, o.ResidentKeyRequirement, o.AttestationConveyancePreference) = ("required", "required", "none");
            o.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == origin.Origin);
        });
        services.AddSingleton<PublicOrigin>();
        services.AddSingleton<Steps>();
        services.AddSingleton<Lockout>();
        services.AddSingleton<SignInRate>();
        services.AddSingleton<SecondStep>();
        services.AddSingleton<Owners>();
        services.AddSingleton<IPasswordHasher<PersonRow>, PasswordHasher<PersonRow>>();
        services.AddSingleton<Passwords>();
        services.AddScoped<Passkeys>();
        OutsideLogins.Add(authentication, twitch, youtube, google);
    }

    /// <summary>Who came by a link has no name to sign in with; what such a name is made of stands in <see cref="Passwords.WhyNot"/>.</summary>
    private sealed class AnyPerson : IUserValidator<PersonRow>
    {
        public Task<IdentityResult> ValidateAsync(UserManager<PersonRow> manager, PersonRow user) => Task.FromResult(IdentityResult.Success);
    }
}
