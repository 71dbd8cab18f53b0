using System.Buffers;
using System.CommandLine;
using System.IO.Compression;
using System.IO.Pipelines;
using LiveConsole.Domain.Listening;
using LiveConsole.Listening;
using LiveConsole.Shows;

namespace LiveConsole.CommandLine;

/// <summary>judge: what Listening says of messages, a JSON line each; the very code the show uses.</summary>
public static class JudgeCommand
{
    public static void AddTo(RootCommand root, CommandSession session)
    {
        var file = new Argument<string?>("FILE") { Description = "A recording (.jsonl or .jsonl.gz) or plain text, a message a line; default: standard input.", Arity = ArgumentArity.ZeroOrOne };
        var show = new Option<string?>("--show") { Description = "Judge as this show would: it names its people." };
        var data = ServeCommand.Data();
        var command = new Command("judge", "Says of each message whether it is a question to the show, in which language, and why.") { file, show, data };
        command.SetAction((parsed, ct) => RunAsync(session, parsed.GetValue(file), parsed.GetValue(show), parsed.GetValue(data), ct));
        root.Subcommands.Add(command);
    }

    private static async Task<int> RunAsync(CommandSession session, string? file, string? slug, string? data, CancellationToken ct)
    {
        // The owner process may stand in another folder.
        var path = file is null ? null : Path.GetFullPath(file);
        if (slug is null) return await JudgeAsync(new CommandOutput(session.Out, session.Error, null), path, ShowVocabulary.None, ct);
        if (path is not null) return await ForShowAsync(session, path, slug, data, ct);
        // What is piped in here cannot be read by the folder's owner process: it goes by a file.
        var spooled = Path.GetTempFileName();
        try
        {
            await using (var to = File.Create(spooled)) await Console.OpenStandardInput().CopyToAsync(to, ct);
            return await ForShowAsync(session, spooled, slug, data, ct);
        }
        finally
        {
            File.Delete(spooled);
        }
    }

    private static Task<int> ForShowAsync(CommandSession session, string path, string slug, string? data, CancellationToken ct) =>
        FolderCommand.RunAsync(session, data, ["judge", path, "--show", slug], async (services, output, token) =>
        {
            if (services.GetRequiredService<LiveShows>().Find(slug) is not LiveShow show) return await output.RefuseAsync(await ShowCommands.NotOpenAsync(services, slug, token));
            return await JudgeAsync(output, path, show.Listening.Vocabulary, token);
        }, ct);

    private static async Task<int> JudgeAsync(CommandOutput output, string? path, ShowVocabulary show, CancellationToken ct)
    {
        if (path is not null && Directory.Exists(path)) return await output.RefuseAsync($"{path} is a folder. Give a recording (.jsonl or .jsonl.gz) or a text file.");
        if (path is not null && !File.Exists(path)) return await output.RefuseAsync($"{path} does not exist. Give a recording (.jsonl or .jsonl.gz) or a text file.");
        try
        {
            await using var stream = path is null ? await UnpackedAsync(Console.OpenStandardInput(), ct) : Rehearsal.Playing.Recordings.Open(path);
            var file = new JudgedFile(show, output.Out, output.Error);
            await file.JudgeAsync(stream, path ?? "standard input", ct);
            await output.Out.FlushAsync(ct);
            if (file.Malformed > JudgedFile.MalformedListed) await output.Error.WriteLineAsync($"... and {file.Malformed - JudgedFile.MalformedListed} more lines.");
            return file is { Judged: 0, Malformed: > 0 } ? ConsoleCommands.Failed : ConsoleCommands.Done;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await output.Out.FlushAsync(ct);
            return await output.RefuseAsync($"{path ?? "Standard input"} cannot be read to its end: {broken.Message} What came before is judged.");
        }
    }

    /// <summary>What is piped in has no name that says ".gz": its first two bytes do.</summary>
    internal static async Task<Stream> UnpackedAsync(Stream piped, CancellationToken ct)
    {
        var reader = PipeReader.Create(piped);
        var first = await reader.ReadAtLeastAsync(2, ct);
        var packed = first.Buffer.Length >= 2 && first.Buffer.Slice(0, 2).ToArray() is [0x1F, 0x8B];
        reader.AdvanceTo(first.Buffer.Start);
        return packed ? new GZipStream(reader.AsStream(), CompressionMode.Decompress) : reader.AsStream();
    }
}
