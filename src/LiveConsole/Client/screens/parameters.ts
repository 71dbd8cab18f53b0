import type { Language } from "./state";

/** How the overlay looks: a show's settings, and before them the query of this overlay's address. */
export interface OverlayLook {
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

const figure = /^[0-9]{1,4}(\.[0-9]{1,3})?$/;

const reads: Record<string, (value: string) => string | null> = {
  theme: oneOf("dark", "light"),
  pos: place,
  margin,
  scale: between(0.5, 2),
  max: between(480, 1920),
  name: flag,
  platform: flag,
  lang: oneOf("fr", "en"),
  // One leading slash only: two would name another server.
  logo: (value) => (/^\/[\w~%-][\w./~%-]*\.(png|webp|jpe?g|svg)$/i.test(value) ? value : null),
  accent: colour,
  bg: colour,
  key: colour,
  "on-loss": (value) => oneOf("hold", "clear")(value) ?? between(0, 3600)(value),
  form: oneOf("auto", "lower", "full"),
};

/**
 * A parameter's value in its one spelling; null: it is none, and as if absent, since an overlay shows no errors. The same rules stand in
 * Domain/OnAir/OverlayParameter.cs: both are tested with overlay-parameters.json.
 */
export function read(name: string, value: string): string | null {
  const typed = value.trim();
  return typed.length > 0 && typed.length <= 200 ? (reads[name]?.(typed) ?? null) : null;
}

/** @param show the show's settings, as the server keeps them. @param query the address's, which goes before them where it can be read. */
export function lookOf(show: Readonly<Record<string, string>>, query: string): OverlayLook {
  const address = new URLSearchParams(query);
  const given = (name: string) => read(name, address.get(name) ?? "") ?? read(name, show[name] ?? "");
  const pos = given("pos") ?? "left";
  const [side, edge] = (given("margin") ?? "96x162").split("x").map(Number) as [number, number];
  const onLoss = given("on-loss") ?? "20";
  return {
    theme: (given("theme") ?? "dark") as OverlayLook["theme"],
    pos: pos.replace("top-", "") as OverlayLook["pos"],
    edge: pos.startsWith("top-") ? "top" : "bottom",
    margin: { side, edge },
    scale: Number(given("scale") ?? 1),
    max: Number(given("max") ?? 1240),
    name: given("name") !== "0",
    platform: given("platform") === "1",
    lang: given("lang") as Language | null,
    logo: given("logo"),
    accent: given("accent"),
    bg: given("bg"),
    key: given("key"),
    onLoss: onLoss === "hold" ? null : onLoss === "clear" ? 0 : Number(onLoss),
    form: (given("form") ?? "auto") as OverlayLook["form"],
  };
}

function oneOf(...known: string[]): (value: string) => string | null {
  return (value) => known.find((k) => k === value.toLowerCase()) ?? null;
}

function between(least: number, most: number): (value: string) => string | null {
  return (value) => (figure.test(value) && Number(value) >= least && Number(value) <= most ? String(Number(value)) : null);
}

function flag(value: string): string | null {
  if (oneOf("1", "yes", "on", "true")(value)) return "1";
  return oneOf("0", "no", "off", "false")(value) ? "0" : null;
}

function margin(value: string): string | null {
  const parts = value.split(/[xX,]/);
  const side = between(0, 600)(parts[0] ?? "");
  const edge = between(0, 600)(parts[1] ?? "162");
  return parts.length > 2 || side === null || edge === null ? null : `${side}x${edge}`;
}

function place(value: string): string | null {
  const found = /^(?:(top|bottom)-)?(left|center|centre|right)$/.exec(value.toLowerCase());
  return found ? `${found[1] === "top" ? "top-" : ""}${found[2] === "centre" ? "center" : found[2]}` : null;
}

function colour(value: string): string | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(value)?.[1];
  return digits ? `#${digits.toLowerCase()}` : null;
}
