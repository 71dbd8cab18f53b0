using System.Text.Json.Serialization;

namespace LiveConsole.Api.Wire;

/// <summary>Why a call was not done (RFC 9457).</summary>
/// <param name="Type">Stable: /problems/ and one of stale, not-allowed, not-found, removed, forbidden, invalid, busy, storage, unknown-outcome, undo-blocked.</param>
/// <param name="Detail">A sentence for people in the caller's language: what happened, since when, what to do.</param>
/// <param name="Item">With /problems/stale: the item as it stands now.</param>
/// <param name="OnAir">With /problems/stale, where the air was not what the caller saw: what is on air now.</param>
public sealed record WireProblem(string Type, string Title, int Status, string Detail, 
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WireItem? Item = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WireAir? OnAir = null);
