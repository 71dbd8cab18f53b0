using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Testing;

/// <summary>What tests are about, right by default: say only what matters to the test.</summary>
public static class A
{
    /// <summary>21:50 of the landing night, the time of everything that is given no other.</summary>
    public static DateTimeOffset Time { get; } = new(2026, 3, 14, 20, 50, 0, TimeSpan.Zero);

    public static ShowSettings Settings(int approvals = 0) => new("landing", "Landing night", Approvals: approvals, Mentions: ["agence"]);

    /// <summary>A show that is set up and empty.</summary>
    public static AShow Show(ShowSettings? settings = null) => new AShow().After(new ShowConfigured(settings ?? Settings()));

    /// <summary>A show that wants so many different people to approve.</summary>
    public static AShow ShowWanting(int approvals) => Show(Settings(approvals));

    public static AnItem Question(string words) => new(ItemKind.Question, words);

    public static AnItem Comment(string words) => new(ItemKind.Comment, words);

    public static ChatMessage Message(string text = "how cold is it up there?", string id = "m1", string viewer = "901", string name = "Ayşe",
        string platform = "twitch", string channel = "agence", DateTimeOffset? at = null, string[]? copies = null) =>
        new(platform, channel, id, at ?? Time, at ?? Time, new Author(viewer, name), text, Copies: [.. copies ?? []]);

    public static Removal Removal(RemovalScope scope = RemovalScope.Message, DateTimeOffset? at = null, string? by = "Nora") => new(at ?? Time, scope, by);

    public static Actor Editor(string name) => Person(name, Role.Editor);

    public static Actor Producer(string name) => Person(name, Role.Producer);

    public static Actor Moderator(string name) => Person(name, Role.Moderator);

    public static Actor Person(string name, Role role) => new(name.ToLowerInvariant(), name, role);

    public static Actor Presenter { get; } = new("screen-1", "Tablet left", Role.Presenter);
}

/// <summary>An item on its way into a show: asked by a viewer, in the show's language.</summary>
public sealed record AnItem(ItemKind Kind, string Words)
{
    internal Stage Stage { get; private init; } = Stage.Approved;
    internal Actor By { get; private init; } = A.Editor("Rodrigue");
    internal string Viewer { get; private init; } = "";
    internal string Name { get; private init; } = "Ayşe";

    public AnItem New() => this with { Stage = Stage.New };

    public AnItem Approved() => this with { Stage = Stage.Approved };

    /// <summary>In the rundown, after those before it.</summary>
    public AnItem Queued() => this with { Stage = Stage.Queued };

    public AnItem OnAir() => this with { Stage = Stage.OnAir };

    public AnItem AskedBy(string viewer, string name) => this with { Viewer = viewer, Name = name };

    internal ChatMessage Message(int number) =>
        A.Message(Words, id: $"q{number}", viewer: Viewer.Length > 0 ? Viewer : $"v{number}", name: Name);
}
