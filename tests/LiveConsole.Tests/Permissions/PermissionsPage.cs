using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Tests.Permissions;

/// <summary>docs/permissions.md, from the code: <see cref="Rights"/>, the verbs, and who gets in where.</summary>
public static class PermissionsPage
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    private static readonly Dictionary<Permission, string> Words = new()
    {
        [Permission.ReadAir] = "what is on air and next, the rundown, the phase, the clocks",
        [Permission.ReadBoard] = "all questions, comments and lines, with who asked them by name; what is wrong now",
        [Permission.ReadFeed] = "the chats, older messages, the search",
        [Permission.ReadRemoved] = "what a removed message said, and whose it was",
        [Permission.ReadViewers] = "viewers' ids and logins on their platforms, all that one viewer wrote",
        [Permission.ReadCrew] = "who is at which desk, what was done last",
        [Permission.ReadSources] = "how the channels are read, viewers' counts, gaps, the screens",
        [Permission.ReadSettings] = "all settings (everybody knows title, times, topics' names and rules)",
        [Permission.Audit] = "the audit trail and its export",
        [Permission.Moderate] = "act on the platforms: remove, hide here, time out, ban, warn, decide what is held (how long, and whether moderators ban, is the show's rule)",
        [Permission.Modes] = "a chat's modes, SHIELD, clearing it; time-outs of any length; YouTube's last actions of the day",
        [Permission.Post] = "write to the chats in the show's name",
        [Permission.Triage] = "decide messages in the lanes, make questions of them, edit, dismiss and reopen what is not in the rundown",
        [Permission.Claim] = "claim a question (I'LL ANSWER), give it back",
        [Permission.Rundown] = "approve, put in the rundown, order it, SKIP and LATER; edit and dismiss what is queued or on air",
        [Permission.Take] = "TAKE (whom the show lets: the table is of a show that set nothing)",
        [Permission.Critical] = "in the critical phase: TAKE what no producer approved; the approval that lets others TAKE it (where the show wants it so)",
        [Permission.Clear] = "CLEAR, and undoing what one may do",
        [Permission.Overlay] = "show and hide the overlay",
        [Permission.Signal] = "the presenter's taps: a screen's token only",
        [Permission.Moments] = "mark moments, begin phases",
        [Permission.Withdraw] = "keep or pull a cleared chat's questions, decide what is for the lead",
        [Permission.Crew] = "write on the crew line, ring, leave hand-over notes",
        [Permission.Configure] = "change the show's settings",
        [Permission.People] = "invite, change roles, send away (owners: by an owner only)",
    };

    public static string Write()
    {
        var page = new List<string>();
        page.Add("<!-- Written by the code: dotnet run --project tests/LiveConsole.Tests -- -explicit only -method LiveConsole.Tests.Permissions.PermissionsPageTests.Write_the_page_again -->");
        page.Add("# Who may do and read what");
        page.Add("");
        page.Add("A right is looked up when a command is sent and when something is read: from the role that the person has in this show now, and the show's rules. Whoever runs the");
        page.Add("installation is owner in every show. In another show one's role counts for nothing. A test tries every page, endpoint, hub method and verb as every role, as a");
        page.Add("guest of another show, as somebody taken out, with a screen's token and as nobody; one that is not expected there fails it (`tests/LiveConsole.Tests/Permissions`).");
        page.Add("");
        page.Add("## Reading");
        page.Add("");
        Table(page, p => IsReading(p));
        page.Add("What was removed is read by who moderates, everywhere: feed, board, search, older messages. A screen's token reads what that screen shows, nothing else.");
        page.Add("");
        page.Add("## Doing");
        page.Add("");
        Table(page, p => !IsReading(p));
        page.Add("A show's own rules (its settings, changed by owner and producer):");
        page.Add("");
        page.Add($"- who may TAKE: {Names(ShowRules.Default.MayTake)} by default; {Names(SettingsLimits.CanTake.Except(ShowRules.Default.MayTake))} when granted; never another role;");
        page.Add("- how many different people approve before an item may air: 0, 1 or 2;");
        page.Add("- whether in the critical phase TAKE airs only what a producer approved (yes);");
        page.Add($"- the longest time-out a moderator may give ({ShowRules.Default.LongestTimeOut.TotalHours} h) and whether moderators may ban (yes): for a lead, an editor, a producer and an owner neither limit holds;");
        page.Add("- whether a presenter's screen may advance to NEXT by itself (no).");
        page.Add("");
        page.Add("## Pages and endpoints");
        page.Add("");
        page.Add("| | lets in |");
        page.Add("|---|---|");
        foreach (var (key, entrance) in Expected.Entrances.OrderBy(e => e.Key.Split(' ')[1], StringComparer.Ordinal).ThenBy(e => e.Key, StringComparer.Ordinal)) page.Add($"| `{key.Replace("|", "\\|", StringComparison.Ordinal)}` | {Who(entrance.Who)} |");
        page.Add("");
        page.Add("## Verbs");
        page.Add("");
        page.Add("| verb | needs |");
        page.Add("|---|---|");
        foreach (var verb in Expected.Verbs.Select(v => (v.Verb.Verb, v.Verb.Needs)).Distinct().OrderBy(v => v.Needs).ThenBy(v => v.Verb, StringComparer.Ordinal)) page.Add($"| {verb.Verb} | {verb.Needs} |");
        return string.Join('\n', page) + "\n";
    }

    private static void Table(List<string> page, Func<Permission, bool> which)
    {
        page.Add($"| | | {string.Join(" | ", Roles.Select(r => r.ToString().ToLowerInvariant()))} |");
        page.Add($"|---|---|{string.Concat(Roles.Select(_ => ":-:|"))}");
        foreach (var permission in Enum.GetValues<Permission>().Where(which))
            page.Add($"| {permission} | {Words[permission]} | {string.Join(" | ", Roles.Select(r => Rights.Has(r, permission, ShowRules.Default) ? "yes" : ""))} |");
        page.Add("");
    }

    private static bool IsReading(Permission permission) => permission is Permission.Audit || permission.ToString().StartsWith("Read", StringComparison.Ordinal);

    private static string Names(IEnumerable<Role> roles) => string.Join(", ", roles.Select(r => r.ToString().ToLowerInvariant()));

    private static string Who(string who) => who switch
    {
        "everyone" => "everybody: it says nothing of a show",
        "nobody" => "nobody by a sign-in: with the folder's secret, from this machine",
        _ => string.Join(", ", who.Split(' ').Where(w => w is not "Installation").Select(w => w.ToLowerInvariant())),
    };
}
