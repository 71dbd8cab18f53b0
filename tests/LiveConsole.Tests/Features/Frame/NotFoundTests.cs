using Bunit;
using LiveConsole.Features;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace LiveConsole.Tests.Features.Frame;

public sealed class NotFoundTests : DeskRoom
{
    [Theory]
    [InlineData(404, "There is no page at this address", "/")]
    [InlineData(403, "Not open to you", "/")]
    [InlineData(401, "Please come in first", "/sign-in")]
    [InlineData(500, "This page could not be shown", "/")]
    public void What_is_there_but_not_open_is_not_said_to_be_missing(int status, string title, string way)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IStatusCodeReExecuteFeature>(new Answered(status));

        var page = Render<NotFound>(p => p.AddCascadingValue<HttpContext>(http));

        Assert.Equal(title, page.Find("h1").TextContent);
        Assert.Equal(way, page.Find("a.button").GetAttribute("href"));
    }

    private sealed record Answered(int OriginalStatusCode) : IStatusCodeReExecuteFeature
    {
        public string OriginalPathBase { get; set; } = "";

        public string OriginalPath { get; set; } = "/shows/landing/audit.csv";

        public string? OriginalQueryString { get; set; }
    }
}
