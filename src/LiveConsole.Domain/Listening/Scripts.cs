namespace LiveConsole.Domain.Listening;

/// <summary>Letters of a message by script, with the few letters that tell neighbours apart.</summary>
internal struct ScriptCounts
{
    public int Latin, Cyrillic, Ukrainian, Arabic, Persian, Hebrew, Greek, Devanagari, Thai, Hangul, Kana, Han, Other;

    public readonly int All => Latin + Cyrillic + Arabic + Hebrew + Greek + Devanagari + Thai + Hangul + Kana + Han + Other;

    public void Count(char letter)
    {
        switch (letter)
        {
            case < '\u0250' or (>= '\u1E00' and <= '\u1EFF'): Latin++; break;
            case >= '\u0300' and <= '\u036F': break;
            case >= '\u0370' and <= '\u03FF': Greek++; break;
            case >= '\u0400' and <= '\u052F': Cyrillic++; if (letter is 'і' or 'ї' or 'є' or 'ґ') Ukrainian++; break;
            case >= '\u0590' and <= '\u05FF': Hebrew++; break;
            case >= '\u0600' and <= '\u06FF': Arabic++; if (letter is 'پ' or 'چ' or 'ژ' or 'گ' or 'ک' or 'ی') Persian++; break;
            case >= '\u0900' and <= '\u097F': Devanagari++; break;
            case >= '\u0E00' and <= '\u0E7F': Thai++; break;
            case >= '\u3040' and <= '\u30FF': Kana++; break;
            case >= '\uAC00' and <= '\uD7AF' or (>= '\u1100' and <= '\u11FF') or (>= '\u3130' and <= '\u318F'): Hangul++; break;
            case >= '\u3400' and <= '\u9FFF': Han++; break;
            default: Other++; break;
        }
    }
}
