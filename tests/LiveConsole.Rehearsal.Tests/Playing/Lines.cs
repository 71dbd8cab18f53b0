using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Tests.Playing;

/// <summary>Recording lines that are right by default.</summary>
internal static class Lines
{
    public static readonly DateTimeOffset Start = new(2026, 3, 14, 20, 0, 0, TimeSpan.Zero);

    public static RecordedMessage Twitch(string id, string text = "hello", double at = 0, MessageKind kind = MessageKind.Text, Author? author = null) =>
        Of(new ChatMessage("twitch", "agence_orbite", id, Start.AddSeconds(at), Start.AddSeconds(at), author ?? new Author("901", "Ayşe", "ayse"), text, kind));

    public static RecordedMessage YouTube(string id, string text = "hello", double at = 0, MessageKind kind = MessageKind.Text, Paid? paid = null, int? bits = null, string channel = "") =>
        Of(new ChatMessage("youtube", channel, id, Start.AddSeconds(at), Start.AddSeconds(at), new Author("UCayse", "@ayse", Roles: ["member"]), text, kind, Paid: paid, Bits: bits));

    public static RecordedMessage Of(ChatMessage message) => new(message);

    public static IEnumerable<RecordedMessage> ManyYouTube(int from, int count) => Enumerable.Range(from, count).Select(i => YouTube($"y{i}", $"text {i}", i));
}
