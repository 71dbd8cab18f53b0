using LiveConsole.Accounts.Connected;
using LiveConsole.Api.Wire;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Api.Calls;

/// <summary>As whom the show acts: what stands, and a person's choice.</summary>
internal static class ActingAsCalls
{
    /// <returns>Each chat of the show on a platform that can be acted on; the accounts that could be chosen are for who may choose.</returns>
    public static IResult List(string show, HttpContext http, PlatformAccounts accounts)
    {
        var call = ApiCall.Of(http);
        if (!call.View.May(Permission.Moderate)) return ApiProblem.Of(Refusals.Forbidden(call.Token.Role));
        var settings = call.Show.Snapshot.State.Settings;
        return new ApiAnswer<IReadOnlyList<WireActing>>([.. (settings?.Channels ?? []).Where(c => c.Platform is ChannelNames.Twitch or ChannelNames.YouTube).Select(c => Of(call, accounts, settings!, c))]);
    }

    /// <summary>The account that a caller means, by its id or its login.</summary>
    /// <param name="channel">As it stands in the settings.</param>
    public static (IShowCommand? Command, ApiProblem? Problem) Choose(ApiCall call, PlatformAccounts accounts, WireActAs body, string channel)
    {
        if (body.Account is null) return (new ActAs(body.Platform, channel, null, null, body.SeenAccount), null);
        var meant = accounts.All.Where(a => a.Platform == body.Platform && (a.UserId == body.Account || (a.Login.Length > 0 && a.Login.Equals(body.Account, StringComparison.OrdinalIgnoreCase)))).ToList();
        return meant is [var account] ? (new ActAs(body.Platform, channel, account.UserId, account.Name, body.SeenAccount), null) : (null, ApiProblem.NotFound(
            "No such account is connected: GET moderation/acting lists them.", "Ce compte n'est pas connecté : GET moderation/acting les liste."));
    }

    private static WireActing Of(ApiCall call, PlatformAccounts accounts, ShowSettings settings, ChannelSetting channel)
    {
        var name = ChannelNames.Of(channel.Platform, channel.Name).Channel?.Name ?? channel.Name;
        var acting = call.View.Acting.In(channel.Platform, name);
        var chosen = ChosenAccount.Of(settings, channel.Platform, channel.Name);
        return new WireActing(channel.Platform, channel.Name, acting is { As: { } @as, AsId: { } id } ? new WireAccount(id, @as) : null, chosen is null ? null : new WireAccount(chosen.UserId, chosen.Name),
            acting?.Can ?? [], acting?.Trouble ?? EffectTrouble.None, acting?.Said, acting?.Since,
            settings.Rehearsal || !call.View.May(Permission.Modes) ? null : [.. accounts.All.Where(a => a.Platform == channel.Platform).Select(a => new WireChoice(a.UserId, a.Name, a.Login, !a.IsDead))]);
    }
}
