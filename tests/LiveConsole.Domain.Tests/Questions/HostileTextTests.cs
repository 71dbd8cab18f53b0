using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Questions;

public sealed class HostileTextTests
{
    private static readonly string[] Addresses = ["https://evil.example/x?y=1", "www.evil.org", "evil.com/abc", "twitch.tv/evil", "me@mail.example.org", "06 12 34 56 78", "+33 6 12 34 56 78", "0612345678", "(555) 123-4567"];

    private static readonly string[] Odd = ["\u202E", "\u2066", "\u200B", "\uFEFF", "\u0301\u0301\u0301\u0301\u0301\u0301", "👩‍👩‍👧‍👦", "🏳️‍🌈", "\uD83D", "\uDE00", "\0", "\u001B[31m", "مرحبا", "שלום", "ﷺ", "!!!???", "!q ", "@agence", "@", "   ", "\r\n", "AAAAAAAA", "é", "<script>", "ไม่่่่่", "\U000E0041", "İ", "ß", ".", "-", "1 2 3", new string('W', 600)];

    private static Arbitrary<string> Texts => Gen.OneOf(Gen.Elements(Addresses), Gen.Elements(Odd), ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""), Gen.Elements("how", "cold", "is", "it", " "))
        .ListOf().Select(parts => string.Concat(parts)).ToArbitrary();

    [Fact]
    public void A_first_wording_of_anything_fits_a_screen_and_holds_no_address_and_no_control() =>
        Prop.ForAll(Texts, text =>
        {
            var wording = FirstWording.OfText(text, ["agence", ""]);
            Assert.True(wording.Length <= Wording.Longest);
            foreach (var address in Addresses) Assert.DoesNotContain(address, wording, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(wording.EnumerateRunes(), r => Rune.IsControl(r) || r.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069));
            Assert.Equal(wording, wording.Trim());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_shown_name_of_anything_is_short_or_a_viewer() =>
        Prop.ForAll(Texts, text =>
        {
            foreach (var name in new[] { ShownNames.Of(text), ShownNames.Typed(text) }.OfType<string>())
            {
                Assert.InRange(new StringInfo(name).LengthInTextElements, 1, ShownNames.Longest);
                Assert.Contains(name.EnumerateRunes(), Rune.IsLetter);
                foreach (var address in Addresses) Assert.DoesNotContain(address, name, StringComparison.OrdinalIgnoreCase);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData("!q how cold is it??!!", "How cold is it?")]
    [InlineData("@agence COMBIEN DE TEMPS POUR LES PHOTOS ?????", "Combien de temps pour les photos ?")]
    [InlineData("@agencelive did the ISS see it?", "@agencelive did the ISS see it?")]
    [InlineData("coooooool is it 225 000 000 km away?", "Cool is it 225 000 000 km away?")]
    [InlineData("06 12 www.x.example 34 56 78 call me", "Call me")]
    [InlineData("exam\u200Bple.com", "Exam")]
    [InlineData("!q", "")]
    public void The_wording_starts_without_what_does_not_belong_on_air(string text, string wording) =>
        Assert.Equal(wording, FirstWording.OfText(text, ["agence"]));

    [Fact]
    public void Only_emotes_leave_no_words_and_TAKE_asks_for_some()
    {
        var message = A.Message("Kappa Kappa") with { Parts = [new MessagePart(PartType.Emote, "Kappa", "25"), new MessagePart(PartType.Text, " "), new MessagePart(PartType.Emote, "Kappa", "25")] };
        var show = A.Show().After(new PromoteMessage(message.Ref, ItemKind.Comment, Domain.Journal.ItemId.New(A.Time), message), A.Editor("Ana"));

        Assert.Equal((new Wording(), "Kappa Kappa"), (show.Item(1).Wording, show.Item(1).Text));
        Assert.Equal("Q1 has no words to show. Type a wording (E).", show.Decide(new Domain.OnAir.PutOnAir(show.Id(1), show.Version(1), null), A.Editor("Ana")).Refusal!.Message);
    }

    [Theory]
    [InlineData("@lune_rousse77", "lune rousse")]
    [InlineData("@marie-dupont-7f", "marie-dupont")]
    [InlineData("Jean-Paul", "Jean-Paul")]
    [InlineData("xX_Dark_Xx", "xX Dark Xx")]
    [InlineData("1234", null)]
    [InlineData("___", null)]
    [InlineData("", null)]
    [InlineData("www.buy-now.example", null)]
    [InlineData("\u202Eesreveр", "esreveр")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvw…")]
    public void The_shown_name_is_one_a_host_can_say(string display, string? shown) => Assert.Equal(shown, ShownNames.Of(display));

    [Theory]
    [InlineData("Léa, row 4", "Léa, row 4")]
    [InlineData(" Class  5B, Lyon 3 ", "Class 5B, Lyon 3")]
    [InlineData("Ayse_7f", "Ayse_7f")]
    [InlineData("06 12 34 56 78", null)]
    [InlineData("", null)]
    public void A_name_that_somebody_typed_stays_as_they_typed_it(string typed, string? shown) => Assert.Equal(shown, ShownNames.Typed(typed));

    [Theory]
    [InlineData("ayse_7")]
    [InlineData("ayse")]
    [InlineData("@ayse_7")]
    public void A_name_that_was_typed_after_the_viewers_own_goes_with_them(string typed)
    {
        var show = A.Show().With(A.Question("is it cold?").Queued());
        var asked = show.Item(1).Asks[0] with { Name = "@ayse_7" };

        Assert.True((show.Item(1) with { Shown = null, Wording = new Wording(En: "Cold?"), Name = new ShownName(typed), Asks = [asked] }).Shows(asked));
        Assert.False((show.Item(1) with { Shown = null, Wording = new Wording(En: "Cold?"), Name = new ShownName("Bo"), Asks = [asked] }).Shows(asked));
    }
}
