using System.Globalization;
using LiveConsole.Features.Frame;

namespace LiveConsole.Tests.Features.Frame;

public sealed class KeyNamesTests
{
    [Theory]
    [InlineData("Shift+Enter", "Shift Enter", "Maj Entrée")]
    [InlineData("Shift+t", "Shift T", "Maj T")]
    [InlineData("Escape", "Esc", "Échap")]
    [InlineData("Delete", "Del", "Suppr")]
    [InlineData("Ctrl+k", "Ctrl K", "Ctrl K")]
    [InlineData("Alt+ArrowUp", "Alt ↑", "Alt ↑")]
    [InlineData("g m", "G M", "G M")]
    [InlineData("+", "+", "+")]
    [InlineData(" ", "Space", "Espace")]
    [InlineData("F8", "F8", "F8")]
    public void A_key_is_called_as_it_is_printed_on_the_keyboard_of_who_reads(string key, string english, string french)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            Assert.Equal(english, KeyNames.Of(key));
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");
            Assert.Equal(french, KeyNames.Of(key));
        }
        finally { CultureInfo.CurrentUICulture = before; }
    }
}
