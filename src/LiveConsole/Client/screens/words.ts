import type { Language, ScreenItem } from "./state";

/** Every word that the screens themselves say, in the words of the trade. What people wrote comes with the state. */
const english = {
  kind: { question: "QUESTION", comment: "COMMENT", line: "LINE" },
  next: "NEXT",
  nothingNext: "nothing in the rundown",
  note: "NOTE, not to be read",
  noteHidden: "NOTE: hold to see it",
  reading: "READING",
  skip: "SKIP",
  later: "LATER",
  another: "GIVE ME ANOTHER",
  advance: "TAKE NEXT",
  undo: "undo",
  kept: "kept, sent when the link is back",
  rest: "Nothing to read",
  ready: "Ready, nothing to read",
  black: "BLACK",
  hold: "HOLD",
  withdrawn: "WITHDRAWN - DO NOT READ",
  withdrawnShort: "WITHDRAWN",
  seen: "SEEN",
  tapToConfirm: "tap to confirm",
  revoked: "This screen has been switched off by the crew.",
  idle: "This screen is pointed at no show yet.",
  linkOk: "link ok",
  noLink: "no link",
  noLinkYet: "No link to the console yet. This screen comes back by itself.",
  copyOf: "COPY OF",
  notOnAir: "not on air",
  battery: "battery",
  page: "page",
  of: "of",
  tapForMore: "tap the text",
  rehearsal: "REHEARSAL",
  aViewer: "a viewer",
  others: (n: number) => (n === 1 ? "1 other" : `${n} others`),
  and: "and",
  andOthers: "and others",
  askedIn: "asked in",
  wordingIn: "in",
  testCard: "TEST CARD",
  testShort: "The shortest line",
  testLong: "This is the longest sentence that may be put on air without a warning: one hundred and fifty characters, counted with its spaces and its full stop here.",
};

type Vocabulary = typeof english;

const french: Vocabulary = {
  kind: { question: "QUESTION", comment: "COMMENTAIRE", line: "PHRASE" },
  next: "SUIVANTE",
  nothingNext: "conducteur vide",
  note: "NOTE, à ne pas lire",
  noteHidden: "NOTE : garder le doigt pour la voir",
  reading: "JE LIS",
  skip: "PASSER",
  later: "PLUS TARD",
  another: "UNE AUTRE",
  advance: "LA SUIVANTE",
  undo: "défaire",
  kept: "gardé, partira au retour de la liaison",
  rest: "Rien à lire",
  ready: "Prêt, rien à lire",
  black: "NOIR",
  hold: "CHRONO ARRÊTÉ",
  withdrawn: "RETIRÉE - NE PAS LIRE",
  withdrawnShort: "RETIRÉE",
  seen: "VU",
  tapToConfirm: "toucher pour confirmer",
  revoked: "Cet écran a été coupé par l'équipe.",
  idle: "Cet écran n'est dirigé vers aucune émission pour l'instant.",
  linkOk: "liaison ok",
  noLink: "pas de liaison",
  noLinkYet: "Pas encore de liaison avec la régie. Cet écran revient tout seul.",
  copyOf: "COPIE DE",
  notOnAir: "pas à l'antenne",
  battery: "batterie",
  page: "page",
  of: "sur",
  tapForMore: "toucher le texte",
  rehearsal: "RÉPÉTITION",
  aViewer: "un·e internaute",
  others: (n: number) => (n === 1 ? "1 autre" : `${n} autres`),
  and: "et",
  andOthers: "et d'autres",
  askedIn: "posée en",
  wordingIn: "en",
  testCard: "MIRE",
  testShort: "La phrase la plus courte",
  testLong: "Voici la plus longue phrase que l'on conseille pour l'antenne : cent cinquante caractères, en comptant les espaces et le point qui la termine, ici même.",
};

const vocabularies: Record<Language, Vocabulary> = { en: english, fr: french };

export function words(language: Language): Vocabulary {
  return vocabularies[language];
}

export function languageOr(value: string | null | undefined, otherwise: Language): Language {
  const short = value?.toLowerCase().slice(0, 2);
  return short === "fr" || short === "en" ? short : otherwise;
}

/** "English" or "anglais": the name of a language, in the screen's own; null when nobody would know it. */
export function languageName(tag: string | null, on: Language): string | null {
  if (!tag || tag === "und") return null;
  try {
    const name = new Intl.DisplayNames([on], { type: "language", fallback: "none" }).of(tag);
    return name ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null; // Not a language tag: a viewer's guess, or a platform's odd value.
    throw error;
  }
}

const platforms: Record<string, string> = { twitch: "Twitch", youtube: "YouTube" };

export function platformName(platform: string): string {
  return platforms[platform] ?? platform;
}

export interface Shown {
  text: string;
  /** Of the text, for `lang`; null when unknown. */
  language: string | null;
  /** The screen's own language lacks a wording: name the one that is shown. */
  foreign: string | null;
}

/** Each screen shows its own language, else the other wording, else the item's own text; what is not its own is named. */
export function wordingFor(item: Pick<ScreenItem, "text" | "language">, wording: { fr: string | null; en: string | null }, on: Language): Shown {
  const other = on === "fr" ? "en" : "fr";
  if (wording[on]) return { text: unbroken(wording[on]), language: on, foreign: null };
  if (wording[other]) return { text: unbroken(wording[other]), language: other, foreign: languageName(other, on) };
  const own = item.language?.toLowerCase().startsWith(on) ?? false;
  return { text: unbroken(item.text), language: item.language, foreign: own ? null : languageName(item.language, on) };
}

/** The space that French writes before "?" is kept from breaking: no line of a screen is a lone question mark. */
export function unbroken(text: string): string {
  return text.trim().replace(/ (?=[?!:;»])/g, "\u00a0").replace(/« /g, "«\u00a0");
}

/** A run of the asker's line; `isolate` holds what a viewer typed, whose direction must not reach its neighbours. */
export interface Run { text: string; isolate: boolean }

/** "Ayşe and 36 others, YouTube, asked in English". */
export function askerLine(item: ScreenItem, on: Language): Run[] {
  if (!item.asker) return [];
  const say = words(on);
  const { name, others, platform, language } = item.asker;
  const after = [
    others > 0 ? ` ${say.and} ${say.others(others)}` : "",
    `, ${platformName(platform)}`,
    language && !language.toLowerCase().startsWith(on) && languageName(language, on) ? `, ${say.askedIn} ${languageName(language, on)}` : "",
  ];
  return [name === null ? { text: say.aViewer, isolate: false } : { text: name, isolate: true }, { text: after.join(""), isolate: false }];
}

/** On the overlay no count is shown, and the platform only where the owner decided so. */
export function overlayName(item: ScreenItem, on: Language, platform: boolean): Run[] {
  if (!item.asker) return [];
  const say = words(on);
  const runs: Run[] = [item.asker.name === null ? { text: say.aViewer, isolate: false } : { text: item.asker.name, isolate: true }];
  if (item.asker.others > 0) runs.push({ text: ` ${say.andOthers}`, isolate: false });
  if (platform) runs.push({ text: `, ${platformName(item.asker.platform)}`, isolate: false });
  return runs;
}
