namespace LiveConsole.Rehearsal.Night;

/// <summary>The questions of the night, part two: descent, rover, drone, science, people, and what is not about Mars.</summary>
internal static partial class QuestionGroups
{
    private static IEnumerable<QuestionGroup> DescentAndScience() =>
    [
        new("G18", 490, "descent", "Le rover se pilote-t-il tout seul ?", "Is anyone flying it, or is it autonomous?",
            new("il se pilote tout seul", "y a quelqu'un aux {manettes|commandes} ou pas", "{c'est|il est} {autonome|automatique}", "{qui|c'est qui qui} {pilote|conduit}", "vous le {pilotez|dirigez} {en direct|d'ici}", "{il|la descente} est {guidé|pilotée} par {qui|un humain}"),
            new("is someone flying it", "is it autonomous", "who's {flying|driving|controlling}{ it| this|}", "is {anyone|a human} {controlling|piloting} {it|this}", "can you {steer|control} it from earth", "does it land {by itself|on its own}"))
        { Windows = s_descent, Elsewhere = [("es", "¿se pilota solo?"), ("de", "fliegt er von allein"), ("it", "si guida da solo"), ("pt", "é autônomo")] },
        new("G19", 700, "descent", "Comment un parachute freine-t-il avec si peu d'air ?", "How does a parachute work in such thin air?",
            new("comment un parachute marche sans air", "il s'ouvre à quelle vitesse{ le parachute|}", "19 m c'est pas petit", "{à quoi sert|ça sert à quoi} {le|un} parachute s'il y a pas d'air",
                "{le parachute|il} {marche|freine} comment {sans|s'il y a pas d'} {atmosphère|air}", "{le parachute|la toile} fait quelle taille", "19 m{ètres|} de parachute ça suffit{ vraiment|}", "y a assez d'air {pour|pour ouvrir} {un|le} parachute"),
            new("how does a {chute|parachute} work {with so little air|with no air|in thin air}", "how fast when {it|the chute} opens", "is there {enough|even} air for a {chute|parachute}", "how big is the {chute|parachute}", "isn't 19 m {small|tiny}", "what speed does the {chute|parachute} open at"))
        { Windows = s_descent, Elsewhere = [("es", "¿cómo funciona un paracaídas sin aire?"), ("de", "wie funktioniert der Fallschirm ohne Luft"), ("it", "come frena il paracadute senza aria")] },
        new("G20", 380, "descent", "Pourquoi a-t-on perdu le signal ?", "Why did we lose the signal?",
            new("pourquoi on a perdu le signal", "c'est normal qu'on capte plus rien", "il s'est écrasé", "{c'est|c est} normal {ce silence|le silence}", "pourquoi {ça répond|y a} plus {rien|de signal}", "on a perdu le {contact|signal}", "{il est|c'est} {mort|fini|perdu}"),
            new("why no signal", "is the silence normal", "did it crash", "{did we lose|have we lost} {it|the signal|contact}", "is {this|that} {normal|expected}", "why {is it|so} quiet"))
        { OnlyNow = true, Windows = [new("21:53:05", "21:57")], Elsewhere = [("es", "¿se estrelló?"), ("de", "warum kein Signal"), ("pt", "perderam o sinal")] },
        new("G21", 320, "rover", "Combien pèse le rover, et quelle taille fait-il ?", "How heavy is the rover, and how big?",
            new("il pèse combien", "c'est gros comme une voiture", "{il|le rover} fait {quelle taille|combien de kilos|combien}", "c'est {grand|gros} comment{ un rover| en vrai|}", "{quel|c'est quoi son} poids", "{il|le rover} est {grand|gros} comme quoi"),
            new("how heavy is {it|the rover}", "how big{ is it|}", "what does it weigh", "is it {really |}{the size of|as big as} a car", "what size is the rover")),
        new("G22", 390, "drone", "Quand le drone Pollen volera-t-il ?", "When does the drone fly?",
            new("le drone il vole quand", "c'est pour bientôt {Pollen|pollen|le drone}", "{quand est-ce que|quand} {le drone|pollen} {décolle|vole|s'envole}", "le {premier|1er} vol {du drone |de pollen |}c'est quand", "{faut|il faut} attendre combien pour {le drone|voir voler pollen}"),
            new("when does {the drone|pollen} fly", "{when's|when is} the first flight", "is the drone flying {soon|tonight|tomorrow}", "how long {until|before} the drone {flies|takes off}"))
        { Elsewhere = [("es", "¿cuándo vuela el dron?"), ("de", "wann fliegt die Drohne"), ("it", "quando vola il drone")] },
        new("G23", 90, "drone", "Le drone peut-il voler la nuit ?", "Can the drone fly at night?",
            new("le drone peut voler la nuit", "{pollen|le drone} {vole|marche} {aussi |}{la nuit|dans le noir}", "{la nuit|de nuit} le drone {il vole|il dort}"),
            new("can {it|the drone} fly at night", "does the drone work at night", "night flights {for|with} the drone")),
        new("G24", 460, "people", "Quelles études faut-il faire pour travailler ici ?", "What should I study to work there?",
            new("faut faire quelles études{ pour bosser là| pour travailler là|}", "j'ai {12|10|13|15} ans je fais comment{ pour travailler chez vous|}", "{comment on|c'est quoi le parcours pour} {devient|devenir} {ingénieur|ingénieure} {chez vous|dans le spatial}", "{quel|quelle} {bac|école} {pour|il faut pour} {travailler|bosser} {dans le spatial|à l'agence}",
                "{vous recrutez|vous embauchez}{ des jeunes| en ce moment|}", "{ma fille|mon fils} veut faire ça {quelles études|il faut faire quoi}", "faut être fort en maths{ pour faire ça|}"),
            new("how do I become an engineer{ there|}", "what should I study", "what degree {do you need|is needed}{ for this|}", "I'm {12|14|16} how do I {work|get a job} there", "are you hiring", "{how do you|what does it take to} work {in space|there|at the agency}"))
        { Windows = [new("19:12", "21:30"), new("22:15", "00:45")], Elsewhere = [("es", "qué hay que estudiar para trabajar ahí"), ("de", "was muss man dafür studieren"), ("it", "cosa bisogna studiare")] },
        new("G25", 290, "France", "Qu'est-ce qui a été construit en France ?", "What did France build?",
            new("c'est quoi la part française{ dedans|}", "on a construit quoi nous", "{qu'est-ce qui|y a quoi qui} {est|a été} {fait|fabriqué|construit} en france", "la france {a fait|fait} quoi {dans|sur} {la mission|le rover}", "y a combien de {français|gens} {dessus|qui bossent dessus}"),
            new("what did france build", "what's the french part", "which parts are {french|from france}", "what is france's role")),
        new("G26", 370, "science", "Quand les échantillons reviendront-ils ?", "When do the samples come back?",
            new("les échantillons reviennent quand", "{on|vous} {ramène|ramenez} {des cailloux|les échantillons} {quand|un jour}", "{les|des} échantillons {sur terre|vont revenir} {c'est quand|un jour}", "y aura {un retour d'échantillons|des roches ramenées}", "qui va {chercher|récupérer} les échantillons"),
            new("when do samples come back", "{will|do} we get {rocks|samples} back{ on earth|}", "any sample return", "who {picks up|collects} the samples", "are the {rocks|samples} coming {home|to earth}")),
        new("G27", 400, "OPALE", "Que fait exactement le laser OPALE ?", "What does the laser do to the rock?",
            new("le laser il coupe les cailloux", "il fait quoi exactement le laser", "{à quoi sert|ça sert à quoi} {le laser|opale}", "{opale|le laser} {ça marche|il marche} comment", "pourquoi {tirer|un laser} sur {des|les} cailloux", "il est puissant {comment |}le laser"),
            new("what does the laser do{ to the rock|}", "does the laser cut rocks", "how does {the laser|opale} work", "why {shoot|zap} rocks with a laser", "what is {opale|the laser} for"))
        { Elsewhere = [("es", "¿para qué sirve el láser?"), ("de", "was macht der Laser"), ("it", "a cosa serve il laser")] },
        new("G28", 180, "software", "En quoi est-il programmé, avec quel processeur ?", "What is it programmed in, and which processor?",
            new("c'est codé en quoi", "y a quoi comme processeur", "{il|le rover} tourne sous {linux|quoi|quel os}", "c'est quel {langage|cpu|processeur}{ dedans|}"),
            new("what is it programmed in", "which cpu", "what {os|language} does it {run|use}", "is it running linux", "how much ram")),
        new("G29", 330, "descent", "À quelle température monte le bouclier ?", "How hot does the heat shield get?",
            new("ça chauffe à combien{ le bouclier|}", "le bouclier {monte|chauffe} à {combien|quelle température}", "{il fait combien|c'est combien de degrés} {sur le bouclier|dehors|là}", "le bouclier {il va fondre|résiste à combien}"),
            new("how hot does {it|the shield} get", "what temp{erature|} is the {heat |}shield", "how {hot|many degrees} {right now|on entry}", "can the shield melt"))
        { Windows = s_descent },
    ];

    private static IEnumerable<QuestionGroup> PeopleAndRest() =>
    [
        new("G30", 230, "humans", "Quand des humains iront-ils sur Mars ?", "When do people go to Mars?",
            new("et les humains c'est quand", "{quand est-ce qu'on|quand on} {y va|y envoie des gens|marche sur mars}", "les {premiers |}{humains|hommes|astronautes} sur mars c'est {pour quand|quand}", "on ira {un jour|quand} nous"),
            new("when do {people|humans} go", "when {are|will} {humans|people|astronauts} {going|go}{ to mars|}", "humans on mars when", "what year for {humans|people}")),
        new("G31", 150, "signal", "Quel débit a-t-on depuis Mars ?", "What's the bandwidth from Mars?",
            new("quel débit depuis mars{, mieux que ma box|}", "c'est quoi le débit {avec|depuis} mars", "{on télécharge|ça envoie} à combien depuis mars", "y a {la fibre|la 5g} sur mars pour envoyer {les photos|tout ça}"),
            new("what's the bandwidth from mars", "how many {kbps|mbps} from mars", "is {mars|their} {wifi|internet} faster than mine", "what {data rate|speed} do you get from mars")),
        new("G32", 210, "off topic", "Quelle est cette musique ?", "What's the song?",
            new("c'est quoi la musique", "{quelqu'un a|c'est quoi} le {nom|titre} de la {musique|chanson}", "titre de la musique {svp|stp}", "c'est {qui|quel groupe} la musique{ de fond|}"),
            new("song name", "what's the track", "what {song|music} is this", "name of the {song|music} {pls|please}"))
        { Windows = [new("18:00", "19:20"), new("20:00", "21:30"), new("22:10", "00:59")], Elsewhere = [("es", "cómo se llama la canción"), ("pt", "nome da música"), ("it", "che canzone è")] },
        new("G33", 440, "video", "Y aura-t-il un replay ?", "Will there be a replay?",
            new("y aura un replay", "j'ai raté le début on peut revoir", "{ce sera|c'est|ça sera} {dispo |}en {replay|rediff}", "on {peut|pourra} {revoir|voir} {ça|l'émission|le live} {demain|après}", "{le replay|la vidéo} {il |elle |}sera {où|dispo quand}", "{je dois aller dormir |je dois partir |}y a une rediff"),
            new("will there be a {vod|replay}", "can {i|we} {watch|see} {it|this} {later|tomorrow}", "{is|will} the {stream|vod} {stay|be} up", "I missed the start can I {rewatch|go back}", "where's the {replay|vod}"))
        { Windows = [new("19:12", "21:30"), new("22:20", "00:59")], Elsewhere = [("es", "¿queda grabado?"), ("de", "gibt es das später als Video"), ("it", "resta la replica")] },
        new("G34", 40, "descent, exact", "Quelle portance sur traînée en hypersonique, et quelle ellipse à 3 sigma ?", "What is the flight path angle at entry, and is it guided by bank reversals?",
            new("quelle portance sur traînée en hypersonique et quelle ellipse à 3 sigma ?", "Isp et ergol des rétrofusées ?", "quel coefficient balistique à l'entrée et quelle décélération max en g ?", "le gîte est commandé comment, avec quelle marge sur le corridor d'entrée ?", "radar Doppler à combien de faisceaux pour la vitesse sol, et à quelle altitude il accroche ?"),
            new("what flight path angle at entry, and is it guided by bank reversals?", "what hypersonic L/D and what 3-sigma ellipse?", "Isp and propellant of the retro thrusters?", "how many beams on the descent radar and at what altitude does it lock?", "peak deceleration in g and ballistic coefficient at entry?"))
        { Windows = [new("19:30", "00:30")] },
        new("G35", 25, "long", "Comment sait-on que le parachute s'ouvrira, et que fait-on s'il se déchire ?", "How do you know the parachute will open, and what happens if it tears?",
            new("Bonsoir à toute l'équipe, je suis prof de physique dans un lycée agricole et mes élèves regardent avec moi depuis le début de la soirée, ils ont préparé une affiche avec toutes les étapes de la descente et ils n'arrêtent pas de débattre. Deux questions de leur part si vous avez le temps : comment peut-on être sûr que le parachute va s'ouvrir alors qu'il est plié depuis plus de deux cents jours dans le froid, et que se passe-t-il si la toile se déchire, est-ce qu'il reste un plan B ?",
                "Merci pour cette émission, cela fait trois soirs que nous la préparons à la bibliothèque avec des enfants de sept à quatorze ans, certains dorment déjà sur les coussins mais les grands tiennent bon avec du chocolat chaud. Ils veulent savoir deux choses que je ne sais pas leur expliquer : pourquoi le rover attend-il plusieurs jours avant de rouler alors qu'il a l'air prêt dès l'arrivée, et qui décide le matin de l'endroit où il ira, est-ce un vote ou un chef tout seul dans son bureau ?"),
            new("Hello from a small town library where about forty of us have been watching since the start, some in pyjamas, one with a telescope, and a toddler who shouts rocket at every picture of a potato. Two questions from the back row if there is time later on: how can anybody be sure that a parachute folded for two hundred days in the cold will open in one piece, and if the cloth does tear on the way down, is there anything left to slow it, or is that simply the end of the story for everyone?",
                "Long time lurker, first message, please be kind. I worked on weather balloons for thirty years and I am watching this with my old team, all retired, all arguing loudly about numbers on the back of an envelope. We would love to know two things from your engineers: how do you measure the wind in the crater before you get there, since nobody has ever put an instrument on that spot, and how much of the fuel in the landing stage is really margin that you hope you will never have to touch?"))
        { Windows = [new("19:30", "00:30")], TwitchOnly = true },
        new(Loss, 0, "descent", "Que s'est-il passé ?", "What happened?",
            new("que s'est-il passé", "il s'est passé quoi", "{vous savez|on sait} ce qui {s'est passé|n'a pas marché}", "c'est {le parachute|le radar|les moteurs} qui a lâché", "{il reste|y a encore} {un espoir|une chance}", "vous allez {retenter|recommencer} {quand|un jour}", "on va {savoir|avoir des explications} quand"),
            new("what happened", "do {we|you} know what {failed|went wrong}", "was it the {chute|radar|engines}", "is there {any|still} hope", "will you try again", "when will we know {more|why}")),
    ];
}
