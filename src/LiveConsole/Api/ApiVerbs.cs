using System.Security.Cryptography;
using System.Text;
using LiveConsole.Api.Wire;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Shows;

namespace LiveConsole.Api;

/// <summary>Sends a verb for a token, under the id that its caller gave, and says what became of it.</summary>
public static class ApiVerbs
{
    public const string KeyHeader = "Idempotency-Key";

    private const int LongestKey = 200;

    /// <param name="item">The item it is about, if it is about one; its version as it stands now goes with a "stale".</param>
    /// <param name="air">The caller said what it saw on air: what is there now goes with a "stale".</param>
    public static async Task<IResult> ItemAsync(HttpContext http, ICommands commands, IShowCommand command, ItemId? item, bool air = false)
    {
        var call = ApiCall.Of(http);
        var (outcome, problem) = await SendAsync(http, commands, command);
        if (problem is not null) return problem;
        var view = call.View;
        if (outcome is Outcome.Refused refused) return ApiProblem.Of(refused.Refusal, Named(view, item), air ? WireStates.Air(view) : null);
        var accepted = (Outcome.Accepted)outcome!;
        return new ApiAnswer<WireDone>(new WireDone(Named(view, item ?? Touched(view, accepted.Action)), accepted.Action, Undoable(accepted), accepted.Changed));
    }

    public static async Task<IResult> AirAsync(HttpContext http, ICommands commands, IShowCommand command)
    {
        var call = ApiCall.Of(http);
        var (outcome, problem) = await SendAsync(http, commands, command);
        if (problem is not null) return problem;
        var view = call.View;
        if (outcome is Outcome.Refused refused) return ApiProblem.Of(refused.Refusal, onAir: WireStates.Air(view));
        var accepted = (Outcome.Accepted)outcome!;
        return new ApiAnswer<WireAired>(new WireAired(WireStates.Air(view), accepted.Action, Undoable(accepted), accepted.Changed, accepted.Journaled));
    }

    public static async Task<(Outcome? Outcome, ApiProblem? Problem)> SendAsync(HttpContext http, ICommands commands, IShowCommand command)
    {
        var call = ApiCall.Of(http);
        var (id, problem) = CommandId(http, call);
        // CLEAR is never refused: a key that is none is passed over.
        if (problem is not null && command is not TakeOffAir) return (null, problem);
        var outcome = await commands.DoAsync(call.Show.Id, command, call.By, id, http.RequestAborted);
        return outcome is Outcome.Refused { Refusal: var refusal } && refusal == Turn.IdOfAnother
            ? (null, ApiProblem.Invalid($"This {KeyHeader} was used for another call. Use another {KeyHeader}.", $"Cette {KeyHeader} a déjà servi à un autre appel. Utilisez-en une autre."))
            : (outcome, null);
    }

    /// <returns>What "undoable" says.</returns>
    public static WireUndoable Undoable(Outcome.Accepted accepted) => new(
        (accepted.Changed ? accepted.NotUndoable : Refusals.ChangedNothingToUndo)?.Words.In(ApiCall.Language));

    /// <returns>The command's id: the caller's key, where it gave one. A key that is no UUID is the same id each time, and another token's or show's is another.</returns>
    private static (Guid? Id, ApiProblem? Problem) CommandId(HttpContext http, ApiCall call)
    {
        var key = http.Request.Headers[KeyHeader].ToString();
        if (key.Length == 0) return (null, null);
        if (key.Length > LongestKey) return (null, ApiProblem.Invalid(
            $"The {KeyHeader} is longer than {LongestKey} characters. Use a UUID.", $"L'en-tête {KeyHeader} dépasse {LongestKey} caractères. Utilisez un UUID."));
        if (Guid.TryParse(key, out var id)) return (id, null);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{call.Token.Id:N}:{call.Show.Id}:{key}")).AsSpan(0, 16);
        // Version 8: made by a rule of ours.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return (new Guid(hash, bigEndian: true), null);
    }

    private static ItemId? Touched(ShowView view, Guid action) => view.ItemsOf(action) is [var only] ? only : null;

    private static WireItem? Named(ShowView view, ItemId? id) => id is { } named && view.Item(named) is { } item ? WireStates.Item(view, item) : null;
}
