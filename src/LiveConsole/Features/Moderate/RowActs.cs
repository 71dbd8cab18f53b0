using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Features.Frame;
using LiveConsole.Shows;
using Microsoft.Extensions.Localization;

namespace LiveConsole.Features.Moderate;

/// <summary>What the next digit chooses.</summary>
public enum ChoiceOf { Lead, Warn, TimeOut }

/// <param name="Row">Sequence of the message it is about.</param>
public sealed record RowChoice(ChoiceOf Of, long Row);

/// <summary>What a row says over its own words.</summary>
/// <param name="Tone">"refused", "armed" or "choice".</param>
public sealed record RowSays(string Text, string Tone);

/// <summary>
/// What one person is doing to rows: which is waiting for its second press or for a digit, and what was pressed where, so that its state is shown there. Used on one
/// renderer's dispatcher.
/// </summary>
public sealed class RowActs(DeskSession desk)
{
    /// <summary>The second press of a rare, grave act (desks.md, section 1, law 7).</summary>
    public static readonly TimeSpan ArmedFor = TimeSpan.FromSeconds(4);

    private const int Remembered = 60;

    private readonly List<(long Row, ImmutableArray<Guid> Actions)> _pressed = [];

    public RowChoice? Choice { get; private set; }

    /// <summary>The row whose author the next B bans.</summary>
    public long? Armed { get; private set; }

    /// <summary>A folded row that waits for a second press; null: none does.</summary>
    public BulkAsk? Bulk { get; private set; }

    /// <summary>Grows with everything that looks different.</summary>
    public int Version { get; private set; }

    private int _arms;

    public void Choose(ChoiceOf of, long row)
    {
        (Choice, Armed, Bulk) = (new RowChoice(of, row), null, null);
        Version++;
    }

    /// <returns>True: something was open, and is no more.</returns>
    public bool Close()
    {
        if (Choice is null && Armed is null && Bulk is null) return false;
        (Choice, Armed, Bulk) = (null, null, null);
        Version++;
        return true;
    }

    /// <returns>Which one it is: another press may arm another meanwhile.</returns>
    public int Arm(long row)
    {
        (Armed, Choice, Bulk) = (row, null, null);
        Version++;
        return ++_arms;
    }

    public void Ask(BulkAsk? bulk)
    {
        (Bulk, Armed, Choice) = (bulk, null, null);
        Version++;
    }

    public void Disarm(int arm)
    {
        if (arm != _arms || Armed is null) return;
        Armed = null;
        Version++;
    }

    /// <summary>What came of a press on this row is shown there.</summary>
    /// <param name="goesOn">The next step of a folded row: it counts with those before.</param>
    public void Pressed(long row, Guid action, bool goesOn = false)
    {
        ImmutableArray<Guid> before = goesOn && _pressed.FindLastIndex(p => p.Row == row) is >= 0 and var at ? _pressed[at].Actions : [];
        _pressed.RemoveAll(p => p.Row == row);
        _pressed.Add((row, before.Add(action)));
        if (_pressed.Count > Remembered) _pressed.RemoveAt(0);
        Version++;
    }

    /// <summary>What was asked for from this row, or about its message: all of the last action.</summary>
    public IReadOnlyList<Effect> Of(SeenMessage row)
    {
        var acting = desk.View.Acting;
        var at = _pressed.FindLastIndex(p => p.Row == row.Sequence);
        if (at >= 0 && _pressed[at].Actions.SelectMany(acting.OfAction).ToList() is { Count: > 0 } mine) return mine is [var one] ? [Since(one, acting)] : mine;
        if (acting.Of(row.Message.Ref) is { } effect) return [effect];
        // Struck with all that the viewer wrote until then: by the ban or time-out that did it.
        return row.Removed is { Scope: RemovalScope.Viewer } removed && acting.Of(row.Message.Viewer) is { Deed.Kind: DeedKind.Ban or DeedKind.TimeOut } ban && ban.At == removed.At ? [ban] : [];
    }

    /// <summary>A ban or time-out that was lifted since stands there no more: its lifting does.</summary>
    private static Effect Since(Effect effect, ActingView acting) =>
        effect is { Deed.Kind: DeedKind.Ban or DeedKind.TimeOut, Viewer: { } viewer } && acting.Of(viewer) is { Deed.Kind: DeedKind.Unban or DeedKind.Untimeout } lifted && lifted.Id > effect.Id ? lifted : effect;

    /// <summary>How what was asked for here stands; null: nothing was.</summary>
    public RowState? StateOf(SeenMessage row, IStringLocalizer words) => EffectWords.Of(Of(row), desk, words);

    /// <summary>What the row itself says now, over its words: a refusal, what the second press does, what a digit says. Null: nothing.</summary>
    public RowSays? Says(SeenMessage row, IStringLocalizer words)
    {
        if (desk.Refused is { } refused && refused.Place == MessageCard.Place(row.Sequence)) return new(desk.Say(refused.Refusal), "refused");
        if (Armed == row.Sequence) return new(Second(row.Message, words), "armed");
        return Choice is { Of: ChoiceOf.Warn or ChoiceOf.TimeOut } choice && choice.Row == row.Sequence ? new(words[choice.Of == ChoiceOf.Warn ? "WarnKeys" : "LengthKeys"], "choice") : null;
    }

    private string Second(ChatMessage message, IStringLocalizer words)
    {
        var (platform, account) = (PlatformNames.Of(message.Platform), desk.View.Acting.In(message.Platform, message.Channel)?.As ?? "");
        return PlatformDeeds.Units(message.Platform) is > 0 and var units ? words["BanArmedPrice", message.Author.Name, platform, account, units] : words["BanArmed", message.Author.Name, platform, account];
    }

    /// <returns>The command of a key on this row; null: it is none that acts at once.</returns>
    public static IShowCommand? Command(string act, ChatMessage message) => act switch
    {
        "remove" => new RemoveMessage(message.Ref),
        "hide" => new HideMessage(message.Ref),
        "show-again" => new UnhideMessage(message.Ref),
        "timeout" => TimeOut(message, TimeOutLengths.Usual),
        "ban" => new BanViewer(message.Platform, message.Channel, Target(message)),
        _ => null,
    };

    public static IShowCommand TimeOut(ChatMessage message, int seconds) => new TimeOutViewer(message.Platform, message.Channel, Target(message), seconds);

    /// <summary>In the words of the message's language, else the show's.</summary>
    public IShowCommand Warn(SeenMessage row, int reason)
    {
        var language = row.Judgement?.Language is "fr" or "en" ? row.Judgement.Language : desk.View.Settings?.Language;
        return new WarnViewer(row.Message.Platform, row.Message.Channel, Target(row.Message), WarnReasons.All[reason - 1].In(language ?? "en"));
    }

    private static Target Target(ChatMessage message) => Asking.TargetOf(message.Author);
}
