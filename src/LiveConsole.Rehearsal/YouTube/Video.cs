using System.Text;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Playing;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>One broadcast: its viewers and its chat, which a restart of the broadcast replaces by a new one.</summary>
internal sealed class Video(string id, string title, EmulatedYouTube youtube)
{
    private static readonly TimeSpan RestartTakes = TimeSpan.FromSeconds(40);

    // A lock: the player and requests on any thread ask for the chat, and whoever comes first after the pause opens the new one.
    private readonly Lock _gate = new();
    private readonly List<LiveChat> _chats = [NewChat(id, 0, youtube)];
    private DateTimeOffset? _reopensAt;
    private DateTimeOffset? _reopensAtShow;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GivenBan> _bans = new(StringComparer.Ordinal);
    private long? _viewers;

    public string Id { get; } = id;

    public string Title { get; } = title;

    public string ChannelId { get; } = "UC" + Opaque(title, 22);

    /// <summary>Machine time at which it went live, or is announced to.</summary>
    public DateTimeOffset StartedAt { get; private set; } = youtube.Time.GetUtcNow();

    /// <summary>Announced, and not begun: no viewers, no chat.</summary>
    public bool IsUpcoming => youtube.Time.GetUtcNow() < StartedAt;

    public bool Ended => EndedAt is not null;

    /// <summary>Machine time.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public void Announced(DateTimeOffset startsAt) => StartedAt = startsAt;

    /// <summary>Machine time until which the count is hidden.</summary>
    public DateTimeOffset ViewersHiddenUntil { get; set; }

    /// <summary>Machine time until which the owner has the chat switched off.</summary>
    public DateTimeOffset ChatDisabledUntil { get; set; }

    public bool IsChatDisabled => youtube.Time.GetUtcNow() < ChatDisabledUntil;

    /// <summary>Null: the platform gives none.</summary>
    public long? Viewers
    {
        get => youtube.Time.GetUtcNow() < ViewersHiddenUntil ? null : _viewers;
        set => _viewers = value;
    }

    /// <summary>The chat that is open now; null between two and after the end.</summary>
    public LiveChat? ActiveChat
    {
        get
        {
            lock (_gate)
            {
                if (Ended || IsUpcoming || _reopensAtShow is not null) return null;
                if (_reopensAt is { } reopens)
                {
                    if (youtube.Time.GetUtcNow() < reopens) return null;
                    _reopensAt = null;
                    _chats.Add(NewChat(Id, _chats.Count, youtube));
                }

                return _chats[^1];
            }
        }
    }

    public IReadOnlyList<string> RemovedIds
    {
        get
        {
            lock (_gate) return [.. _chats.SelectMany(c => c.RemovedIds)];
        }
    }

    public IReadOnlyList<LiveChat> Chats
    {
        get
        {
            lock (_gate) return [.. _chats];
        }
    }

    /// <summary>As whoever wrote here was called; null: nobody of that id did.</summary>
    public string? NameOf(string channelId)
    {
        lock (_gate) return _names.GetValueOrDefault(channelId);
    }

    public void Banned(GivenBan ban)
    {
        lock (_gate) _bans[ban.ChannelId] = ban;
    }

    public void Lifted(string banId)
    {
        lock (_gate)
        {
            if (_bans.Values.FirstOrDefault(b => b.Id == banId) is { } ban) _bans.Remove(ban.ChannelId);
        }
    }

    /// <summary>What they write from now on nobody sees.</summary>
    public bool IsBanned(string channelId)
    {
        lock (_gate) return _bans.TryGetValue(channelId, out var ban) && !(ban.EndsAt <= youtube.Time.GetUtcNow());
    }

    public LiveChat? Chat(string chatId)
    {
        _ = ActiveChat;
        lock (_gate) return _chats.Find(c => c.Id == chatId);
    }

    public string LastChatId
    {
        get
        {
            lock (_gate) return _chats[^1].Id;
        }
    }

    /// <returns>False when no chat was open to take it.</returns>
    public bool Add(string entryId, long playedTicks, DateTimeOffset publishedAt, ChatMessage? message, RecordedRemoval? ban)
    {
        lock (_gate)
        {
            if (_reopensAtShow is { } reopens && playedTicks >= reopens.UtcTicks)
            {
                _reopensAtShow = null;
                _chats.Add(NewChat(Id, _chats.Count, youtube));
            }
        }

        if (IsChatDisabled || ActiveChat is not { } chat) return false;
        if (message is not null)
        {
            lock (_gate) _names[message.Author.Id] = message.Author.Name;
        }

        chat.Add(entryId, playedTicks, publishedAt, message, ban);
        return true;
    }

    public void AddOdd(string entryId, DateTimeOffset publishedAt, OddItem odd) => ActiveChat?.Add(entryId, DateTimeOffset.MinValue.UtcTicks, publishedAt, null, null, odd);

    /// <summary>The chat ends; the same video has a new one 40 s of machine time later.</summary>
    public void Restart()
    {
        ActiveChat?.End(youtube.Time.GetUtcNow());
        lock (_gate) _reopensAt = youtube.Time.GetUtcNow() + RestartTakes;
    }

    /// <summary>A restart that lies before the place where playing begins: it took its seconds at the speed of the time line.</summary>
    public void RestartBefore(DateTimeOffset showTime, double speed)
    {
        ActiveChat?.End(youtube.Time.GetUtcNow());
        lock (_gate) _reopensAtShow = showTime + RestartTakes * speed;
    }

    /// <summary>Playing begins: a pause that reaches into it goes on in machine time.</summary>
    public void Begin(DateTimeOffset showTime, double speed)
    {
        lock (_gate)
        {
            if (_reopensAtShow is not { } reopens) return;
            _reopensAtShow = null;
            var left = (reopens - showTime) / speed;
            _reopensAt = youtube.Time.GetUtcNow() + (left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    public void End()
    {
        var chat = ActiveChat;
        lock (_gate) EndedAt ??= youtube.Time.GetUtcNow();
        chat?.End(youtube.Time.GetUtcNow());
    }

    public void Announce()
    {
        lock (_gate) _chats.ForEach(c => c.Announce());
    }

    /// <summary>A video id for a channel that has none: 11 signs, the same in every process. A name that is an id already stays.</summary>
    public static string IdOf(string channel) => channel.Length == 11 && channel.All(IsIdSign) ? channel : Opaque(channel, 11);

    internal static string Opaque(string text, int length)
    {
        var signs = new StringBuilder(length);
        for (var round = 0; signs.Length < length; round++)
        {
            signs.Append(Convert.ToBase64String(BitConverter.GetBytes(StableHash.Of(round + "/" + text))).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        }

        return signs.ToString(0, length);
    }

    private static bool IsIdSign(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_';

    private static LiveChat NewChat(string video, int number, EmulatedYouTube youtube) => new("Cg0KC" + Opaque(video + "#" + number, 60), video, youtube.Options.YouTubeReach, youtube.Time);
}
