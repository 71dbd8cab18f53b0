namespace LiveConsole.Journal.Archive;

/// <summary>An archive as a file: under its name only when it is whole and on the disk, and readable by its user alone, for it holds secrets.</summary>
public static class ArchiveFile
{
    /// <summary>What a backup that was cut leaves; the next one to the same name begins it again.</summary>
    public const string Unfinished = ".part";

    private const int Buffer = 256 * 1024;

    /// <param name="write">Writes the whole archive.</param>
    /// <exception cref="ArchiveException">The file is there already, or cannot be written.</exception>
    public static async Task<T> WriteAsync<T>(string path, Func<Stream, CancellationToken, Task<T>> write, CancellationToken ct)
    {
        if (Directory.Exists(path)) throw new ArchiveException($"{path} is a folder. Give the name of a file that is not there yet.");
        if (File.Exists(path)) throw new ArchiveException($"{path} is there already and is left as it is. Give another name, or move that file away.");
        var part = path + Unfinished;
        try
        {
            T result;
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = Buffer };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var file = new FileStream(part, options))
            {
                try
                {
                    file.SetLength(0);
                    result = await write(file, ct);
                    file.Flush(flushToDisk: true);
                }
                catch
                {
                    File.Delete(part);
                    throw;
                }
            }

            File.Move(part, path, overwrite: false);
            return result;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{path} cannot be written: {trouble.Message} Choose another place with enough space.", trouble);
        }
    }

    /// <exception cref="ArchiveException">It is not there or may not be read.</exception>
    public static Stream Open(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, BufferSize = Buffer, Options = FileOptions.SequentialScan });
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ArchiveException($"{path} does not exist. Give a file that 'liveconsole backup' wrote.", missing);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{path} cannot be read: {trouble.Message} Give this user the right to read it.", trouble);
        }
    }
}
