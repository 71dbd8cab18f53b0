namespace LiveConsole.Features.Moderate;

/// <summary>Names the resource files with the words of the moderator's desk.</summary>
public sealed class ModerateWords;
