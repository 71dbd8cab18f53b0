using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Posts;

namespace LiveConsole.Api.Wire;

/// <summary>What is done on a platform, or was only asked for.</summary>
/// <param name="Deed">remove, timeOut, ban, untimeout, unban, warn, hold, modes, shield, clear, post, announce, shoutOut, poll or endPoll.</param>
/// <param name="State">requested: it waits, until notBefore if that is given; started: the call is under way; done; failed; unknown: no answer came and a person looks; expired; cancelled.</param>
/// <param name="Message">The platform's id of the message it is about; null: about none.</param>
/// <param name="Viewer">Whom it is done to; null: nobody.</param>
/// <param name="As">The account it is done with; null: not begun.</param>
/// <param name="By">Who asked.</param>
/// <param name="Trouble">none, refused, noAccount, notAllowed, signInDead, quotaSpent, cannotThere, noAnswer or tooLate.</param>
/// <param name="Said">The platform's own words to it.</param>
/// <param name="Handle">The platform's id of the result: of a ban, of our message, of a poll.</param>
/// <param name="Action">Names what asked for it, for undo.</param>
public sealed record WireEffect(long Id, string Platform, string Channel, DeedKind Deed, EffectState State, string? Message, WireTarget? Viewer, string By, DateTimeOffset At, DateTimeOffset? NotBefore,
    DateTimeOffset? StartedAt, DateTimeOffset? SettledAt, string? As, EffectTrouble Trouble, string? Said, string? Handle, int Tries, Guid Action)
{
    public static WireEffect Of(Effect effect) => new(effect.Id, effect.Platform, effect.Channel, effect.Deed.Kind, effect.State, effect.Message?.Id,
        effect.Deed.Viewer is { } viewer ? new WireTarget(viewer.Id, viewer.Name, viewer.Login) : null, effect.By.Name, effect.At, effect.NotBefore,
        effect.StartedAt, effect.SettledAt, effect.As, effect.Trouble, effect.Said, effect.Handle, effect.Tries, effect.Action);
}

/// <param name="Id">The platform's id.</param>
public sealed record WireTarget(string Id, string Name, string? Login = null);

/// <summary>What was asked of the platforms: ask GET effects/{id} what became of each.</summary>
/// <param name="Effects">Empty: it was done here alone (hide), or it was so already.</param>
/// <param name="Action">Names it, for undo.</param>
/// <param name="Undoable">True, or why not, in a sentence.</param>
/// <param name="Stays">What undoing it would leave as it is, each in a sentence.</param>
/// <param name="Changed">False: it was so already.</param>
public sealed record WireActed(IReadOnlyList<WireEffect> Effects, Guid Action, WireUndoable Undoable, IReadOnlyList<string> Stays, bool Changed);

/// <param name="Reason">For the journal.</param>
public sealed record WireOnMessage(WireMessageRef Message, string? Reason = null);

/// <summary>A viewer: by something they wrote, or by the platform's id.</summary>
/// <param name="Message">Its author, in the chat it was written in.</param>
/// <param name="Viewer">Or the viewer.</param>
public sealed record WireOnViewer(WireMessageRef? Message = null, WireViewer? Viewer = null, string? Reason = null);

/// <param name="Seconds">1 to 1209600; default: 600.</param>
public sealed record WireTimeOut(WireMessageRef? Message = null, WireViewer? Viewer = null, int Seconds = 600, string? Reason = null);

/// <param name="Reason">What the viewer reads; 1 to 500 characters.</param>
public sealed record WireWarn(string Reason, WireMessageRef? Message = null, WireViewer? Viewer = null);

/// <param name="Channel">As the show reads it; may be left out where the show has one chat of that platform.</param>
public sealed record WireViewer(string Platform, string Id, string? Channel = null);

/// <param name="Held">The platform's id of what it holds back.</param>
public sealed record WireHeld(WireMessageRef Held);

/// <param name="Channel">As the show reads it; may be left out where the show has one chat of that platform.</param>
public sealed record WireChat(string Platform, string? Channel = null);

/// <summary>Only what is to change.</summary>
/// <param name="Slow">Seconds, 3 to 120; 0: off.</param>
/// <param name="Followers">Minutes one must have followed; 0: any follower; -1: off.</param>
public sealed record WireModes(bool? EmoteOnly = null, int? Slow = null, int? Followers = null, bool? Subscribers = null, bool? Unique = null);

public sealed record WireSetModes(string Platform, WireModes Modes, string? Channel = null);

public sealed record WireShield(string Platform, bool On, string? Channel = null);

/// <param name="Account">A connected account's id on its platform, or its login; null: the program chooses.</param>
/// <param name="SeenAccount">The id of the one that was chosen when you looked; null: nobody had chosen.</param>
/// <param name="Channel">As the show reads it; may be left out where the show has one chat of that platform.</param>
public sealed record WireActAs(string Platform, string? Account = null, string? SeenAccount = null, string? Channel = null);

/// <param name="Id">Its id on its platform.</param>
public sealed record WireAccount(string Id, string Name);

/// <param name="Id">Its id on its platform.</param>
/// <param name="Login">A Twitch login; a YouTube handle with its @, or empty.</param>
/// <param name="LetIn">False: its platform lets it in no more.</param>
public sealed record WireChoice(string Id, string Name, string Login, bool LetIn);

/// <summary>As whom a chat is acted in.</summary>
/// <param name="As">The account; null: none acts there.</param>
/// <param name="Chosen">Whom a person chose; null: the program chooses. Another than the account that acts: the chosen one is let in no more, or was taken out.</param>
/// <param name="Can">What it may do there.</param>
/// <param name="Trouble">Why nothing, or less than all, can be done: none, noAccount, notAllowed, signInDead …</param>
/// <param name="Said">The platform's own words to it.</param>
/// <param name="Since">Since when it stands so; null: not known.</param>
/// <param name="Accounts">Who could be chosen; null: you may not choose.</param>
public sealed record WireActing(string Platform, string Channel, WireAccount? As, WireAccount? Chosen, IReadOnlyList<DeedKind> Can, EffectTrouble Trouble, string? Said, DateTimeOffset? Since, IReadOnlyList<WireChoice>? Accounts);

/// <param name="Sure">True: nothing brings a cleared chat back.</param>
public sealed record WireClearChat(string Platform, bool Sure, string? Channel = null);

/// <summary>A post to the chats. With both languages given a chat gets both in one message, the show's first; where that is too long, the show's language.</summary>
/// <param name="Platforms">Left out: all chats of the show that can be written to.</param>
/// <param name="Text">Of a poll: its question. Of a shout-out: left out.</param>
/// <param name="Choices">Of a poll: 2 to 5 (YouTube: 4), in the show's language, each of 25 characters at most.</param>
/// <param name="Seconds">Of a poll: 15 to 1800; default 120.</param>
/// <param name="Color">Of an announcement: primary, blue, green, orange or purple.</param>
/// <param name="Login">Of a shout-out: the channel that is recommended.</param>
public sealed record WireNewPost(PostKind Kind, WireNewWords? Text = null, IReadOnlyList<string>? Platforms = null, IReadOnlyList<string>? Choices = null, int Seconds = PostWritten.PollLasts, string? Color = null, string? Login = null);

/// <param name="Text">What is written to who asked; on YouTube their name is put before it.</param>
/// <param name="Message">Which ask is answered; left out: the one that is shown.</param>
public sealed record WireReply(int SeenVersion, string Text, WireMessageRef? Message = null);
