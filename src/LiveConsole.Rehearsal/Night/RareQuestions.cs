using System.Globalization;

namespace LiveConsole.Rehearsal.Night;

/// <summary>
/// The long tail: 1,800 questions that a few people ask each. Sixty things of the mission, thirty aspects of a thing; each
/// has its own few wordings, so that two askers of one question need not use the same words.
/// </summary>
internal static class RareQuestions
{
    private sealed record Thing(string Topic, string Article, string French, string English)
    {
        public string The => Article + French;

        public string Of => Article switch { "le " => "du " + French, "les " => "des " + French, _ => "de " + The };

        public string A => (Article switch { "la " => "une ", "les " => "des ", "le " => "un ", _ => Feminine ? "une " : "un " }) + French;

        public bool Many => Article == "les ";

        public bool Feminine { get; init; }
    }

    private sealed record Aspect(Wordings French, Wordings English);

    public static int Count => s_things.Length * s_aspects.Length;

    /// <summary>Truth's name of a rare question: "T" and four digits.</summary>
    public static string Id(int number) => "T" + (number + 1).ToString("0000", CultureInfo.InvariantCulture);

    public static string Say(int number, bool french, Dice dice, bool heldOutToo)
    {
        var thing = s_things[number % s_things.Length];
        var aspect = s_aspects[number / s_things.Length];
        var wording = (french ? aspect.French : aspect.English).Say(dice, heldOutToo);
        return french
            ? wording.Replace("[le]", thing.The, StringComparison.Ordinal).Replace("[du]", thing.Of, StringComparison.Ordinal).Replace("[un]", thing.A, StringComparison.Ordinal)
            : wording.Replace("[it]", thing.English, StringComparison.Ordinal);
    }

    private static readonly Thing[] s_things =
    [
        new("descent", "le ", "bouclier thermique", "the heat shield"), new("descent", "le ", "radar de descente", "the descent radar"), new("descent", "le ", "train d'atterrissage", "the landing gear"),
        new("descent", "la ", "toile de parachute", "the parachute cloth"), new("descent", "le ", "moteur de freinage", "the braking engine"), new("descent", "le ", "réservoir de carburant", "the fuel tank"),
        new("descent", "la ", "caméra de descente", "the descent camera"), new("descent", "la ", "capsule d'entrée", "the entry capsule"), new("descent", "le ", "mortier du parachute", "the parachute mortar"),
        new("rover", "la ", "roue avant", "the front wheel"), new("rover", "le ", "bras du rover", "the rover's arm"), new("rover", "le ", "mât", "the mast"), new("rover", "la ", "suspension", "the suspension"),
        new("rover", "le ", "châssis", "the chassis"), new("rover", "la ", "foreuse", "the drill"), new("rover", "la ", "peinture", "the paint"), new("rover", "la ", "peau du rover", "the rover's skin"),
        new("rover", "la ", "boîte électronique", "the electronics box"), new("rover", "le ", "câble principal", "the main cable"), new("rover", "le ", "moteur de roue", "the wheel motor"),
        new("images", "la ", "caméra de navigation", "the navigation camera"), new("images", "l'", "objectif", "the lens"), new("images", "la ", "caméra arrière", "the rear camera"), new("images", "le ", "filtre couleur", "the colour filter"),
        new("images", "la ", "carte mémoire", "the memory card"), new("images", "la ", "mire de couleurs", "the colour target"),
        new("OPALE", "le ", "miroir d'OPALE", "the OPALE mirror"), new("OPALE", "la ", "source laser", "the laser source"), new("OPALE", "le ", "spectromètre", "the spectrometer"), new("OPALE", "la ", "fibre optique d'OPALE", "the OPALE fibre"),
        new("sound of Mars", "le ", "micro avant", "the front microphone"), new("sound of Mars", "le ", "deuxième micro", "the second microphone"),
        new("drone", "l'", "hélice du drone", "the drone's rotor") { Feminine = true }, new("drone", "la ", "batterie du drone", "the drone battery"), new("drone", "la ", "caméra du drone", "the drone camera"), new("drone", "le ", "pied du drone", "the drone's leg"), new("drone", "la ", "radio du drone", "the drone's radio"),
        new("power", "la ", "pile au plutonium", "the radioisotope source"), new("power", "la ", "batterie du rover", "the rover battery"), new("power", "le ", "chauffage interne", "the inside heating"), new("power", "le ", "radiateur", "the radiator"),
        new("signal", "l'", "antenne principale", "the main antenna") { Feminine = true }, new("signal", "le ", "relais en orbite", "the orbiting relay"), new("signal", "la ", "parabole au sol", "the ground dish"), new("signal", "l'", "antenne de secours", "the spare antenna") { Feminine = true },
        new("software", "l'", "ordinateur de bord", "the onboard computer"), new("software", "le ", "logiciel de descente", "the descent software"), new("software", "le ", "logiciel de conduite", "the driving software"), new("software", "l'", "horloge de bord", "the onboard clock") { Feminine = true },
        new("science", "la ", "station météo", "the weather station"), new("science", "le ", "tube d'échantillon", "the sample tube"), new("science", "le ", "détecteur de gaz", "the gas detector"), new("science", "le ", "sismomètre", "the seismometer"), new("science", "le ", "microscope", "the microscope"),
        new("trip", "la ", "fusée de lancement", "the launch rocket"), new("trip", "l'", "étage de croisière", "the cruise stage"), new("trip", "le ", "viseur d'étoiles", "the star tracker"),
        new("people", "la ", "salle de contrôle", "the control room"), new("people", "le ", "planning de l'équipe", "the team schedule"), new("site", "la ", "carte du cratère", "the map of the crater"),
    ];

    private static readonly Aspect[] s_aspects =
    [
        new(new("qui a {fabriqué|construit|fait} [le]", "[le] c'est fait par {qui|quelle boîte}"), new("who {built|made} [it]", "which company made [it]")),
        new(new("{ça pèse combien|quel poids} [le]", "[le] fait combien de kilos"), new("how much does [it] weigh", "weight of [it]")),
        new(new("ça coûte combien [le] {tout seul|à part}", "le prix [du]{ seul|}"), new("how much is [it] {alone|on its own}", "price of [it]")),
        new(new("[le] c'est en quelle matière", "{on a utilisé|c'est} quel matériau pour [le]"), new("what is [it] made of", "which material for [it]")),
        new(new("vous avez testé [le] où", "{où est-ce que|où} [le] a été testé{e|}"), new("where did you test [it]", "how was [it] tested")),
        new(new("et si [le] {lâche|tombe en panne}", "que se passe-t-il si [le] casse"), new("what if [it] {breaks|fails}", "what happens when [it] dies")),
        new(new("y a un double [du]", "vous avez {prévu |}un secours pour [le]"), new("is there a spare for [it]", "any backup for [it]")),
        new(new("[le] fait quelle taille", "{c'est|elle fait} quoi la taille [du]"), new("what size is [it]", "dimensions of [it]")),
        new(new("pourquoi [un] et pas {deux|autre chose}", "il y avait pas mieux que [un]"), new("why just one of [it]", "wasn't there something better than [it]")),
        new(new("[le] consomme combien {d'énergie|de watts}", "combien de watts pour [le]"), new("how many watts does [it] use", "power draw of [it]")),
        new(new("combien de temps pour {fabriquer|construire} [le]", "[le] a pris combien de temps à {faire|fabriquer}"), new("how long did it take to build [it]", "how many months of work for [it]")),
        new(new("[le] résiste {à la poussière|au sable} comment", "la poussière {abîme|gêne} [le]"), new("does dust hurt [it]", "how is [it] protected from sand")),
        new(new("[le] tient le froid comment", "[le] gèle pas"), new("can [it] take the cold", "won't [it] freeze")),
        new(new("on peut réparer [le] à distance", "vous réparez [le] comment {d'ici|depuis la terre}"), new("can you fix [it] from here", "how do you repair [it]")),
        new(new("vous aviez déjà utilisé [le] avant", "[le] vient d'une {ancienne|autre} mission"), new("is [it] reused from another mission", "did [it] fly before")),
        new(new("[le] s'allume quand{ pour la première fois|}", "vous démarrez [le] quand"), new("when do you switch [it] on", "first use of [it]")),
        new(new("qui a eu l'idée [du]", "{c'est qui|qui est} l'inventeur [du]"), new("whose idea was [it]", "who invented [it]")),
        new(new("on peut voir [le] {quelque part|dans un musée}", "y a une maquette [du]"), new("can we see [it] in a museum", "is there a model of [it] on display")),
        new(new("quelle est la précision [du]", "[le] est {précis|précise} à combien"), new("how accurate is [it]", "precision of [it]")),
        new(new("[le] sert encore après {l'atterrissage|cette nuit}", "on fait quoi [du] après"), new("is [it] used after landing", "what happens to [it] afterwards")),
        new(new("combien de personnes {sur|pour} [le]", "quelle équipe s'occupe [du]"), new("how many people worked on [it]", "which team looks after [it]")),
        new(new("c'était quoi le plus dur {pour|avec} [le]", "la plus grosse galère avec [le]"), new("what was the hardest part of [it]", "biggest headache with [it]")),
        new(new("[le] fait du bruit", "ça s'entend [le]"), new("does [it] make noise", "can you hear [it]")),
        new(new("vous avez {cassé|raté} combien de fois [le] aux essais", "[le] a déjà cassé aux essais"), new("did [it] ever fail in tests", "how often did [it] break in testing")),
        new(new("un enfant peut {comprendre|dessiner} comment marche [le]", "vous expliquez [le] comment à un enfant"), new("how would you explain [it] to a kid", "[it] for a five year old")),
        new(new("[le] est {accroché|fixé} comment", "ça tient comment [le]"), new("how is [it] attached", "what holds [it] in place")),
        new(new("c'est le plus {gros|grand} jamais fait [le]", "[le] c'est un record"), new("is [it] the biggest ever", "is [it] a record")),
        new(new("[le] sera {mieux|différent} sur la prochaine mission", "vous changeriez quoi sur [le]"), new("what would you change about [it]", "will [it] be better next time")),
        new(new("[le] marche {encore |}après six ans", "[le] s'use vite"), new("does [it] wear out", "will [it] last six years")),
        new(new("qui surveille [le] {cette nuit|pendant la descente}", "quelqu'un regarde les données [du] en ce moment"), new("who watches [it] tonight", "is someone monitoring [it] right now")),
    ];
}
