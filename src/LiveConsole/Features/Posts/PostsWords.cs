namespace LiveConsole.Features.Posts;

/// <summary>The words of the posts' page: PostsWords.resx and PostsWords.fr.resx.</summary>
public sealed class PostsWords;
