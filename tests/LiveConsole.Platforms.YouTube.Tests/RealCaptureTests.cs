using System.IO.Compression;
using LiveConsole.Domain.Chat;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.YouTube.Tests;

public sealed class RealCaptureTests
{
    [Fact]
    public void A_real_answer_of_the_api_is_read_whole()
    {
        var path = RealData.Find("chat/youtube_raw/data_api_v3_liveChatMessages_list.json") ?? "";
        Assert.SkipWhen(path.Length == 0, "The real captures are not on this machine.");

        var page = new YouTubeParser("6p_JM-I7FUg").Parse(File.ReadAllBytes(path), Pages.Received);

        Assert.Empty(page.Odd);
        Assert.Equal(51, page.ItemCount);
        Assert.Equal("GL-g5f3twuoCIJ3dpYHuwuoC", page.NextPageToken);
        Assert.Equal(TimeSpan.FromMilliseconds(4813), page.PollingInterval);
        var messages = page.Items.Select(i => Assert.IsType<MessageCame>(i.Arrival).Message).ToList();
        Assert.Equal(51, messages.Select(m => m.Id).Distinct().Count());
        Assert.All(messages, m => Assert.Equal(MessageKind.Text, m.Kind));
        Assert.Equal("On the shelf", messages[0].Text);
        Assert.Equal(new Author("UC1RukZ1Kuyw0IuRVjdSk1QP", "Nisow Ezodi"), messages[0].Author);
        Assert.Equal(new DateTimeOffset(2020, 7, 10, 14, 0, 30, 645, TimeSpan.Zero), messages[0].SentAt);
        Assert.StartsWith("\u200B@Kip Coding Train why", messages[2].Text, StringComparison.Ordinal);
        Assert.Equal("https://www.youtube.com/watch?v=iDHcNneetWw", messages[^1].Text);
        Assert.Equal(["moderator", "member"], Assert.Single(messages, m => m.Author.Roles.Length > 0).Author.Roles);
    }

    [Fact]
    public void Every_capture_of_youtube_gives_a_value_and_those_that_are_no_api_answer_bring_no_message()
    {
        var path = RealData.Find("chat/youtube_raw/data_api_v3_liveChatMessages_list.json") ?? "";
        Assert.SkipWhen(path.Length == 0, "The real captures are not on this machine.");
        var files = Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*", SearchOption.AllDirectories).Where(f => f != path).ToList();

        // Scraped pages in another shape: what a proxy or a wrong address might send us in place of the API's answer.
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress) : File.OpenRead(file);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);

            var page = new YouTubeParser(Pages.Channel).Parse(bytes.ToArray(), Pages.Received);

            Assert.DoesNotContain(page.Items, i => i.Arrival is MessageCame);
        }
    }
}
