
namespace LiveConsole.Outputs;

/// <summary>Makes what talks to an output from how it is set.</summary>
public sealed class OutputMaker(OutputBook book, OutputOptions options, TimeProvider time)
{
    public AirOutput Graphics(OutputRow row)
    {
        var settings = OutputSettings.Of(row.Settings);
        return row.Kind switch
        {
            OutputKind.H2r => new H2rOutput(settings, ReachOf(settings), time),
            OutputKind.Spx => new SpxOutput(settings, book.SecretOf(row), ReachOf(settings), time),
            OutputKind.Caspar => new CasparOutput(settings, ReachOf(settings), time),
            _ => throw new InvalidOperationException($"{row.Kind} draws nothing."),
        };
    }

    /// <returns>Null: its secret cannot be opened (<see cref="NoSecret"/>).</returns>
    public WebhookOutput? Webhook(OutputRow row)
    {
        var settings = OutputSettings.Of(row.Settings);
        return book.SecretOf(row) is { } secret ? new WebhookOutput(row.Id, settings, secret, ReachOf(settings), time) : null;
    }

    public OscOutput Osc(OutputRow row)
    {
        var settings = OutputSettings.Of(row.Settings);
        return new OscOutput(settings, ReachOf(settings));
    }

    /// <summary>Tries the way there without putting anything on air.</summary>
    public async Task<OutputSaid> TestAsync(OutputRow row, CancellationToken ct)
    {
        var said = await AskAsync(row, ct);
        book.Said(row.Id, said);
        return said;
    }

    public static OutputSaid NoSecret => new(false, new(
        "Its secret cannot be opened with this installation's keys. Make the output anew.", "Son secret ne s'ouvre pas avec les clés de cette installation. Recréez la sortie."));

    private OutputReach ReachOf(OutputSettings settings) => settings.PublicOnly ? OutputReach.Public : options.Reach;

    private async Task<OutputSaid> AskAsync(OutputRow row, CancellationToken ct)
    {
        if (row.Kind == OutputKind.Osc) return await Osc(row).TestAsync(ct);
        if (row.Kind == OutputKind.Webhook)
        {
            if (Webhook(row) is not { } webhook) return NoSecret;
            using (webhook) return await webhook.TestAsync(ct);
        }

        var graphics = Graphics(row);
        using (graphics as IDisposable) return await graphics.TestAsync(ct);
    }
}
