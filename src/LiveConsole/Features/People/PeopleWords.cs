namespace LiveConsole.Features.People;

/// <summary>Names the words of who is in a show: PeopleWords.resx and its French.</summary>
public sealed class PeopleWords;
