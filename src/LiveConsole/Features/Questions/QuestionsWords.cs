namespace LiveConsole.Features.Questions;

/// <summary>Names the resource files with the words of the questions board.</summary>
public sealed class QuestionsWords;
