using System.Collections.Immutable;
using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Features.Frame;
using LiveConsole.Shows;
using Microsoft.Extensions.Localization;

namespace LiveConsole.Features.Moderate;

/// <summary>
/// A key on a folded row: nothing happens with the first press but a line that says what the next ones do, and to how many (desks.md, section 5). It is about
/// the copies that were there then, not about those that come while it is read.
/// </summary>
/// <param name="Act">By which key it was asked: "remove", "hide", and for the people "timeout", "ban".</param>
/// <param name="Row">The folded row.</param>
/// <param name="Steps">Platforms on which the next presses act, one each: what is free first.</param>
/// <param name="Done">How many of them were pressed: from then on the rest is hidden here.</param>
public sealed record BulkAsk(string Act, long Row, ImmutableArray<SeenMessage> Copies, ImmutableArray<string> Steps, int Done = 0)
{
    // Twitch takes 800 calls a minute of one account (Helix, rate limits).
    private const double ASecond = 12.5;

    /// <returns>Null: what is left of its copies is one message or none.</returns>
    public static BulkAsk? Of(string act, long row, IReadOnlySet<long> copies, DeskSession desk)
    {
        ImmutableArray<SeenMessage> there = [.. desk.View.Newest(int.MaxValue).Where(r => copies.Contains(r.Sequence) && r.Removed is null)];
        if (there.Length < 2) return null;
        var kind = act switch { "timeout" => DeedKind.TimeOut, "ban" => DeedKind.Ban, _ => DeedKind.Remove };
        var steps = there.GroupBy(r => r.Message.Platform).Where(p => p.Select(r => r.Message.Channel).Distinct(StringComparer.Ordinal)
            .Any(c => desk.View.Acting.WhyNot(desk.Actor, p.Key, c, kind) is null)).Select(p => p.Key).OrderBy(PlatformDeeds.Units).ThenBy(p => p, StringComparer.Ordinal);
        return new BulkAsk(act, row, there, [.. steps]);
    }

    public bool Hides => Act == "hide";

    /// <summary>It is about who wrote them.</summary>
    public bool OnPeople => Act is "timeout" or "ban";

    public int People => Copies.Select(c => c.Message.Viewer).Distinct().Count();

    /// <summary>Of H now.</summary>
    public IShowCommand Hide => new HideMessages([.. Copies.Select(c => c.Sequence)]);

    /// <summary>Of D now: the first one takes all off our desks at once. With nowhere to remove it, its platform's refusal says why.</summary>
    public IShowCommand Remove => Steps.IsEmpty ? new RemoveMessages([.. Copies.Select(c => c.Sequence)])
        : new RemoveMessages([.. Copies.Where(c => Done == 0 || c.Message.Platform == Steps[Done]).Select(c => c.Sequence)], Steps[Done]);

    /// <summary>Of the key that asked, now.</summary>
    public IShowCommand Go => Act switch
    {
        "hide" => Hide,
        "remove" => Remove,
        _ => new ActOnAuthors([.. Copies.Select(c => c.Sequence)], Act == "timeout" ? TimeOutLengths.Usual : null, Steps.IsEmpty ? null : Steps[Done]),
    };

    /// <summary>After it was pressed; null: nothing is left to ask.</summary>
    public BulkAsk? Next => Done + 1 < Steps.Length ? this with { Done = Done + 1 } : null;

    /// <summary>"143 copies by 97 people: D remove on Twitch (about 8 s). YouTube 40 x 50 = 2,000 units: H hide here, or D again".</summary>
    public string Say(IStringLocalizer words)
    {
        List<string> said = [];
        if (Done == 0) said.Add(words["Bulk.Copies", Figure(Copies.Length), Figure(People)]);
        if (Hides) said.Add(words["Bulk.Hide"]);
        else if (Steps.IsEmpty) said.Add(words[OnPeople ? "Bulk.Nowhere" : "Bulk.OnlyHere"]);
        else said.AddRange(Steps.Skip(Done).Select((platform, i) => Step(platform, i == 0, words)));
        return string.Join(" ", said);
    }

    /// <summary>What D does, on a button.</summary>
    public string Button(IStringLocalizer words) => Steps.IsEmpty ? words["Remove"]
        : OnPeople ? words[$"Bulk.{Act}.Button", Figure(Count(Steps[Done])), PlatformNames.Of(Steps[Done])]
        : PlatformDeeds.Units(Steps[Done]) is > 0 and var units ? words["Bulk.RemovePriced", Count(Steps[Done]), PlatformNames.Of(Steps[Done]), Figure(Count(Steps[Done]) * units)] : words["Bulk.Remove", Figure(Count(Steps[Done])), PlatformNames.Of(Steps[Done])];

    private string Step(string platform, bool next, IStringLocalizer words)
    {
        var (name, count) = (PlatformNames.Of(platform), Count(platform));
        if (PlatformDeeds.Units(platform) is not (> 0 and var units)) return words[OnPeople ? $"Bulk.{Act}.Free" : "Bulk.Free", Figure(count), name, Math.Max(1, (int)Math.Ceiling(count / ASecond))];
        var key = Done > 0 ? "Bulk.PricedLeft" : next ? "Bulk.PricedOnly" : "Bulk.Priced";
        return words[OnPeople ? key.Replace("Bulk", "Bulk." + Act, StringComparison.Ordinal) : key, name, Figure(count), units, Figure(count * units)];
    }

    private int Count(string platform)
    {
        var there = Copies.Where(c => c.Message.Platform == platform);
        return OnPeople ? there.Select(c => c.Message.Viewer).Distinct().Count() : there.Count();
    }

    private static string Figure(int count) => count.ToString("N0", CultureInfo.CurrentCulture);
}
