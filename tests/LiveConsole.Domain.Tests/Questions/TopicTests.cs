using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Questions;

/// <summary>To whom a question is routed: a topic that the show has.</summary>
public sealed class TopicTests
{
    [Fact]
    public void A_topic_that_the_show_does_not_have_is_refused_with_those_that_there_are()
    {
        var settings = A.Settings() with { Listening = new ListeningSettings { Topics = [new Topic("images", "Images", "Images"), new Topic("engine", "Moteur", "Engine")] } };
        var show = A.Show(settings).With(A.Question("how cold is it?"));
        EditItem To(string topic, AShow of) => new(of.Id(1), of.Version(1)) { Topic = topic };

        var refused = show.Try(To("motor", show), A.Editor("Ana"));
        Assert.Equal(("The show has no such topic. There are: images, engine.", "L'émission n'a pas ce sujet. Il y a : images, engine."), (refused.Last!.Refusal!.Words.En, refused.Last.Refusal.Words.Fr));
        Assert.Null(refused.Item(1).Topic);

        var routed = show.After(To(" images ", show), A.Editor("Ana"));
        Assert.Equal("images", routed.Item(1).Topic);
        Assert.Null(routed.After(To("", routed), A.Editor("Ana")).Item(1).Topic);
        var none = A.Show().With(A.Question("how cold is it?"));
        Assert.Contains("no topics yet", none.Try(To("images", none), A.Editor("Ana")).Last!.Refusal!.Words.En, StringComparison.Ordinal);
    }
}
