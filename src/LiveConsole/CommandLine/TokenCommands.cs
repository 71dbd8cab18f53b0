using System.CommandLine;
using System.Globalization;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.CommandLine;

/// <summary>token create, token list, token revoke: what programs act by.</summary>
public static class TokenCommands
{
    public static void AddTo(RootCommand root, CommandSession session) =>
        root.Subcommands.Add(new Command("token", "API tokens: what programs read and act by (docs/api.md).") { Create(session), List(session), Revoke(session) });

    private static Command Create(CommandSession session)
    {
        var show = new Option<string?>("--show") { Description = "The show's slug." };
        var all = new Option<bool>("--all-shows") { Description = "Instead of --show: every show of this installation." };
        var role = new Option<string>("--role") { Description = string.Join(", ", Enum.GetNames<Role>().Select(r => r.ToLowerInvariant())) + ".", Required = true };
        var name = new Option<string>("--name") { Description = "What acts by it; the crew sees this name.", DefaultValueFactory = _ => "API" };
        var expires = new Option<string?>("--expires") { Description = "A time (2026-12-31, 2026-12-31T22:00Z), or from now: 12h, 30d. Default: until it is revoked." };
        var readOnly = new Option<bool>("--read-only") { Description = "It reads and changes nothing." };
        var get = new Option<bool>("--get-actions") { Description = "Its actions may be called with GET and ?token=, for control surfaces that can do nothing else." };
        var data = ServeCommand.Data();
        role.AcceptOnlyFromAmong([.. Enum.GetNames<Role>().Select(r => r.ToLowerInvariant())]);
        var command = new Command("create", "Makes a token and prints it, once.") { show, all, role, name, expires, readOnly, get, data };
        command.Validators.Add(r =>
        {
            if (r.GetValue(show) is null == !r.GetValue(all)) r.AddError("Give --show SLUG, or --all-shows.");
            if (r.GetValue(expires) is { } end && EndOf(end, DateTimeOffset.UnixEpoch) is null) r.AddError($"--expires: '{end}' is no time. Write 2026-12-31, 12h or 30d.");
        });
        command.SetAction((parsed, ct) => FolderCommand.RunAsync(session, parsed.GetValue(data), ["token", "create", "--role", parsed.GetValue(role)!, "--name", parsed.GetValue(name)!,
            .. parsed.GetValue(show) is { } slug ? new[] { "--show", slug } : ["--all-shows"], .. parsed.GetValue(expires) is { } end ? new[] { "--expires", end } : [],
            .. parsed.GetValue(readOnly) ? new[] { "--read-only" } : [], .. parsed.GetValue(get) ? new[] { "--get-actions" } : []], async (services, output, token) =>
        {
            ShowId? its = null;
            if (parsed.GetValue(show) is { } wanted)
            {
                if (await services.GetRequiredService<ShowDirectory>().FindAsync(wanted, token) is not { ArchivedAt: null } row)
                    return await output.RefuseAsync($"There is no show '{wanted}'. 'liveconsole show list' names them, 'liveconsole show create' makes one.");
                its = new ShowId(row.Id);
            }

            var wish = new ApiTokenWish(parsed.GetValue(name)!, its, Enum.Parse<Role>(parsed.GetValue(role)!, ignoreCase: true), parsed.GetValue(readOnly) ? ApiScope.Read : ApiScope.Write,
                parsed.GetValue(get), parsed.GetValue(expires) is { } until ? EndOf(until, services.GetRequiredService<TimeProvider>().GetUtcNow()) : null);
            var (made, secret, words) = await services.GetRequiredService<TokenDeeds>().MakeAsync(wish, Actor.Program, token);
            if (made is null) return await output.RefuseAsync(words!.En);
            // Standard output is the token and nothing else: a script takes it from there.
            await output.Out.WriteLineAsync(secret);
            if (words is not null) await output.Error.WriteLineAsync(words.En);
            await output.Error.WriteLineAsync($"This is the only time it is shown. 'liveconsole token revoke {made.Id:D}' ends it.");
            return ConsoleCommands.Done;
        }, ct));
        return command;
    }

    private static Command List(CommandSession session)
    {
        var data = ServeCommand.Data();
        var command = new Command("list", "Lists tokens: their ids, not the tokens themselves.") { data };
        command.SetAction((parsed, ct) => FolderCommand.RunAsync(session, parsed.GetValue(data), ["token", "list"], async (services, output, token) =>
        {
            var shows = (await services.GetRequiredService<ShowDirectory>().ListAsync(archived: true, token)).ToDictionary(s => s.Id, s => s.Slug);
            var book = services.GetRequiredService<ApiTokenBook>();
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            foreach (var row in book.All) await output.Out.WriteLineAsync(Line(row, row.ShowId is { } id ? shows.GetValueOrDefault(id, "?") : "(every show)", book.LastUsed(row), now));
            return ConsoleCommands.Done;
        }, ct));
        return command;
    }

    private static Command Revoke(CommandSession session)
    {
        var id = Numbers.Id("ID", "As 'token list' gives it.", "'liveconsole token list' gives them.");
        var data = ServeCommand.Data();
        var command = new Command("revoke", "Ends a token at once; what is open by it is closed.") { id, data };
        command.SetAction((parsed, ct) => FolderCommand.RunAsync(session, parsed.GetValue(data), ["token", "revoke", parsed.GetValue(id).ToString("D")], async (services, output, token) =>
        {
            var (revoked, words) = await services.GetRequiredService<TokenDeeds>().RevokeAsync(parsed.GetValue(id), Actor.Program, token);
            if (words is not null) await output.Error.WriteLineAsync(words.En);
            if (!revoked)
                return await output.RefuseAsync($"There is no token {parsed.GetValue(id):D} in force. 'liveconsole token list' names them.");
            await output.Out.WriteLineAsync($"{parsed.GetValue(id):D} revoked.");
            return ConsoleCommands.Done;
        }, ct));
        return command;
    }

    private static string Line(ApiTokenRow row, string show, DateTimeOffset? used, DateTimeOffset now)
    {
        var state = row.RevokedAt is not null ? "revoked" : row.IsAlive(now) ? row.ExpiresAt is { } end ? $"until {Time(end)}" : "in force" : "expired";
        var scope = row.Scope == ApiScope.Read ? "read" : row.ActsByGet ? "write, GET" : "write";
        return $"{row.Id:D}  {show,-24} {row.Role.ToString().ToLowerInvariant(),-10} {scope,-10} {state,-23} used {(used is { } at ? Time(at) : "never"),-17} {row.Name}";
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <returns>Null: it is no time.</returns>
    internal static DateTimeOffset? EndOf(string text, DateTimeOffset now)
    {
        if (text.Length > 1 && text[^1] is 'h' or 'd' && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000)
            return now + (text[^1] == 'h' ? TimeSpan.FromHours(number) : TimeSpan.FromDays(number));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
    }
}
