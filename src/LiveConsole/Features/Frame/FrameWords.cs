namespace LiveConsole.Features.Frame;

/// <summary>Names the resource files with the words of the frame and of the shared parts: FrameWords.resx, FrameWords.fr.resx.</summary>
public sealed class FrameWords;
