using System.Text.Json;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Shows;

/// <summary>Tells the other nodes each second who is at this one's desks, and hears who is at theirs. A database that is away empties their seats after a few seconds.</summary>
internal static class PeopleElsewhere
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BelievedFor = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(IPresenceBoard board, ShowId show, PeopleAtDesks people, TimeProvider time, CancellationToken ct)
    {
        var node = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        var heardAt = time.GetTimestamp();
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                try
                {
                    var here = people.Here;
                    var others = await board.MeetAsync(show, node, here.IsEmpty ? [] : JsonSerializer.SerializeToUtf8Bytes(here), ct);
                    heardAt = time.GetTimestamp();
                    people.HearOthers(others.SelectMany(o => Read(o.Node, o.Here)));
                }
                catch (JournalStorageException) // Said elsewhere, by who cannot write: here only the seats empty.
                {
                    if (time.GetElapsedTime(heardAt) > BelievedFor) people.HearOthers([]);
                }
            }
            while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The show is closed here: its pages are gone before, and what was said last is old in six seconds.
        }
    }

    /// <summary>A newer version may say more or otherwise: then its people are not known here.</summary>
    private static IEnumerable<PersonPresent> Read(string node, byte[] here)
    {
        try
        {
            return (JsonSerializer.Deserialize<PersonPresent[]>(here) ?? []).Select(p => p with { Node = node });
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
