using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LiveConsole.Accounts.SigningIn;
using LiveConsole.Api;
using LiveConsole.Outputs;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Surfaces.Osc;

namespace LiveConsole.Hosting;

/// <summary>What the configuration says, read once at the start: everything that is wrong with it is said together, each by its key.</summary>
internal static class Configured
{
    /// <exception cref="StartRefusedException">All that is wrong, in one line.</exception>
    public static void Check(IConfiguration configuration, HostSettings settings)
    {
        List<string> wrong = [];
        foreach (var read in new Action[]
        {
            () => ConsoleHost.Storage(configuration),
            () => PublicName.Of(configuration, settings),
            () => ProxyTrust.Of(configuration),
            () => Bind<TwitchOptions>(configuration, TwitchOptions.Section),
            () => Bind<YouTubeOptions>(configuration, YouTubeOptions.Section),
            () => Bind<GoogleSignInOptions>(configuration, GoogleSignInOptions.Section),
            () => Bind<ApiOptions>(configuration, ApiOptions.Section),
            () => Bind<OutputOptions>(configuration, OutputOptions.Section),
            () => Bind<OscOptions>(configuration, OscOptions.Section),
        })
        {
            try
            {
                read();
            }
            catch (StartRefusedException refused)
            {
                wrong.Add(refused.Message);
            }
        }

        if (wrong.Count > 0) throw new StartRefusedException(string.Join(' ', wrong));
    }

    /// <exception cref="StartRefusedException">All that is wrong in this section.</exception>
    public static T Bind<T>(IConfiguration configuration, string section) where T : class, new()
    {
        var given = configuration.GetSection(section);
        var unreadable = typeof(T).GetProperties().Where(p => p.CanWrite)
            .Select(p => (p.Name, Why: WhyNot(p.PropertyType, $"{section}:{p.Name}", given[p.Name]))).Where(p => p.Why is not null).ToList();
        // What can be read is looked at all the same.
        var readable = new ConfigurationBuilder().AddInMemoryCollection(given.AsEnumerable(makePathsRelative: true).Where(k => !unreadable.Exists(u => u.Name.Equals(k.Key, StringComparison.OrdinalIgnoreCase)))).Build();
        var options = readable.Get<T>() ?? new T();
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        var wrong = unreadable.Select(u => u.Why).Concat(results.Select(r => $"[{string.Join(", ", r.MemberNames.Select(m => m.Contains(':', StringComparison.Ordinal) ? m : $"{section}:{m}"))}] {r.ErrorMessage}"));
        return wrong.Any() ? throw new StartRefusedException(string.Join(' ', wrong)) : options;
    }

    /// <returns>What is wrong with a value that is no text; texts may be secrets and are never repeated.</returns>
    private static string? WhyNot(Type type, string key, string? value)
    {
        if (string.IsNullOrEmpty(value) || type == typeof(string)) return null;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        try
        {
            TypeDescriptor.GetConverter(plain).ConvertFromInvariantString(value);
            return null;
        }
        catch (Exception none) when (none is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return $"[{key}] '{value}' is {What(plain)}.";
        }
    }

    private static string What(Type type) =>
        type == typeof(bool) ? "neither true nor false"
        : type == typeof(int) || type == typeof(long) ? "no whole number"
        : type == typeof(TimeSpan) ? "no length of time, as 00:00:30"
        : type == typeof(Uri) ? "no address"
        : type.IsEnum ? "none of: " + string.Join(", ", Enum.GetNames(type))
        : "no number";
}
