namespace LiveConsole.Rehearsal.Twitch.Acting;

/// <summary>What a drill makes of a call that does something.</summary>
internal enum HelixFault { None, DeadToken, SomeoneElse, TooMany, Unavailable, DoneThenHangs, DoneThenCut, CutBefore, NotSent }

/// <summary>Faults of Helix' calls that do something, each by its name, each met by the next call it can meet (platforms/twitch.md 4.1 to 4.3, 7). Safe on any thread.</summary>
internal sealed class HelixDrills(TimeProvider time)
{
    public static readonly string[] Names =
    [
        "helix-401", "helix-409", "helix-429", "helix-503", "helix-cut", "helix-hangs", "helix-lost", "helix-not-sent", "moderator-revoked",
    ];

    private static readonly TimeSpan Revoked = TimeSpan.FromSeconds(60);

    // A lock: fired by the player or a person, met on requests' threads.
    private readonly Lock _gate = new();
    private readonly List<HelixFault> _waiting = [];
    private DateTimeOffset _revokedUntil;

    /// <summary>Our own account has been taken off the list of moderators, for a minute.</summary>
    public bool IsRevoked
    {
        get
        {
            lock (_gate) return time.GetUtcNow() < _revokedUntil;
        }
    }

    public bool Fire(string drill)
    {
        lock (_gate)
        {
            if (drill == "moderator-revoked")
            {
                _revokedUntil = time.GetUtcNow() + Revoked;
                return true;
            }

            var fault = drill switch
            {
                "helix-401" => HelixFault.DeadToken,
                "helix-409" => HelixFault.SomeoneElse,
                "helix-429" => HelixFault.TooMany,
                "helix-503" => HelixFault.Unavailable,
                "helix-hangs" => HelixFault.DoneThenHangs,
                "helix-cut" => HelixFault.DoneThenCut,
                "helix-lost" => HelixFault.CutBefore,
                "helix-not-sent" => HelixFault.NotSent,
                _ => HelixFault.None,
            };
            if (fault != HelixFault.None) _waiting.Add(fault);
            return fault != HelixFault.None;
        }
    }

    /// <summary>The oldest fault that can meet this call.</summary>
    public HelixFault Take(string call)
    {
        lock (_gate)
        {
            var at = _waiting.FindIndex(f => f switch
            {
                // Two moderators at once: only where one viewer's standing is changed (Ban User, Warn Chat User).
                HelixFault.SomeoneElse => call is "POST moderation/bans" or "DELETE moderation/bans" or "POST moderation/warnings",
                HelixFault.NotSent => call == "POST chat/messages",
                _ => true,
            });
            if (at < 0) return HelixFault.None;
            var fault = _waiting[at];
            _waiting.RemoveAt(at);
            return fault;
        }
    }
}
