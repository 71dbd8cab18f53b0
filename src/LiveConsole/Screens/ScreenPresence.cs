namespace LiveConsole.Screens;

/// <summary>What a screen's page says of the device it runs on: what it cannot know it leaves out.</summary>
/// <param name="Visible">The page is in front: false for a tab behind another, or a tablet that sleeps.</param>
/// <param name="Awake">The device will not fall asleep on it; null: an overlay, which is asked for nothing of the kind.</param>
/// <param name="Battery">Charge in per cent; null: none, or the browser keeps it to itself.</param>
/// <param name="Charging">Null as <paramref name="Battery"/>.</param>
/// <param name="Obs">It runs as a browser source of OBS.</param>
/// <param name="InProgramme">OBS shows the source in its programme; null: OBS has not said, or there is none.</param>
public sealed record ScreenPresence(bool Visible = true, bool? Awake = null, int? Battery = null, bool? Charging = null, bool Obs = false, bool? InProgramme = null);
