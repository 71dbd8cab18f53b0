using LiveConsole.Hosting;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Hosting;

/// <summary>Behind a TLS proxy: whose word is taken for where a request came from, and how.</summary>
public sealed class ProxyTrustTests
{
    [Theory]
    // As it begins: whoever writes the headers, nobody believes them.
    [InlineData(null, null, "198.51.100.7", "http 127.0.0.1")]
    [InlineData("Server:TrustLoopbackProxy", "true", "198.51.100.7", "https 198.51.100.7")]
    [InlineData("Server:TrustLoopbackProxy", "false", "198.51.100.7", "http 127.0.0.1")]
    [InlineData("Server:TrustedProxies", "127.0.0.1", "198.51.100.7", "https 198.51.100.7")]
    [InlineData("Server:TrustedProxies", "10.0.0.5, 127.0.0.0/8", "198.51.100.7", "https 198.51.100.7")]
    [InlineData("Server:TrustedProxies", "10.0.0.5", "198.51.100.7", "http 127.0.0.1")]
    // What a stranger had written before the proxy added their address is not believed.
    [InlineData("Server:TrustLoopbackProxy", "true", "10.9.9.9, 198.51.100.7", "https 198.51.100.7")]
    public async Task A_request_is_from_whom_a_named_proxy_says_and_from_the_line_itself_otherwise(string? key, string? value, string forwarded, string seen)
    {
        var folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
        await using (var journal = await SqliteJournal.OpenAsync(folder, TimeProvider.System))
        {
            var settings = new HostSettings("http://127.0.0.1:0", folder, key is null ? [] : [$"--{key}", value!]);
            var builder = ConsoleHost.CreateBuilder(settings);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddSingleton(PublicName.Of(builder.Configuration, settings));
            ConsoleHost.AddLiveConsole(builder, journal, folder, new PlatformAddresses(new(), new(), LoopbackOnly: true));
            await using var app = builder.Build();
            await Server.LoadStoresAsync(app.Services, default);
            ConsoleHost.Map(app);
            app.MapGet("/probe", (HttpContext http) => $"{http.Request.Scheme} {http.Connection.RemoteIpAddress}");
            await app.StartAsync();
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(app.Urls.Single()), "/probe"));
            request.Headers.Add("X-Forwarded-For", forwarded);
            request.Headers.Add("X-Forwarded-Proto", forwarded.Contains(',', StringComparison.Ordinal) ? "http, https" : "https");
            request.Headers.Add("X-Forwarded-Host", "evil.example");

            using var answer = await http.SendAsync(request);

            Assert.Equal(seen, await answer.Content.ReadAsStringAsync());
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("Server:TrustedProxies", "proxy.example", "[Server:TrustedProxies] 'proxy.example' is no address.")]
    [InlineData("Server:TrustLoopbackProxy", "yes", "[Server:TrustLoopbackProxy] 'yes' is neither true nor false.")]
    public void What_is_no_address_is_said_at_the_start(string key, string value, string words)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

        Assert.StartsWith(words, Assert.Throws<StartRefusedException>(() => ProxyTrust.Of(configuration)).Message, StringComparison.Ordinal);
    }
}
