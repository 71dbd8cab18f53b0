using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Outputs;

/// <summary>A program on loopback that takes POSTs, as H2R, SPX or somebody's webhook would.</summary>
internal sealed class AReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();
    private readonly ConcurrentQueue<TaskCompletionSource> _held = new();

    public sealed record Call(string Method, string Path, string Query, string Body, IReadOnlyDictionary<string, string> Headers);

    private AReceiver(WebApplication app) => _app = app;

    /// <summary>Of the answers to come.</summary>
    public int Status { get; set; } = 200;

    public string Answer { get; set; } = "";

    /// <summary>Answers are held until <see cref="Release"/>.</summary>
    public bool Holds { get; set; }

    public string Address { get; private set; } = "";

    public static async Task<AReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new AReceiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        receiver.Address = receiver._app.Urls.First();
        return receiver;
    }

    public async Task<Call> NextAsync() => await _calls.Reader.ReadAsync().AsTask().WaitAsync(Cap.Signal);

    public bool HasMore => _calls.Reader.TryPeek(out _);

    public void Release()
    {
        while (_held.TryDequeue(out var held)) held.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var (status, answer, held) = (Status, Answer, new TaskCompletionSource());
        if (Holds) _held.Enqueue(held);
        else held.SetResult();
        await _calls.Writer.WriteAsync(new Call(http.Request.Method, http.Request.Path, http.Request.QueryString.Value ?? "", body, http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal)));
        await Task.WhenAny(held.Task, Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted));
        http.Response.StatusCode = status;
        if (status is >= 300 and < 400) http.Response.Headers.Location = "http://169.254.169.254/";
        await http.Response.WriteAsync(answer);
    }
}
