namespace LiveConsole.Tools.Listening;

/// <summary>French chat written for training: choices in braces, slots in angles.</summary>
internal static class FrenchPhrases
{
    public static readonly (string Slot, string Words)[] Slots =
    [
        ("chose", "le vote|la loi|le budget|la fusée|le jeu|la musique|le débat|la vidéo|l'amendement|le match|le micro|la recette|le serveur|la carte|l'épreuve|le film|ce truc|le résultat|la réforme|le texte|la séance|l'article 49|le boss|le parachute|la sonde|le concert|la finale|le score|le robot|la caméra|le train|le gouvernement|la commission|le replay|le niveau|la version|le moteur|la station|la météo|le prix"),
        ("qui", "le président|le ministre|la ministre|le joueur|l'arbitre|le monsieur|la dame|l'invité|Paul|Macron|le député|l'équipe|le prof|Julie|le public|Marc|le streamer|la modo|l'ingénieur|le rapporteur"),
        ("faire", "voter|partir|jouer|arriver|commencer|gagner|parler|finir|passer|tomber|voir ça|acheter ça|changer|marcher|s'arrêter|revenir|décoller|atterrir|rejouer|répondre"),
        ("lieu", "à l'assemblée|sur mars|à paris|dans le jeu|sur twitch|en france|à la télé|au sénat|dans le sud|sur youtube|en mairie|au stade"),
        ("adj", "normal|légal|obligatoire|gratuit|possible|en direct|payant|fini|réel|grave|prévu|dangereux|efficace|vrai|utile|nouveau"),
    ];

    public const string Questions = """
        {c'est|c} quoi <chose>
        c'est quoi {ce|cette} {truc|machin|histoire|musique|bruit}
        c'est qui {lui|elle|<qui>|le mec à gauche|la dame en rouge}
        {qui|c'est qui qui} {a gagné|parle|paye|décide|a écrit ça|joue}
        {pourquoi|pk|pourquoi est-ce que} {il|elle|on|ils} {fait|peut|va|veut|dit|parle} {pas |}{ça|<chose>|<faire>}
        pourquoi <chose> {est|c'est} {pas |si |}<adj>
        pourquoi {y a|il y a|ya} {pas|plus|autant} de {son|monde|place|règles|caméras|bruit}
        comment {on fait|faut faire|vous faites|tu fais|ils font} pour <faire>
        comment {ça marche|ça se passe|fonctionne} {<chose>|tout ça|}
        comment {s'appelle|il s'appelle|se nomme} {<qui>|<chose>|le jeu}
        comment {vas-tu|allez-vous|tu vas|ça va jean}
        {à quelle heure|quand|quand est-ce que} {commence|finit|démarre|passe|arrive} <chose>
        <chose> {c'est|commence|finit} {quand|à quelle heure}
        {combien|cb} {de gens|de temps|de voix|de points|ça coûte|ils sont|on est}
        {ça|<chose>} {coûte|dure|fait|pèse|mesure} combien
        il {faut|manque} combien de {voix|temps|points|jours}
        {quel|quelle} {est|était|sera} {le|la} {but|score|taille|prix|date|nom|différence|règle} {de|pour} <chose>
        {quel|quelle} {jeu|heure|jour|parti|loi|vitesse|langue} {c'est|est-ce|il prend}
        {où|ou} {est|sont|se trouve|on peut voir|je peux trouver} {<qui>|<chose>|les règles|le lien}
        {il|elle|ça} vient d'où {<chose>|ça|}
        d'où {vient|sort} {<chose>|<qui>|cette idée}
        {est-ce que|est ce que|esque|esk} {tu|vous|on|il|<qui>} {peux|pouvez|peut|va|a|aura} {<faire>|<chose>|expliquer}
        est-ce {qu'on|qu'il} {a|va|peut|doit} {<faire>|<chose>}
        {peut-on|pouvez-vous|peux-tu|va-t-on|doit-on|sait-on|a-t-on|faut-il} {<faire>|avoir <chose>|expliquer <chose>}
        qu'est-ce {que|qui} {c'est|se passe|<chose>|ça change|tu penses de <chose>|vous faites}
        {qu'en|que} {pense|pensez-vous|dit|disent} {<qui>|de ça|de <chose>}
        {tu|vous} {penses|pensez} quoi de {<chose>|ça|<qui>}
        {tu|vous} {as|avez} {déjà |}{vu|lu|joué à|testé|pensé à} <chose>
        {tu|vous} {peux|pouvez} {expliquer|rappeler|redire|montrer} {<chose>|les règles|ce que c'est}
        {on|il|elle} {a|va|peut|sait|doit} {<faire>|avoir <chose>|déjà <faire>}
        {<qui>|<chose>} {est|sera|était} {<adj>|là|toujours là|prêt|passé}
        {y a|il y a|ya|il y aura} {un|une|des} {replay|vod|pause|vote|suite|micro|sous-titres|risque|lien|autre séance}
        {ça|c'est} {sert à quoi|veut dire quoi|se passe quand|fait quoi|change quoi} <chose>
        on {fait quoi|joue quand|vote quand|en est où|sait pourquoi|mange quoi}
        {c'est|ce sera|c'était} <adj> {ou pas|ou non|non|<chose>|de faire ça}
        {quelqu'un|qqn} {sait|peut expliquer|a compris|a le lien|connaît} {pourquoi|<chose>|ce qu'il a dit|le nom}
        {je|j'} {comprends pas|ai pas compris}, {c'est quoi|pourquoi|ça veut dire que} <chose>
        {bonjour|bonsoir|salut}, {c'est quoi|quand passe|pourquoi|où est|vous parlez de} <chose>
        {donc|du coup|mais du coup} {ça veut dire que |}{c'est|<qui> est|on est} <adj>
        donc {si|quand} <qui> {vote|perd|part} on {fait quoi|recommence|perd}
        {et|mais} {ils|elle|<qui>} {ont|a} le droit de {faire ça|<faire>}
        et {pour|avec} {les|des} {jeunes|enfants|autres|retraités} {ça se passe comment|c'est pareil|comment on fait}
        quelle différence entre <chose> et <chose>
        {depuis quand|jusqu'à quand|pour quand|avec qui|pour qui|contre qui|de quoi} {il joue|c'est|ils parlent|on vote}
        il {reste|manque} {quoi|combien|qui} {à voir|à faire|}
        {une idée|des nouvelles} {de|sur} <chose>
        {tu|vous} {viens|venez|es|êtes} d'où {jean|les animateurs|}
        {tu|vous} {préfères|préférez} quoi entre <chose> et <chose>
        {lequel|laquelle} {est|serait} {le mieux|la meilleure|le plus rapide}
        savez-vous {si|quand|où|pourquoi} {<qui> vient|c'est prévu|<chose> commence}
        vous savez si {<qui> vient|<chose> est prévu|c'est <adj>}
        tu {joues|streames|reviens|manges|fais} {à quoi|quand|quoi} {demain|ce soir|après|}
        il s'est passé quoi {depuis|avec <qui>|hier|}
        {j'ai raté|j'arrive}, {il s'est passé quoi|on en est où|ça a commencé}
        c'est {normal|moi ou} {que|} {<chose> bug|on n'entend rien|l'image est floue|y a pas de son}
        {mais |et |}{qu'est ce|qu'es ce|kesk|c'est quoi ce|qu'est-ce} {que ça|que ca|qu'il|que <chose>} {fait|veut dire|change|vaut|apporte} {<lieu>|là|exactement|}
        {tu|vous} {te sens|vous sentez|vis|vivez|gères|trouvez} {comment|ça|où} {toi|ça|<chose>|tout ça|}
        {<chose>|<qui>|ça|il|elle|ils} {va|peut|vont|peuvent|doit} {être|vraiment|aussi|encore} {<adj>|<faire>|appliqué|voté|interdit}
        {<qui>|ils|on|il|elle} {a|ont|est|va|n'est pas|n'a pas} {<adj>|déjà|<faire>|pas} {ou|avant|après|pour} {<chose>|<faire>|ça|pas}
        c'est {<adj>|interdit|illégal|permis|faisable} {de <faire>|pour <qui>|<lieu>|avant 16 ans|si on est pas inscrit}
        {quel|quels|quelle|quelles} {parti|groupe|gens|pays|conséquences|sources|équipe} {a|ont|sont|est|va|se fonde sur|défend|paie} {<chose>|voté|prévu|pour|contre}
        {qu'en|que|comment} {pensent|disent|font|réagissent} {les experts|les gens|les autres|les anglais|ceux qui <faire>}
        {ça|<chose>} {concerne|touche|implique|change} {qui|quoi|tout le monde|les étudiants|aussi <qui>}
        {dans|sur|pour|selon|avec|chez|à} {quel|quelle|quels|quelles|quoi|qui} {<chose>|sources|cas|pays|il joue|on compte}
        {il|elle|ils|on} {parle|parlent|joue|vient|passe|répond|travaille} {de quoi|avec qui|pour qui|d'où|à quelle heure|quand|là}
        {donc|alors|du coup|en gros} {<qui>|on|ils|<chose>} {va|vont|peut|a|est} {<faire>|être <adj>|pas <faire>|plus <adj>|changer}
        {y a|il y a|ya|y avait|y aura} {<chose>|un risque|un rapport|quelqu'un|du monde|combien de gens|une limite} {<lieu>|pour ça|avec <qui>|ce soir|}
        {une|un} {personne|modo|expert} {pour|peut} {m'expliquer|expliquer|me dire|rappeler} {<chose>|pourquoi|la règle}
        {je peux|on peut|puis-je|peut on} {avoir|trouver|voir|savoir|revoir} {<chose>|le lien|comment on vote|ça où}
        {sinon|au fait|question}, {<chose>|<qui>|c'est|ça} {est <adj>|vient quand|en est où|fonctionne comment}
        {c'est|c|ce n'est|c'est pas|ce serait} {pas |}{<chose>|<qui>|lui|elle|le truc} {qui|que} {a gagné|on a vu|<qui> voulait|a parlé|est <lieu>}
        {vous|tu} {parlez|parles|êtes|es|serez|seras|allez|vas|faites|fais} {de <chose>|<lieu>|<adj>|de <qui>|un live demain|quoi après|combien de directs}
        """;

    public const string Reactions = """
        {vraiment|sérieux|sérieusement|srx|ah bon|sah|quoi|hein|pardon|non|oui|ouais|déjà|encore|nan|allo|genre|euh|ah|wtf|omg}
        {sérieux|mais|non mais|attends|ah} {quoi|sérieux|vraiment|hein|lui|encore lui|non}
        {20|3|49|1500|45 minutes|300 euros|deux heures|1h|21k|12 ans} {déjà|quand même|seulement|}
        {<chose>|<qui>|les retraites|la honte|un café|mars|paris|le 49|dimanche|jeudi}
        {<chose>|<qui>} {encore|en vrai|aussi|sérieux|mdr}
        {un|une|le|la|les} {gauche|droite|chat|pizza|monsieur|blague|complot|grève|vacances|apéro}
        {tu|vous} {te moques|rigoles|rigolez|déconnes|plaisantes|crois}
        c'est {une blague|pas possible|lui qui dit ça|quoi ce bordel|ça la démocratie|moi qui rêve}
        {mais|non mais} {il|elle|on} {est sérieux|est pas bien|rêve là|se fout de qui|va où là}
        {comment|pourquoi} {on en est arrivé là|tant de haine|il ose|moi|pas|c'est possible ça}
        qui {d'autre|aussi} {a mal|pleure|dort|rit|est perdu} {ici|mdr|}
        {on est|vous êtes} {bien|sérieux|prêts|chauds|contents} {là|ou quoi|ce soir|}
        parce que {c'était pas le cas|avant c'était mieux|t'es qui toi}
        depuis quand {il s'intéresse à ça|tu réfléchis|on demande ton avis}
        {elle est pas|c'est pas} belle {la vie|cette démocratie}
        qui {l'eut cru|aurait cru ça|s'en fout|a demandé}
        et {alors|donc|après|quoi|puis|ta sœur}
        ah {bon|ouais|oui|toi aussi tu fais ça|parce qu'il sait lire|on a le droit maintenant}
        {t'es|vous êtes} {d'où toi|qui toi|sûr|sérieux|là les belges|combien dans ta tête}
        "{un choix|une réforme|la méthode|le dialogue}" {mdr|bah voyons|lol|}
        {plus vite|moins fort|on y va|la suite|et hop|pause|question|une idée|réponse}
        quelle {idée|horreur|honte|surprise|ambiance} {hein|non|}
        {on s'y attendait|il fallait s'en douter|comme par hasard|étonnant} {non|hein}
        {bah|ben|euh|pff|oh} {oui|non|alors|quoi|bravo|si|pourquoi pas}
        {ah|oh|mais} {<qui>|lui|il|elle} {sait|aussi|encore|est là|parle} {lire|lui|mdr|maintenant}
        {comme si|genre|parce que|alors que} {c'était <adj>|<qui> savait|on avait le choix|lui il <faire>}
        {on|vous} {y croit|y croyez|rêve|dort|est où là|applaudit}
        {<qui>|lui|ça} {<adj>|président|à la télé|<lieu>|ministre|un démocrate}
        {t'as|il a|vous avez} {cru|fumé quoi|bu|craqué|pas honte}
        """;

    public const string Statements = """
        je {sais|comprends} pas {pourquoi|comment|quand|qui} {il fait ça|ça marche|il parle|c'est fini}
        {quand|comme} {il|<qui>|on} {parle|dit ça|arrive|perd} {je ris|c'est drôle|ça me rend fou|on sait que c'est faux}
        {il|elle|<qui>} {est|a été|était} {trop fort|nul|pas là|bien gentil|en forme|à l'heure}
        {je pense|je crois|perso} que {c'est|<chose> est} {<adj>|mieux comme ça|pas si mal}
        {c'est|c'était} {bien|nul|long|drôle|fou|génial|ça le problème|comme ça|pour ça|à cause de <qui>}
        {oui|non|si|bah oui|exact|voilà} {c'est ça|tout à fait|mais bon|je suis d'accord|il a raison|pas du tout}
        {on|ils|vous} {a|ont|avez} {gagné|perdu|déjà voté|fini|bien bossé}
        {trop|tellement} {bien|drôle|hâte|beau|vrai|long} {mdr|lol|!|}
        {merci|bravo|bonsoir|salut|bon courage|bonne soirée} {à tous|<qui>|tout le monde|pour le live|la team|!}
        <qui> {nous |}{prend pour des idiots|raconte n'importe quoi|a encore menti|doit partir|dort}
        {comment|qu'est-ce que} {il est fort|c'est beau|c'est long|je l'aime|j'ai faim} {!|mdr|}
        {quelle|quel} {honte|soirée|match|équipe|folie|talent} {!|}
        qui {vivra verra|ne dit mot consent|veut peut}
        {il faut|faut|on doit} {<faire>|arrêter|voter|écouter <qui>|lire le texte}
        {j'ai|on a|j'avais} {vu|lu|testé|raté} <chose> {hier|c'était bien|et c'est nul|la semaine dernière}
        {le|la} {prochaine|première|dernière} {fois|séance|partie} {sera mieux|c'est demain|était top}
        ce {que|qui} {je|<qui>} {veux|veut|dit|fait} {c'est|est} {la paix|<adj>|bizarre|clair}
        {moi|nous} {aussi|non plus|je dis oui|je vote pour|ça va} {mdr|}
        {allez|go|force à|vive} {<qui>|l'équipe|la france|les bleus}
        {mdr|lol|ptdr|haha|xd} {il|elle|on|<qui>} {est|a} {perdu|mort de rire|sérieux|tout cassé}
        {c'est|ça sera} <qui> qui {parle|vote|joue|décide} {là|maintenant|après}
        {le lien|la date|l'heure|la règle} {est|était} {en description|affiché|dans le titre}
        {pas|même pas|plus} {mal|vrai|le temps|grave|envie|drôle}
        quand tu {lis|vois|entends} ça {et que|alors que} {<chose> est <adj>|c'est lundi}
        {je me demande|on se demande|reste à savoir} {bien |}{pourquoi|comment|qui|si} {<qui> est là|ça va passer|c'est <adj>}
        {il|elle} {demande|explique} {pourquoi|comment|combien|quand} {<chose> est <adj>|ça marche|on vote}
        la question {c'est|est} {mal posée|intéressante|toujours la même|posée}
        {bonne|très bonne} question
        """;
}
