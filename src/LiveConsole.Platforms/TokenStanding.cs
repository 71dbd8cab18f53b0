namespace LiveConsole.Platforms;

/// <summary>What a platform said of the configured credential, without spending anything.</summary>
public enum TokenHealth { Good, Unknown, Dead }

/// <param name="Words">What was found; never the token.</param>
/// <param name="Left">How long it still lives; null: not said.</param>
/// <param name="PlatformTime">The answer's Date header: the platform's clock.</param>
public sealed record TokenStanding(TokenHealth Health, string Words, TimeSpan? Left = null, DateTimeOffset? PlatformTime = null);
