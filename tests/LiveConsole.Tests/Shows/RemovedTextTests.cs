using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Journal;
using LiveConsole.Screens;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Shows;

/// <summary>Nobody reads what they may not: what was removed leaves the snapshot only for those who moderate.</summary>
public sealed class RemovedTextTests
{
    private const string Slur = "unspeakable words 06 12 34 56 78";

    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web);

    public static TheoryData<Role, bool> Readers => new()
    {
        { Role.Owner, true }, { Role.Producer, true }, { Role.Editor, true }, { Role.Lead, true }, { Role.Moderator, true },
        { Role.Expert, false }, { Role.Observer, false }, { Role.Presenter, false }, { Role.Overlay, false },
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_view_holds_it_for_who_moderates_and_for_nobody_else(Role role, bool may)
    {
        var view = Snapshot(Removed()).For(new Reader(role));

        var feed = string.Join(' ', view.Newest(10).Concat(view.After(0)).Select(r => r.Message.Text + string.Join(' ', r.Message.Parts)));
        var older = view.Seen(1, A.Message(Slur), A.Removal(), null).Message.Text;
        var items = JsonSerializer.Serialize(view.Items.Concat(view.Rundown).Append(view.Item(1)).Append(view.AskedIn(new MessageRef("twitch", "q1"))), Wire);

        var judged = view.Seen(1, A.Message(Slur), A.Removal(), new(false, 0.1, "en", [])).Judgement;

        Assert.Equal(may, judged is not null);
        Assert.Equal(may, older.Contains("unspeakable", StringComparison.Ordinal));
        Assert.Equal(may, feed.Contains("unspeakable", StringComparison.Ordinal));
        Assert.Equal(may, items.Contains("nspeakable", StringComparison.Ordinal));
        // Nor who removed it.
        Assert.Equal(may, items.Contains("Nora", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ScreenKind.Presenter)]
    [InlineData(ScreenKind.Overlay)]
    public void No_screens_state_holds_it(ScreenKind kind)
    {
        var role = kind == ScreenKind.Presenter ? Role.Presenter : Role.Overlay;
        var state = ScreenStates.Of(Snapshot(Removed()).For(new Reader(role)), Device(kind), new ShowClock(TimeProvider.System), null);

        Assert.DoesNotContain("nspeakable", JsonSerializer.Serialize(state, Wire), StringComparison.Ordinal);
    }

    [Fact]
    public void The_presenters_screen_is_told_the_number_that_was_withdrawn_also_after_the_next_take()
    {
        var removed = Removed();
        var next = removed.With(A.Question("who drives?").Queued());
        next = next.After(new PutOnAir(next.Id(2), next.Version(2), null), A.Editor("Ana"));

        Assert.Equal(new ScreenWithdrawal(1, A.Time), StateOf(removed).Withdrawn);
        Assert.Equal((1, 2), (StateOf(next).Withdrawn!.Number, StateOf(next).OnAir.Item!.Number));
        Assert.Null(StateOf(A.Show()).Withdrawn);
    }

    [Fact]
    public async Task A_search_finds_what_was_removed_only_for_who_may_read_it()
    {
        await using var show = await AnOpenShow.OpenAsync();
        await show.TakeAsync(new MessageCame(A.Message(Slur, id: "gone")), new MessageCame(A.Message("unspeakable joy", id: "stays", viewer: "902")));
        await show.TakeAsync(new RemovalCame("twitch", "agence", A.Removal(), MessageId: "gone"));
        var query = new MessageQuery(Text: "unspeakable", Limit: 10);

        Assert.Equal(["gone", "stays"], (await show.Live.ReadMessagesAsync(new Reader(Role.Moderator), query, default)).Select(m => m.Message.Id));
        Assert.Equal(["stays"], (await show.Live.ReadMessagesAsync(new Reader(Role.Observer), query, default)).Select(m => m.Message.Id));
        Assert.Equal(["", "unspeakable joy"], (await show.Live.ReadMessagesAsync(new Reader(Role.Observer), new MessageQuery(After: 0, Limit: 10), default)).Select(m => m.Message.Text));
    }

    [Fact]
    public async Task A_searchs_limit_does_not_tell_that_something_removed_was_found()
    {
        await using var show = await AnOpenShow.OpenAsync();
        await show.TakeAsync(new MessageCame(A.Message(Slur, id: "gone")), new MessageCame(A.Message("unspeakable joy", id: "stays", viewer: "902")));
        await show.TakeAsync(new RemovalCame("twitch", "agence", A.Removal(), MessageId: "gone"));
        var query = new MessageQuery(After: 0, Text: "unspeakable", Limit: 1);

        Assert.Equal(["gone"], (await show.Live.ReadMessagesAsync(new Reader(Role.Moderator), query, default)).Select(m => m.Message.Id));
        Assert.Equal(["stays"], (await show.Live.ReadMessagesAsync(new Reader(Role.Observer), query, default)).Select(m => m.Message.Id));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void Who_removed_it_and_why_is_told_to_who_may_read_it_and_to_nobody_else(Role role, bool may)
    {
        var removal = A.Removal() with { Reason = "insult" };
        var (show, reader) = (A.Show().After(new MessageCame(A.Message(Slur, id: "m1"))), new Reader(role));
        var before = Snapshot(show).For(reader);
        var after = Snapshot(show.After(new RemovalCame("twitch", "agence", removal, MessageId: "m1"))).For(reader);
        var row = show.State.Recent[0];
        var whole = may ? removal : removal with { By = null, Reason = null };

        Assert.Equal(whole, after.Seen(1, A.Message(Slur), removal).Removed);
        Assert.All(after.Newest(10), r => Assert.Equal(whole, r.Removed));
        // A row that is on a page already.
        Assert.Equal(whole, after.Again(before.Seen(row.Sequence, row.Message, null)).Removed);
    }

    [Fact]
    public void A_withdrawal_of_next_is_no_alarm()
    {
        var show = A.Show().With(A.Question("one?").OnAir(), A.Question("two?").Queued(), A.Question("three?").Queued());

        var state = StateOf(show.After(new RemovalCame("twitch", "agence", A.Removal(), MessageId: "q2")));

        Assert.Null(state.Withdrawn);
        Assert.Equal((1, 3), (state.OnAir.Item!.Number, state.Next!.Number));
    }

    private static AShow Removed() => A.Show().With(A.Question(Slur).OnAir()).After(new RemovalCame("twitch", "agence", A.Removal(), MessageId: "q1"));

    private static ScreenState StateOf(AShow show) =>
        ScreenStates.Of(Snapshot(show).For(new Reader(Role.Presenter)), Device(ScreenKind.Presenter), new ShowClock(TimeProvider.System), null);

    private static ScreenDevice Device(ScreenKind kind) => new("Tablet", kind, "fr", 2, 13, false, false);

    private static ShowSnapshot Snapshot(AShow show) => new(new ShowId(Guid.Empty), 1, show.State, null, StorageHealth.Well, [], []);
}
