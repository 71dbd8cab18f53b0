namespace LiveConsole.Domain.Listening;

/// <summary>Question words of scripts that put no blanks between words.</summary>
internal static class OtherScripts
{
    private static readonly string[] s_signs =
    [
        "ですか", "ますか", "のか", "かな", "何", "なに", "いつ", "どこ", "どう", "なぜ", "なんで", "誰", "だれ", "いくら",
        "吗", "嗎", "呢", "什么", "什麼", "怎么", "怎麼", "为什么", "為什麼", "多少", "哪", "谁", "誰", "几",
        "ไหม", "มั้ย", "อะไร", "เมื่อไหร่", "ทำไม", "ที่ไหน", "ใคร", "กี่", "อย่างไร",
        "까", "나요", "뭐", "무엇", "언제", "어디", "왜", "누구", "어떻게", "몇", "얼마",
    ];

    /// <summary>Written by hand, as a logarithm: a question word with a mark, without; a mark alone; neither.</summary>
    public static double Odds(bool asks, bool marked) => (asks, marked) switch { (true, true) => 2.5, (true, false) => 0.7, (false, true) => -0.4, _ => -5 };

    public static bool Asks(in ChatText text)
    {
        foreach (ref readonly var token in text.Tokens[..text.Count])
        {
            if (token.Kind != TokenKind.Word) continue;
            var word = text.Word(token);
            foreach (var sign in s_signs)
            {
                if (word.Contains(sign, StringComparison.Ordinal)) return true;
            }
        }

        return false;
    }
}
