namespace LiveConsole.Platforms.YouTube;

/// <summary>All of a project's broadcasts in one call of one unit, however many are counted: who asks a little later than another gets the same answer.</summary>
internal sealed class ViewerCounts(YouTubeProject project, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, long> _asked = new(StringComparer.Ordinal);
    private Dictionary<string, YouTubeVideo> _known = new(StringComparer.Ordinal);
    private HashSet<string> _knownOf = new(StringComparer.Ordinal);
    private long _at;

    public void Dispose() => _gate.Dispose();

    /// <param name="maxAge">An answer that was given to another is as good while it is younger.</param>
    /// <returns>No video and no failure: YouTube knows none of this id.</returns>
    public async Task<(YouTubeVideo? Video, YouTubeFailure? Failure, TimeSpan Age)> AskAsync(string videoId, TimeSpan maxAge, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            _asked[videoId] = time.GetTimestamp();
            if (!_knownOf.Contains(videoId) || time.GetElapsedTime(_at) >= maxAge)
            {
                foreach (var (id, at) in _asked.ToList())
                {
                    if (time.GetElapsedTime(at) > Forgotten) _asked.Remove(id);
                }

                var ids = _asked.Keys.OrderBy(id => id == videoId ? 0 : 1).Take(YouTubeVideo.MostAtOnce).ToHashSet(StringComparer.Ordinal);
                var answer = await project.FindVideosAsync(ids, QuotaUse.Viewers, ct);
                if (answer.Failure is { } failure) return (null, failure, TimeSpan.Zero);
                (_knownOf, _at) = (ids, time.GetTimestamp());
                _known = answer.Value!.DistinctBy(v => v.Id, StringComparer.Ordinal).ToDictionary(v => v.Id, StringComparer.Ordinal);
            }

            return (_known.GetValueOrDefault(videoId), null, time.GetElapsedTime(_at));
        }
        finally
        {
            _gate.Release();
        }
    }
}
