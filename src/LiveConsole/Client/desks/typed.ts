import { linkLost } from "./page";

/** What stood in fields: the field's own name (data-keep) and its words. */
export type Typed = [name: string, value: string][];

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

let waiting: Typed = [];

/** Gives words back to the fields that are there. Returns those whose field is not: its card is to be chosen first, its panel opened. */
export function giveBack<F>(typed: Typed, find: (name: string) => F | null, put: (field: F, value: string) => void): Typed {
  return typed.filter(([name, value]) => {
    const field = find(name);
    if (field) put(field, value);
    return !field;
  });
}

/** All that is typed on a desk and not yet elsewhere, with what still waits for its field. */
export function typedOn(root: HTMLElement): Typed {
  const there = [...root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-keep]")];
  const names = new Set(there.map((f) => f.dataset.keep));
  return [
    ...there.filter((f) => f.value !== f.defaultValue).map((f): [string, string] => [f.dataset.keep ?? "", f.value]),
    ...waiting.filter(([name]) => !names.has(name)),
  ];
}

/** After the page had to be opened again: each words go into their field as soon as it is painted, however much later. */
export function typeAgain(root: HTMLElement, typed: Typed, signal: AbortSignal): void {
  const give = () => {
    waiting = giveBack(waiting, (name) => root.querySelector<Field>(`[data-keep="${name}"]`), put);
    if (waiting.length === 0) painted.disconnect();
  };
  const painted = new MutationObserver(give);
  waiting = typed;
  give();
  if (waiting.length === 0) return;
  painted.observe(root, { subtree: true, childList: true });
  signal.addEventListener("abort", () => painted.disconnect());
}

function put(field: Field, value: string): void {
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

const unheard = new Map<EventTarget, Set<string>>();

/** While the link is lost the server hears nothing of what is typed: without being told afterwards it would send the half of it. */
export function hearLater(): void {
  for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => {
      if (!linkLost() || !event.target || (event.target instanceof HTMLInputElement && event.target.type === "file")) return;
      unheard.set(event.target, (unheard.get(event.target) ?? new Set<string>()).add(name));
      // Blazor has nobody to tell, and would throw.
      event.stopImmediatePropagation();
    }, true);
  }
}

/** The link is back: what changed meanwhile is said now, as it stands. */
export function tellNow(): void {
  for (const [field, names] of unheard) {
    if (field instanceof Node && field.isConnected) for (const name of names) field.dispatchEvent(new Event(name, { bubbles: true }));
  }
  unheard.clear();
}
