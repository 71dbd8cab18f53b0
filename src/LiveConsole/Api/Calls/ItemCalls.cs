using System.Globalization;
using LiveConsole.Api.Wire;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;

namespace LiveConsole.Api.Calls;

/// <summary>Questions, comments and lines: read, added, made of messages.</summary>
public static class ItemCalls
{
    private const string Tag = "items";

    private const int Most = 1_000, Usual = 200;

    public static void Map(RouteGroupBuilder show)
    {
        show.MapGet("/items", List).Says<IReadOnlyList<WireItem>>("listItems", Tag, "Questions, comments and lines",
            "By number. Give the last one's number as after to go on.");
        show.MapGet("/items/{id}", Get).Says<WireItemWithHistory>("getItem", Tag, "One item with what was done to it", "By its id, or by its number as people say it: 41 or Q41.");
        show.MapPost("/items", AddAsync).Takes<WireNewItem>().Says<WireDone>("addItem", Tag, "Make an item of a message, or type one in",
            "With message: the message becomes a question or a comment. With text: an item heard elsewhere, or a line of the crew's.", problems: ApiSays.OfAVerb);
    }

    /// <returns>The item of an id or a number; null: none that this caller may read.</returns>
    internal static Item? Find(ShowView view, string id)
    {
        if (Guid.TryParse(id, out var guid)) return view.Item(new ItemId(guid));
        return int.TryParse(id.AsSpan().TrimStart("Qq"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? view.Item(number) : null;
    }

    private static IResult List(string show, HttpContext http, string? kind = null, string? stage = null, int? after = null, int? limit = null)
    {
        if (!Named<ItemKind>(kind, out var wantedKind)) return NotOne("kind", Enum.GetNames<ItemKind>());
        if (!Named<Stage>(stage, out var wantedStage)) return NotOne("stage", Enum.GetNames<Stage>());
        if (limit is < 1 or > Most) return ApiProblem.Invalid($"limit is a number from 1 to {Most}.", $"limit est un nombre de 1 à {Most}.");
        var view = ApiCall.Of(http).View;
        var items = view.Items.Where(i => (wantedKind is null || i.Kind == wantedKind) && (wantedStage is null || i.Stage == wantedStage) && i.Number > (after ?? 0)).OrderBy(i => i.Number).Take(limit ?? Usual);
        return new ApiAnswer<IReadOnlyList<WireItem>>([.. items.Select(i => WireStates.Item(view, i))]);
    }

    private static IResult Get(string show, string id, HttpContext http)
    {
        var view = ApiCall.Of(http).View;
        if (Find(view, id) is not { } item) return ApiProblem.Of(Refusals.NoItem);
        return new ApiAnswer<WireItemWithHistory>(new WireItemWithHistory(WireStates.Item(view, item), [.. item.History.Select(h => new WireHistoryLine(h.At, h.Verb, h.By.Name, h.By.Role))]));
    }

    private static async Task<IResult> AddAsync(string show, HttpContext http, ICommands commands)
    {
        var (body, wrong) = await ApiBody.ReadAsync<WireNewItem>(http);
        if (wrong is not null) return wrong;
        var call = ApiCall.Of(http);
        var id = new ItemId(Guid.CreateVersion7());
        if (body!.Message is { } message)
        {
            if (body.Text is not null || body.Name is not null || body.Source is not null) return ApiProblem.Invalid("Give a message, or text with name and source; not both.", "Donnez un message, ou bien text avec name et source ; pas les deux.");
            var ask = new MessageRef(message.Platform, message.Id);
            return await ApiVerbs.ItemAsync(http, commands, new PromoteMessage(ask, body.Kind, id), item: null);
        }

        if (body.Text is not { } text) return ApiProblem.Invalid("Give a message, or the text of what is typed in.", "Donnez un message, ou le texte de ce qui est saisi.");
        var language = body.Language ?? call.View.Settings?.Language ?? "fr";
        if (language is not ("fr" or "en")) return NotOne("language", ["fr", "en"]);
        return await ApiVerbs.ItemAsync(http, commands, new AddItem(body.Kind, text, body.Name, body.Source, language, id), item: null);
    }

    private static bool Named<T>(string? text, out T? value) where T : struct, Enum
    {
        value = null;
        if (text is null) return true;
        // One word: not a number, and not a list, which the parser would add up.
        if (text.Length == 0 || !text.All(char.IsAsciiLetter) || !Enum.TryParse<T>(text, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed)) return false;
        value = parsed;
        return true;
    }

    private static ApiProblem NotOne(string name, IEnumerable<string> words)
    {
        var all = string.Join(", ", words.Select(w => char.ToLowerInvariant(w[0]) + w[1..]));
        return ApiProblem.Invalid($"{name} is one of: {all}.", $"{name} est l'un de : {all}.");
    }
}
