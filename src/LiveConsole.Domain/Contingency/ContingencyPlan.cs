using System.Collections.Immutable;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Contingency;

/// <summary>What a role is told while the contingency lasts, where the show says it in its own words. An empty language falls back on the other.</summary>
public sealed record RoleInstruction(Role Role, string Fr, string En)
{
    public bool IsEmpty => string.IsNullOrWhiteSpace(Fr) && string.IsNullOrWhiteSpace(En);
}

/// <summary>What a show has prepared for when it goes wrong: the line that the presenter reads, and what each role does. What nobody wrote is said in the usual words.</summary>
public sealed record ContingencyPlan
{
    /// <summary>The presenter's line, per language; both empty: <see cref="UsualLine"/>.</summary>
    public Wording Own { get; init => field = value ?? new(); } = new();

    public ImmutableArray<RoleInstruction> Instructions { get; init => field = value.IsDefault ? [] : value; } = [];

    public static Wording UsualLine { get; } = new(
        "Nous avons un imprévu. Les équipes sont au travail. Nous restons avec vous, et nous vous dirons ce que nous savons dès que nous le saurons.",
        "Something has not gone as planned. The teams are at work. We are staying with you, and will tell you what we know as soon as we know it.");

    /// <summary>Everybody who has a desk, and the presenter, whose instruction stands as the line's note.</summary>
    public static ImmutableArray<Role> Told { get; } = [Role.Producer, Role.Editor, Role.Lead, Role.Moderator, Role.Expert, Role.Overlay, Role.Presenter, Role.Observer];

    /// <summary>What is read: the show's own line, or the usual one. Written in one language only it is the show's own in that one.</summary>
    public Wording Line() => Own.IsEmpty ? UsualLine : Own;

    /// <summary>What that role is told. The owner is told what the producer is.</summary>
    public Words InstructionOf(Role role)
    {
        var told = role == Role.Owner ? Role.Producer : role;
        return Instructions.FirstOrDefault(i => i.Role == told) is { IsEmpty: false } own
            ? new(string.IsNullOrWhiteSpace(own.En) ? own.Fr : own.En, string.IsNullOrWhiteSpace(own.Fr) ? own.En : own.Fr)
            : Usual(told);
    }

    public static Words Usual(Role role) => role switch
    {
        Role.Owner or Role.Producer => new(
            "Approve each line before it is read. Post by hand only. Say on the crew line what is confirmed.",
            "Validez chaque phrase avant qu'elle soit lue. Ne publiez qu'à la main. Dites sur la ligne d'équipe ce qui est confirmé."),
        Role.Editor => new(
            "Write short lines and have the producer approve them: nothing else goes on air. Leave cheerful questions where they are.",
            "Écrivez des phrases courtes et faites-les valider par la production : rien d'autre ne passe. Laissez de côté les questions joyeuses."),
        Role.Lead => new(
            "Slow the chats down before they boil. Share a lane out. Pass distress, press and families on to the producer.",
            "Ralentissez les chats avant qu'ils ne débordent. Partagez une file. Transmettez détresse, presse et familles à la production."),
        Role.Moderator => new(
            "Let sorrow and kind words stand. Remove mockery and rumours. Promise nothing and explain nothing.",
            "Laissez la peine et les mots gentils. Retirez moqueries et rumeurs. Ne promettez rien, n'expliquez rien."),
        Role.Expert => new(
            "Answer nothing until the producer says what is confirmed. Note what you know for certain, and where from.",
            "Ne répondez à rien avant que la production dise ce qui est confirmé. Notez ce que vous savez de sûr, et d'où."),
        Role.Overlay => new(
            "The overlay is hidden. Show it again only when the producer asks.",
            "Le synthé est masqué. Ne le remontrez que si la production le demande."),
        Role.Presenter => new(
            "Read it once, calmly. Guess nothing. The next line comes from the producer.",
            "Lisez-la une fois, calmement. Ne supposez rien. La suite vient de la production."),
        _ => new(
            "Say nothing outside. The producer tells what is confirmed.",
            "Ne dites rien à l'extérieur. La production dit ce qui est confirmé."),
    };
}
