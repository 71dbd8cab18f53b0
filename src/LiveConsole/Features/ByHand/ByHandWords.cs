namespace LiveConsole.Features.ByHand;

/// <summary>The words of the by-hand form: ByHandWords.resx and ByHandWords.fr.resx.</summary>
public sealed class ByHandWords;
