using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;
using LiveConsole.Rehearsal;
using LiveConsole.Shows;

namespace LiveConsole.Soak.Night;

/// <summary>
/// What the night's script leaves to people: a producer who posts by hand, by schedule and with the touchdown, and who calls CONTINGENCY when the signal does not come back. And the platforms' writing sides,
/// which fail by turns.
/// </summary>
internal sealed class NightCrew(LiveShow show, EmulatedPlatforms platforms, bool faults)
{
    private static readonly Actor Producer = new("soak", "Salomé (soak)", Role.Producer);

    // Not those that end the right to act: an hour of nothing would be left to look at.
    private static readonly string[] s_faults =
    [
        "helix-401", "youtube-write-401", "helix-409", "helix-429", "youtube-write-rate-limit", "helix-503", "youtube-write-503", "helix-cut", "youtube-write-no-answer", "helix-lost", "helix-not-sent", "helix-hangs",
    ];

    private static readonly TimeSpan PostsEvery = TimeSpan.FromMinutes(25), FailsEvery = TimeSpan.FromMinutes(11), AsksEvery = TimeSpan.FromMinutes(30);

    public int Posts { get; private set; }

    public int Faults { get; private set; }

    /// <summary>Verbs that were refused, by their words.</summary>
    public List<string> Refused { get; } = [];

    public async Task WorkAsync(Func<bool> isOver)
    {
        using var over = new CancellationTokenSource();
        await UntilAsync(s => s.Effects.Acting.Values.Count(a => a.As is not null) == 2, isOver);
        await PrepareAsync();
        var (nextPost, nextFault, prepared) = (show.Clock.Now + PostsEvery, show.Clock.Now + FailsEvery, false);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (!isOver() && await looks.WaitForNextTickAsync(over.Token))
        {
            var now = show.Clock.Now;
            if (!prepared && show.Snapshot.State.Phase is { Key: "checks" or "critical" }) prepared = await ArmAsync();
            if (now >= nextPost)
            {
                nextPost = now + PostsEvery;
                await DoAsync(new SendPost([.. Chats.Select(c => new ChatPost(c.Platform, c.Name, new PostDeed(c.Platform == "twitch" ? $"Annonce {Posts + 1} : posez vos questions" : $"Note {Posts + 1}: ask your questions")))]));
                Posts++;
            }

            if (!faults || now < nextFault) continue;
            nextFault = now + FailsEvery;
            platforms.Fire(s_faults[Faults++ % s_faults.Length]);
        }
    }

    private IEnumerable<Domain.Journal.ChannelSetting> Chats => show.Snapshot.State.Settings!.Channels;

    private PostChat[] Both => [.. Chats.Select(c => new PostChat(c.Platform, c.Name, c.Platform == "twitch" ? PostLanguage.Fr : PostLanguage.En))];

    private async Task PrepareAsync()
    {
        await DoAsync(new KeepPost(new PostWritten("Touchdown (soak)", PostKind.Post, new("Alcyon est posé !", "Alcyon has landed!"), new("Le signal n'est pas revenu. Merci d'être là.", "The signal has not come back. Thank you for being here."),
            [.. Both], show.Snapshot.State.Settings!.Language == "en" ? "Touchdown confirmed" : "Atterrissage confirmé")));
        await DoAsync(new KeepPost(new PostWritten("Replay (soak)", PostKind.Post, new("La rediffusion sera disponible demain.", "The replay will be up tomorrow."), To: [.. Both], Every: AsksEvery)));
        if (Named("Replay (soak)") is { } repeated) await DoAsync(new SchedulePost(repeated.Number, repeated.Version));
    }

    // The night's own crew has posts of its own.
    private Post? Named(string name) => show.Snapshot.State.Posts.All.Values.FirstOrDefault(p => p.Written.Name == name);

    private async Task<bool> ArmAsync()
    {
        if (Named("Touchdown (soak)") is { Armed: null } post) await DoAsync(new ArmPost(post.Number, post.Version));
        return true;
    }

    private async Task DoAsync(IShowCommand command)
    {
        if (await show.DoAsync(command, Producer, Guid.CreateVersion7(), repeatable: false, default) is Outcome.Refused refused) Refused.Add($"{command.Verb}: {refused.Refusal.Message}");
    }

    private async Task UntilAsync(Func<ShowState, bool> condition, Func<bool> isOver)
    {
        await foreach (var snapshot in show.WatchAsync(default))
        {
            if (condition(snapshot.State) || isOver()) return;
        }
    }
}
