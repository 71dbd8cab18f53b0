namespace LiveConsole.Features.Audit;

/// <summary>Names the resource files with the words of the audit trail.</summary>
public sealed class AuditTexts;
