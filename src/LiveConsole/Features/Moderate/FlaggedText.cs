using LiveConsole.Domain.Moderation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace LiveConsole.Features.Moderate;

/// <summary>A held text with what of it is doubted marked. Hostile text, written as text.</summary>
public sealed class FlaggedText : ComponentBase
{
    [Parameter, EditorRequired]
    public required HeldMessage Message { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var at = 0;
        foreach (var flagged in Message.Flagged.OrderBy(f => f.Start))
        {
            // Two categories may name the same words.
            var (start, end) = (Math.Max(at, flagged.Start), Math.Min(flagged.Start + flagged.Length, Message.Text.Length));
            if (start >= end) continue;
            builder.AddContent(0, Message.Text[at..start]);
            builder.OpenElement(1, "mark");
            builder.AddContent(2, Message.Text[start..end]);
            builder.CloseElement();
            at = end;
        }

        builder.AddContent(3, Message.Text[at..]);
    }
}
