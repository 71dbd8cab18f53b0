using LiveConsole.Domain.Listening;

namespace LiveConsole.Domain.Tests.Listening;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("fr", "je regarde avec ma grand-mère depuis la Bretagne")]
    [InlineData("fr", "c koi la temperature au sol svp")]
    [InlineData("fr", "BONSOIR TOUT LE MONDE")]
    [InlineData("en", "watching from a night shift with my dad")]
    [InlineData("en", "how long does the signal take")]
    [InlineData("de", "wann kommen denn endlich die ersten Bilder")]
    [InlineData("es", "muchas felicidades a todo el equipo desde Rosario")]
    [InlineData("it", "che emozione vedere tutto questo in diretta")]
    [InlineData("pt", "muito obrigado pela transmissão, vocês são demais")]
    [InlineData("nl", "wat een geweldige avond voor de wetenschap")]
    [InlineData("ru", "удачи всем")]
    [InlineData("uk", "вітаємо з України")]
    [InlineData("uk", "дякую за допомогу")]
    [InlineData("fa", "خیلی ممنون")]
    [InlineData("ar", "مبروك من تونس")]
    [InlineData("hi", "भारत से शुभकामनाएं")]
    [InlineData("ja", "おめでとうございます")]
    [InlineData("zh", "什么时候开始")]
    [InlineData("ko", "언제 시작해요")]
    [InlineData("el", "καλησπέρα σε όλους")]
    [InlineData("he", "ערב טוב לכולם")]
    [InlineData("th", "สวัสดีครับ")]
    public void A_language_is_told(string language, string text) => Assert.Equal(language, Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("🚀🚀🚀")]
    [InlineData("gg")]
    [InlineData("lol")]
    [InlineData("19 400")]
    [InlineData("@maud https://example.com/page")]
    [InlineData("KEKW PogChamp")]
    [InlineData("xqzw")]
    [InlineData("ahahahahahahahahahaha")]
    [InlineData("yoooooooooooooooooooo")]
    public void Unsure_is_an_answer(string text) => Assert.Null(Of(text));

    private static string? Of(string text) => QuestionJudge.Judge(text, ShowVocabulary.None).Language;
}
