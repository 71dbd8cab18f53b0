using LiveConsole.Domain.Chat;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace LiveConsole.Features.Moderate;

/// <summary>
/// A message's words as its platform cut them: mentions marked, emotes as pictures where the show has them. All of it is hostile text and written as text.
/// By hand and not in markup, whose line breaks would stand between a word and its comma.
/// </summary>
public sealed class MessageText : ComponentBase
{
    [Parameter, EditorRequired]
    public required ChatMessage Message { get; set; }

    /// <summary>Null: the show has none, and names stand for them.</summary>
    [CascadingParameter]
    public PictureAddresses? Pictures { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (Message.Parts.IsEmpty)
        {
            builder.AddContent(0, Message.Text);
            return;
        }

        foreach (var part in Message.Parts) Add(builder, part);
    }

    private void Add(RenderTreeBuilder builder, MessagePart part)
    {
        switch (part.Type)
        {
            case PartType.Emote when part.Id is { } id && Pictures?.Emote(Message.Platform, id) is { } address:
                // The name beside it, for the page's script: it stands where no picture comes.
                builder.OpenElement(12, "span");
                builder.AddAttribute(13, "class", "picture");
                builder.AddAttribute(14, "data-name", part.Text);
                builder.OpenElement(1, "img");
                builder.AddAttribute(2, "class", "emote");
                builder.AddAttribute(3, "src", address);
                builder.AddAttribute(4, "alt", part.Text);
                builder.AddAttribute(5, "title", part.Text);
                builder.AddAttribute(6, "loading", "lazy");
                builder.AddAttribute(7, "decoding", "async");
                builder.CloseElement();
                builder.CloseElement();
                break;
            case PartType.Mention or PartType.Emote or PartType.Cheermote:
                builder.OpenElement(8, "span");
                builder.AddAttribute(9, "class", part.Type == PartType.Mention ? "mention" : "emote-name");
                builder.AddContent(10, part.Text);
                builder.CloseElement();
                break;
            default:
                builder.AddContent(11, part.Text);
                break;
        }
    }
}
