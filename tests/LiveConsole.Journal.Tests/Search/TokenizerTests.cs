using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Journal.Search;

namespace LiveConsole.Journal.Tests.Search;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("Où est le Rover, s'il vous plaît ?", "ou est le rover s il vous plait")]
    [InlineData("STRASSE straße", "strasse strasse")]
    [InlineData("Ångström œuvre Łódź", "angstrom oeuvre lodz")]
    [InlineData("Ｆｕｌｌ ① ﬁn", "full 1 fin")]
    [InlineData("Привёт Ёлка", "привет елка")]
    [InlineData("ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ")]
    [InlineData("東京駅", "東京 京駅 駅")]
    [InlineData("火星rover行", "火星 星 rover 行")]
    [InlineData("\U0001F680🚀 <3 :-) !!", "3")]
    [InlineData("a\ud800b", "a b")]
    [InlineData("don't e-mail", "don t e mail")]
    public void Words_are_cut_lowered_and_unaccented(string text, string words) => Assert.Equal(words, string.Join(' ', Tokenizer.Words(text)));

    [Fact]
    public void A_word_nobody_types_is_cut() => Assert.All(Tokenizer.Words(new string('a', 200)), w => Assert.True(w.Length <= Tokenizer.Longest));

    [Fact]
    public void Any_text_is_cut_into_words_of_letters_and_digits_alone()
    {
        // What the index splits at, or takes for syntax, is in no word.
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
            Tokenizer.Words(text ?? "").TrueForAll(w => w.Length > 0 && !w.Any(c => c is < '0' or (> '9' and < 'a') or (> 'z' and < '\u00aa'))))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_text_is_found_by_itself() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => SearchQuery.Of(text ?? "").Matches(Samples.Message("m", text ?? ""))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("東", true)]
    [InlineData("駅", true)]
    [InlineData("京駅", true)]
    [InlineData("東駅", false)]
    [InlineData("東京駅 rov", true)]
    [InlineData("rov 東京駅", false)]
    public void Scripts_without_spaces_are_found_by_any_part(string query, bool found) =>
        Assert.Equal(found, SearchQuery.Of(query).Matches(Samples.Message("m", "東京駅 rover")));
}
