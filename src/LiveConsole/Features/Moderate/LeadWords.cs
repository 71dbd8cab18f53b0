namespace LiveConsole.Features.Moderate;

/// <summary>Names the resource files with the words of the lead's panel.</summary>
public sealed class LeadWords;
