namespace LiveConsole.Features.Shows;

/// <summary>Names the resource files with the words of the list of shows and of the installation's frame: ShowsWords.resx, ShowsWords.fr.resx.</summary>
public sealed class ShowsWords;
