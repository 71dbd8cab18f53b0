using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.YouTube.Tests;

public sealed class ParserFuzzTests
{
    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(Pages.Page("next",
        Pages.Text("a", "hello \\u00e9\\ud83d\\ude80"),
        Pages.Item("b", "superChatEvent", "\"superChatDetails\":{\"amountMicros\":\"1750000\",\"currency\":\"EUR\",\"amountDisplayString\":\"1,75 €\",\"userComment\":\"hi\"}"),
        Pages.Item("c", "userBannedEvent", "\"userBannedDetails\":{\"bannedUserDetails\":{\"channelId\":\"UCbad\"},\"banType\":\"temporary\",\"banDurationSeconds\":\"300\"}", author: Pages.Mod),
        Pages.Item("d", "pollEvent", "\"pollDetails\":{\"metadata\":{\"questionText\":\"q\",\"options\":[{\"optionText\":\"o\"}]}}")));

    [Fact]
    public void A_mutated_page_never_throws_nor_becomes_an_unreadable_message()
    {
        var parser = new YouTubeParser(Pages.Channel);
        Prop.ForAll(Mutations().ToArbitrary(), bytes =>
        {
            var page = parser.Parse(bytes, Pages.Received);
            return page.Items.All(i => i.Key.Length > 0 && i.Arrival is not MessageCame { Message: { Text: null } or { Id: "" } });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [Fact]
    public void Any_bytes_at_all_never_throw()
    {
        var parser = new YouTubeParser(Pages.Channel);
        Prop.ForAll<byte[]>(bytes => parser.Parse(bytes ?? [], Pages.Received).Items.Count == 0)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void A_real_page_mutated_never_throws()
    {
        var path = RealData.Find("chat/youtube_raw/data_api_v3_liveChatMessages_list.json") ?? "";
        Assert.SkipWhen(path.Length == 0, "The real captures are not on this machine.");
        var real = File.ReadAllBytes(path);
        var parser = new YouTubeParser(Pages.Channel);
        var random = new System.Random(20261121);
        for (var i = 0; i < 2_000; i++) Assert.NotNull(parser.Parse(Mutated(real, random.Next(real.Length), (byte)random.Next(256), random.Next(4)), Pages.Received));
    }

    private static Gen<byte[]> Mutations() =>
        from count in Gen.Choose(1, 4)
        from edits in Gen.ArrayOf(from at in Gen.Choose(0, Whole.Length - 1) from value in Gen.Choose(0, 255) from how in Gen.Choose(0, 3) select (at, (byte)value, how), count)
        select edits.Aggregate(Whole, (page, edit) => Mutated(page, edit.at, edit.Item2, edit.how));

    private static byte[] Mutated(byte[] page, int at, byte value, int how)
    {
        if (page.Length == 0) return page;
        at %= page.Length;
        return how switch
        {
            0 => [.. page[..at], value, .. page[(at + 1)..]],
            1 => [.. page[..at], value, .. page[at..]],
            2 => [.. page[..at], .. page[Math.Min(page.Length, at + (value % 40))..]],
            _ => page[..at],
        };
    }
}
