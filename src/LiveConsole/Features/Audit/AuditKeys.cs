using LiveConsole.Features.Frame;

namespace LiveConsole.Features.Audit;

/// <summary>Keys of the audit trail.</summary>
public static class AuditKeys
{
    public static IReadOnlyList<Key> All { get; } =
    [
        Key.Button("r", "again", KeyPlace.List, "AuditAgain"),
        Key.Button("PageDown", "older", KeyPlace.List, "AuditOlder"),
        Key.Button("Home", "again", KeyPlace.List, null),
    ];
}
