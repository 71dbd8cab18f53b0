using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>What one client has said so far: capabilities, login, rooms. Runs on that client's receive loop (platforms/twitch.md 1.2, 1.3, 1.11).</summary>
internal sealed class IrcSession(IrcClient client, EmulatedTwitch twitch)
{
    private const int MostRooms = 100;
    private const int MostCharacters = 500;
    private static readonly string[] Known = ["twitch.tv/tags", "twitch.tv/commands", "twitch.tv/membership"];

    // Locked: a drill puts a client out of its rooms from another thread than its own.
    private readonly HashSet<TwitchRoom> _rooms = [];
    private readonly Dictionary<TwitchRoom, DateTimeOffset> _lastSaid = [];
    private readonly RateWindow _said = new(20, TimeSpan.FromSeconds(30));
    private RateWindow _joins = new(20, TimeSpan.FromSeconds(10));
    private string? _pass;
    private string? _login;
    private TokenUser? _user;

    public string? UserId => _user?.UserId;

    public void Take(string line)
    {
        if (line.Length == 0) return;
        if (line[0] is '@' or ':') line = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var command = (space < 0 ? line : line[..space]).ToUpperInvariant();
        var rest = space < 0 ? "" : line[(space + 1)..];
        switch (command)
        {
            case "CAP": Capabilities(rest); break;
            case "PASS": _pass = rest.TrimStart(':').Trim(); break;
            case "NICK": LogIn(rest.TrimStart(':').Trim().ToLowerInvariant()); break;
            // Public clients that send a bare PING wait for an answer without a prefix; others get their text back.
            case "PING": client.Send(rest.Length == 0 ? "PONG :tmi.twitch.tv" : $":tmi.twitch.tv PONG tmi.twitch.tv :{rest.TrimStart(':')}"); break;
            case "PONG": client.Answered(); break;
            case "JOIN" when _login is not null: Join(rest); break;
            case "PART" when _login is not null: Part(rest); break;
            case "PRIVMSG" when _user is { } user && user.May("chat:edit"): Say(rest, user); break;
            case "QUIT": client.Close(); break;
        }
    }

    public void LeaveAll()
    {
        foreach (var room in Emptied()) room.Leave(client);
    }

    /// <summary>Put out of all its rooms, and told.</summary>
    public void PartAll()
    {
        foreach (var room in Emptied()) Part(room);
    }

    private void Capabilities(string rest)
    {
        var words = rest.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words is ["LS", ..]) client.Send(":tmi.twitch.tv CAP * LS :" + string.Join(' ', Known));
        if (words is not ["REQ", .. var asked]) return;
        var list = string.Join(' ', asked);
        if (asked.Length == 0 || asked.Except(Known, StringComparer.Ordinal).Any())
        {
            client.Send(":tmi.twitch.tv CAP * NAK :" + list);
            return;
        }

        if (asked.Contains(Known[0])) client.Sees |= IrcSight.Tags;
        if (asked.Contains(Known[1])) client.Sees |= IrcSight.Commands;
        if (asked.Contains(Known[2])) client.Sees |= IrcSight.Membership;
        client.Send(":tmi.twitch.tv CAP * ACK :" + list);
    }

    private void LogIn(string nick)
    {
        if (_login is not null) return;
        if (twitch.Irc.RefusesLogins)
        {
            Refuse("Login authentication failed");
            return;
        }

        var anonymous = nick.StartsWith("justinfan", StringComparison.Ordinal) && nick.Length > 9 && nick.AsSpan(9).IndexOfAnyExceptInRange('0', '9') < 0;
        if (!anonymous && _pass is null) Refuse("Improperly formatted auth");
        else if (!anonymous && !_pass!.StartsWith("oauth:", StringComparison.Ordinal)) Refuse("Improperly formatted auth");
        else if (anonymous) Welcome(nick, user: null);
        else if (twitch.Tokens.Find(_pass!["oauth:".Length..]) is { } user && user.May("chat:read")) Welcome(user.Login, user);
        else Refuse("Login authentication failed");
    }

    private void Refuse(string words)
    {
        client.Send(":tmi.twitch.tv NOTICE * :" + words);
        client.Close();
    }

    private void Welcome(string login, TokenUser? user)
    {
        _login = login;
        _user = user;
        // Joins are limited per account, not per connection.
        if (user is not null) _joins = twitch.UserJoins;
        client.Send(string.Join("\r\n",
            $":tmi.twitch.tv 001 {login} :Welcome, GLHF!",
            $":tmi.twitch.tv 002 {login} :Your host is tmi.twitch.tv",
            $":tmi.twitch.tv 003 {login} :This server is rather new",
            $":tmi.twitch.tv 004 {login} :-",
            $":tmi.twitch.tv 375 {login} :-",
            $":tmi.twitch.tv 372 {login} :You are in a maze of twisty passages, all alike.",
            $":tmi.twitch.tv 376 {login} :>"));
        if (user is { } known && client.Sees.HasFlag(IrcSight.Commands)) client.Send(Tagged($"badge-info=;badges=;color=;display-name={login};emote-sets=0;turbo=0;user-id={known.UserId};user-type=", ":tmi.twitch.tv GLOBALUSERSTATE"));
    }

    private void Join(string rest)
    {
        foreach (var name in rest.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            // Over the rate or for a room that does not exist there is no answer at all: only silence.
            if (twitch.Irc.IgnoresJoins || !_joins.Allows(twitch.Time.GetUtcNow())) continue;
            if (!name.StartsWith('#') || twitch.FindRoom(name[1..].ToLowerInvariant()) is not { } room) continue;
            lock (_rooms)
            {
                if (_rooms.Count >= MostRooms) continue;
                _rooms.Add(room);
            }

            room.Join(client, JoinLines(room));
        }
    }

    private IEnumerable<string> JoinLines(TwitchRoom room)
    {
        yield return $":{_login}!{_login}@{_login}.tmi.twitch.tv JOIN #{room.Login}";
        yield return $":{_login}.tmi.twitch.tv 353 {_login} = #{room.Login} :{_login}";
        yield return $":{_login}.tmi.twitch.tv 366 {_login} #{room.Login} :End of /NAMES list";
        if (!client.Sees.HasFlag(IrcSight.Commands)) yield break;
        if (_user is not null) yield return UserState(room, null);
        yield return Tagged(TwitchLines.StateTags(room.Id, room.Modes), $":tmi.twitch.tv ROOMSTATE #{room.Login}");
    }

    private void Part(string rest)
    {
        foreach (var name in rest.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (twitch.FindRoom(name.TrimStart('#').ToLowerInvariant()) is not { } room) continue;
            bool wasIn;
            lock (_rooms) wasIn = _rooms.Remove(room);
            if (wasIn) Part(room);
        }
    }

    private void Part(TwitchRoom room)
    {
        room.Leave(client);
        client.Send($":{_login}!{_login}@{_login}.tmi.twitch.tv PART #{room.Login}");
    }

    private TwitchRoom[] Emptied()
    {
        lock (_rooms)
        {
            TwitchRoom[] all = [.. _rooms];
            _rooms.Clear();
            return all;
        }
    }

    private bool IsIn(TwitchRoom room)
    {
        lock (_rooms) return _rooms.Contains(room);
    }

    private void Say(string rest, TokenUser user)
    {
        var colon = rest.IndexOf(" :", StringComparison.Ordinal);
        if (colon < 0 || twitch.FindRoom(rest[..colon].Trim().TrimStart('#').ToLowerInvariant()) is not { } room || !IsIn(room)) return;
        var text = rest[(colon + 2)..];
        var now = twitch.Time.GetUtcNow();
        // Too long, too fast: dropped without a word, as on Twitch.
        if (Playing.Sendable.CodePoints(text) > MostCharacters || text.Length == 0) return;
        if (_lastSaid.TryGetValue(room, out var last) && now - last < TimeSpan.FromSeconds(1) || !_said.Allows(now)) return;
        _lastSaid[room] = now;
        var id = twitch.Said(room, client, new Author(user.UserId, user.Login, user.Login), text);
        if (client.Sees.HasFlag(IrcSight.Commands)) client.Send(UserState(room, id));
    }

    private string UserState(TwitchRoom room, string? id) =>
        Tagged($"badge-info=;badges=;color=;display-name={_login};emote-sets=0;{(id is null ? "" : $"id={id};")}mod=0;subscriber=0;user-type=", $":tmi.twitch.tv USERSTATE #{room.Login}");

    private string Tagged(string tags, string line) => client.Sees.HasFlag(IrcSight.Tags) ? $"@{tags} {line}" : line;
}

/// <summary>So many in so long a window. Not for several threads, save that a race may let one more through.</summary>
internal sealed class RateWindow(int most, TimeSpan window)
{
    private readonly Queue<DateTimeOffset> _seen = new();

    public bool Allows(DateTimeOffset now)
    {
        lock (_seen)
        {
            while (_seen.TryPeek(out var first) && now - first >= window) _seen.Dequeue();
            if (_seen.Count >= most) return false;
            _seen.Enqueue(now);
            return true;
        }
    }
}
