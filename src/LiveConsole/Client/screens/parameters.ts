import type { Language } from "./state";

/** How the owner of a programme wants the overlay: the query of its address. What cannot be read is as if absent; an overlay shows no errors. */
export interface OverlayParameters {
  theme: "dark" | "light";
  /** Where the lower third stands. */
  pos: "left" | "center" | "right";
  edge: "bottom" | "top";
  /** From the side and from the edge, canvas px of 1920x1080. */
  margin: { side: number; edge: number };
  scale: number;
  /** Widest panel, canvas px. */
  max: number;
  name: boolean;
  platform: boolean;
  /** Null: the screen's own. */
  lang: Language | null;
  /** Path of a picture on this server; pictures from elsewhere are not loaded on air. */
  logo: string | null;
  accent: string | null;
  /** The panel's colour. */
  bg: string | null;
  /** Colour behind everything, for mixers that key instead of reading transparency. */
  key: string | null;
  /** Seconds an item stays without the server; null: for ever. */
  onLoss: number | null;
  form: "auto" | "lower" | "full";
}

export function parse(query: string): OverlayParameters {
  const given = new URLSearchParams(query);
  const place = (given.get("pos") ?? "").toLowerCase();
  const onLoss = given.get("on-loss");
  return {
    theme: one(given.get("theme"), ["dark", "light"], "dark"),
    pos: place.includes("right") ? "right" : place.includes("cent") ? "center" : "left",
    edge: place.includes("top") ? "top" : "bottom",
    margin: margin(given.get("margin")),
    scale: between(given.get("scale"), 0.5, 2, 1),
    max: between(given.get("max"), 480, 1920, 1240),
    name: flag(given.get("name"), true),
    platform: flag(given.get("platform"), false),
    lang: one<Language | "">(given.get("lang"), ["fr", "en"], "") || null,
    logo: path(given.get("logo")),
    accent: colour(given.get("accent")),
    bg: colour(given.get("bg")),
    key: colour(given.get("key")),
    onLoss: onLoss === "hold" ? null : onLoss === "clear" ? 0 : between(onLoss, 0, 3600, 20),
    form: one(given.get("form"), ["auto", "lower", "full"], "auto"),
  };
}

function one<T extends string>(value: string | null, known: readonly T[], otherwise: T): T {
  return known.find((k) => k === value?.toLowerCase()) ?? otherwise;
}

function between(value: string | null, least: number, most: number, otherwise: number): number {
  if (value === null || value.trim() === "") return otherwise;
  const number = Number(value);
  return Number.isFinite(number) ? Math.min(most, Math.max(least, number)) : otherwise;
}

function flag(value: string | null, otherwise: boolean): boolean {
  if (value === null) return otherwise;
  return !["0", "no", "off", "false"].includes(value.toLowerCase());
}

/** "96" is the side; "96x162" side and edge. */
function margin(value: string | null): { side: number; edge: number } {
  const [side, edge] = (value ?? "").split(/[x,]/);
  return { side: between(side ?? null, 0, 600, 96), edge: between(edge ?? null, 0, 600, 162) };
}

/** 3, 4, 6 or 8 hexadecimal digits, with or without "#". */
function colour(value: string | null): string | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(value?.trim() ?? "")?.[1];
  return digits ? `#${digits}` : null;
}

/** One leading slash only: two would name another server. */
function path(value: string | null): string | null {
  return value && /^\/(?![/\\])[\w./~%-]*$/.test(value) ? value : null;
}
