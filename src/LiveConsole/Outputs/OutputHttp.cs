using System.Net;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Outputs;

/// <summary>HTTP to outputs: no redirects, no cookies, no proxy, addresses guarded as they are connected to, short patience.</summary>
public sealed class OutputHttp : IDisposable
{
    private const int AnswerRead = 2 * 1024;

    private readonly HttpClient _client;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;

    public OutputHttp(OutputKind kind, OutputReach reach, TimeSpan patience, TimeProvider time)
    {
        (_patience, _time) = (patience, time);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = async (context, ct) => await AddressGuard.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, kind, reach, ct),
        };
        _client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("LiveConsole");
    }

    /// <param name="answer">Reads the first characters of an answer of 2xx; null: it got through.</param>
    public async Task<OutputSaid> SendAsync(HttpRequestMessage request, Func<string, Words?>? answer, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(_patience, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            if (!response.IsSuccessStatusCode) return OutputTrouble.Of(response.StatusCode);
            if (answer is null || response.StatusCode == HttpStatusCode.NoContent) return OutputSaid.Well;
            return answer(await BeginningAsync(response, both.Token)) is { } wrong ? new OutputSaid(false, wrong) : OutputSaid.Well;
        }
        catch (Exception wrong) when (!ct.IsCancellationRequested && OutputTrouble.IsTrouble(wrong))
        {
            return OutputTrouble.Of(wrong);
        }
    }

    public void Dispose() => _client.Dispose();

    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[AnswerRead];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, read);
    }
}
