using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Outputs;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Outputs;

public sealed class GraphicsTests
{
    private static readonly AirPicture Dark = new(1, null, Withdrawn: false);
    private static readonly AirPicture Lit = new(2, new ShownLine(Guid.NewGuid(), "Why is it \"red\"?\r\nTell", "Ayşe", "YouTube", DateTimeOffset.UnixEpoch), Withdrawn: false);

    [Fact]
    public async Task H2R_gets_the_message_in_its_own_shape_and_its_graphic_is_hidden_when_the_air_is_dark()
    {
        await using var h2r = await AReceiver.StartAsync();
        using var output = new H2rOutput(new OutputSettings(h2r.Address + "/data/ABCD") { Graphic = h2r.Address + "/api/P/graphic/7" }, OutputReach.Studio, TimeProvider.System);

        Assert.True((await output.TellAsync(Lit, Dark, default)).Ok);
        Assert.Equal("/api/P/graphic/7/hide", (await h2r.NextAsync()).Path);
        var call = await h2r.NextAsync();
        var message = JsonDocument.Parse(call.Body).RootElement.GetProperty("messages")[0];
        Assert.Equal(("/data/ABCD", "Why is it \"red\"?\r\nTell", "Ayşe", "YouTube"), (call.Path, message.GetProperty("snippet").GetProperty("displayMessage").GetString(),
            message.GetProperty("authorDetails").GetProperty("displayName").GetString(), message.GetProperty("platform").GetProperty("name").GetString()));

        Assert.True((await output.TellAsync(Dark, Lit, default)).Ok);
        Assert.Equal("/api/P/graphic/7/hide", (await h2r.NextAsync()).Path);
        Assert.False(h2r.HasMore);
    }

    [Fact]
    public async Task SPX_plays_updates_and_stops_a_template()
    {
        await using var spx = await AReceiver.StartAsync();
        using var output = new SpxOutput(new OutputSettings(spx.Address) { Template = "pack/question.html", Layer = 7 }, "k&y", OutputReach.Studio, TimeProvider.System);

        foreach (var (now, told, command) in new[] { (Lit, Dark, "play"), (Lit with { Number = 3 }, Lit, "update"), (Dark, Lit, "stop") })
        {
            Assert.True((await output.TellAsync(now, told, default)).Ok);
            var call = await spx.NextAsync();
            var body = JsonDocument.Parse(call.Body).RootElement;
            Assert.Equal(("/api/v1/directplayout", "?apikey=k%26y", command, "7", "pack/question.html"), (call.Path, call.Query, body.GetProperty("command").GetString(), body.GetProperty("webplayoutLayer").GetString(), body.GetProperty("relativeTemplatePath").GetString()));
            Assert.Equal(now.Shown?.Text ?? "", body.GetProperty("DataFields")[0].GetProperty("value").GetString());
        }

        spx.Answer = """{"error":"bad key"}""";
        Assert.False((await output.TellAsync(Lit, Dark, default)).Ok);
        spx.Status = 501;
        Assert.Contains("501", (await output.TellAsync(Lit, Dark, default)).Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CasparCG_gets_one_line_a_command_and_its_answer_is_said_in_words()
    {
        using var caspar = new TcpListener(IPAddress.Loopback, 0);
        caspar.Start();
        var output = new CasparOutput(new OutputSettings($"127.0.0.1:{((IPEndPoint)caspar.LocalEndpoint).Port}") { Template = "question", Channel = 2, Layer = 30 }, OutputReach.Studio, TimeProvider.System);

        async Task<(string Line, OutputSaid Said)> AskedAsync(AirPicture now, AirPicture? told, string answer)
        {
            var telling = output.TellAsync(now, told, default);
            using var client = await caspar.AcceptTcpClientAsync().WaitAsync(Cap.Signal);
            using var reader = new StreamReader(client.GetStream());
            var line = await reader.ReadLineAsync().WaitAsync(Cap.Signal);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"));
            return (line!, await telling.WaitAsync(Cap.Signal));
        }

        var (add, well) = await AskedAsync(Lit, Dark, "202 CG OK");
        Assert.True(well.Ok);
        Assert.StartsWith("CG 2-30 ADD 0 \"question\" 1 \"{\\\"f0\\\":", add, StringComparison.Ordinal);
        Assert.StartsWith("CG 2-30 UPDATE 0 \"", (await AskedAsync(Lit, Lit, "202 CG OK")).Line, StringComparison.Ordinal);
        Assert.Equal("CG 2-30 STOP 0", (await AskedAsync(Dark, Lit, "202 CG OK")).Line);
        Assert.Equal("CG 2-30 CLEAR", (await AskedAsync(Dark with { Withdrawn = true }, Lit, "202 CG OK")).Line);
        Assert.Contains("template (404)", (await AskedAsync(Lit, Dark, "404 CG ERROR")).Said.Words.En, StringComparison.Ordinal);
        Assert.Contains("not CasparCG", (await AskedAsync(Lit, Dark, "SSH-2.0-x")).Said.Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_viewer_typed_ends_no_text_and_no_line() => Prop.ForAll<string>(text =>
    {
        var quoted = CasparOutput.Quoted(text ?? "");
        if (quoted.Any(char.IsControl) || quoted[0] != '"' || quoted[^1] != '"') return false;
        for (var i = 1; i < quoted.Length - 1; i++)
        {
            if (quoted[i] == '\\') i++;
            else if (quoted[i] == '"') return false;
            if (i >= quoted.Length - 1) return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_a_viewer_typed_is_one_text_in_a_template_of_an_older_CasparCG() => Prop.ForAll(
        Gen.Elements("\"", "\\", "\\\"", "\n", "\r", "\u0000", "\u007F", "\u0085", "\u2028", "\u2029", "\uE000", "\u0378", "👩", "é", "');alert(1)//", "\");alert(1)//", "</script>", "a").ArrayOf().Select(string.Concat).ToArbitrary(), typed =>
    {
        var output = new CasparOutput(new OutputSettings("localhost:5250") { Template = "q" }, OutputReach.Studio, TimeProvider.System);
        var command = output.CommandOf(Lit with { Shown = Lit.Shown! with { Text = typed, Name = typed } }, Lit);
        var amcp = command["CG 1-20 UPDATE 0 \"".Length..^1];
        var data = System.Text.RegularExpressions.Regex.Replace(amcp, @"\\.", m => m.Value == "\\n" ? "\n" : m.Value[1..], System.Text.RegularExpressions.RegexOptions.None, Cap.Signal);
        // Its older html producer: update("DATA") with " escaped alone. What a script makes of that text, JSON's own rules say: they are the stricter ones.
        var script = "\"" + data.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
        Assert.DoesNotContain(script, c => char.IsControl(c) || c is '\u2028' or '\u2029');

        var fields = JsonDocument.Parse(JsonDocument.Parse(script).RootElement.GetString()!).RootElement;

        Assert.Equal((CasparOutput.Harmless(typed), CasparOutput.Harmless(typed)), (fields.GetProperty("f0").GetString(), fields.GetProperty("f1").GetString()));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("http://localhost:5656?x=", "")]
    [InlineData("http://localhost:5656/any#", "")]
    [InlineData("http://localhost:4001/data/A", "http://localhost:4001/api/P/graphic/7?x=")]
    public void An_address_that_would_swallow_the_path_is_refused(string address, string graphic)
    {
        foreach (var kind in new[] { OutputKind.Spx, OutputKind.H2r })
        {
            Assert.Contains("without ? and #", new OutputSettings(address) { Template = "q", Graphic = graphic }.WhyNot(kind)!.En, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_not_there_redirects_or_refuses_is_said_and_nothing_is_followed()
    {
        await using var there = await AReceiver.StartAsync();
        using var output = new H2rOutput(new OutputSettings(there.Address + "/data/A"), OutputReach.Studio, TimeProvider.System);

        there.Status = 302;
        Assert.Contains("not followed", (await output.TellAsync(Lit, Dark, default)).Words.En, StringComparison.Ordinal);
        there.Status = 403;
        Assert.Contains("refused (403)", (await output.TellAsync(Lit, Dark, default)).Words.En, StringComparison.Ordinal);
        await there.DisposeAsync();
        Assert.Contains("Nothing listens", (await output.TellAsync(Lit, Dark, default)).Words.En, StringComparison.Ordinal);
        using var outside = new H2rOutput(new OutputSettings("http://127.0.0.1:9/x"), OutputReach.Public, TimeProvider.System);
        var refused = await outside.TellAsync(Lit, Dark, default);
        Assert.Contains("Not allowed: its address", refused.Words.En, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", refused.Words.En + refused.Words.Fr, StringComparison.Ordinal); // alerts hold these words
        Assert.Equal("127.0.0.1", refused.Refused);
    }
}
