using System.IO.Compression;

namespace LiveConsole.Domain.Listening;

/// <summary>
/// What was learned: one embedded resource, made by tests/LiveConsole.Tools.Listening. Brotli around: a format number, calibration, the question
/// model's weights and the language model's, each a signed byte times its table's scale. In memory about 3.7 MB, once a process.
/// </summary>
internal sealed class Weights
{
    public const byte Format = 3;
    public const int LanguageBits = 14;

    /// <summary>Languages written in Latin letters: what the language model tells apart. In the resource's order.</summary>
    public required string[] Languages { get; init; }

    public required float[] Question { get; init; }

    public required float QuestionBias { get; init; }

    /// <summary>Over the same places: does it ask anything of anybody, reactions included.</summary>
    public required float[] Asks { get; init; }

    public required float AsksBias { get; init; }

    /// <summary>Places times <see cref="Stride"/>: a place's weights stand together, padded with zeros.</summary>
    public required float[] Language { get; init; }

    public required float[] LanguageBias { get; init; }

    /// <summary>Whole vectors a place.</summary>
    public int Stride => StrideOf(Languages.Length);

    public static int StrideOf(int languages) => (languages + 7) / 8 * 8;

    public static Weights Shipped { get; } = Load();

    public static Weights Read(Stream compressed)
    {
        using var brotli = new BrotliStream(compressed, CompressionMode.Decompress);
        using var reader = new BinaryReader(brotli);
        if (reader.ReadByte() != Format) throw new InvalidDataException("These listening weights are of another format: make them again with tests/listening train.");
        var bias = reader.ReadSingle();
        var question = Table(reader, 1 << QuestionFeatures.Bits, 1, 1);
        var asksBias = reader.ReadSingle();
        var asks = Table(reader, 1 << QuestionFeatures.Bits, 1, 1);
        var languages = reader.ReadString().Split(' ');
        var biases = new float[StrideOf(languages.Length)];
        for (var i = 0; i < languages.Length; i++) biases[i] = reader.ReadSingle();
        return new Weights
        {
            Question = question, QuestionBias = bias, Asks = asks, AsksBias = asksBias, Languages = languages, LanguageBias = biases,
            Language = Table(reader, 1 << LanguageBits, languages.Length, biases.Length),
        };
    }

    /// <param name="question">One weight a place, and the bias.</param>
    /// <param name="asks">The same for the second judgement.</param>
    /// <param name="language">A place's languages together, without padding.</param>
    public static void Write(Stream to, (float[] Weights, float Bias) question, (float[] Weights, float Bias) asks, string[] languages, float[] languageBias, float[] language)
    {
        using var brotli = new BrotliStream(to, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(brotli);
        writer.Write(Format);
        foreach (var (table, bias) in new[] { question, asks })
        {
            writer.Write(bias);
            Table(writer, table, 127);
        }

        writer.Write(string.Join(' ', languages));
        foreach (var bias in languageBias) writer.Write(bias);
        // Half the steps are enough to tell languages apart, and pack smaller.
        Table(writer, language, 63);
    }

    private static void Table(BinaryWriter writer, float[] weights, int steps)
    {
        var scale = Math.Max(1e-6f, weights.Max(Math.Abs)) / steps;
        writer.Write(scale);
        foreach (var weight in weights) writer.Write((sbyte)MathF.Round(weight / scale));
    }

    private static float[] Table(BinaryReader reader, int places, int width, int stride)
    {
        var scale = reader.ReadSingle();
        var bytes = reader.ReadBytes(places * width);
        if (bytes.Length != places * width) throw new InvalidDataException("The listening weights are cut short.");
        var weights = new float[places * stride];
        for (var i = 0; i < bytes.Length; i++) weights[i / width * stride + i % width] = (sbyte)bytes[i] * scale;
        return weights;
    }

    private static Weights Load()
    {
        using var resource = typeof(Weights).Assembly.GetManifestResourceStream("listening.weights")
            ?? throw new InvalidOperationException("The listening weights are missing from the program.");
        return Read(resource);
    }
}
