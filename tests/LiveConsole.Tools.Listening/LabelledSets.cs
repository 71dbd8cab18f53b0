using LiveConsole.Domain.Listening;

namespace LiveConsole.Tools.Listening;

/// <summary>Labelled rows to evaluate on. Nothing is learned from any of them.</summary>
internal sealed class LabelledSets(Weights weights)
{
    /// <summary>The sessions of NPS chat that were read while this was built; the other six were not.</summary>
    private static readonly string[] s_readSessions = ["10-19-20s_706posts", "11-08-teens_706posts"];

    /// <summary>The data folder's own labels: drawn half by mark.</summary>
    public List<Labelled> Labelled(string language) => Weighed(language,
        Corpus.Rows("labelled/chat_questions_labelled.jsonl").Where(r => Corpus.Text(r, "lang") == language && Corpus.Text(r, "label") != "request").Select(r => (Corpus.Text(r, "text"), Corpus.Text(r, "label") == "question")));

    /// <summary>Ours, ids and labels beside this program.</summary>
    public List<Labelled> Ours(string file, string language) => Weighed(language,
        Corpus.LabelledChat(file).Where(r => r.Label is not ("request" or "skip") && r.Path.Contains(language == "fr" ? "/fr_" : "/en_", StringComparison.Ordinal)).Select(r => (r.Text, r.Label == "question")));

    public List<Labelled> Nps(bool? read) =>
        [.. Corpus.Rows("questions/nps_chat_en.jsonl").Where(r => read is null || read == s_readSessions.Contains(Corpus.Text(r, "session"))).Select(r => Row(Corpus.Text(r, "text"), r.GetProperty("isQuestion").GetBoolean()))];

    // Of these chats' messages that share holds a mark.
    private List<Labelled> Weighed(string language, IEnumerable<(string Text, bool Question)> rows)
    {
        var all = rows.Select(r => Row(r.Text, r.Question)).ToList();
        var (marked, share) = (all.Count(r => r.Marked), language == "fr" ? 0.19 : 0.08);
        return [.. all.Select(r => r with { Weight = r.Marked ? share / Math.Max(1, marked) : (1 - share) / Math.Max(1, all.Count - marked) })];
    }

    private Labelled Row(string text, bool question)
    {
        var judgement = QuestionJudge.Judge(text, [], ShowVocabulary.None, reply: false, channel: null, weights);
        return new Labelled(text, question, text.Contains('?', StringComparison.Ordinal), judgement.Score, QuestionJudge.AsksAnybody(text, weights));
    }
}
