using System.Globalization;
using System.Text.Json;

namespace LiveConsole.Surfaces;

/// <summary>What a variable holds: words, a figure, yes or no, or nothing.</summary>
public readonly record struct SurfaceValue
{
    private SurfaceValue(string? text, long? figure, bool? flag) => (Text, Figure, Flag) = (text, figure, flag);

    public string? Text { get; }
    public long? Figure { get; }
    public bool? Flag { get; }

    public static implicit operator SurfaceValue(string? text) => new(text, null, null);

    public static implicit operator SurfaceValue(long? figure) => new(null, figure, null);

    public static implicit operator SurfaceValue(bool flag) => new(null, null, flag);

    /// <summary>As a button shows it: "true" and "false"; empty for nothing.</summary>
    public override string ToString() => Text ?? Figure?.ToString(CultureInfo.InvariantCulture) ?? Flag switch { true => "true", false => "false", null => "" };

    public void Write(Utf8JsonWriter json, string name)
    {
        if (Text is { } text) json.WriteString(name, text);
        else if (Figure is { } figure) json.WriteNumber(name, figure);
        else if (Flag is { } flag) json.WriteBoolean(name, flag);
        else json.WriteNull(name);
    }
}
