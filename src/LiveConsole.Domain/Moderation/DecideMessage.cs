using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Moderation;

/// <summary>
/// A in a lane: "fine", nothing to do about it. It leaves every lane it waits in, and what a rule of the show hides is shown again. A call to the lead is ended by who has the lead's say only.
/// </summary>
/// <param name="Sequence">Of the message, as it was painted.</param>
public sealed record PassMessage(long Sequence) : IShowCommand
{
    /// <summary>About a message of any age: what a rule hides, and a state has passed long since, is known by its id alone.</summary>
    /// <param name="removed">As the journal has it.</param>
    public static IShowCommand About(ShowState show, long sequence, MessageRef message, Removal? removed) =>
        Removals.ByRule(removed) is not null && !show.Lanes.Waiting.ContainsKey(sequence) && !show.Lanes.Calls.ContainsKey(sequence) && !show.Struck.ContainsKey(sequence)
            ? new UnhideMessage(message) : new PassMessage(sequence);

    public string Verb => "fine";

    public Permission Needs => Permission.Triage;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Lanes.Calls.TryGetValue(Sequence, out var call)) return LeadRefused(call, by) ?? Passed(show, by, [Sequence]);
        // Hidden by a rule and pushed out of a full lane, it is decided as if it waited.
        if (show.Lanes.Waiting.ContainsKey(Sequence) || (show.Lanes.LastDecision(Sequence) is null && Removals.ByRule(show.Struck.GetValueOrDefault(Sequence)) is not null)) return Passed(show, by, [Sequence, .. show.Lanes.CopiesOf(Sequence)]);
        return show.Lanes.LastDecision(Sequence) is { } first ? first.By.Id == by.Id ? Decision.Unchanged : Refusals.DecidedFirst(show, first) : Decision.Unchanged;
    }

    /// <summary>Decided first, shown again after it: so that it comes back into no lane.</summary>
    internal static Decision Passed(ShowState show, Actor by, ImmutableArray<long> messages)
    {
        List<Entry> entries = [new MessagesPassed(messages), .. HidingByRule.ShownAgain(show, messages)];
        return entries.Count > 1 && !show.May(by, Permission.Moderate) ? Refusals.Forbidden(by.Role) : Decision.Of(entries);
    }

    internal static Refusal? LeadRefused(LeadCall call, Actor by) => Rights.Has(by.Role, Permission.Withdraw, ShowRules.Default) ? null : Refusals.LeadHasIt(call);
}

/// <summary>L: the lead should look at a message. It leaves the moderators' lanes and waits in the lead's.</summary>
/// <param name="Sequence">Of the message, as it was painted.</param>
/// <param name="Found">Handed in by the writer; null when the journal does not know the message.</param>
public sealed record CallLead(long Sequence, MessageRef Message, LeadReason Reason, ChatMessage? Found = null) : INeedsMessage
{
    public string Verb => "lead";

    public Permission Needs => Permission.Triage;

    public IShowCommand With(ChatMessage? message, Removal? removed, Listening.Judgement? judgement = null) => this with { Found = message };

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Found is null) return Refusals.NoMessage;
        if (!Enum.IsDefined(Reason)) return Refusals.Invalid("Say why: 1 distress, 2 threat, 3 a child's data, 4 press or legal, 5 other.", "Dites pourquoi : 1 détresse, 2 menace, 3 données d'un enfant, 4 presse ou juridique, 5 autre.");
        if (show.Lanes.Calls.TryGetValue(Sequence, out var call)) return call.Reason == Reason ? Decision.Unchanged : Refusals.LeadHasIt(call);
        return show.Lanes.CopiesOf(Sequence) is { IsEmpty: false } copies
            ? Decision.Of([new MessagesPassed(copies), new LeadCalled(Sequence, Message, Reason)])
            : new LeadCalled(Sequence, Message, Reason);
    }
}
