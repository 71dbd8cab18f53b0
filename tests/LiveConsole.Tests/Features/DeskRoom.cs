using System.Security.Claims;
using Bunit;
using LiveConsole.Accounts;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.Frame;
using LiveConsole.Rehearsals;
using LiveConsole.Shows;
using LiveConsole.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Sdk;

namespace LiveConsole.Tests.Features;

/// <summary>A room with one show in memory, in which pages are rendered by the real renderer. Time stands until it is moved.</summary>
public abstract class DeskRoom : BunitContext
{
    private static readonly TimeSpan BetweenRenders = TimeSpan.FromMilliseconds(100);

    private int _messages;

    internal FakeTime Time { get; } = new();

    internal FakeShow Show { get; }

    internal static Actor Ana { get; } = new("ana", "Ana", Role.Editor);

    internal static Actor Bo { get; } = new("bo", "Bo", Role.Editor);

    protected DeskRoom()
    {
        Show = new FakeShow(Time, new ShowSettings("landing", "Landing night", Language: "en", Rehearsal: true)) { Seat = Ana };
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<IShows>(Show);
        Services.AddSingleton<LiveConsole.Pictures.ShowPictures>();
        Services.AddSingleton<ICommands>(Show);
        Services.AddSingleton<ICrew>(Show);
        Services.AddSingleton<IRehearsals>(new NoRehearsals());
        Services.AddSingleton<CircuitLink>();
        Services.AddSingleton<CircuitHandler>(all => all.GetRequiredService<CircuitLink>());
        Services.AddDataProtection();
        Services.AddScoped<ProtectedLocalStorage>();
        Services.AddLocalization();
        var signedIn = new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([], "link")));
        Services.AddCascadingValue(_ => Task.FromResult(signedIn));
    }

    internal IRenderedComponent<DeskFrame> Open<TPage>() where TPage : IComponent =>
        ((IRenderedComponent<IComponent>)Render<TPage>(page => page.TryAdd("Slug", "landing"))).FindComponent<DeskFrame>();

    /// <summary>As the page sends it: with the id that was painted.</summary>
    internal static Task PressAsync(IRenderedComponent<DeskFrame> frame, string act, string? id = null, string? list = null) =>
        frame.InvokeAsync(() => frame.Instance.Press(act, id, list));

    internal ChatMessage Say(string text, string viewer = "Ayşe", string platform = "twitch")
    {
        var message = new ChatMessage(platform, "agency", $"m{++_messages}", Show.Clock.Now, Show.Clock.Now, new Author("v-" + viewer, viewer), text);
        Show.Arrive(new MessageCame(message));
        return message;
    }

    internal Item Ask(string text, string viewer = "Ayşe", ItemKind kind = ItemKind.Question)
    {
        var id = ItemId.New(Show.Clock.Now);
        Show.Do(new PromoteMessage(Say(text, viewer).Ref, kind, id), Bo);
        return Now(id);
    }

    internal Item Now(ItemId id) => Show.Snapshot.State.Item(id)!;

    internal Item Queue(Item item)
    {
        Show.Do(new QueueItem(item.Id, item.Version), Bo);
        return Now(item.Id);
    }

    /// <summary>Waits until the page shows what others did: its pump pauses between two renders, in this room's time.</summary>
    internal async Task SeenAsync(Action assertion)
    {
        // Where pages are drawn: never in the middle of a drawing, and what drew it has gone on to what it waits for, a timer perhaps.
        while (!await Renderer.Dispatcher.InvokeAsync(() => Holds(assertion)))
        {
            // The pump sets this timer after each render; that it never does so again is what fails.
            await Time.TimerDueIn(BetweenRenders);
            Time.Advance(BetweenRenders);
        }
    }

    /// <summary>What was pressed has gone as far as it goes without time: a timer that it waits for is set.</summary>
    internal Task SettledAsync() => Renderer.Dispatcher.InvokeAsync(() => { });

    private static bool Holds(Action assertion)
    {
        try
        {
            assertion();
            return true;
        }
        catch (Exception failed) when (failed is XunitException or ElementNotFoundException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
