using System.Security.Cryptography;
using System.Text;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Journal;
using LiveConsole.Rehearsal.Playing;

namespace LiveConsole.Shows;

/// <summary>How many lines of a recording went where.</summary>
/// <param name="Moderation">Held messages and their ends, chat modes, moderators' acts.</param>
public sealed record ImportResult(long New, long Duplicate, long RefusedCount, long Skipped, long Removals, long Samples, long Moments, IReadOnlyList<(long Line, string Problem)> Refused, long Moderation = 0);

/// <summary>A recording into a show's journal, in the file's order, through the intake that live messages take.</summary>
public static class Import
{
    /// <summary>So many refused lines are named; the rest are counted.</summary>
    public const int RefusedListed = 20;

    private const int BatchSize = 1_000;

    /// <param name="progress">Told now and then how many lines were read; null in a pipe.</param>
    /// <exception cref="InvalidDataException">A .gz that is cut or is none.</exception>
    public static async Task<ImportResult> RunAsync(LiveShow show, IJournal journal, string path, Action<string>? progress, CancellationToken ct)
    {
        var counts = new Counting();
        foreach (var s in await journal.ReadSamplesAsync(show.Id, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, ct)) counts.Sampled.Add((s.Platform, s.Channel, s.At));
        List<Arrival> batch = new(BatchSize);
        foreach (var (number, line) in Recordings.Read(path))
        {
            switch (line)
            {
                case ParsedLine.Read { Line: RecordedMoment moment }:
                    // In its place among the messages: what came before is committed first.
                    await FlushAsync(show, batch, counts, ct);
                    if (await MarkAsync(show, moment, ct) is { } refused)
                    {
                        if (counts.Refused++ < RefusedListed) counts.Named.Add((number, refused));
                    }
                    else counts.Moments++;
                    break;
                case ParsedLine.Read read:
                    batch.AddRange(ArrivalsOf(read.Line, counts));
                    break;
                case ParsedLine.Skipped:
                    counts.Skipped++;
                    break;
                case ParsedLine.Malformed wrong:
                    if (counts.Refused++ < RefusedListed) counts.Named.Add((number, wrong.Problem));
                    break;
                default:
                    throw new InvalidOperationException("A line parsed into nothing known.");
            }

            if (batch.Count < BatchSize) continue;
            await FlushAsync(show, batch, counts, ct);
            progress?.Invoke($"{number} lines");
        }

        // What was held then waits for nobody now, and no wire will say so.
        batch.AddRange(counts.Holds.Values.Select(h => new HoldEnded(h.Platform, h.Channel, h.Id, HoldOutcome.Expired, h.HeldAt + Hold.LastsAbout, null)));
        await FlushAsync(show, batch, counts, ct);
        return new ImportResult(counts.New, counts.Duplicate, counts.Refused, counts.Skipped, counts.Removals, counts.Samples, counts.Moments, counts.Named, counts.Moderation);
    }

    /// <summary>The same moment of the same show is the same deed: of a file that is imported again it is there already.</summary>
    /// <returns>Why not; null: it is marked.</returns>
    private static async Task<string?> MarkAsync(LiveShow show, RecordedMoment moment, CancellationToken ct)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{show.Id}:{moment.At.UtcTicks}:{moment.Text.Trim()}")).AsSpan(0, 16);
        // Version 8: made by a rule of ours.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return await show.DoAsync(new MarkMoment(moment.Text) { At = moment.At }, Actor.Program, new Guid(hash, bigEndian: true), repeatable: true, ct) is Outcome.Refused refused ? refused.Refusal.Words.En : null;
    }

    private static IEnumerable<Arrival> ArrivalsOf(RecordingLine line, Counting counts)
    {
        switch (line)
        {
            case RecordedMessage message:
                yield return new MessageCame(message.WithEmotes());
                if (message.Removed is not { } removed) break;
                counts.Removals++;
                yield return new RemovalCame(message.Message.Platform, message.Message.Channel, removed, message.Message.Id);
                break;
            case RecordedRemoval r:
                counts.Removals++;
                yield return new RemovalCame(r.Platform, r.Channel, new Removal(r.At, r.Scope, r.By, r.Reason), r.MessageId, r.ViewerId, r.Seconds);
                break;
            case RecordedHold h:
                counts.Moderation++;
                counts.Holds[new MessageRef(h.Message.Platform, h.Message.Id)] = h.Message;
                yield return new HoldCame(h.Message);
                break;
            case RecordedHoldEnd e:
                counts.Moderation++;
                counts.Holds.Remove(new MessageRef(e.Platform, e.Id));
                yield return new HoldEnded(e.Platform, e.Channel, e.Id, e.Outcome, e.At, e.By);
                break;
            case RecordedModes m:
                counts.Moderation++;
                yield return new ModesCame(m.Platform, m.Channel, m.Modes, m.At, m.By);
                break;
            case RecordedAct a:
                counts.Moderation++;
                yield return new ModeratorActed(a.Act);
                break;
            case RecordedViewers v when !counts.Sampled.Add((v.Platform, v.Channel, v.At)):
                break;
            case RecordedViewers v:
                counts.Samples++;
                yield return new ViewersCame(v.Platform, v.Channel, v.Count, v.At);
                break;
            default:
                counts.Skipped++;
                break;
        }
    }

    private static async Task FlushAsync(LiveShow show, List<Arrival> batch, Counting counts, CancellationToken ct)
    {
        if (batch.Count == 0) return;
        var taken = await show.TakeAsync([.. batch], ct);
        counts.New += taken.New;
        counts.Duplicate += taken.Duplicate;
        batch.Clear();
    }

    private sealed class Counting
    {
        public long New, Duplicate, Refused, Skipped, Removals, Samples, Moments, Moderation;
        public List<(long, string)> Named { get; } = [];

        /// <summary>Viewer counts that the show has: the same again, of a file imported again, is passed over.</summary>
        public HashSet<(string Platform, string Channel, DateTimeOffset At)> Sampled { get; } = [];

        /// <summary>Of which the recording tells no end.</summary>
        public Dictionary<MessageRef, HeldMessage> Holds { get; } = [];
    }
}
