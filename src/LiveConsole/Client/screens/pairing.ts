import type { Language } from "./state";

/** What the page with the code does next. */
export type Step = { kind: "ask" } | { kind: "begin" } | { kind: "go"; address: string };

/** @param answer of `/screen/pairing/state`. */
export function stepAfter(answer: unknown): Step {
  const { state, address } = (typeof answer === "object" && answer !== null ? answer : {}) as { state?: unknown; address?: unknown };
  if (state === "gone") return { kind: "begin" };
  if (state !== "paired") return { kind: "ask" };
  return typeof address === "string" && /^\/screen\/(presenter|overlay)\/[\w-]+$/.test(address) ? { kind: "go", address } : { kind: "begin" };
}

/** "K7M 4RX": as people read six signs aloud. */
export function codeOf(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`.trim();
}

const english = {
  title: "Not a screen yet",
  say: "Whoever runs LiveConsole types this code under Installation, Screens. This device then becomes a screen by itself.",
  left: "This code lasts",
  busy: "Too many devices ask for a code here. It is asked for again in a moment.",
  noLink: "No link to LiveConsole. It is tried again by itself.",
};

const french: typeof english = {
  title: "Pas encore un écran",
  say: "La personne qui gère LiveConsole tape ce code dans Installation, Écrans. Cet appareil devient alors un écran tout seul.",
  left: "Ce code dure encore",
  busy: "Trop d'appareils demandent un code ici. Il est redemandé dans un instant.",
  noLink: "Pas de liaison avec LiveConsole. Nouvel essai tout seul.",
};

export function pairingWords(language: Language): typeof english {
  return language === "fr" ? french : english;
}
