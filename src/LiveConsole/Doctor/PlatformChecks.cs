using System.Globalization;
using LiveConsole.Platforms;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;

namespace LiveConsole.Doctor;

/// <summary>Tokens and YouTube's budget, as far as they are configured. Nothing is spent, nothing renewed, no secret printed.</summary>
public static class PlatformChecks
{
    private static readonly TimeSpan Short = TimeSpan.FromHours(6);

    public static async Task<IReadOnlyList<(string Platform, TokenStanding Standing)>> AskAsync(Patient patient, HttpClient http, CancellationToken ct)
    {
        List<(string, TokenStanding)> answers = [];
        if (await TwitchTokenCheck.AskAsync(patient.Platforms.Twitch, http, ct) is { } twitch) answers.Add(("Twitch", twitch));
        if (await YouTubeTokenCheck.AskAsync(patient.Platforms.YouTube, http, ct) is { } youtube) answers.Add(("YouTube", youtube));
        return answers;
    }

    public static IEnumerable<Check> Of(Patient patient, IReadOnlyList<(string Platform, TokenStanding Standing)> answers)
    {
        yield return answers.FirstOrDefault(a => a.Platform == "Twitch").Standing is { } twitch
            ? Token("twitch", twitch, CanRenew(patient.Platforms.Twitch)) : Check.Ok("twitch", "no token: chats are read anonymously over IRC, nothing can be posted or removed");
        if (answers.FirstOrDefault(a => a.Platform == "YouTube").Standing is not { } youtube)
        {
            yield return Check.Ok("youtube", "no key: YouTube's chats are not read");
            yield break;
        }

        yield return Token("youtube", youtube, !string.IsNullOrEmpty(patient.Platforms.YouTube.RefreshToken));
        var (quota, kept) = (patient.Platforms.YouTube.DailyQuota, patient.Platforms.YouTube.ActionReserve);
        yield return Check.Ok("quota", string.Create(CultureInfo.InvariantCulture, $"YouTube: {quota:N0} units a day, {kept:N0} kept for actions, {quota - kept:N0} for reading; what was spent today is counted by the running server only"));
    }

    private static bool CanRenew(TwitchOptions options) => !string.IsNullOrEmpty(options.UserRefreshToken) && !string.IsNullOrEmpty(options.ClientId);

    private static Check Token(string name, TokenStanding standing, bool renews)
    {
        var left = standing.Left is { } span ? $", {ClockChecks.Span(span)} left" : "";
        return standing.Health switch
        {
            TokenHealth.Dead => Check.Broken(name, standing.Words, "Connect the account again, or take the token out of the configuration"),
            TokenHealth.Unknown => Check.Watch(name, standing.Words + left, renews ? "Look again once the server runs" : "Connect the account again before the show"),
            _ when standing.Left < Short && !renews => Check.Watch(name, standing.Words + left, "It ends during a show: configure a refresh token with its client id"),
            _ => Check.Ok(name, standing.Words + left + (renews ? ", renewed by itself" : "")),
        };
    }
}
