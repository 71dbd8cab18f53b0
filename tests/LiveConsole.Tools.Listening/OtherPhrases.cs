namespace LiveConsole.Tools.Listening;

/// <summary>A little of other languages, so that their marks and question words weigh as much as they should.</summary>
internal static class OtherPhrases
{
    public static readonly (string Language, string Questions, string Others)[] All =
    [
        ("de", "wann {kommt|startet|landet} {das spiel|es|er} heute;wie {lange|oft|spät|viel} {noch|dauert das|ist es|kostet das};warum {ist|gibt es} {kein ton|das so laut|keine bilder};was {ist das|passiert hier|kostet das|macht ihr da};{hast du|habt ihr|kannst du|könnt ihr} {das gesehen|das erklären|ein mikro};{gibt es|kommt} {ein replay|noch was|heute noch eine runde};wer {spielt|ist das|hat gewonnen};ist {das|er} {live|schon gelandet|normal};welches {spiel|lied} ist das;weiß jemand {wann es losgeht|wie das heißt}",
            "{das ist|war} {super|echt gut|so schlecht|der hammer};{ich|wir} {weiß nicht warum|freue mich|schaue aus wien};viel glück {an alle|euch};{echt|wirklich|ernsthaft|was|hä}?;wenn er {kommt|gewinnt} ist es vorbei;{guten abend|hallo} {zusammen|aus köln|leute};wie schön;{schon|nochmal|pizza|morgen}?"),
        ("es", "{cuándo|a qué hora} {empieza|llega|aterriza|juegan} {el juego|esto|hoy|};{qué|cuál} {es|juego es|canción es|significa} {esto|este|eso};por qué {no hay sonido|está tan lento|hace eso};{cómo|dónde} {se llama|puedo verlo|funciona|está};cuánto {cuesta|dura|falta|pesa};{hay|habrá} {fotos|replay|otro directo};{puedes|podéis|vas a} {explicar|jugar mañana|repetir eso};quién {ganó|es ese|habla};{tienes|tienen} {cámara|micrófono|discord};alguien sabe {cuándo empieza|qué pasó}",
            "{qué|cómo} {bueno|bonito|mola|emoción};{hola|saludos} {a todos|desde perú|chat};{no sé por qué|cuando gana|creo que} {es bueno|está bien|llora};{en serio|de verdad|qué|ya|otra vez}?;vamos {equipo|chicos|!};{jajaja|gracias|felicidades} {a todos|amigos|};{pizza|mañana|el jefe|español}?"),
        ("it", "{quando|a che ora} {inizia|atterra|gioca} {oggi|la partita|};{che|quale} {gioco è|canzone è|succede};perché {non si sente|è così lento|fa così};{come|dove} {si chiama|funziona|posso vederlo|sei};quanto {costa|dura|manca|pesa};{c'è|ci sono} {un replay|le foto|altri video};{puoi|potete|hai} {spiegare|ripetere|mai giocato};chi {ha vinto|è quello|parla};qualcuno sa {quando inizia|cosa ha detto}",
            "{che|come} {bello|emozione|forte};{ciao|saluti} {a tutti|da roma|ragazzi};{non so perché|quando vince|secondo me} {è bello|va bene};{davvero|sul serio|cosa|già|ancora}?;forza {ragazzi|!};grazie {mille|a tutti};{pizza|domani|lui}?"),
        ("pt", "{quando|que horas} {começa|pousa|é o jogo} {hoje|};{qual|que} {jogo é esse|música é essa|é o nome};por que {não tem som|tá lento|ele fez isso};{como|onde} {funciona|posso ver|você mora};quanto {custa|falta|tempo dura};{tem|vai ter} {replay|foto|outro vídeo};{você|vocês} {pode explicar|já jogou|gosta disso};quem {ganhou|é esse|fala};alguém sabe {quando começa|o que houve}",
            "{que|muito} {lindo|bom|legal|demais};{oi|olá|salve} {gente|do brasil|a todos};{não sei porque|quando ele ganha|acho que} {é bom|deu certo};{sério|como assim|já|de novo|quê}?;vamo {time|!};obrigado {a todos|gente};{pizza|amanhã|ele}?"),
        ("nl", "{wanneer|hoe laat} {begint|landt|speelt} {het|hij|de wedstrijd};{wat|welk} {is dit|spel is dit|gebeurt er};waarom {is er geen geluid|duurt het zo lang|doet hij dat};{hoe|waar} {werkt dit|heet dat|kan ik dat zien};hoeveel {kost dat|camera's heeft hij};{is er|komt er} {een herhaling|nog iets};{kun je|kunnen jullie|heb je} {dat uitleggen|dit gezien};wie {heeft gewonnen|is dat};weet iemand {hoe laat het begint|wat hij zei}",
            "{wat|heel} {mooi|gaaf|spannend};{hallo|groetjes} {allemaal|uit gent};{ik weet niet waarom|als hij wint|volgens mij} {is het goed|klopt het};{echt|serieus|wat|nu al|alweer}?;hup {team|!};dank je {wel|allemaal};{pizza|morgen|hij}?"),
        ("ru", "когда {начало|посадка|будет};почему {нет звука|так долго};сколько {стоит|времени осталось|ждать};что {это|случилось};как {называется|это работает};кто {выиграл|это};где {можно посмотреть|он};это {прямой эфир|правда живое}",
            "{удачи|привет} {всем|из казани};{ура|круто|супер};{серьезно|что|уже|да ладно}?;не знаю почему так;когда он выиграет будет праздник"),
        ("tr", "ne zaman {başlıyor|inecek};neden {ses yok|bu kadar uzun};kaç {kamera var|saat sürer};bu {canlı mı|oyun ne};nasıl {çalışıyor|izlerim};kim {kazandı|bu}", "{tebrikler|selam} {herkese|arkadaşlar};{harika|süper|çok güzel};{gerçekten mi|ne|yine mi}?"),
        ("ja", "いつ始まりますか;何時に着陸しますか;これは何ですか;なぜ音がないの;どこで見れますか", "おめでとう;すごい;こんばんは;きれい;がんばれ;え？;マジ？"),
        ("ar", "متى {الهبوط|يبدأ};كم {الساعة|الوقت};لماذا لا يوجد صوت;هل {هو مباشر|هبط};كيف يعمل;أين {هو|الصور};ما هذا", "{مبروك|مرحبا} {للجميع|من تونس};رائع;حقا؟;ماذا؟;شكرا"),
        ("zh", "什么时候开始;这是什么;为什么没有声音;多少钱;是直播吗;谁赢了", "加油;恭喜;太棒了;真的？;什么？;你好"),
        ("ko", "언제 시작해요;이거 뭐예요;왜 소리가 없어요;누가 이겼어요;어디서 봐요", "축하해요;안녕하세요;대박;진짜?;뭐?"),
    ];
}
