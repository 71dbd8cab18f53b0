using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Night;

/// <summary>Viewers' names, ids and roles. All made up; none is a real person's.</summary>
internal static class Names
{
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    // Who is met by everybody who looks long enough: the busiest people of their streams.
    private static readonly string[] s_twitchKnown = ["lune_rousse", "tibo_lac", "kairn_1987", "xX_ZephyrDu38_Xx", "gros_caca_88", "Ombre"];

    private static readonly string[] s_youTubeKnown =
    [
        "Marius B", "@petitpois-7f", "Ombre", "MamieSonde", "Léo 8 ans", "@user-k4ff0o", "👾👾", "ʟᴜɴᴇ", "lune_rousse", "Abcdéfghij Klmnopqrst Uvwxyzàâ",
        "", "Z̸̢̛̰̦a̷̧̛̟l̶̡̛̮g̵̢̛̫o̴̧̰̔", "retour\u202Eenvers", "Capitaine Cassoulet",
    ];

    private static readonly string[] s_first =
    [
        "lune", "comete", "nova", "pixel", "kiwi", "moka", "astro", "orbit", "saturne", "luciole", "brume", "tonton", "mamie", "papy", "petit", "gros", "neo", "captain", "doc", "mister", "miss", "rover", "radio", "delta", "vega", "cosmo",
        "biscuit", "patate", "caramel", "pingouin", "renard", "loutre", "hibou", "tortue", "chouette", "zephyr", "mistral", "granit", "silex", "basalte", "quasar", "photon", "turbo", "ultra", "sleepy", "lazy", "happy", "angry", "cozy", "lost",
        "frost", "ember", "dusty", "sunny", "salty", "mighty", "tiny", "silent", "cosmic", "lunar",
    ];

    private static readonly string[] s_second =
    [
        "du38", "rousse", "lac", "bleu", "noir", "vert", "fox", "cat", "owl", "bear", "wolf", "duck", "panda", "potato", "toast", "pilot", "walker", "rider", "gazer", "hunter", "nerd", "geek", "fan", "prof", "chef", "boy", "girl", "kid", "mum", "dad",
        "dust", "rock", "stone", "moon", "star", "ray", "beam", "wave", "storm", "light", "night", "dawn", "sky", "ocean", "river", "mountain", "valdez", "bzh", "59", "974", "tv", "gg", "ftw", "iste", "ette", "inou", "eau", "or", "zz", "xyz",
    ];

    private static readonly string[] s_people =
    [
        "Marius", "Lina", "Théo", "Jade", "Noé", "Inaya", "Gaspard", "Manon", "Eliott", "Zoé", "Malo", "Anouk", "Sacha", "Maëlle", "Tom", "Elsa", "Basma", "Karim", "Awa", "Moussa", "Yasmine", "Rayan", "Oscar", "Emily", "Jack", "Priya", "Arjun", "Chloe",
        "Liam", "Olivia", "Sean", "Niamh", "Pedro", "Lucía", "Mateo", "Giulia", "Luca", "Jonas", "Lena", "Sven", "Beatriz", "João", "Emre", "Aylin", "Yuki", "Haruto", "Olga", "Dmitri", "Fatou", "Hugo",
    ];

    private static readonly string[] s_tails = ["", "_tv", "x", "42", "_off", "_fr", "3000", "_irl", "le2", "_87", "off1", "_uk"];

    private static readonly string[] s_colours = ["#FF0000", "#0000FF", "#008000", "#B22222", "#FF7F50", "#9ACD32", "#FF4500", "#2E8B57", "#DAA520", "#D2691E", "#5F9EA0", "#1E90FF", "#FF69B4", "#8A2BE2", "#00FF7F"];

    public static Author Author(Channel channel, Tongue tongue, int number, ulong chance)
    {
        var dice = new Dice(chance);
        return channel == Channel.Twitch ? OnTwitch(tongue, number, dice) : OnYouTube(tongue, number, dice);
    }

    /// <summary>A channel's id on YouTube: UC and 22 letters.</summary>
    public static string YouTubeChannel(Dice dice) => "UC" + Letters(dice, 22);

    public static string Letters(Dice dice, int count) => string.Create(count, dice, static (span, dice) =>
    {
        foreach (ref var letter in span) letter = Base64[dice.Below(64)];
    });

    public static Author Twitch(string name, Dice dice, params ImmutableArray<string> roles) =>
        new(dice.Between(20_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture), name, name.ToLowerInvariant(), roles, dice.Of(s_colours));

    public static Author YouTube(string name, Dice dice, params ImmutableArray<string> roles) => new(YouTubeChannel(dice), name, Roles: roles);

    private static Author OnTwitch(Tongue tongue, int number, Dice dice)
    {
        var place = number * 3 + (int)tongue;
        var name = tongue == Tongue.French && number < s_twitchKnown.Length ? s_twitchKnown[number]
            : tongue == Tongue.English && number == 0 ? "orbite_modo"
            : Login(place, dice);
        var known = tongue == Tongue.French && number < s_twitchKnown.Length;
        // Localised names stand beside a latin login on Twitch.
        var shown = tongue == Tongue.Elsewhere && number == 5 ? "محطة" : !known && dice.Chance(0.3) ? Capital(name) : name;
        List<string> roles = [];
        if (name == "orbite_modo") roles.Add("moderator");
        if (dice.Chance(0.14)) roles.Add("subscriber");
        if (dice.Chance(0.01)) roles.Add("vip");
        var id = dice.Between(20_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture);
        return new Author(id, shown, name.ToLowerInvariant(), [.. roles], dice.Chance(0.7) ? dice.Of(s_colours) : null);
    }

    // The pair of words and the number behind it are unique to a place; logins are unique on Twitch.
    private static string Login(int place, Dice dice)
    {
        var pairs = s_first.Length * s_second.Length;
        var pair = (int)((long)place * 1_931 % pairs);
        var round = place / pairs;
        var between = dice.Below(4) == 0 ? "_" : "";
        var words = s_first[pair % s_first.Length] + between + s_second[pair / s_first.Length];
        return round < s_tails.Length ? words + s_tails[round] : words + "_" + (round * 10 + dice.Below(10)).ToString(CultureInfo.InvariantCulture);
    }

    private static Author OnYouTube(Tongue tongue, int number, Dice dice)
    {
        if (tongue == Tongue.French && number < s_youTubeKnown.Length) return new Author(YouTubeChannel(dice), s_youTubeKnown[number], Roles: dice.Chance(0.05) ? ["member"] : []);
        if (tongue == Tongue.French && number == s_youTubeKnown.Length) return new Author(YouTubeChannel(dice), "Basile pour Orbite", Roles: ["moderator"]);
        if (tongue == Tongue.Elsewhere && number == 0) return new Author(YouTubeChannel(dice), "محطة");
        var name = dice.Below(10) switch
        {
            < 3 => dice.Of(s_people) + " " + (char)('A' + dice.Below(26)),
            < 5 => dice.Of(s_people),
            < 7 => "@" + dice.Of(s_first) + dice.Of(s_second) + "-" + Letters(dice, 3).ToLowerInvariant().Replace('-', 'x').Replace('_', 'q'),
            7 => "@user-" + Letters(dice, 6).ToLowerInvariant().Replace('-', 'z').Replace('_', 'k'),
            8 => Capital(dice.Of(s_first)) + " " + Capital(dice.Of(s_second)),
            _ => Capital(dice.Of(s_first)) + dice.Between(1, 99).ToString(CultureInfo.InvariantCulture),
        };
        return new Author(YouTubeChannel(dice), name, Roles: dice.Chance(0.05) ? ["member"] : []);
    }

    private static string Capital(string name) => new StringBuilder(name) { [0] = char.ToUpperInvariant(name[0]) }.ToString();
}
