namespace LiveConsole.Features.Settings;

/// <summary>What the overlay's preview says: from a few words to the longest that may be aired, and what viewers' keyboards make of it.</summary>
public static class OverlaySamples
{
    /// <param name="sample">short, 150, 300, rtl or emoji.</param>
    /// <param name="language">fr or en.</param>
    public static (string Text, string Name) Of(string sample, string language) => (sample, language) switch
    {
        ("short", "fr") => ("C'est quoi, le bruit ?", "Ayşe"),
        ("short", _) => ("What is that noise?", "Ayşe"),
        ("150", "fr") => ("Pourquoi entend-on tout onze minutes plus tard, et que se passe-t-il à bord pendant ce temps, si personne ne peut répondre au robot en cas de panne ?", "lune_rousse"),
        ("150", _) => ("Why do we hear everything eleven minutes late, and what is going on aboard meanwhile, if nobody can answer the rover when something breaks down there?", "lune_rousse"),
        ("300", "fr") => ("Mes élèves de la classe de Rouvre voudraient savoir comment le robot choisit tout seul l'endroit où il se pose, ce qu'il regarde pendant les sept dernières minutes, et ce que vous faites, vous, dans la salle, quand il n'y a plus rien à faire que d'attendre que la première image veuille arriver ?", "Marius et la classe de Rouvre"),
        ("300", _) => ("My pupils at the school in Rouvre would like to know how the rover chooses all by itself the place where it will land, what it looks at during the last seven minutes, and what all of you in that room are doing when there is nothing left to do but wait until the first picture is so kind as to come?", "Marius and the class of Rouvre"),
        ("rtl", _) => ("لماذا نسمع كل شيء متأخرًا إحدى عشرة دقيقة، وماذا يحدث هناك في هذه الأثناء؟ (11 min)", "يوسف ✨"),
        ("emoji", "fr") => ("👩🏽‍🚀🚀 Bravo à toute l'équipe !!! 🥳🥳🥳 Et le petit hélicoptère 🚁, il vole quand ? 🇫🇷🇪🇺 #onEstLà", "✨🌙 Lunaaaaa 🌙✨"),
        ("emoji", _) => ("👩🏽‍🚀🚀 Well done, all of you!!! 🥳🥳🥳 And the little helicopter 🚁, when does it fly? 🇫🇷🇪🇺 #weAreHere", "✨🌙 Lunaaaaa 🌙✨"),
        _ => ("", ""),
    };
}
