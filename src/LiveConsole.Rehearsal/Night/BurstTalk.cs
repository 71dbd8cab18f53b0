namespace LiveConsole.Rehearsal.Night;

/// <summary>What a cue on set sets off, by the burst's name. The third list is for everybody else and has no language.</summary>
internal sealed record BurstTalk(Wordings French, Wordings English, Wordings Elsewhere)
{
    private static readonly Wordings s_rockets = new("🚀^", "GO~", "👏^", "❤️^", "🔥^", "🎉^", "🤞^", "😭^");

    public static IReadOnlyDictionary<string, BurstTalk> ByName { get; } = new Dictionary<string, BurstTalk>(StringComparer.Ordinal)
    {
        ["slip"] = new(new("on attend", "bon allez", "patience", "en retard{ mdr|}", "zzz", "ah ça bouge", "toujours rien", "on est patients", "19h12 ok"), new("waiting~", "any minute now", "zzz", "delayed lol", "patience", "ok 19:12 then"), new("⏳^", "zzz", "😴^")),
        ["parachute-test"] = new(new("la taille du truc", "énorme", "waouh~ le parachute", "19 mètres la vache", "ce bruit", "il claque fort", "impressionnant", "la toile"), new("the size of that thing", "huge", "wow that chute", "that snap", "insane test", "massive"), s_rockets),
        ["laser"] = new(new("pew pew", "un laser~", "cocorico", "trop stylé", "bzzz", "OPALE~", "joli nom"), new("pew pew", "lasers~", "space laser", "so cool", "zap", "want one"), s_rockets),
        ["places"] = new(
            new("{Lyon|Brest|Lille|Nantes|Grenoble|Metz|Ajaccio|Vannes|Arras|Bayonne|Troyes} ici{ !|}", "La Réunion 974 !!", "{de|depuis} {Liège|Namur|Genève|Sion|Québec|Gatineau|Dakar|Nouméa|Papeete}", "{Toulouse|Rennes|Tours|Dijon|Le Mans|Annecy|Nîmes} !", "{Strasbourg|Besançon|Poitiers|Limoges|Pau} présent", "{dans|depuis} {le Larzac|les Vosges|le Morvan|un camping}", "{Martinique|Guadeloupe|Guyane|Mayotte} {972|971|973|976}", "ici {Bruxelles|Lausanne|Montréal|Abidjan}"),
            new("hello from {Leeds|Cardiff|Galway|Oslo|Malta}", "{Texas|Ohio|Kerala|Ontario|Kenya} here", "{Sydney|Perth|Auckland} !", "from {Ghana|Iceland|Scotland|Singapore}", "{Manchester|Boston|Toronto|Cork} checking in", "{UK|Ireland|India|NZ} 👋", "a boat near {Madeira|the Azores|Crete}"),
            new("Rosario 🇦🇷", "Wien", "Roma", "Lisboa", "Gent", "تونس", "東京", "İzmir", "Киев", "Sevilla", "Bogotá", "Graz")),
        ["quiz"] = new(
            new("20000", "19 400 km/h", "mach 25 lol", "{15|18|21|25|30} 000", "{12000|17500|22000|28000} km/h", "19400", "vite~", "mach {15|16|20}", "5 km/s"),
            new("20000", "{12000|15,000|18k|25k} mph", "mach 25 lol", "19400 km/h", "fast~", "{20k|19k|30k}", "mach {12|16|20}", "5 km/s"),
            new("20000", "19400", "25000", "18000 km/h", "30000", "15000")),
        ["go"] = new(new("GO GO GO", "GO~", "c'est parti{ !|}", "🚀^", "allez~", "ON Y VA~", "go alcyon", "go go"), new("GO GO GO", "LETS GO~", "🚀^", "here we go~", "go alcyon", "go go"), s_rockets),
        ["entry"] = new(new("🙏^", "🚀^", "allez mon grand", "pitié~", "croisons les doigts", "🤞^", "ça rentre~", "allez~", "je respire plus"), new("🙏^", "🚀^", "🤞^", "here we go", "please~", "god speed", "come on~", "holding my breath"), s_rockets),
        ["heating"] = new(new("ça chauffe", "ça chauffe~", "🔥^", "1250 degrés", "tiens bon", "grillé mdr", "le bouclier~"), new("hot hot hot", "🔥^", "toasty", "hold on~", "so hot", "spicy"), new("🔥^", "🤞^", "🥵^")),
        ["parachute"] = new(new("👏^", "OUI~", "PARACHUTE~", "il est ouvert", "ouvert~", "bravo~", "yes~", "👏👏👏"), new("👏^", "CHUTE~", "YES~", "its open", "lets go~", "parachute~"), s_rockets),
        ["radar"] = new(new("on voit quoi là", "radar ok", "le sol~", "on approche", "allez~", "il voit le sol", "encore un peu"), new("what are we seeing", "radar lock", "so close", "come on~", "almost~", "ground~"), s_rockets),
        ["silence"] = new(new("allez allez allez", "pitié~", "🤞^", "réponds~", "allez~", "non non non", "please", "je peux plus", "respire", "🙏^", "parle-nous"), new("please~", "come on~", "🙏^", "🤞^", "no no no", "talk to us", "i cant~", "please please"), new("🙏^", "🤞^", "por favor", "bitte~", "😰^")),
        ["touchdown"] = new(
            new("OUI~", "POSÉ~", "🎉^", "🚀^", "BRAVO~", "ON L'A FAIT~", "👏^", "je pleure", "😭^", "GG~", "ALLEZ~", "MERCI~", "❤️^", "incroyable~", "TOUCHDOWN", "j'en tremble", "WOUHOU~", "il est posé", "VIVE LA SCIENCE"),
            new("YES~", "TOUCHDOWN~", "🎉^", "🚀^", "WE DID IT~", "👏^", "crying", "😭^", "GG~", "LETS GO~", "OMG~", "❤️^", "unreal~", "im shaking", "WOO~", "they did it"),
            new("🎉^", "🚀^", "👏^", "❤️^", "GOL~", "VAMOS~", "BRAVO~", "おめでとう", "مبروك", "tebrikler", "УРА~", "😭^", "JA~")),
        ["picture"] = new(new("c'est tout", "le caillou !!", "mars~", "trop beau", "une photo~", "on voit l'ombre", "du noir et blanc", "caillou~", "des cailloux !", "wow~", "😭^", "c'est réel"), new("it's real", "rocks~", "a rock !!", "mars~", "wow~", "first pic~", "so clear", "dust on the lens", "omg~", "potato cam lol"), new("😍^", "📸^", "🪨^", "wow~", "🔴^")),
        ["drawings"] = new(new("trop mignon~", "❤️^", "les dessins~", "bravo les enfants", "adorable", "le drone violet", "🥹^", "futurs ingénieurs"), new("so cute~", "❤️^", "adorable", "aww~", "these drawings", "well done kids"), new("❤️^", "🥹^", "😍^")),
        ["good-night"] = new(new("bonne nuit{ à tous| !| 👋|}", "bn les gens", "je vais dormir", "merci et bonne nuit", "au dodo", "😴^", "à demain", "j'ai raté quoi ?", "je viens d'arriver j'ai raté quoi ?"), new("good night{ all| 👋|}", "gn chat", "off to bed", "thanks and good night", "😴^", "just got here, what did i miss?", "see you tomorrow"), new("buenas noches", "gute nacht", "😴^", "👋^", "buonanotte")),
        ["thanks"] = new(new("merci la team", "merci~", "❤️^", "merci à tous{ !|}", "quelle soirée", "bravo et merci", "👏^", "merci maud et idris", "à bientôt"), new("thank you~", "thanks team", "❤️^", "what a night", "👏^", "thanks idris and maud", "see you next time"), new("gracias~", "danke~", "grazie~", "❤️^", "👏^", "obrigado")),
        ["sorrow"] = new(new("courage à toute l'équipe", "😢^", "non~", "je suis triste", "💔^", "courage", "on est avec vous", "tellement de travail", "merci quand même", "la prochaine sera la bonne"), new("so sorry for the team", "😢^", "no~", "heartbroken", "💔^", "we are with you", "space is hard", "thank you anyway", "next time"), new("😢^", "💔^", "🙏^", "ánimo", "coraggio")),
    };
}
