using System.Data.Common;
using System.Globalization;
using LiveConsole.Platforms.YouTube;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts;

/// <summary>The quota's ledger in the accounts' store. Each change is one statement that looks and writes: the row's lock makes nodes wait for each other.</summary>
public sealed class QuotaLedger(IDbContextFactory<AccountsDb> store) : IQuotaLedger
{
    public async ValueTask<QuotaDay?> DebitAsync(string project, DateOnly day, QuotaUse use, int units, QuotaLimits limits, DateTimeOffset now, CancellationToken ct)
    {
        // The first of a day has no row to be held against.
        if (!limits.Holds(QuotaDay.Empty, use, units)) return null;
        var column = Column(use);
        var fits = use == QuotaUse.Action
            ? "q.\"Reading\" + q.\"Viewers\" + q.\"Actions\" + {3} <= {4}"
            : "q.\"Reading\" + q.\"Viewers\" + {3} + (CASE WHEN q.\"Actions\" > {5} THEN q.\"Actions\" ELSE {5} END) <= {4}";
        return await OneAsync(table => $"""
            INSERT INTO {table} AS q ("Project", "Day", "Reading", "Viewers", "Actions") VALUES ({One}, {Two}, {Start(use, QuotaUse.Reading)}, {Start(use, QuotaUse.Viewers)}, {Start(use, QuotaUse.Action)})
            ON CONFLICT ("Project", "Day") DO UPDATE SET "{column}" = q."{column}" + {Three}
            WHERE (q."ClosedUntil" IS NULL OR q."ClosedUntil" <= {Now}) AND {fits}
            RETURNING "Project", "Day", "Reading", "Viewers", "Actions", "ClosedUntil"
            """, [project, day.DayNumber, Binary(now), (long)units, limits.Daily, limits.Reserve], ct);
    }

    public async ValueTask<QuotaDay> GiveBackAsync(string project, DateOnly day, QuotaUse use, int units, CancellationToken ct) =>
        await OneAsync(table => $$"""
            UPDATE {{table}} AS q SET "{{Column(use)}}" = q."{{Column(use)}}" - {2} WHERE q."Project" = {0} AND q."Day" = {1}
            RETURNING "Project", "Day", "Reading", "Viewers", "Actions", "ClosedUntil"
            """, [project, day.DayNumber, (long)units], ct) ?? QuotaDay.Empty;

    public async ValueTask<QuotaDay> CloseAsync(string project, DateOnly day, DateTimeOffset? until, CancellationToken ct) =>
        await OneAsync(table => $$"""
            INSERT INTO {{table}} AS q ("Project", "Day", "Reading", "Viewers", "Actions", "ClosedUntil") VALUES ({0}, {1}, 0, 0, 0, {{(until is null ? "NULL" : "{2}")}})
            ON CONFLICT ("Project", "Day") DO UPDATE SET "ClosedUntil" = {{(until is null ? "NULL" : "{2}")}}
            RETURNING "Project", "Day", "Reading", "Viewers", "Actions", "ClosedUntil"
            """, [project, day.DayNumber, Binary(until ?? DateTimeOffset.UnixEpoch)], ct) ?? QuotaDay.Empty;

    public async ValueTask<QuotaDay> ReadAsync(string project, DateOnly day, CancellationToken ct)
    {
        try
        {
            await using var db = await store.CreateDbContextAsync(ct);
            return await db.QuotaDays.AsNoTracking().FirstOrDefaultAsync(q => q.Project == project && q.Day == day.DayNumber, ct) is { } row ? Of(row) : QuotaDay.Empty;
        }
        catch (Exception away) when (away is DbException or InvalidOperationException { InnerException: DbException })
        {
            throw new QuotaLedgerAwayException("The quota's ledger cannot be read.", away);
        }
    }

    private const string One = "{0}", Two = "{1}", Now = "{2}", Three = "{3}";

    private static string Start(QuotaUse use, QuotaUse column) => use == column ? Three : "0";

    private static string Column(QuotaUse use) => use switch { QuotaUse.Reading => "Reading", QuotaUse.Viewers => "Viewers", _ => "Actions" };

    // As the store's converter writes it: DateTimeOffsetToBinaryConverter of EF Core.
    private static long Binary(DateTimeOffset at) => (long)Converter.ConvertToProvider(at)!;

    private static readonly Microsoft.EntityFrameworkCore.Storage.ValueConversion.DateTimeOffsetToBinaryConverter Converter = new();

    private static QuotaDay Of(QuotaDayRow row) => new(row.Reading, row.Viewers, row.Actions, row.ClosedUntil);

    private async ValueTask<QuotaDay?> OneAsync(Func<string, string> statement, object[] values, CancellationToken ct)
    {
        try
        {
            await using var db = await store.CreateDbContextAsync(ct);
            var table = AccountsStore.SchemaOf(db.Database.ProviderName) is { } schema ? string.Create(CultureInfo.InvariantCulture, $"\"{schema}\".\"QuotaDays\"") : "\"QuotaDays\"";
            var rows = await db.QuotaDays.FromSqlRaw(statement(table), values).AsNoTracking().ToListAsync(ct);
            return rows is [var row] ? Of(row) : null;
        }
        catch (Exception away) when (away is DbException or InvalidOperationException { InnerException: DbException })
        {
            throw new QuotaLedgerAwayException("The quota's ledger cannot be written.", away);
        }
    }
}
