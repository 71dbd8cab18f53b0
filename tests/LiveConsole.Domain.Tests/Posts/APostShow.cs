using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Posts;

/// <summary>A show with posts that may go out to both chats, and who sends them.</summary>
internal static class APostShow
{
    public static readonly Actor Salome = A.Producer("Salomé");
    public static readonly Actor Basile = A.Person("Basile", Role.Lead);
    public static readonly PostWritten Touchdown = new("Touchdown", PostKind.Post, new("Posé !", "Touchdown!"), new("Pas de signal. Courage à l'équipe.", "No signal. Our thoughts are with the team."), Moment: "touchdown");
    public static readonly PostWritten Welcome = new("Welcome", PostKind.Post, new("Bienvenue !", "Welcome!"), Every: TimeSpan.FromMinutes(10));

    public static BeginPhase Critical { get; } = new("critical", "CRITIQUE", "CRITICAL", null);

    public static ShowSettings Settings { get; } = A.Settings() with { Channels = [new("twitch", "agence"), new("youtube", "video123456")] };

    public static AShow Show(params PostWritten[] posts) => posts.Aggregate(
        A.Show(Settings).After(Acting("twitch", "agence"), Acting("youtube", "video123456")), (show, post) => show.After(new KeepPost(post), Salome));

    public static ActingKnown Acting(string platform, string channel) => new(new ChannelActing(platform, channel, "Agence Orbite", "1", [.. Enum.GetValues<DeedKind>()]));

    public static IEnumerable<(string Platform, string Text)> Texts(AShow show) => show.State.Effects.Open.Values.Select(e => (e.Platform, ((PostDeed)e.Deed).Text));
}
