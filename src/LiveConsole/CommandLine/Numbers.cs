using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace LiveConsole.CommandLine;

/// <summary>Options and arguments that are read by us: what cannot be read is said as what is wanted, not as a type's name, and "1,5" is no fifteen.</summary>
internal static class Numbers
{
    public static Option<int> Whole(string name, string description, int usual, int least, int most, string what = "whole number") => new(name)
    {
        Description = description, DefaultValueFactory = _ => usual, CustomParser = given => WholeOf(given, name, least, most, what) ?? usual,
    };

    public static Option<int?> WholeOrNone(string name, string description, int least, int most) => new(name)
    {
        Description = description, CustomParser = given => WholeOf(given, name, least, most, "whole number"),
    };

    public static Option<double> Real(string name, string description, double usual, double least, double most) => new(name)
    {
        Description = description, DefaultValueFactory = _ => usual, CustomParser = given =>
        {
            const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
            if (double.TryParse(given.Tokens[0].Value, Plain, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            given.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a number from {least} to {most}, as 1.5."));
            return usual;
        },
    };

    public static Argument<Guid> Id(string name, string description, string where) => new(name)
    {
        Description = description, CustomParser = given =>
        {
            if (Guid.TryParse(given.Tokens[0].Value, out var id)) return id;
            given.AddError($"'{given.Tokens[0].Value}' is no id. {where}");
            return default;
        },
    };

    private static int? WholeOf(ArgumentResult given, string name, int least, int most, string what)
    {
        if (int.TryParse(given.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        given.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a {what} from {least} to {most}."));
        return null;
    }
}
