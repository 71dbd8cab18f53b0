import { linkLost } from "./page";

/** What a person typed: the field's own name (data-keep), the words, and what stood there before. */
export type Typed = [name: string, value: string, before?: string][];

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What a person has typed and what it stood over: a field that shows an item's words is full, and nobody typed them. */
export class Words {
  private readonly all = new Map<string, { before: string; value: string }>();

  typed(name: string, before: string, value: string): void {
    const known = this.all.get(name);
    if (known && known.value === value) return;
    if (known && known.value === before) known.value = value;
    else this.all.set(name, { before, value });
  }

  /** Null: nobody typed what stands there; it came from the server, or is as it was. */
  before(name: string, value: string): string | null {
    const known = this.all.get(name);
    return known && known.value === value && known.before !== value ? known.before : null;
  }
}

const words = new Words();

let waiting: Typed = [];

/**
 * Gives words back to the fields that are there. Returns those whose field is not: its card is to be chosen first, its panel opened. Where others' words stand by then, theirs do: given back, ours would
 * pass for typed over theirs.
 */
export function giveBack<F extends { value: string }>(typed: Typed, find: (name: string) => F | null, put: (field: F, value: string, name: string) => void): Typed {
  return typed.filter(([name, value, before]) => {
    const field = find(name);
    if (field && field.value !== value && (before === undefined || field.value === before)) put(field, value, name);
    return !field;
  });
}

/** All that is typed on a desk and not yet elsewhere, with what still waits for its field. */
export function typedOn(root: HTMLElement): Typed {
  const there = [...root.querySelectorAll<Field>("[data-keep]")];
  const names = new Set(there.map((f) => f.dataset.keep));
  return [
    ...there.flatMap((f): Typed => {
      const name = f.dataset.keep ?? "";
      const before = words.before(name, f.value);
      return before === null ? [] : [[name, f.value, before]];
    }),
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

function put(field: Field, value: string, name: string): void {
  const folded = field.closest("details");
  if (folded) folded.open = true;
  words.typed(name, field.value, value);
  field.value = value;
  // A choice is told by its change; of a text that is its end, and would save the half of it.
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
}

/** A lost link is known only after its silence (link.ts): what was typed in it is told to nobody. */
export class Lately<F> {
  private readonly at = new Map<F, number>();

  constructor(private readonly milliseconds: number) {}

  typed(field: F, now: number): void {
    for (const [known, at] of this.at) if (now - at > this.milliseconds) this.at.delete(known);
    this.at.set(field, now);
  }

  take(now: number): F[] {
    const fields = [...this.at].filter(([, at]) => now - at <= this.milliseconds).map(([field]) => field);
    this.at.clear();
    return fields;
  }
}

const lately = new Lately<EventTarget>(12_000);

const unheard = new Map<EventTarget, Set<string>>();

/** The link is lost, and was for some time. */
export function lostNow(): void {
  for (const field of lately.take(performance.now())) tellLater(field, "input");
}

function tellLater(field: EventTarget, name: string): void {
  unheard.set(field, (unheard.get(field) ?? new Set<string>()).add(name));
}

/** While the link is lost the server hears nothing of what is typed: without being told afterwards it would send the half of it. */
export function hearLater(): void {
  watchTyping();
  for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => {
      if (!event.target || (event.target instanceof HTMLInputElement && event.target.type === "file")) return;
      if (!linkLost()) {
        if (name === "input" && event.isTrusted) lately.typed(event.target, performance.now());
        return;
      }
      tellLater(event.target, name);
      // Blazor has nobody to tell, and would throw.
      event.stopImmediatePropagation();
    }, true);
  }
}

function watchTyping(): void {
  const stood = new WeakMap<Field, string>();
  const kept = (event: Event) => (event.target instanceof HTMLElement && event.target.dataset.keep !== undefined ? (event.target as Field) : null);
  for (const name of ["focusin", "beforeinput"]) {
    document.addEventListener(name, (event) => {
      const field = kept(event);
      if (field) stood.set(field, field.value);
    }, true);
  }
  document.addEventListener("input", (event) => {
    const field = kept(event);
    if (!field) return;
    words.typed(field.dataset.keep ?? "", stood.get(field) ?? "", field.value);
    stood.set(field, field.value);
  }, true);
}

/** The link is back: what changed meanwhile is said now, as it stands. */
export function tellNow(): void {
  for (const [field, names] of unheard) {
    if (field instanceof Node && field.isConnected) for (const name of names) field.dispatchEvent(new Event(name, { bubbles: true }));
  }
  unheard.clear();
}
