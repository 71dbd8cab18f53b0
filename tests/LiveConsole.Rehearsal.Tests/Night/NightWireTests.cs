using System.Text;
using System.Text.RegularExpressions;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Rehearsal.Tests.Night;

public sealed partial class NightWireTests(PlayedNight played)
{
    [Fact]
    public void Lines_come_in_order_of_time() =>
        Assert.All(played.Lines.Zip(played.Lines.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At));

    [Fact]
    public void No_id_comes_twice() => Assert.Equal(played.Messages.Count, played.Messages.Select(message => message.Ref).Distinct().Count());

    [Fact]
    public void Every_message_could_have_been_sent_on_its_platform()
    {
        foreach (var message in played.Messages)
        {
            var points = message.Text.EnumerateRunes().Count();
            Assert.InRange(points, message.Kind == MessageKind.Text && message.Incident(played) != "paid" ? 1 : 0, message.Platform == "twitch" ? 500 : 200);
            Assert.Equal(message.Text.Trim(), message.Text);
            Assert.DoesNotContain('\n', message.Text);
            Assert.Matches(message.Platform == "twitch" ? TwitchId() : YouTubeId(), message.Id);
            Assert.Matches(message.Platform == "twitch" ? TwitchUser() : YouTubeUser(), message.Author.Id);
            if (message.Platform == "twitch") Assert.Matches(Login(), message.Author.Login!);
        }
    }

    [Fact]
    public void Parts_join_to_the_text_and_emote_ranges_point_at_emotes()
    {
        var withEmotes = 0;
        foreach (var line in played.Lines.OfType<RecordedMessage>())
        {
            if (line.Message.Parts.Length > 0) Assert.Equal(line.Message.Text, string.Concat(line.Message.Parts.Select(part => part.Text)));
            if (line.Emotes is null) continue;
            withEmotes++;
            var runes = line.Message.Text.EnumerateRunes().ToArray();
            var named = new List<(string, string)>();
            foreach (var emote in line.Emotes.Split('/'))
            {
                var (id, ranges) = (emote.Split(':')[0], emote.Split(':')[1]);
                foreach (var range in ranges.Split(','))
                {
                    var ends = range.Split('-').Select(end => int.Parse(end, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
                    named.Add((id, Join(runes[ends[0]..(ends[1] + 1)])));
                }
            }

            Assert.Equal(line.Message.Parts.Where(part => part.Type == PartType.Emote).Select(part => (part.Id!, part.Text)).Order(), named.Order());
        }

        Assert.True(withEmotes > 10_000);
    }

    [Fact]
    public void Links_lead_nowhere_and_numbers_ring_nobody()
    {
        foreach (var message in played.Messages)
        {
            Assert.All(Domain().Matches(message.Text), match => Assert.EndsWith(".example", match.Value, StringComparison.OrdinalIgnoreCase));
            Assert.All(Telephone().Matches(message.Text), match => Assert.StartsWith("06 00 00 00", match.Value, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_login_belongs_to_one_person() =>
        Assert.All(played.Messages.Where(message => message.Platform == "twitch" && played.Of(message).Incident is null).GroupBy(message => message.Author.Login), login => Assert.Single(login.Select(message => message.Author.Id).Distinct()));

    [Fact]
    public void The_odd_names_are_there()
    {
        var names = played.Messages.Select(message => message.Author.Name).ToHashSet();

        Assert.Superset(new HashSet<string> { "lune_rousse", "Marius B", "tibo_lac", "@petitpois-7f", "Ombre", "kairn_1987", "MamieSonde", "Léo 8 ans", "xX_ZephyrDu38_Xx", "@user-k4ff0o", "gros_caca_88", "👾👾", "ʟᴜɴᴇ", "محطة", "" }, names);
        Assert.Contains(names, name => name.EnumerateRunes().Count() == 30);
        Assert.Contains(names, name => name.Contains('\u202E', StringComparison.Ordinal));
        Assert.Contains(played.Messages, message => message.Author.Roles.Contains("moderator"));
    }

    [Fact]
    public void Every_message_has_its_truth_and_only_messages_have()
    {
        Assert.Empty(played.Messages.Select(message => message.Ref).ToHashSet().Except(played.Truth.Keys));
        Assert.Equal(played.Messages.Count, played.Truth.Count);
        Assert.DoesNotContain(played.Truth.Values, row => row.Ask != (row.Group is not null));
    }

    [Fact]
    public void Every_removal_names_what_was_there_before()
    {
        var ids = played.Messages.ToDictionary(message => message.Ref, message => message.SentAt);
        foreach (var removal in played.Lines.OfType<RecordedRemoval>().Where(removal => removal.MessageId is not null))
            Assert.True(ids[new(removal.Platform, removal.MessageId!)] <= removal.At);
        Assert.Contains(played.Lines.OfType<RecordedRemoval>(), removal => removal.Scope == RemovalScope.Channel && removal.Platform == "twitch");
    }

    [Fact]
    public void The_listening_code_cannot_see_the_truth() =>
        Assert.DoesNotContain(typeof(ChatMessage).Assembly.GetReferencedAssemblies(), assembly => assembly.Name == typeof(TruthRow).Assembly.GetName().Name);

    private static string Join(Rune[] runes) => string.Concat(runes.Select(rune => rune.ToString()));

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$", RegexOptions.None, 1_000)]
    private static partial Regex TwitchId();

    [GeneratedRegex(@"^LCC\.[\w-]{40,}$", RegexOptions.None, 1_000)]
    private static partial Regex YouTubeId();

    [GeneratedRegex("^[0-9]{6,10}$", RegexOptions.None, 1_000)]
    private static partial Regex TwitchUser();

    [GeneratedRegex(@"^UC[\w-]{22}$", RegexOptions.None, 1_000)]
    private static partial Regex YouTubeUser();

    [GeneratedRegex("^[a-z0-9_]{3,25}$", RegexOptions.None, 1_000)]
    private static partial Regex Login();

    [GeneratedRegex(@"\b[\w-]+\.(?:com|fr|net|org|tv|io|example|gg|me)\b", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Domain();

    [GeneratedRegex(@"\b0[1-9](?: ?\d\d){4}\b", RegexOptions.None, 1_000)]
    private static partial Regex Telephone();
}

internal static class Incidents
{
    public static string? Incident(this ChatMessage message, PlayedNight played) => played.Of(message).Incident;
}
