using System.Collections.Frozen;

namespace LiveConsole.Domain.Listening;

internal enum LinkLooks : byte { Plain, Shortened, LooksLike }

/// <summary>What is a link, and where it seems to lead.</summary>
internal static class SafetyLinks
{
    // Domains that are words or ends of sentences as well ("ok.me", "c.est") count only with "https://", "www." or a path.
    private static readonly FrozenSet<string> s_endings = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "com", "net", "org", "fr", "io", "gg", "tv", "xyz", "info", "biz", "uk", "eu", "ru", "online", "shop", "store", "example", "gift", "gifts", "ly", "gd", "cc", "dev", "int", "gov", "edu", "ch", "ca", "jp", "br", "pl", "gl", "cn", "vip", "bid", "icu", "cfd", "ws");

    private static readonly FrozenSet<string> s_shorteners = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "bit.ly", "tinyurl.com", "t.ly", "cutt.ly", "is.gd", "goo.gl", "rb.gy", "ow.ly", "shorturl.at", "rebrand.ly", "bl.ink", "v.gd", "tiny.cc", "s.id", "urlz.fr", "lc.cx", "adf.ly", "t.co", "buff.ly", "shorte.st", "linktr.ee", "u.to", "clck.ru", "qr.ae", "soo.gd");

    private static readonly string[] s_names = ["twitch", "youtube", "discord", "steamcommunity", "steampowered", "paypal", "instagram", "facebook", "google", "amazon", "netflix", "roblox", "spotify", "metamask", "coinbase", "binance", "whatsapp", "telegram", "microsoft"];

    // Near to a name and no copy of it.
    private static readonly FrozenSet<string> s_others = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "twitchy", "discords", "switch", "stitch", "goggle", "googles", "youtubes", "paypall", "telegraf");

    private static readonly string[] s_baits = ["drop", "gift", "nitro", "free", "prime", "reward", "support", "login", "verify", "bonus", "promo", "cadeau", "gain", "prize", "gratuit", "claim", "airdrop", "giveaway", "concours", "offre", "official", "officiel", "secure", "connexion"];

    /// <summary>The schemes' and domains' ends alone: a full grammar would find more, and be wrong more often.</summary>
    public static bool IsLink(ReadOnlySpan<char> run)
    {
        var certain = run.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || run.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || run.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
        var host = Host(run);
        var dot = host.LastIndexOf('.');
        if (dot <= 0 || dot + 2 >= host.Length) return false;
        foreach (var sign in host)
        {
            if (!char.IsLetterOrDigit(sign) && sign is not ('.' or '-' or '_')) return false;
        }

        if (!char.IsLetterOrDigit(host[dot - 1])) return false;
        return certain || s_endings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(host[(dot + 1)..]) || (run.Length > host.Length && run[host.Length] == '/' && char.IsLetter(host[dot + 1]) && host.Length > 5);
    }

    public static ReadOnlySpan<char> Host(ReadOnlySpan<char> link)
    {
        if (link.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme) link = link[(scheme + 3)..];
        var end = link.IndexOfAny("/?#:");
        if (end >= 0) link = link[..end];
        // A sentence's end is not the address's.
        return link.TrimEnd(".,;!)]}»\"'");
    }

    /// <param name="names">The show's own words of names, five letters and more.</param>
    /// <param name="who">What the link pretends to be, when it does.</param>
    public static LinkLooks Looks(ReadOnlySpan<char> link, ReadOnlySpan<string> names, out string who)
    {
        who = "";
        Span<char> host = stackalloc char[80];
        var typed = Host(link);
        if (typed.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) typed = typed[4..];
        if (typed.Length == 0 || typed.Length > host.Length) return LinkLooks.Plain;
        host = host[..typed.ToLowerInvariant(host)];
        if (s_shorteners.GetAlternateLookup<ReadOnlySpan<char>>().Contains(host)) return LinkLooks.Shortened;
        var dot = host.LastIndexOf('.');
        if (dot <= 0) return LinkLooks.Plain;
        var label = host[(host[..dot].LastIndexOf('.') + 1)..dot];
        var baits = Baits(host);
        foreach (var name in s_names)
        {
            if (label.SequenceEqual(name)) return LinkLooks.Plain;
            if (!s_others.GetAlternateLookup<ReadOnlySpan<char>>().Contains(label) && (OneOff(label, name) || (baits && host.IndexOf(name) >= 0))) { who = name; return LinkLooks.LooksLike; }
        }

        foreach (var name in names)
        {
            if (baits && host.IndexOf(name) >= 0) { who = name; return LinkLooks.LooksLike; }
        }

        return LinkLooks.Plain;
    }

    private static bool Baits(ReadOnlySpan<char> host)
    {
        foreach (var bait in s_baits)
        {
            if (host.IndexOf(bait) >= 0) return true;
        }

        return false;
    }

    /// <summary>One letter typed otherwise ("dlscord", "tw1tch"), left out, put in, or two changed over; never the name itself.</summary>
    internal static bool OneOff(ReadOnlySpan<char> label, string name)
    {
        var shorter = Math.Min(label.Length, name.Length);
        if (Math.Abs(label.Length - name.Length) > 1 || label.SequenceEqual(name)) return false;
        var same = label.CommonPrefixLength(name);
        if (label.Length == name.Length)
        {
            return label[(same + 1)..].SequenceEqual(name.AsSpan(same + 1))
                || (same + 1 < shorter && label[same] == name[same + 1] && label[same + 1] == name[same] && label[(same + 2)..].SequenceEqual(name.AsSpan(same + 2)));
        }

        return label.Length > name.Length ? label[(same + 1)..].SequenceEqual(name.AsSpan(same)) : label[same..].SequenceEqual(name.AsSpan(same + 1));
    }
}
