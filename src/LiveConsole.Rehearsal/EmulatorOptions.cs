namespace LiveConsole.Rehearsal;

/// <summary>How the emulated platforms are set up. Ports 0 take any free one; only loopback is ever listened on.</summary>
public sealed record EmulatorOptions
{
    public int TwitchPort { get; init; }

    public int YouTubePort { get; init; }

    /// <summary>The show's Twitch login: this room exists from the start, others appear with the lines that are played into them.</summary>
    public string TwitchChannel { get; init; } = "agence_orbite";

    public string YouTubeChannelTitle { get; init; } = "Agence Orbite";

    /// <summary>The show's YouTube video id; null makes one from the channel's title. Lines whose channel is the title, this id, or empty are this video's.</summary>
    public string? Video { get; init; }

    /// <summary>The Twitch login that shares its chat with <see cref="TwitchChannel"/> in the drill of that name.</summary>
    public string SharedChatPartner { get; init; } = "les_passeurs_de_ciel";

    /// <summary>Above 40 messages a second of the time line Twitch's IRC hands messages over in clumps of about 3 s (landing night, section 2).</summary>
    public bool TwitchClumps { get; init; }

    /// <summary>IRC and EventSub bring the same message at most this far apart, now one first and now the other. Zero: at once.</summary>
    public TimeSpan TwitchTransportLag { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What may wait for one IRC client that reads slowly, in bytes; above it the client is closed and counted. The default is about 10 s at 10,000 messages a second.</summary>
    public long TwitchQueueBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How often a program may ask whether a device's code was typed: five seconds at Twitch.</summary>
    public TimeSpan TwitchDeviceInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A device's code is typed by the console's own account after so many questions; null: by whoever opens the page it names.</summary>
    public int? TwitchDeviceApprovedAfter { get; init; }

    /// <summary>After this long without a message YouTube ends a stream cleanly: about 10 s was measured by practitioners.</summary>
    public TimeSpan YouTubeIdle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Units a day of the one emulated Google project.</summary>
    public int YouTubeDailyQuota { get; init; } = 10_000;

    /// <summary>Messages a page token can reach back at least; older tokens are refused as invalid.</summary>
    public int YouTubeReach { get; init; } = 50_000;

    /// <summary>YouTube answers nobody until the first time line has loaded its history: for a program that starts its readers while it begins to play.</summary>
    public bool WaitsForPlay { get; init; }

    /// <summary>Keeps the id of every message put on the wire (<c>DeliveredIds</c>), about 150 bytes each: for tests and soaks.</summary>
    public bool RememberIds { get; init; }

    public int Seed { get; init; } = 1;
}
