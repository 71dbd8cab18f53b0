using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Tests.Shows;

public sealed class NodeHealthTests
{
    private readonly NodeHealth _node = new();
    private int _changes;

    public NodeHealthTests() => _node.Changed += () => _changes++;

    [Fact]
    public void A_trouble_said_again_in_the_same_words_is_no_news()
    {
        _node.Say(Memory("little memory"));
        _node.Say(Memory("little memory"));

        Assert.Single(_node.Troubles);
        Assert.Equal(1, _changes);
    }

    [Fact]
    public void New_words_of_a_trouble_replace_the_old_ones()
    {
        _node.Say(Memory("200 MB left"));
        _node.Say(Memory("100 MB left"));

        Assert.Equal("100 MB left", Assert.Single(_node.Troubles).Words.En);
        Assert.Equal(2, _changes);
    }

    [Fact]
    public void What_is_over_is_gone_and_what_never_was_can_be_over()
    {
        _node.Say(Memory("little"));
        _node.Over("clock");
        _node.Over("memory");

        Assert.Empty(_node.Troubles);
    }

    [Fact]
    public async Task Every_open_show_says_it_since_the_moment_it_was_first_said_and_only_the_show_it_is_about()
    {
        await using var show = await AnOpenShow.OpenAsync(node: _node);

        _node.Say(Memory("200 MB left"));
        var first = Assert.Single(show.Live.Snapshot.For(new Reader(Role.Editor)).Alerts);
        _node.Say(Memory("100 MB left"));
        _node.Say(Memory("of another show") with { Show = new ShowId(Guid.NewGuid()), About = "other" });
        var then = Assert.Single(show.Live.Snapshot.For(new Reader(Role.Editor)).Alerts);
        _node.Over("memory");

        Assert.Equal("100 MB left", then.Words.En);
        Assert.Equal(first.Since, then.Since);
        Assert.Empty(show.Live.Snapshot.For(new Reader(Role.Editor)).Alerts);
    }

    private static NodeTrouble Memory(string words) => new("memory", AlertSeverity.Watch, new(words, words));
}
