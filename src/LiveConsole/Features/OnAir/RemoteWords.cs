namespace LiveConsole.Features.OnAir;

/// <summary>The words of the on-air remote: RemoteWords.resx and RemoteWords.fr.resx.</summary>
public sealed class RemoteWords;
