using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>
/// One WebSocket, framed by hand: the framework's own neither shows when a Pong comes nor can say a close code after a missing one, and both are
/// rules of EventSub (platforms/twitch.md 2.1, 2.5).
/// </summary>
internal sealed class EventSubSocket(Stream stream, HttpContext http, TimeProvider time) : IDisposable
{
    private const byte Text = 1;
    private const byte CloseFrame = 8;
    private const byte PingFrame = 9;
    private const byte PongFrame = 10;
    private const int LongestControl = 125;
    private const int Batch = 64 * 1024;
    private static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GoodbyeWithin = TimeSpan.FromSeconds(5);

    private readonly Channel<Frame> _outgoing = Channel.CreateUnbounded<Frame>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ArrayBufferWriter<byte> _batch = new();
    private readonly List<SentMark> _marks = [];
    private ITimer? _pong;
    private ITimer? _goodbye;
    private long _queuedBytes;
    private volatile bool _silent;

    public long QueuedBytes => Interlocked.Read(ref _queuedBytes);

    /// <summary>Told once the client sent something that is neither Ping, Pong nor Close.</summary>
    public Action? OnData { get; set; }

    public Action? OnNoPong { get; set; }

    /// <summary>The client says goodbye: told before it is answered, for what it does next counts on that.</summary>
    public Action? OnGoodbye { get; set; }

    public Action<IReadOnlyList<SentMark>>? OnSent { get; set; }

    /// <returns>Null: the request is no WebSocket handshake.</returns>
    public static async Task<EventSubSocket?> AcceptAsync(HttpContext http, TimeProvider time)
    {
        var key = http.Request.Headers.SecWebSocketKey.ToString();
        if (!http.WebSockets.IsWebSocketRequest || key.Length == 0 || http.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade) return null;
        http.Response.Headers[HeaderNames.Connection] = "Upgrade";
        http.Response.Headers[HeaderNames.Upgrade] = "websocket";
        http.Response.Headers[HeaderNames.SecWebSocketAccept] = AcceptValue(key);
        return new EventSubSocket(await upgrade.UpgradeAsync(), http, time);
    }

    public async Task RunAsync(CancellationToken ct)
    {
        var sending = SendLoopAsync(ct);
        try
        {
            await ReceiveLoopAsync(ct);
        }
        catch (IOException)
        {
            // The client went without a goodbye.
        }
        catch (OperationCanceledException)
        {
            // The emulator stops, or the connection was cut.
        }
        catch (ObjectDisposedException)
        {
            // The same, seen a little later.
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            await sending;
        }
    }

    public void Send(ReadOnlyMemory<byte> text, SentMark? mark = null) => Put(new Frame(Text, text, mark));

    public void Ping() => Put(new Frame(PingFrame, Array.Empty<byte>(), null));

    /// <summary>Says what is still queued, then the code; a client that does not answer it is cut.</summary>
    public void Close(int code, string reason)
    {
        var payload = new byte[2 + Encoding.UTF8.GetByteCount(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        Put(new Frame(CloseFrame, payload, null));
        _outgoing.Writer.TryComplete();
        _goodbye ??= time.CreateTimer(static socket => ((EventSubSocket)socket!).Cut(), this, GoodbyeWithin, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The cable is pulled: no close frame.</summary>
    public void Cut() => http.Abort();

    /// <summary>Half open: the connection stays, nothing is sent or answered any more.</summary>
    public void FallSilent() => _silent = true;

    public void Dispose()
    {
        _pong?.Dispose();
        _goodbye?.Dispose();
    }

    private void Put(Frame frame)
    {
        Interlocked.Add(ref _queuedBytes, frame.Payload.Length);
        if (!_outgoing.Writer.TryWrite(frame)) Interlocked.Add(ref _queuedBytes, -frame.Payload.Length);
    }

    private async Task SendLoopAsync(CancellationToken ct)
    {
        try
        {
            while (await _outgoing.Reader.WaitToReadAsync(ct))
            {
                var payloads = 0;
                var pinged = false;
                while (_batch.WrittenCount < Batch && _outgoing.Reader.TryRead(out var frame))
                {
                    payloads += frame.Payload.Length;
                    if (_silent) continue;
                    Write(frame);
                    pinged |= frame.Opcode == PingFrame;
                    if (frame.Mark is not null) _marks.Add(frame.Mark);
                }

                // Before the write: the Pong can be here before the write is known to be over. And not at the queueing: a clock that jumps must not
                // fail a client that was not asked yet.
                if (pinged && _pong is null) _pong = time.CreateTimer(static socket => ((EventSubSocket)socket!).OnNoPong?.Invoke(), this, PongWithin, Timeout.InfiniteTimeSpan);
                await stream.WriteAsync(_batch.WrittenMemory, ct);
                await stream.FlushAsync(ct);
                Interlocked.Add(ref _queuedBytes, -payloads);
                if (_marks.Count > 0) OnSent?.Invoke(_marks);
                _marks.Clear();
                _batch.ResetWrittenCount();
            }
        }
        catch (IOException)
        {
            Cut();
        }
        catch (OperationCanceledException)
        {
            Cut();
        }
        catch (ObjectDisposedException)
        {
            // The socket was cut while a frame was on its way.
        }
    }

    private void Write(in Frame frame)
    {
        var length = frame.Payload.Length;
        var span = _batch.GetSpan(10 + length);
        span[0] = (byte)(0x80 | frame.Opcode);
        var head = 2;
        if (length <= LongestControl)
        {
            span[1] = (byte)length;
        }
        else if (length <= ushort.MaxValue)
        {
            span[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(span[2..], (ushort)length);
            head = 4;
        }
        else
        {
            span[1] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(span[2..], (ulong)length);
            head = 10;
        }

        frame.Payload.Span.CopyTo(span[head..]);
        _batch.Advance(head + length);
    }

    private async Task ReceiveLoopAsync(CancellationToken ct)
    {
        var buffer = new byte[4096];
        while (await FillAsync(buffer.AsMemory(0, 2), ct))
        {
            var opcode = (byte)(buffer[0] & 0x0F);
            var masked = (buffer[1] & 0x80) != 0;
            long length = buffer[1] & 0x7F;
            var extended = length switch { 126 => 2, 127 => 8, _ => 0 };
            if (!await FillAsync(buffer.AsMemory(0, extended + (masked ? 4 : 0)), ct)) return;
            if (extended == 2) length = BinaryPrimitives.ReadUInt16BigEndian(buffer);
            else if (extended == 8) length = BinaryPrimitives.ReadInt64BigEndian(buffer);
            var mask = masked ? BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(extended)) : 0;
            if (opcode < CloseFrame || length > LongestControl)
            {
                OnData?.Invoke();
                if (!await SkipAsync(buffer, length, ct)) return;
                continue;
            }

            if (!await FillAsync(buffer.AsMemory(0, (int)length), ct)) return;
            for (var i = 0; i < length; i++) buffer[i] ^= (byte)(mask >> (8 * (i % 4)));
            if (opcode == CloseFrame)
            {
                OnGoodbye?.Invoke();
                Put(new Frame(CloseFrame, buffer.AsSpan(0, (int)length).ToArray(), null));
                return;
            }

            if (opcode == PingFrame) Put(new Frame(PongFrame, buffer.AsSpan(0, (int)length).ToArray(), null));
            else Ponged();
        }
    }

    private void Ponged() => Interlocked.Exchange(ref _pong, null)?.Dispose();

    private async Task<bool> FillAsync(Memory<byte> into, CancellationToken ct) =>
        await stream.ReadAtLeastAsync(into, into.Length, throwOnEndOfStream: false, ct) == into.Length;

    private async Task<bool> SkipAsync(byte[] buffer, long length, CancellationToken ct)
    {
        while (length > 0)
        {
            var got = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), ct);
            if (got == 0) return false;
            length -= got;
        }

        return true;
    }

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "RFC 6455 prescribes SHA-1 for the handshake; nothing is kept secret by it.")]
    private static string AcceptValue(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));

    private readonly record struct Frame(byte Opcode, ReadOnlyMemory<byte> Payload, SentMark? Mark);
}
