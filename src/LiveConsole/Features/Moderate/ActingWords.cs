namespace LiveConsole.Features.Moderate;

/// <summary>Words of what is done on the platforms, in two languages.</summary>
public sealed class ActingWords;
