using System.Collections.Immutable;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;
using LiveConsole.Hosting;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Rehearsal.Playing;

namespace LiveConsole.Rehearsals;

/// <summary>What a rehearsal plays: the built-in night or recordings, with the show that fits it.</summary>
public sealed record PlayedProgramme(
    string Slug, ShowSettings Settings, EmulatorOptions Emulator, DateTimeOffset Start, DateTimeOffset? End,
    Func<DateTimeOffset, IEnumerable<RecordingLine>> Timeline, IEnumerable<RecordingLine>? Backlog, PlayOptions Play, LandingNight? Night,
    Func<EmulatedPlatforms, ImmutableArray<ChannelSetting>> Channels)
{
    /// <summary>The posts that the rehearsed show has; empty: the night brings its own.</summary>
    public ImmutableArray<Post> Library { get; init; } = [];

    /// <summary>How far back YouTube's history must reach after a restart.</summary>
    private static readonly TimeSpan History = TimeSpan.FromMinutes(10);

    public static PlayedProgramme Of(RehearsalOptions wanted) => wanted.Recordings.IsEmpty ? BuiltIn(wanted) : Recorded(wanted);

    /// <summary>The built-in night as it is with another ending; made anew, for one thread.</summary>
    public static LandingNight NightOf(RehearsalOptions wanted, Ending ending)
    {
        var options = new NightOptions { Programme = wanted.Programme, Viewers = wanted.Viewers, Ending = ending };
        if (wanted.Zone is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known)) options = options with { Zone = known };
        return new LandingNight(wanted.Seed is { } seed ? options with { Seed = seed } : options);
    }

    /// <summary>Phases by the night's keys: the words that the crew calls, where the show has planned none of that key.</summary>
    public static Phase PhaseOf(string key, DateTimeOffset since, DateTimeOffset zero, ShowPlan? plan = null) => plan?.Phases.FirstOrDefault(p => p.Key == key) is { } planned
        ? new Phase(key, planned.WordFr, planned.WordEn, since, zero)
        : PhaseOf(key, since, zero);

    private static Phase PhaseOf(string key, DateTimeOffset since, DateTimeOffset zero) => key switch
    {
        "waiting" => new Phase(key, "ATTENTE", "WAITING", since, zero),
        "opening" => new Phase(key, "OUVERTURE", "OPENING", since, zero),
        "approach" => new Phase(key, "APPROCHE", "APPROACH", since, zero),
        "checks" => new Phase(key, "DERNIERS CONTRÔLES", "LAST CHECKS", since, zero),
        "critical" => new Phase(key, "CRITIQUE", "CRITICAL", since, zero),
        "celebration" => new Phase(key, "CÉLÉBRATION", "CELEBRATION", since, zero),
        "contingency" => new Phase(key, "REPLI", "CONTINGENCY", since, zero),
        "questions" => new Phase(key, "QUESTIONS", "QUESTIONS", since, zero),
        "press" => new Phase(key, "PRESSE", "PRESS", since, zero),
        "farewell" => new Phase(key, "AU REVOIR", "FAREWELL", since, zero),
        "end" => new Phase(key, "FIN", "END", since, zero),
        _ => new Phase(key, key.ToUpperInvariant(), key.ToUpperInvariant(), since, zero),
    };

    private static PlayedProgramme BuiltIn(RehearsalOptions wanted)
    {
        var night = NightOf(wanted, wanted.Ending);
        var start = wanted.From is { } point ? night.PointAt(point) : night.Start;
        return new PlayedProgramme(
            "landing-night",
            new ShowSettings("", "Landing night", Mentions: ["agence_orbite", "AgenceOrbite", "maud", "idris"]),
            new EmulatorOptions { TwitchChannel = LandingNight.TwitchChannel, Video = LandingNight.YouTubeVideo, TwitchClumps = true, WaitsForPlay = true },
            start, night.End,
            from => night.DrillsBefore(from - History).Concat(night.Timeline(from - History)),
            night.Backlog(start),
            new PlayOptions { EndsBroadcast = true },
            night,
            _ => [new ChannelSetting("twitch", LandingNight.TwitchChannel), new ChannelSetting("youtube", LandingNight.YouTubeVideo)]);
    }

    /// <summary>
    /// The built-in night for a show's own people: what that show is set to, read from the emulators' channels. Its dates are over there; the night has its own.
    /// </summary>
    public static PlayedProgramme For(ShowSettings real, RehearsalOptions wanted)
    {
        var night = BuiltIn(wanted);
        var platforms = real.Channels.Select(c => c.Platform).ToHashSet(StringComparer.Ordinal);
        return night with
        {
            Slug = Slugged(real.Slug),
            Settings = real with
            {
                Rehearsal = true,
                // Viewers of the night call its hosts and its channel by their names.
                Mentions = [.. real.Mentions.Union(night.Settings.Mentions, StringComparer.OrdinalIgnoreCase)],
                Plan = new ShowPlan { Phases = real.Plan.Phases, Zero = night.Night!.TZero },
            },
            Channels = emulated => [.. night.Channels(emulated).Where(c => platforms.Count == 0 || platforms.Contains(c.Platform))],
        };
    }

    private static string Slugged(string slug)
    {
        const string mark = "-rehearsal";
        return (slug.Length > 60 - mark.Length - 3 ? slug[..(60 - mark.Length - 3)].TrimEnd('-') : slug) + mark;
    }

    /// <exception cref="StartRefusedException">A file is not there or cannot be read: in words.</exception>
    public static Recording ReadInOrder(IReadOnlyList<string> files)
    {
        foreach (var file in files)
        {
            if (!File.Exists(file)) throw new StartRefusedException($"{file} does not exist. Give a recording (.jsonl or .jsonl.gz) after --recording.");
        }

        try
        {
            return Rehearsal.Playing.Recordings.ReadInOrder(files);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The recording cannot be read: {broken.Message} Give a recording (.jsonl or .jsonl.gz).");
        }
    }

    private static string Title(IEnumerable<string> files)
    {
        var title = $"Rehearsal: {string.Join(", ", files.Select(Path.GetFileName))}";
        return title.Length > SettingsLimits.LongestTitle ? title[..SettingsLimits.LongestTitle] : title;
    }

    private static PlayedProgramme Recorded(RehearsalOptions wanted)
    {
        var recording = ReadInOrder(wanted.Recordings);
        if (!recording.Lines.Any(l => l is RecordedMessage)) throw new StartRefusedException(
            $"There is no message in {string.Join(", ", wanted.Recordings.Select(Path.GetFileName))} ({recording.Malformed} malformed lines, {recording.Skipped} of unknown kinds).");
        var (twitch, youtube) = (recording.Channels("twitch"), recording.Channels("youtube"));
        var start = recording.Lines[0].At;
        return new PlayedProgramme(
            "rehearsal",
            new ShowSettings("", Title(wanted.Recordings)),
            new EmulatorOptions { TwitchChannel = twitch.Count > 0 ? twitch[0] : "nobody", YouTubeChannelTitle = youtube.Count > 0 ? youtube[0] : "nobody", WaitsForPlay = true },
            start, recording.Lines[^1].At,
            _ => recording.Lines,
            null,
            new PlayOptions { LongestSilence = wanted.CloseSegments ? TimeSpan.FromSeconds(5) : null },
            null,
            emulated =>
            [
                .. twitch.Select(login =>
                {
                    emulated.Twitch.OpenRoom(login);
                    return new ChannelSetting("twitch", login);
                }),
                .. youtube.Select(channel => new ChannelSetting("youtube", emulated.YouTube.OpenVideo(channel))),
            ]);
    }
}
