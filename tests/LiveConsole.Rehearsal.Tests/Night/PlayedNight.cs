using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Night;

[assembly: AssemblyFixture(typeof(LiveConsole.Rehearsal.Tests.Night.PlayedNight))]

namespace LiveConsole.Rehearsal.Tests.Night;

/// <summary>The whole default night, generated once for all tests that look at it.</summary>
public sealed class PlayedNight
{
    public LandingNight Night { get; } = new(new NightOptions { Programme = Programme.Night });

    public IReadOnlyList<RecordingLine> Lines { get; }

    public IReadOnlyList<ChatMessage> Messages { get; }

    public IReadOnlyDictionary<MessageRef, TruthRow> Truth { get; }

    public PlayedNight()
    {
        var told = Night.Told().ToList();
        Lines = [.. told.Select(line => line.Line)];
        Messages = [.. Lines.OfType<RecordedMessage>().Select(line => line.Message)];
        Truth = told.Where(line => line.Truth is not null).ToDictionary(line => new MessageRef(line.Truth!.Platform, line.Truth.Id), line => line.Truth!);
    }

    public DateTimeOffset At(string time)
    {
        var parts = time.Split(':');
        var hour = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        var since = new TimeSpan(hour < 12 ? hour + 24 : hour, int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), parts.Length > 2 ? int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture) : 0);
        return Night.Start + since - TimeSpan.FromHours(18);
    }

    public IEnumerable<ChatMessage> Between(string from, string to) => Messages.Where(message => message.SentAt >= At(from) && message.SentAt < At(to));

    public TruthRow Of(ChatMessage message) => Truth[message.Ref];
}
