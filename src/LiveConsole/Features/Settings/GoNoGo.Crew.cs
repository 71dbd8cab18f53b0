using System.Globalization;
using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Shows;
using LiveConsole.Screens;
using LiveConsole.Shows;

namespace LiveConsole.Features.Settings;

public static partial class GoNoGo
{
    private static IEnumerable<GoLine> People(ShowView view, ShowSettings settings, GoFacts facts)
    {
        yield return Role(view, facts, "producer", new("Production", "Production"), Domain.Journal.Role.Producer, Domain.Journal.Role.Owner);
        yield return Role(view, facts, "editor", new("Editor", "Rédaction"), Domain.Journal.Role.Editor);
        yield return Role(view, facts, "moderator", new("Moderation", "Modération"), Domain.Journal.Role.Moderator, Domain.Journal.Role.Lead);
        if (!settings.Listening.Topics.IsEmpty) yield return Role(view, facts, "expert", new("Experts", "Expert·e·s"), Domain.Journal.Role.Expert);
    }

    private static GoLine Role(ShowView view, GoFacts facts, string key, Words word, params Role[] roles)
    {
        var seated = facts.Seats.Where(s => roles.Contains(s.Role)).OrderBy(s => s.Name, StringComparer.CurrentCulture).ToList();
        if (seated.Count == 0) return new($"role {key}", "people", GoStanding.No, word, new("nobody", "personne"), new("Invite somebody.", "Invitez quelqu'un."));
        var there = view.People.Where(p => !p.Played).Select(p => p.AccountId).ToHashSet(StringComparer.Ordinal);
        var names = string.Join(", ", seated.Take(6).Select(s => s.Name)) + (seated.Count > 6 ? " …" : "");
        var at = seated.Count(s => there.Contains(s.Person));
        if (at > 0) return new($"role {key}", "people", GoStanding.Go, word, new($"{names}: {at} of {seated.Count} at a desk now", $"{names} : {at} sur {seated.Count} à un poste"));
        return seated.Exists(s => s.SignedIn)
            ? new($"role {key}", "people", GoStanding.Look, word, new($"{names}: signed in, at no desk now", $"{names} : connexion ouverte, à aucun poste"), new("Ask them to open their desk.", "Demandez-leur d'ouvrir leur poste."))
            : new($"role {key}", "people", GoStanding.No, word, new($"{names}: not signed in", $"{names} : pas de connexion ouverte"), new("Ask them to come in again, or invite them anew.", "Demandez-leur de revenir, ou invitez-les de nouveau."));
    }

    private static IEnumerable<GoLine> Screens(ShowView view, ShowSettings settings, GoFacts facts, DateTimeOffset now)
    {
        foreach (var kind in new[] { ScreenKind.Presenter, ScreenKind.Overlay })
        {
            var word = kind == ScreenKind.Presenter ? new Words("Presenter's screen", "Écran du plateau") : new Words("Overlay", "Synthé");
            var pointed = facts.Screens.Where(s => s.Kind == kind).ToList();
            if (pointed.Count == 0)
            {
                yield return new($"screen {kind}", null, GoStanding.No, word, new("none points at this show", "aucun n'est dirigé vers cette émission"),
                    new("Point one at it under Installation, Screens.", "Dirigez-en un vers elle dans Installation, Écrans.")) { Elsewhere = "/settings/screens" };
            }

            foreach (var screen in pointed) yield return Screen(view, facts, screen, word, now);
        }
    }

    private static GoLine Screen(ShowView view, GoFacts facts, ScreenRow screen, Words kind, DateTimeOffset now)
    {
        var word = new Words($"{kind.En} · {screen.Name}", $"{kind.Fr} · {screen.Name}");
        var key = $"screen {screen.Id}";
        if (view.Screens.LastOrDefault(s => s.Kind == screen.Kind && s.Name == screen.Name) is not { } report)
        {
            return new(key, null, GoStanding.No, word, facts.LastSeen.TryGetValue(screen.Id, out var last)
                    ? new($"not connected, last seen {Age(facts.At - last)} ago", $"pas connecté, vu il y a {Age(facts.At - last)}")
                    : new("not connected since this server started", "pas connecté depuis le démarrage du serveur"),
                new("Open its address on the device.", "Ouvrez son adresse sur l'appareil.")) { Elsewhere = "/settings/screens" };
        }

        var standing = ScreenStanding.Of(report, view);
        var evidence = Joined(standing);
        if (report.Drawn is null || !standing.Draws) return new(key, null, GoStanding.No, word, evidence,
            new("Reload it on the device: it may be asleep or covered.", "Rechargez-le sur l'appareil : il dort peut-être, ou il est caché.")) { Elsewhere = "/settings/screens" };
        return standing.Facts.Any(f => f.Watch)
            ? new(key, null, GoStanding.Look, word, evidence, new("Bring its page to the front, plug the device in, and set it never to sleep.", "Mettez sa page au premier plan, branchez l'appareil, et réglez-le pour ne jamais dormir.")) { Elsewhere = "/settings/screens" }
            : new(key, null, GoStanding.Go, word, evidence);
    }

    /// <summary>"connected, draws its rest page, battery 81 %".</summary>
    private static Words Joined(ScreenStanding standing)
    {
        List<Words> all = [new("connected", "connecté"), standing.Says, .. standing.Facts.Select(f => f.Words)];
        return new(string.Join(", ", all.Select(w => w.En)), string.Join(", ", all.Select(w => w.Fr)));
    }

    private static IEnumerable<GoLine> Machine(ShowView view, ShowSettings settings, GoFacts facts)
    {
        yield return Backup(facts.BackupAt, facts.At);
        if (facts.Disk is { } disk) yield return Disk(disk);
        var clock = view.Alerts.FirstOrDefault(a => a.Kind.StartsWith("clock", StringComparison.Ordinal));
        var local = ShowTimesIn.Local(facts.At, settings.TimeZone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        yield return clock is null ? new("clock", null, GoStanding.Go, new("Clock", "Horloge"), new($"this server says {local}, steady since it started", $"ce serveur dit {local}, régulière depuis son démarrage"))
            : new("clock", null, GoStanding.No, new("Clock", "Horloge"), clock.Words, clock.ToDo);
        yield return Address(facts.PublicUri);
    }

    /// <param name="made">Null: none is known.</param>
    internal static GoLine Backup(DateTimeOffset? made, DateTimeOffset now)
    {
        var word = new Words("Backup", "Sauvegarde");
        var how = new Words("Run: liveconsole backup FILE", "Tapez : liveconsole backup FICHIER");
        return made is not { } at ? new("backup", null, GoStanding.No, word, new("none was made from this data folder", "aucune n'a été faite depuis ce dossier"), how)
            : now - at > BackupIsOld ? new("backup", null, GoStanding.Look, word, new($"{Days(now - at, "d")} old", $"vieille de {Days(now - at, "j")}"), how)
            : new("backup", null, GoStanding.Go, word, new($"{Age(now - at)} old", $"faite il y a {Age(now - at)}"));
    }

    internal static GoLine Disk(Doctor.DiskRoom disk)
    {
        var evidence = new Words(
            string.Create(CultureInfo.InvariantCulture, $"{disk.Lasts.TotalHours:N0} h at {disk.Peak:N0} messages a second ({disk.Free / 1e9:0.0} GB free)"),
            string.Create(CultureInfo.GetCultureInfo("fr"), $"{disk.Lasts.TotalHours:N0} h à {disk.Peak:N0} messages par seconde ({disk.Free / 1e9:0.0} Go libres)"));
        var free = new Words("Free some space before the show.", "Libérez de la place avant l'émission.");
        return new("disk", null, disk.Lasts < NoDisk ? GoStanding.No : disk.Lasts < ShortDisk ? GoStanding.Look : GoStanding.Go, new("Disk", "Disque"), evidence, disk.Lasts < ShortDisk ? free : null);
    }

    internal static GoLine Address(Uri address)
    {
        var (word, host) = (new Words("Address", "Adresse"), address.GetLeftPart(UriPartial.Authority));
        if (address.Scheme == Uri.UriSchemeHttps) return new("address", null, GoStanding.Go, word, new($"{host}, over HTTPS", $"{host}, en HTTPS"));
        return address.IsLoopback
            ? new("address", null, GoStanding.Look, word, new($"{host}: this machine only", $"{host} : cette machine seulement"),
                new("For others in the studio give Server:PublicUri an HTTPS name.", "Pour les autres au studio, donnez un nom HTTPS à Server:PublicUri."))
            : new("address", null, GoStanding.Look, word, new($"{host}, without HTTPS: tablets may fall asleep, passkeys and notifications do not work", $"{host}, sans HTTPS : les tablettes peuvent s'endormir, ni clés d'accès ni notifications"),
                new("Put it behind HTTPS and give that name as Server:PublicUri.", "Mettez-le derrière HTTPS et donnez ce nom à Server:PublicUri."));
    }

    private static string Days(TimeSpan age, string letter) => age.TotalDays < 2 ? Age(age) : string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays} {letter}");
}
