namespace LiveConsole.Rehearsal.Night;

/// <summary>The questions of the night, part one: signal, time, images, sound, site, power, mission, money.</summary>
internal static partial class QuestionGroups
{
    private static readonly Window[] s_tillTouchdown = [new("18:00", "21:48")];
    private static readonly Window[] s_descent = [new("19:12", "22:40")];

    public static IReadOnlyList<QuestionGroup> All { get; } = [.. TimeAndPictures(), .. PlaceAndMission(), .. DescentAndScience(), .. PeopleAndRest()];

    /// <summary>The question of a lost landing, and those it takes the place of.</summary>
    public const string Loss = "G41";

    public static IReadOnlySet<string> ReplacedByLoss { get; } = new HashSet<string>(StringComparer.Ordinal) { "G06", "G07", "G08", "G22", "G23", "G26", "G13", "G14" };

    public static QuestionGroup Get(string id) => All.First(group => group.Id == id);

    private static IEnumerable<QuestionGroup> TimeAndPictures() =>
    [
        new("G01", 900, "signal", "Pourquoi y a-t-il 11 minutes de décalage ?", "Why is there an 11 minute delay?",
            new("pourquoi {y a|il y a} {11|onze} min{utes|} de {décalage|retard|délai}", "le signal met combien de temps {à|pour} {arriver|nous parvenir|venir jusqu'ici}", "donc ce qu'on voit c'est déjà {passé|arrivé|fini}", "pk on reçoit tout en retard",
                "c'est quoi {ce|le} décalage de 11 min{utes|}", "{en fait|attendez} {tout|ça} s'est déjà passé là-bas{ il y a 11 min|}", "pourquoi {le signal|l'info|le message} met {autant de|11} {temps|minutes}", "{pourquoi|comment ça se fait que} c'est pas en direct direct depuis mars",
                "{11 min|11 minutes} c'est {la vitesse de|à cause de} la lumière", "on a {combien de|combien} retard {avec|par rapport à} mars", "{il|le rover} est {peut-être |}déjà posé au moment où {on parle|on regarde} alors", "d'où vient {le délai|le retard} de {11 min|onze minutes} {du signal|avec mars}"),
            new("why is there an 11 min{ute|} delay", "how long does the signal take{ to get here| to reach us|}", "so it already happened", "why {do we get|are we getting} everything late",
                "what's the {delay|lag} {from|to} mars", "{wait|hold on} so {this|what we see} is {already over|in the past}", "how far behind are we{ vs mars| compared to mars|}", "is the {11 min|eleven minute} delay because of {the speed of light|light speed}",
                "so {the rover|it} {might be|is already} {down|on the ground} and we don't know"))
        {
            Elsewhere = [("es", "¿por qué llega tarde la señal?"), ("es", "cuánto tarda la señal en llegar"), ("de", "warum 11 Minuten Verzögerung"), ("it", "perché c'è un ritardo di 11 minuti"), ("pt", "por que tem 11 minutos de atraso"), ("nl", "waarom is er 11 minuten vertraging")],
        },
        new("G02", 170, "stream", "YouTube est-il en retard sur Twitch ?", "Which stream is faster, YouTube or Twitch?",
            new("le live youtube {a du|est en} retard sur twitch{ non|}", "qui est le plus en avance yt ou twitch", "c'est {plus rapide|moins décalé} sur {twitch|youtube}", "pourquoi mon pote sur twitch voit tout avant moi",
                "y a combien {d'écart|de secondes} entre {yt|youtube} et twitch", "{vaut mieux|il vaut mieux} regarder sur {yt ou twitch|twitch ou youtube} pour {le direct|être à l'heure}", "{le stream|le flux} {yt|youtube} est décalé par rapport à {l'autre|twitch}"),
            new("which stream is {faster|ahead}", "is {yt|youtube} behind twitch", "{yt|youtube} or twitch for less {lag|latency}", "why is my friend on twitch ahead of me", "how many seconds is {yt|youtube} behind{ twitch|}", "is the twitch stream {quicker|earlier} than {this one|youtube}")),
        new("G03", 2000, "time", "À quelle heure est l'atterrissage ?", "What time is touchdown?",
            new("ça se pose à quelle heure", "c'est quand l'atterrissage", "combien de temps encore", "il reste combien{ de temps|}",
                "{à|vers} quelle heure {l'atterrissage|le touchdown|il atterrit|il se pose}", "{l'atterrissage|le rover} c'est {à|pour} quelle heure", "il se pose {dans combien de temps|dans combien|quand exactement}", "c'est {à|pour} quelle heure {la descente|l'arrivée sur mars}",
                "encore combien {de minutes|de temps} avant {l'atterrissage|que ça se pose|le touchdown}", "{c'est|on est} à t moins combien{ là|}", "quelqu'un a l'heure de l'atterrissage", "heure de l'atterrissage {svp|stp}", "{il atterrit|ça atterrit} {à quelle heure|quand} {heure française|heure de paris|chez nous}", "c'est bientôt {l'atterrissage|qu'il se pose}", "dans combien de temps {il touche le sol|il arrive|on sait}", "{à quelle heure|quand} est prévu {le contact|l'atterrissage|le poser}"),
            new("what time is {touchdown|the landing}", "how long {left|to go|until landing|till it lands}", "when does it land{ in utc| utc|}", "{when|what time} is it landing",
                "{eta|landing time|touchdown time}", "how {many minutes|much longer} {until|till|before} {touchdown|the landing}", "{what|when} is the landing {time|in my timezone|est|gmt}", "anyone {know|got} the landing time", "when's {touchdown|landing}", "how much time {left|is left|do we have}"))
        {
            OnlyNow = true, Windows = s_tillTouchdown,
            Elsewhere = [("es", "¿a qué hora aterriza?"), ("es", "cuánto falta"), ("de", "wann landet er"), ("de", "wie lange noch"), ("it", "quanto manca"), ("it", "a che ora atterra"), ("pt", "quanto tempo falta"), ("pt", "que horas pousa"), ("nl", "hoe laat landt hij"), ("ar", "متى الهبوط"), ("ru", "когда посадка"), ("tr", "iniş saat kaçta"), ("ja", "着陸は何時ですか")],
        },
        new("G04", 560, "time", "Quand est-ce que l'émission commence ?", "When does the show start?",
            new("ça commence quand", "c'est pas à 19h normalement", "y a un {problème|souci} ou ça démarre", "{bon |}ça commence",
                "c'est censé commencer à {19h|quelle heure} {l'émission|le live|non}", "{l'émission|le live|le direct} {démarre|commence} {à quelle heure|quand}", "pourquoi {ça commence pas|c'est pas commencé|y a rien}", "c'est {en retard|décalé|repoussé}", "on attend quoi{ là|}"),
            new("when does {it|the show|this} start", "is it delayed", "stream stuck", "{is|was} it not supposed to start at {7|19:00}", "why {hasn't it started|no start yet}", "{when|what time} do we {start|begin}", "show starting {soon|or what}"))
        {
            OnlyNow = true, Windows = [new("18:00", "19:15")],
            Elsewhere = [("es", "¿a qué hora empieza?"), ("de", "wann geht es los"), ("it", "quando comincia"), ("pt", "quando começa"), ("nl", "wanneer begint het")],
        },
        new("G05", 600, "time", "Est-ce qu'il est posé ?", "Did it land?",
            new("c'est bon il est posé", "ça y est", "il est vivant", "on a réussi ou pas",
                "{alors |}il {est|s'est} posé{ ou pas| ou quoi|}", "{c'est|il est} {au sol|arrivé|en bas}", "{c'est bon|ça a marché}{ alors|}", "{il a|on a} {survécu|atterri}", "atterri ou pas"),
            new("did it land", "is it down", "did they make it", "{are we|is it} {on the ground|safe|down yet}", "did it {survive|work}", "{landed|touchdown} yet", "is {the rover|it} {alive|ok|in one piece}"))
        {
            OnlyNow = true, Windows = [new("21:53:05", "22:08")],
            Elsewhere = [("pt", "é pousou?"), ("es", "ya aterrizó"), ("de", "ist er gelandet"), ("it", "è atterrato"), ("nl", "is hij geland"), ("tr", "indi mi"), ("ru", "сел или нет")],
        },
        new("G06", 1600, "images", "Quand aura-t-on les premières photos en couleur ?", "When do we get colour pictures?",
            new("les photos couleur c'est pour quand", "on aura des {images|photos} ce soir", "quand est-ce qu'on voit la première photo", "COMBIEN DE TEMPS LES PHOTOS",
                "{les|des} {photos|images} {en couleur|couleurs} c'est {quand|pour quand|prévu quand}", "{quand|à quand} les {premières images|photos en couleur|vraies photos}", "il faut attendre combien de temps {pour|avant} {les photos|les images|la couleur}", "on va {voir|avoir} {des photos|des images|une photo} {ce soir|cette nuit|bientôt}",
                "{la|une} photo en couleur {ce soir ou demain|c'est pour demain}", "elles arrivent quand les {photos|images}{ du sol|}", "y aura des {images|photos} hd {quand|ce soir}", "quand {arrivent|sortent} les {images|photos} {couleur|en hd|nettes}", "pourquoi {pas encore de|y a pas de} photo{s|} en couleur"),
            new("when do we get {colour|color} {pics|pictures|images}", "will there be {images|pictures|photos} tonight", "pics when", "when {are|do} the {first|real} {photos|pictures} {coming|come}",
                "how long {for|until} the {colour|color} {pics|photos|images}", "{any|no} {colour|color} {photo|picture}s {tonight|yet|today}", "when do we see {hd|proper|real} {images|pics}", "are we {getting|gonna get} {pictures|photos} {soon|tonight}"))
        {
            Windows = [new("20:00", "00:20")],
            Elsewhere = [("es", "¿cuándo hay fotos a color?"), ("es", "cuándo llegan las fotos"), ("de", "wann kommen die Farbfotos"), ("it", "quando arrivano le foto a colori"), ("pt", "quando saem as fotos coloridas"), ("nl", "wanneer komen de kleurenfoto's"), ("tr", "renkli fotoğraflar ne zaman")],
        },
        new("G07", 220, "images", "Combien de caméras a le rover, et pour quoi faire ?", "How many cameras does it have?",
            new("y a combien de caméras dessus", "17 caméras pour quoi faire", "{il a|le rover a} combien de {caméras|cams}", "pourquoi autant de caméras", "17 caméras c'est pas {un peu |}{trop|beaucoup}", "elles servent à quoi {toutes ces|les 17} caméras"),
            new("how many cameras does it have", "why {17|so many} cameras", "what are {all the|the 17} cameras for", "{does it really have|is it really} 17 cameras")),
        new("G08", 800, "sound of Mars", "Va-t-on entendre le vent de Mars ?", "Will we hear the wind on Mars?",
            new("y a un micro{ dessus| sur le rover|}", "on va entendre le vent{ là-haut| de mars|}", "ça fait quel bruit mars", "{on aura|y aura} du son {de|depuis} mars",
                "{on peut|on pourra} {entendre|écouter} {mars|le bruit de mars|le sol}", "il y a des micros {sur|à bord} {alcyon|du rover}", "ça {s'entend|fait du bruit} {là-bas|sur mars}", "{le|du} son {sur mars|là-haut} ça donne quoi", "les micros {ils servent à quoi|enregistrent quoi}", "est-ce qu'il y a du bruit sur mars"),
            new("does it have a mic", "can we hear mars", "{will|are} we {hear|gonna hear} the wind", "what does mars sound like", "{are there|any} microphones {on board|on it}", "is there sound on mars", "{when|will} we get audio from mars"))
        {
            Elsewhere = [("es", "¿tiene micrófono?"), ("es", "vamos a escuchar el viento de marte"), ("de", "hat er ein Mikrofon"), ("it", "ha un microfono"), ("pt", "dá pra ouvir marte"), ("nl", "heeft hij een microfoon")],
        },
    ];

    private static IEnumerable<QuestionGroup> PlaceAndMission() =>
    [
        new("G09", 610, "site", "Quelle température fait-il sur place ?", "How cold is it at the site?",
            new("il fait combien là-bas", "c'est quoi la température au sol", "il gèle la nuit", "{il|ça} fait {froid|chaud} sur mars",
                "{quelle|quel est la} température {là-bas|dans le cratère|sur place}", "il fait combien {la nuit|de degrés} {là-haut|sur mars}", "{-|moins }combien {la nuit|là-bas}", "ça descend à combien la nuit{ sur mars|}"),
            new("how cold is it {up there|there|at night}", "temp at the site", "what's the temperature{ on mars| there| outside|}", "does it freeze at night", "{how many degrees|what temp} {there|on mars}", "is it {cold|freezing} {there|in the crater}"))
        {
            Elsewhere = [("es", "qué temperatura hace allí"), ("de", "wie kalt ist es dort"), ("it", "quanti gradi ci sono"), ("pt", "quantos graus faz lá")],
        },
        new("G10", 560, "power", "Comment le rover est-il alimenté en énergie ?", "What powers the rover?",
            new("il marche à quoi", "pourquoi {y a pas|il n'y a pas} de panneaux solaires", "c'est quoi {la source d'énergie|son énergie|la batterie}", "il {fonctionne|roule} au {nucléaire|solaire}",
                "il {tourne|avance} {avec|grâce à} quoi", "il est où le panneau solaire", "{comment|avec quoi} il se recharge", "{c'est|il est} {nucléaire|solaire} ou {solaire|nucléaire}"),
            new("solar or nuclear", "what powers it", "where are the solar panels", "why no solar panels", "how does it {charge|get power|run}", "is it nuclear{ powered|}", "what does it run on"))
        {
            Elsewhere = [("es", "¿con qué energía funciona?"), ("de", "womit wird er angetrieben"), ("it", "che energia usa"), ("pt", "funciona com o quê")],
        },
        new("G11", 340, "mission", "Combien de temps dure la mission ?", "How long will the mission last?",
            new("elle dure combien de temps la mission", "il va vivre combien de temps", "la mission {dure|va durer} combien{ d'années| de temps|}", "{combien de temps|combien d'années} il va {tenir|rouler|fonctionner} là-bas", "il est prévu pour {durer combien|combien de temps}", "c'est une mission de combien{ d'années|}"),
            new("how long will it last", "how many years", "how long is the mission", "what's the {lifetime|lifespan}{ of the rover|}", "how many years {will|can} it {work|run|drive}")),
        new("G12", 250, "trip", "Combien de temps a duré le voyage ?", "How long was the trip?",
            new("il a mis combien de temps pour y aller", "le voyage a duré combien{ de temps|}", "il est parti {quand|il y a combien de temps}", "{combien de|ça fait combien de} {jours|mois} de voyage", "ça prend combien de temps {d'aller|pour aller} sur mars"),
            new("how long was the trip", "how long did it take to get there", "when did it {launch|leave}", "how many {days|months} {in space|of travel}")),
        new("G13", 300, "return", "Est-ce que le rover reviendra sur Terre ?", "Is the rover coming back?",
            new("il va revenir sur {Terre|terre}", "on le ramène un jour", "{il|le rover} {revient|rentre} {quand|un jour}", "{est-ce qu'il|il} {peut|pourra} {revenir|rentrer}", "y a un {trajet|voyage} retour{ de prévu|}"),
            new("is it coming back", "does it {return|come back} to earth", "will they bring it back{ one day|}", "can it {fly|come} {back|home}", "is there a return trip")),
        new("G14", 110, "return", "Donc il ne reviendra jamais ?", "So it never comes back?",
            new("donc il ne reviendra jamais", "il reste là-bas pour toujours alors", "{il|alors il} {reviendra|rentrera} jamais", "il va mourir là-bas{ alors|}", "{pauvre rover |}il {finit|reste} tout seul {là-bas|pour toujours}"),
            new("so it never comes back", "it stays there forever then", "so it just {dies|stays} there", "never coming home then")),
        new("G15", 440, "money", "Combien coûte la mission, et qui paie ?", "How much did it cost, and who pays?",
            new("ça coûte combien{ tout ça|}", "c'est nos impôts{ qui paient|}", "et le budget", "{ça a coûté|elle a coûté} combien{ la mission|}",
                "{c'est|il est de} combien le {prix|budget}{ de la mission| du rover|}", "{qui|c'est qui qui} {paye|paie|finance}{ tout ça|}", "combien de milliards", "on a {payé|mis} combien{ nous|}"),
            new("how much did {it|this|all this} cost", "who pays{ for this|}", "what's the {budget|price tag}", "how many billion{s|}", "is {this|it} {paid by|my} tax{es| money}", "how expensive {is|was} {it|this}"))
        {
            Elsewhere = [("es", "¿cuánto costó?"), ("de", "was hat das gekostet"), ("it", "quanto è costato"), ("pt", "quanto custou isso"), ("nl", "wat heeft dat gekost")],
        },
        new("G16", 510, "science", "Cherchez-vous des traces de vie ?", "Are you looking for life?",
            new("vous cherchez quoi{,| :|} de la vie", "y a une chance de {fossiles|trouver des fossiles}", "vous {espérez|pensez} trouver {de la vie|des traces de vie|quoi}", "c'est pour {chercher|trouver} {de la vie|des bactéries|des aliens}",
                "{il|le rover} cherche quoi{ exactement|}", "y a {eu |}de la vie sur mars {ou pas|selon vous}", "vous faites quoi si vous trouvez {quelque chose|de la vie|un fossile}"),
            new("are {we|you} looking for life", "what if {you|they} find something", "any chance of fossils", "{is|was} there life {there|on mars}", "what are {we|they|you} {looking|searching} for{ exactly|}", "do you expect to find {life|microbes|anything}"))
        {
            Elsewhere = [("es", "¿buscan vida?"), ("de", "sucht ihr nach Leben"), ("it", "cercate la vita"), ("pt", "estão procurando vida"), ("tr", "hayat mı arıyorsunuz")],
        },
        new("G17", 270, "site", "Pourquoi avoir choisi le cratère Vernet ?", "Why was this crater chosen?",
            new("pourquoi ce cratère et pas un autre", "c'est quoi l'intérêt de {Vernet|vernet|ce cratère}", "pourquoi {vernet|là|cet endroit}{ précisément|}", "il a quoi de spécial ce cratère", "vous avez choisi {le cratère|l'endroit|le site} comment"),
            new("why this crater", "what's special about {this|vernet|the} crater", "why {vernet|there}", "how did {you|they} {choose|pick} the {site|crater}")),
    ];
}
