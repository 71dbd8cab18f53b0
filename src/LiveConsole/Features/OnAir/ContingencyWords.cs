namespace LiveConsole.Features.OnAir;

/// <summary>The words of the contingency's button and banner: ContingencyWords.resx and ContingencyWords.fr.resx.</summary>
public sealed class ContingencyWords;
