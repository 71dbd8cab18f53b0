using System.Collections.Immutable;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Frame;
using LiveConsole.Shows;
using Microsoft.AspNetCore.Components;

namespace LiveConsole.Features.Settings;

/// <summary>
/// A form over a part of a show's settings. What others change is shown as long as nothing is typed here; once something is, it is kept, and
/// saving says what it was typed on: of two who change the same part the second is told who came first, and shown what is there now.
/// </summary>
public abstract class SettingsPart : ComponentBase, IDisposable
{
    private bool _sending;

    [CascadingParameter]
    public required DeskSession Desk { get; set; }

    /// <summary>What the fields were filled from.</summary>
    protected ShowSettings Seen { get; private set; } = new("", "");

    /// <summary>Why it was not saved, until something else is tried.</summary>
    protected string? Refused { get; private set; }

    /// <summary>When it was last saved from here.</summary>
    protected DateTimeOffset? SavedAt { get; private set; }

    protected bool Dirty { get; private set; }

    /// <summary>Puts what is set into the fields.</summary>
    protected abstract void Fill(ShowSettings settings);

    /// <returns>The settings with what stands in the fields, or why that cannot be, in words.</returns>
    protected abstract (ShowSettings? Settings, Words? WhyNot) Take(ShowSettings onto);

    protected override void OnInitialized()
    {
        Refill();
        Desk.Changed += Look;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) Desk.Changed -= Look;
    }

    /// <summary>A field was changed.</summary>
    protected void Touch()
    {
        Dirty = true;
        Refused = null;
        SavedAt = null;
    }

    /// <summary>What is set, instead of what was typed.</summary>
    protected void Refill()
    {
        Seen = Desk.View.Settings ?? Seen;
        Dirty = false;
        Refused = null;
        Fill(Seen);
    }

    protected async Task SaveAsync()
    {
        if (_sending) return; // A double click is one change.
        _sending = true;
        try
        {
            var (settings, whyNot) = Take(Seen);
            if (settings is null)
            {
                Refused = Desk.Say(whyNot!);
                return;
            }

            switch (await Desk.DoAsync(new ConfigureShow(settings, Seen), "settings"))
            {
                case Outcome.Refused { Refusal: var refusal }:
                    // Another's change is shown, as the sentence says; what is merely wrong stays to be put right.
                    if (refusal.Kind == RefusalKind.Stale) Refill();
                    Refused = Desk.Say(refusal);
                    break;
                case Outcome.Accepted:
                    Refill();
                    SavedAt = Desk.Now;
                    await SavedAsync(settings);
                    break;
            }
        }
        finally
        {
            _sending = false;
        }
    }

    /// <summary>What follows from it outside the journal.</summary>
    protected virtual Task SavedAsync(ShowSettings settings) => Task.CompletedTask;

    /// <summary>Words that people type with commas or a line each.</summary>
    protected static ImmutableArray<string> Words(string typed) =>
        [.. typed.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    protected static string Typed(IEnumerable<string> words) => string.Join(", ", words);

    private void Look()
    {
        if (Dirty || Desk.View.Settings is not { } now || ReferenceEquals(now, Seen) || now == Seen) return;
        Refill();
        StateHasChanged();
    }
}
