namespace LiveConsole.Features.Rehearsal;

/// <summary>Names the resource files with the words of rehearsals: RehearsalWords.resx, RehearsalWords.fr.resx.</summary>
public sealed class RehearsalWords;
