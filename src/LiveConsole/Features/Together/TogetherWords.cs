namespace LiveConsole.Features.Together;

/// <summary>The words of the crew's parts: TogetherWords.resx and .fr.resx.</summary>
public sealed class TogetherWords;
