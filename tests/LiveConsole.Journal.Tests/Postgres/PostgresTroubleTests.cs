using LiveConsole.Journal.Postgres;
using Npgsql;

namespace LiveConsole.Journal.Tests.Postgres;

public sealed class PostgresTroubleTests
{
    [Theory]
    [InlineData("FATAL", "25P03", true)] // idle in a transaction
    [InlineData("FATAL", "57P01", true)] // the server goes down
    [InlineData("FATAL", "53300", true)] // too many links
    [InlineData("ERROR", "55P03", false)] // a lock that others hold
    [InlineData("FATAL", "28P01", false)] // a wrong password
    public void A_read_that_the_server_cut_off_is_tried_again_and_one_that_it_refused_is_not(string severity, string state, bool again) =>
        Assert.Equal(again, PostgresTrouble.MayPass(new PostgresException("said so", severity, severity, state)));
}
