using System.Globalization;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Sources;

/// <summary>Platforms, channels and transports as people call them.</summary>
public static class SourceWords
{
    /// <param name="several">The show has several channels of this platform: then the channel is named too.</param>
    public static string Name(string platform, string channel, bool several)
    {
        var name = platform switch { "twitch" => "Twitch", "youtube" => "YouTube", _ => platform };
        // An intake with no channels of its own is called by its source's name alone.
        return several && channel != platform ? $"{name} {channel}" : name;
    }

    public static Words Transport(string transport) => transport switch
    {
        "irc" => new("IRC", "IRC"),
        "eventsub" => new("EventSub", "EventSub"),
        "stream" => new("The stream", "Le flux"),
        Intake.IntakeDoor.Transport => new("A program", "Un programme"),
        _ => new(transport, transport),
    };

    /// <summary>"55 a minute", "15 a second": a figure that a person can picture.</summary>
    public static Words Rate(double aMinute)
    {
        if (aMinute is > 0 and < 1) return new("less than 1 a minute", "moins de 1 par minute");
        var (figure, second) = aMinute < FastFrom ? (Math.Round(aMinute), false) : (Math.Round(aMinute / 60), true);
        return new(figure.ToString("N0", CultureInfo.InvariantCulture) + (second ? " a second" : " a minute"),
            figure.ToString("N0", French) + (second ? " par seconde" : " par minute"));
    }

    /// <summary>The same in the room of a chip: "55/min", "15/s".</summary>
    public static string ShortRate(double aMinute) =>
        aMinute < FastFrom ? string.Create(CultureInfo.InvariantCulture, $"{aMinute:0}/min") : string.Create(CultureInfo.CurrentCulture, $"{aMinute / 60:N0}/s");

    /// <summary>"40 s", "6 min 05 s", "1 h 02 min": the same in both languages.</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(length.TotalSeconds)):0} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalMinutes} min {length.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours} h {length.Minutes:00} min"),
    };

    private const double FastFrom = 120;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
}
