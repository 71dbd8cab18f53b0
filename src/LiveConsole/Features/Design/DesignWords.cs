namespace LiveConsole.Features.Design;

/// <summary>Names the resource files with the words of the design page.</summary>
public sealed class DesignWords;
