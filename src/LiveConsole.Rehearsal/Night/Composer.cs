using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Night;

/// <summary>Words the flow, second by second. Any second comes out the same whether or not the seconds before it were worded.</summary>
internal sealed class Composer(Script script, Flow flow, AskPlan plan, People people, Pen pen, NightOptions options)
{
    /// <summary>Above this many a second Twitch delivers in clumps of about three seconds.</summary>
    private const double ClumpAbove = 40;

    /// <summary>The slowest platform moderator of the night takes this long.</summary>
    public const int LongestRemovalDelay = 40;

    private static readonly string[] s_hosts = ["@AgenceOrbite", "@Maud", "@Idris", "@agence_orbite", "@maud", "@idris"];

    private static readonly int[] s_elsewhereWeights = [30, 14, 12, 14, 8, 5, 5, 5, 3, 4];

    public IEnumerable<Told> Second(int second)
    {
        var (ask, _) = plan.In(second);
        var moods = new[] { MoodOf(Channel.Twitch, second), MoodOf(Channel.YouTube, second) };
        for (var stream = 0; stream < Flow.Streams; stream++)
        {
            var count = flow.Messages(stream, second);
            if (count == 0) continue;
            var asks = flow.Asks(stream, second);
            var dice = new Dice(Dice.Mix((ulong)options.Seed, (ulong)stream, (ulong)second));
            for (var place = 0; place < count; place++)
            {
                foreach (var told in One(stream, second, place, place < asks ? plan.All[ask++] : null, moods[(int)Flow.ChannelOf(stream)], dice)) yield return told;
            }
        }
    }

    /// <summary>The id of a message of the flow, without wording it.</summary>
    public MessageRef Reference(Ask ask)
    {
        var channel = Flow.ChannelOf(ask.Stream);
        return new(Pen.NameOf(channel), pen.MessageId(channel, Chance(ask.Stream, ask.Second, ask.Place)));
    }

    /// <summary>The person behind an ask.</summary>
    public Author AuthorOf(Ask ask) => people.AuthorAt(ask.Stream, flow.Before(ask.Stream, ask.Second) + ask.Place);

    private static ulong Chance(int stream, int second, int place) => ((ulong)(uint)stream << 56) | ((ulong)(uint)second << 28) | (uint)place;

    private IEnumerable<Told> One(int stream, int second, int place, Ask? ask, Mood mood, Dice dice)
    {
        var channel = Flow.ChannelOf(stream);
        var seat = flow.Before(stream, second) + place;
        var number = people.NumberAt(stream, seat);
        var author = people.Get(stream, number);
        var language = LanguageOf(stream, author);
        var truth = new TruthRow(Pen.NameOf(channel), "", Language: language);
        string text;
        if (ask is { } asked) (text, truth) = Asked(asked.Question, channel, language, truth, dice);
        else (text, truth) = Said(stream, second, number, language, truth, mood, dice);
        var line = pen.Write(channel, author, text, TimeIn(channel, second, dice), Chance(stream, second, place), people.FirstAt(stream, seat), people.IsPartners(stream, number));
        truth = truth with { Id = line.Message.Id };
        yield return new(line, truth);
        if (truth.Abuse >= 3 && dice.Chance(0.7)) yield return new(Removed(line.Message, dice), null);
    }

    private static RecordedRemoval Removed(ChatMessage message, Dice dice)
    {
        var at = message.SentAt.AddSeconds(dice.Between(4, LongestRemovalDelay));
        if (message.Platform == "twitch" && dice.Chance(0.4))
            return new(at, message.Platform, message.Channel, RemovalScope.Viewer, ViewerId: message.Author.Id, Reason: "timeout", Seconds: 600, By: "orbite_modo");
        return new(at, message.Platform, message.Channel, RemovalScope.Message, message.Id, By: message.Platform == "twitch" ? "orbite_modo" : null);
    }

    private double TimeIn(Channel channel, int second, Dice dice)
    {
        var part = dice.Unit();
        if (channel == Channel.YouTube || flow.Rate(channel, second) <= ClumpAbove) return second + part;
        var bucket = second - (second - script.FlowFrom) % 3;
        return bucket + 2.3 + 0.5 * part;
    }

    private static string LanguageOf(int stream, Author author)
    {
        if (Flow.TongueOf(stream) != Tongue.Elsewhere) return Flow.TongueOf(stream) == Tongue.French ? "fr" : "en";
        var place = (int)(Dice.Mix(17, author.Id) % 100);
        for (var i = 0; i < s_elsewhereWeights.Length; i++)
            if ((place -= s_elsewhereWeights[i]) < 0) return SmallTalk.Elsewhere[i].Language;
        return "es";
    }

    private (string, TruthRow) Asked(int question, Channel channel, string language, TruthRow truth, Dice dice)
    {
        string text;
        if (question < QuestionGroups.All.Count)
        {
            var group = QuestionGroups.All[question];
            truth = truth with { Ask = true, Group = group.Id, OnlyNow = group.OnlyNow };
            var elsewhere = Array.FindAll(group.Elsewhere, wording => wording.Language == language);
            if (elsewhere.Length > 0) text = dice.Of(elsewhere).Text;
            else
            {
                language = language == "fr" ? "fr" : "en";
                text = (language == "fr" ? group.French : group.English).Say(dice, options.HeldOutWordings);
            }

            if (group.TwitchOnly) return (text, truth with { Language = language });
        }
        else
        {
            language = language == "fr" ? "fr" : "en";
            var number = question - QuestionGroups.All.Count;
            text = RareQuestions.Say(number, language == "fr", dice, options.HeldOutWordings);
            truth = truth with { Ask = true, Group = RareQuestions.Id(number) };
        }

        text = Typing.Question(Begun(text, language, dice), language, dice);
        if (dice.Chance(0.1)) text = s_hosts[Side(channel) + dice.Below(3)] + " " + text;
        if (channel == Channel.Twitch && dice.Chance(0.03)) text = "!q " + text;
        if (channel == Channel.Twitch && dice.Chance(0.08)) text += " " + Pen.Emotes(dice);
        return (text, truth with { Language = language });
    }

    // People begin and end their questions in their own way.
    private static string Begun(string text, string language, Dice dice)
    {
        if (language == "fr" && dice.Chance(0.16))
            return dice.Of(["question : ", "bonsoir, ", "bonjour ", "dites, ", "une question, ", "svp ", "du coup ", "mais ", "euh ", "et ", "au fait ", "petite question : "]) + text;
        if (language == "en" && dice.Chance(0.16))
            return dice.Of(["question: ", "hi, ", "so ", "ok but ", "hey ", "sorry but ", "also ", "quick question: ", "serious question, ", "um "]) + text;
        if (language == "fr" && dice.Chance(0.08)) return text + dice.Of([" svp", " s'il vous plaît", " du coup", " en fait", " stp maud"]);
        return language == "en" && dice.Chance(0.08) ? text + dice.Of([" please", " exactly", " btw", " though", " pls"]) : text;
    }

    private (string, TruthRow) Said(int stream, int second, int number, string language, TruthRow truth, Mood mood, Dice dice)
    {
        var channel = Flow.ChannelOf(stream);
        if (Cued(mood, language, dice) is { } cued) return (Ended(channel, cued.Text, 0.1, dice), truth with { Language = cued.Language });
        if (Flow.TongueOf(stream) == Tongue.Elsewhere)
        {
            if (IsMourning(second)) return (Cry("sorrow", language, dice).Text, truth with { Language = null });
            if (dice.Chance(Math.Min(0.85, mood.Shares.Elsewhere / mood.Segment.Elsewhere)))
                return (Typing.Words(Array.Find(SmallTalk.Elsewhere, talk => talk.Language == language).Text.Say(dice, options.HeldOutWordings), language, dice), truth);
            return (Ended(channel, SmallTalk.Signs.Say(dice, options.HeldOutWordings), 0.25, dice), truth with { Language = null });
        }

        if (dice.Chance(0.004 * Doubt(second))) return (Typing.Words((language == "fr" ? SmallTalk.FrenchDoubts : SmallTalk.EnglishDoubts).Say(dice, options.HeldOutWordings), language, dice), truth);
        return OfSort(mood.Shares.Throw(dice), stream, second, number, language, truth, dice);
    }

    private (string, TruthRow) OfSort(Sort sort, int stream, int second, int number, string language, TruthRow truth, Dice dice)
    {
        var channel = Flow.ChannelOf(stream);
        var french = language == "fr";
        switch (sort)
        {
            case Sort.Spam: return (SmallTalk.Spam.Say(dice, options.HeldOutWordings), truth with { Spam = true, RemovalExpected = true });
            // The busiest are regulars: they are spared.
            case Sort.Abuse when number > people.Of(stream) / 50: return Abuse(language, truth, dice);
            case Sort.Joy when channel == Channel.Twitch && dice.Chance(0.16): return (Pen.Emotes(dice), truth with { Language = null });
            case Sort.Joy when IsMourning(second):
                var (sorrow, tongue) = Cry("sorrow", language, dice);
                return (sorrow, truth with { Language = tongue });
            case Sort.Rhetorical:
                var rhetorical = Typing.Words((french ? SmallTalk.FrenchRhetorical : SmallTalk.EnglishRhetorical).Say(dice, options.HeldOutWordings), language, dice);
                return (rhetorical + (dice.Chance(french ? 0.3 : 0.95) ? Typing.Mark(language, dice) : dice.Chance(0.4) ? " !!" : ""), truth);
        }

        var talk = sort switch
        {
            Sort.Greeting => french ? SmallTalk.FrenchGreetings : SmallTalk.EnglishGreetings,
            Sort.Joy => french ? SmallTalk.FrenchJoy : SmallTalk.EnglishJoy,
            Sort.Comment => french ? SmallTalk.FrenchComments : SmallTalk.EnglishComments,
            _ => french ? SmallTalk.FrenchTalk : SmallTalk.EnglishTalk,
        };
        var text = Typing.Words(talk.Say(dice, options.HeldOutWordings), language, dice);
        if (!text.Any(char.IsLetter)) truth = truth with { Language = null };
        if (sort is Sort.Talk or Sort.Comment && dice.Chance(0.19)) text = Mention(stream, second, channel, dice) + " " + text;
        return (Ended(channel, text, 0.25, dice), truth);
    }

    private (string, TruthRow) Abuse(string language, TruthRow truth, Dice dice)
    {
        var level = dice.Below(10) switch { < 5 => 1, < 8 => 2, 8 => 3, _ => 4 };
        var (_, _, wordings) = Array.Find(SmallTalk.Abuse, abuse => abuse.Level == level && abuse.Language == language);
        return (Typing.Words(wordings.Say(dice, options.HeldOutWordings), language, dice), truth with { Abuse = level, RemovalExpected = level >= 2 });
    }

    private string Mention(int stream, int second, Channel channel, Dice dice)
    {
        if (dice.Chance(0.6)) return s_hosts[Side(channel) + dice.Below(3)];
        var seats = flow.Before(stream, second);
        if (seats == 0) return "@Idris";
        var name = people.AuthorAt(stream, Math.Max(0, seats - 1 - dice.Below(200))).Name;
        return name.Length == 0 || name.Contains(' ', StringComparison.Ordinal) ? "@Maud" : name[0] == '@' ? name : "@" + name;
    }

    private static int Side(Channel channel) => channel == Channel.Twitch ? 3 : 0;

    private static string Ended(Channel channel, string text, double share, Dice dice) =>
        channel == Channel.Twitch && dice.Chance(share) ? text + " " + Pen.Emotes(dice) : text;

    private double Doubt(int second) => script.Doubters is { } doubters && second >= doubters.At && second < doubters.At + doubters.Seconds ? doubters.Factor : 1;

    /// <summary>What a channel is like in one second. Each cue claims the share of messages it has added.</summary>
    private sealed record Mood(Segment Segment, Shares Shares, Fixed? Peak, IReadOnlyList<(string Talk, double Share)> Cues);

    private Mood MoodOf(Channel channel, int second)
    {
        var segment = script.SegmentAt(second);
        var cues = new List<(string, double)>();
        foreach (var burst in script.Bursts)
            if (second >= burst.At && flow.Of(burst, channel, second) / flow.Rate(channel, second) is > 0.0005 and var share) cues.Add((burst.Talk, share));
        return new(segment, Shares.Of(segment.Mix), flow.FixedAt(channel, second), cues);
    }

    // What the set has just shown speaks louder than the mood.
    private (string Text, string? Language)? Cued(Mood mood, string language, Dice dice)
    {
        var place = dice.Unit();
        if (mood.Peak is { } peak) return place < peak.Share ? Cry(peak.Talk, language, dice) : null;
        foreach (var (talk, share) in mood.Cues)
            if ((place -= share) < 0) return Cry(talk, language, dice);
        return null;
    }

    private bool IsMourning(int second) => script.Lost && second > script.TZero;

    private (string Text, string? Language) Cry(string talk, string language, Dice dice)
    {
        var words = BurstTalk.ByName[talk];
        var text = (language switch { "fr" => words.French, "en" => words.English, _ => words.Elsewhere }).Say(dice, options.HeldOutWordings);
        text = Typing.Words(text, language, dice);
        return (text, language is "fr" or "en" && text.Any(char.IsLetter) ? language : null);
    }
}
