using LiveConsole.Domain.Chat;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.Tests;

public sealed class SharedCopiesTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 14, 21, 5, 0, TimeSpan.Zero);

    private readonly ArrivalList _arrivals = new();
    private readonly SharedCopies _copies;

    public SharedCopiesTests() => _copies = new SharedCopies(_arrivals, new FakeTime());

    private static MessageCame Message(string id, string channel, params string[] copies) =>
        new(new ChatMessage("twitch", channel, id, At, At, new Author("901", "Bo"), "hi", Copies: [.. copies]));

    private static RemovalCame Removal(string id, string channel) => new("twitch", channel, new Removal(At, RemovalScope.Message), MessageId: id);

    private ValueTask PutAsync(Arrival arrival) => _copies.PutAsync(arrival, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("in-alpha", "alpha")]
    [InlineData("in-beta", "beta")]
    [InlineData("origin", "alpha")]
    public async Task A_removal_by_any_rooms_id_is_the_messages(string id, string channel)
    {
        await PutAsync(Message("origin", "alpha", "in-alpha"));
        await PutAsync(Message("origin", "beta", "in-beta"));
        await PutAsync(Removal(id, channel));

        Assert.Equal(Removal("origin", channel), _arrivals.All[^1]);
        Assert.Equal(3, _arrivals.All.Count);
    }

    [Fact]
    public async Task A_removal_that_comes_before_its_copy_is_told_again_as_the_messages()
    {
        await PutAsync(Message("origin", "alpha", "in-alpha"));
        await PutAsync(Removal("in-beta", "beta"));
        await PutAsync(Message("origin", "beta", "in-beta"));

        Assert.Equal([Removal("in-beta", "beta"), Message("origin", "beta", "in-beta"), Removal("origin", "beta")], _arrivals.All.Skip(1));
    }

    [Fact]
    public async Task What_is_shared_with_nobody_passes_as_it_is()
    {
        await PutAsync(Message("m1", "alpha"));
        await PutAsync(Removal("m1", "alpha"));

        Assert.Equal([Message("m1", "alpha"), Removal("m1", "alpha")], _arrivals.All);
    }
}
