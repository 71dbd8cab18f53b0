using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Rehearsal;
using LiveConsole.Sources;
using LiveConsole.Tests.Archives;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Sources;

/// <summary>Two nodes on one database: one reads the platforms, both show and decide; whatever becomes of their links, nothing is there twice.</summary>
public sealed class TwoNodesTests(OnePostgres postgres) : IAsyncLifetime
{
    private const string Channel = "agence_orbite";

    private readonly ShowId _show = new(Guid.CreateVersion7());
    private string _database = "";
    private EmulatedPlatforms _platforms = null!;
    private int _said;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions { RememberIds = true, TwitchChannel = Channel }, TimeProvider.System, NullLoggerFactory.Instance, default);
    }

    public async ValueTask DisposeAsync()
    {
        if (_platforms is not null) await _platforms.DisposeAsync();
    }

    [Fact]
    public async Task When_the_one_that_reads_is_cut_off_the_other_goes_on_and_nothing_that_the_first_still_holds_is_written()
    {
        await using var left = await OpenAsync("left");
        await left.ReadsAsync();
        await using var right = await OpenAsync("right");
        await right.SaysAsync(ShowListener.Elsewhere);
        Say(5);

        // Both show what one reads, and both decide.
        await right.Until(s => s.State.Messages == 5);
        await right.DoAsync(new PromoteMessage(new MessageRef("twitch", "m0002"), ItemKind.Question, ItemId.New(Now)));
        await left.Until(s => s.State.LastNumber == 1);
        await left.DoAsync(new PromoteMessage(new MessageRef("twitch", "m0003"), ItemKind.Question, ItemId.New(Now)));
        Assert.Contains("(left)", right.Said(ShowListener.Elsewhere)!.Words.En, StringComparison.Ordinal);
        Assert.Equal(1, _platforms.Twitch.Clients);

        left.Link.Freeze();
        Say(5);
        var since = Now;
        await left.SaysAsync(ShowListener.Unrenewed);
        await NobodyReadsAsync();
        Assert.NotNull(right.Said(ShowListener.Elsewhere));
        await right.ReadsAsync(since);
        // Never while the first one may still read; how soon after, a machine under load decides.
        Assert.True(Now - since >= TimeSpan.FromSeconds(1.5));
        Say(5);
        await right.Until(s => s.State.Messages == 10);

        left.Link.Mend();
        await left.SaysAsync(ShowListener.Elsewhere);
        await left.Until(s => s.State.Messages == 10 && s.Storage.Words is null);
        await left.DoAsync(new PromoteMessage(new MessageRef("twitch", "m0012"), ItemKind.Question, ItemId.New(Now)));
        await right.Until(s => s.State.LastNumber == 3);
        var entries = await right.EntriesAsync();
        Assert.Equal([.. Ids(0, 5), .. Ids(10, 5)], entries.Select(e => e.Entry).OfType<MessageArrived>().Select(m => m.Message.Id));
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => (long)n), entries.Select(e => e.Sequence));
        var gap = Assert.Single(entries.Select(e => e.Entry).OfType<GapRecorded>());
        Assert.All(Ids(5, 5), id => Assert.InRange(_platforms.Twitch.SaidAt[id].First, gap.Gap.From, gap.Gap.To));

        // One that stops gives back: the other need not wait for the lease's end.
        since = Now;
        await right.Listener.DisposeAsync();
        await left.ReadsAsync(since);
        Assert.Equal(1, _platforms.Twitch.Clients);
    }

    [Fact]
    public async Task One_whose_database_stands_still_stops_reading_keeps_what_it_has_read_and_reads_on_by_itself()
    {
        await using var node = await OpenAsync("alone");
        await node.ReadsAsync();
        Say(5);
        await node.Until(s => s.State.Messages == 5);

        node.Link.Freeze();
        Say(5);
        await node.SaysAsync(ShowListener.Unrenewed);
        await NobodyReadsAsync();
        // Nobody hears these: there is a gap to show for them.
        Say(5);
        var since = Now;
        node.Link.Mend();
        await node.ReadsAsync(since);
        Say(5);
        await node.Until(s => s.State.Messages == 15);

        var entries = (await node.EntriesAsync()).Select(e => e.Entry).ToList();
        Assert.Equal([.. Ids(0, 10), .. Ids(15, 5)], entries.OfType<MessageArrived>().Select(m => m.Message.Id));
        Assert.Single(entries.OfType<GapRecorded>());
    }

    /// <summary>The platform has noticed that the last reader left.</summary>
    private async Task NobodyReadsAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        for (var until = Now.AddSeconds(5); _platforms.Twitch.Clients > 0;)
        {
            Assert.True(Now < until, "Somebody reads the platform still.");
            using var answer = await http.GetAsync(new Uri(_platforms.Twitch.IdBaseUri, "oauth2/validate"));
        }
    }

    private void Say(int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            var now = Now;
            _platforms.Put(new RecordedMessage(new ChatMessage("twitch", Channel, Ids(_said++, 1).Single(), now, now, new Author("901", "Ayşe", "ayse"), "how cold is it?")));
        }
    }

    private static IEnumerable<string> Ids(int from, int count) => Enumerable.Range(from, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"m{n:D4}"));

    [Fact]
    public async Task Who_is_at_one_nodes_desks_is_seen_at_the_others_and_gone_with_the_page_or_the_node()
    {
        await using var first = await OpenAsync("one");
        var second = await OpenAsync("two");
        await using var closing = second;
        var ana = first.Join("Ana");
        second.Join("Bo");

        await second.Until(s => s.People.Any(p => p is { Name: "Ana", Node: not null, LooksAt.Words: "Q1" }));
        await first.Until(s => s.People.Length == 2);
        ana.Dispose();
        await second.Until(s => s.People.All(p => p.Name == "Bo"));
        second.Link.Cut();

        await first.Until(s => s.People.IsEmpty);
    }

    private Task<ANode> OpenAsync(string name) => ANode.OpenAsync(name, _show, _database, new PlatformAddresses(
        new TwitchOptions { IrcUri = _platforms.Twitch.IrcUri, ApiBaseUri = _platforms.Twitch.ApiBaseUri, IdBaseUri = _platforms.Twitch.IdBaseUri }, new YouTubeOptions(), LoopbackOnly: true),
        new ChannelSetting("twitch", Channel));
}
