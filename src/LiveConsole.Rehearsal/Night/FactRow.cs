namespace LiveConsole.Rehearsal.Night;

/// <summary>One row of the mission's fact sheet, which fills the answer bank.</summary>
public sealed record FactRow(string Topic, string QuestionFr, string AnswerFr, string QuestionEn, string AnswerEn, string Source = "press kit")
{
    internal static IReadOnlyList<FactRow> Sheet { get; } =
    [
        new("signal", "Pourquoi ce décalage ?", "Le signal radio met 11 min 22 s à venir de Mars, à la vitesse de la lumière. Ce que nous voyons s'est déjà passé.", "Why the delay?", "A radio signal takes 11 min 22 s from Mars, at the speed of light. What we see has already happened."),
        new("trip", "Combien de temps a duré le voyage ?", "203 jours entre le décollage et l'arrivée sur Mars.", "How long was the trip?", "203 days from launch to Mars."),
        new("descent", "À quelle vitesse entre-t-il, et comment freine-t-il ?", "Il entre à 19 400 km/h ; le bouclier monte à 1 250 °C ; le parachute de 19 m s'ouvre à 1 480 km/h.", "How fast does it enter, and how does it brake?", "It enters at 19,400 km/h; the shield reaches 1,250 °C; the 19 m parachute opens at 1,480 km/h."),
        new("site", "Où se pose-t-il, et quel temps y fait-il ?", "Dans le cratère Vernet, dans une ellipse de 8 km sur 6. Il y fait -83 °C la nuit et -12 °C l'après-midi.", "Where does it land, and what is the weather there?", "In Vernet crater, inside an ellipse of 8 by 6 km. It is -83 °C at night and -12 °C in the afternoon."),
        new("rover", "Combien pèse Alcyon ?", "980 kg, et la taille d'une petite voiture.", "How heavy is Alcyon?", "980 kg, the size of a small car."),
        new("power", "Quelle est sa source d'énergie ?", "La chaleur d'un radio-isotope. Il n'a pas de panneaux solaires.", "What powers it?", "The heat of a radioisotope. It has no solar panels."),
        new("mission", "Combien de temps dure la mission ?", "Deux ans prévus, six espérés. Rien ne revient sur Terre avec cette mission.", "How long does the mission last?", "Two years planned, six hoped for. Nothing returns to Earth with this mission."),
        new("images", "Quand verra-t-on des images ?", "Une première en noir et blanc quelques minutes après l'atterrissage, la couleur demain au mieux. Alcyon porte 17 caméras et 2 micros.", "When will there be pictures?", "A first one in black and white minutes after landing, colour tomorrow at best. Alcyon carries 17 cameras and 2 microphones."),
        new("OPALE", "Que fait OPALE ?", "Son laser chauffe un point de la roche pour lire sa lumière. Il ne coupe rien. L'instrument est construit en France.", "What does OPALE do?", "Its laser heats a spot of rock to read its light. It cuts nothing. The instrument was built in France."),
        new("drone", "Quand Pollen volera-t-il ?", "Dans environ 60 jours. Le drone pèse 2,1 kg et ne vole pas la nuit.", "When will Pollen fly?", "In about 60 days. The drone weighs 2.1 kg and does not fly at night."),
        new("money", "Combien coûte la mission ?", "1,9 milliard d'euros sur onze ans.", "What does the mission cost?", "1.9 billion euros over eleven years."),
        new("people", "Combien de personnes y travaillent en France ?", "430 personnes.", "How many people work on it in France?", "430 people."),
    ];
}
