import { focusedList, listOf, selectedId } from "./lists";
import { linkLost, press, type Page } from "./page";

/** One bound key, as Features/Frame/Key.cs says it. */
export interface Binding {
  name: string;
  act: string;
  place: "List" | "Page" | "Always";
  lists: string[];
  from: "row" | "button";
  repeats: boolean;
}

const onceWithin = 250;
const goWithin = 1500;
const heldFor = 1000;
const typingSaidEvery = 2000;

/**
 * Keys and buttons of a desk. What a press carries is the id that was painted when the key went down, never a row's number: the list may
 * have moved since. The same deed on the same id within 250 ms counts once.
 */
export function keys(root: HTMLElement, page: Page, bindings: Binding[], signal: AbortSignal): void {
  let last = { deed: "", at: 0 };
  // Never yet: a page that was just opened must not take a Q for the end of "G Q".
  let going = Number.NEGATIVE_INFINITY;

  const early = findEarly(root, signal);

  const deed = (act: string, id: string | null, list: string | null, repeats: boolean) => {
    const now = performance.now();
    const same = `${act} ${id ?? ""}`;
    if (!repeats && last.deed === same && now - last.at < onceWithin) return;
    last = { deed: same, at: now };
    if (act === "find-item") early.begin();
    here(root, act);
    press(page, act, id, list);
  };

  document.addEventListener("keydown", (event) => {
    if (early.takes(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const name = nameOf(event);
    if (name === null) return;
    const typing = isTyping(event.target);
    const list = focusedList();
    if (!typing && list && performance.now() - going < goWithin && /^[a-z]$/.test(name)) {
      going = Number.NEGATIVE_INFINITY;
      const there = root.querySelector<HTMLAnchorElement>(`[data-go="${name}"]`);
      if (there) {
        event.preventDefault();
        there.click();
        return;
      }
    }
    if (!typing && list && name === "g") {
      going = performance.now();
      return;
    }
    if (!typing && list && (name === "ArrowLeft" || name === "ArrowRight") && root.querySelectorAll("[data-list]").length > 1) {
      event.preventDefault();
      column(root, list, name === "ArrowRight" ? 1 : -1);
      return;
    }
    const bound = boundTo(bindings, name, event, (b) => acts(b, typing, list));
    if (!bound) return;
    if (bound.name !== "Escape" || !typing) event.preventDefault();
    if (linkLost() || (event.repeat && !bound.repeats)) return;
    if (bound.name === "Escape" && event.target instanceof HTMLElement) leave(root, event.target, typing);
    const button = bound.from === "button" ? painted(root, bound.act) : null;
    if (bound.from === "button" && bound.act === "undo" && !button) return;
    if (button instanceof HTMLButtonElement && button.disabled) return;
    const id = bound.from === "row" ? (list ? selectedId(list) : null) : (button?.dataset.id ?? null);
    deed(bound.act, id, list ? listOf(list) : within(event.target), bound.repeats);
  }, { signal, capture: true });

  root.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest("[data-reload]")) {
      event.preventDefault();
      location.reload();
      return;
    }
    const button = event.target.closest<HTMLElement>("[data-act]");
    if (!button || button.hasAttribute("data-held") || (button instanceof HTMLButtonElement && button.disabled)) return;
    // A link that is also a deed: the deed goes where the link would, without opening the page anew.
    if (button instanceof HTMLAnchorElement) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
    }
    const list = focusedList();
    // A row's own small buttons act on their row: the id that is painted there.
    const id = button.dataset.id ?? (button.closest(".row-deeds") ? button.closest<HTMLElement>("[data-id]")?.dataset.id : undefined) ?? null;
    deed(button.dataset.act ?? "", id, within(button) ?? (list ? listOf(list) : null), false);
  }, { signal });

  // A button pressed with the pointer leaves the focus in the list, so that the next key still acts there.
  root.addEventListener("mousedown", (event) => {
    if (event.target instanceof Element && event.target.closest("button[data-act]") && focusedList()) event.preventDefault();
  }, { signal });

  // Colleagues see that somebody types, and a claim is renewed; not what is typed. In the card alone: what is typed elsewhere is not about what is selected.
  let typed = Number.NEGATIVE_INFINITY;
  root.addEventListener("input", (event) => {
    if (!(event.target instanceof HTMLElement) || !event.target.hasAttribute("data-keep") || !event.target.closest("[data-card]") || performance.now() - typed < typingSaidEvery) return;
    typed = performance.now();
    press(page, "typing", null, null);
  }, { signal });

  held(root, signal, (act, id) => deed(act, id, null, false));
}

const earlyFor = 3000;

/** "Ctrl+K 41 Enter" in one go: what is typed before the field is there goes into it, not into the list that still has the focus. */
function findEarly(root: HTMLElement, signal: AbortSignal): { begin(): void; takes(event: KeyboardEvent): boolean } {
  const field = () => root.querySelector<HTMLInputElement>(".find-item [data-focus]");
  let typed: { text: string; enter: boolean; since: number } | null = null;
  root.addEventListener("focusin", (event) => {
    const input = field();
    if (!typed || !input || event.target !== input) return;
    const { text, enter } = typed;
    typed = null;
    if (text !== "") {
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (enter) input.form?.requestSubmit();
  }, { signal });
  return {
    begin() {
      typed = field() ? null : { text: "", enter: false, since: performance.now() };
    },
    takes(event) {
      if (!typed || event.ctrlKey || event.metaKey || event.altKey) return false;
      if (event.key === "Escape" || performance.now() - typed.since > earlyFor) {
        typed = null;
        return false;
      }
      if (event.key === "Enter") typed.enter = true;
      else if (event.key === "Backspace") typed.text = typed.text.slice(0, -1);
      else if (event.key.length === 1 && !typed.enter) typed.text += event.key;
      else return false;
      return true;
    },
  };
}

/** What the page does by itself, without asking the server. */
function here(root: HTMLElement, act: string): void {
  if (act === "search") root.querySelector<HTMLInputElement>("[data-search]")?.focus();
  if (act === "edit") root.querySelector<HTMLElement>("[data-edit]")?.focus();
  if (act === "open") root.querySelector<HTMLElement>("[data-card]")?.focus();
}

/** The list that a field or a button belongs to, though it stands beside it: the feed's search and its pill. */
function within(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest<HTMLElement>("[data-within]")?.dataset.within ?? null) : null;
}

function acts(binding: Binding, typing: boolean, list: HTMLElement | null): boolean {
  if (binding.place === "Always") return true;
  if (typing) return false;
  if (binding.place === "Page") return true;
  if (!list) return false;
  return binding.lists.length === 0 || binding.lists.includes(listOf(list));
}

/** The newest button of an act that can be seen: what fades away by its animation is not pressed by its key. */
function painted(root: HTMLElement, act: string): HTMLElement | null {
  for (const button of root.querySelectorAll<HTMLElement>(`[data-act="${act}"]`)) {
    if (typeof button.checkVisibility !== "function" || button.checkVisibility({ visibilityProperty: true })) return button;
  }
  return null;
}

/** Letters by character, digits by physical key so that AZERTY needs no Shift; null for what is never ours (AltGr, Ctrl, a bare modifier). */
export function nameOf(event: KeyboardEvent): string | null {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") return "Ctrl+k";
  if (event.ctrlKey || event.metaKey || event.isComposing || event.getModifierState("AltGraph")) return null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code);
  if (digit && !event.shiftKey && !event.altKey) return digit[1] ?? null;
  const named = event.key.length > 1 ? event.key : null;
  if (event.altKey) return named ? `Alt+${named}` : null;
  if (named) return event.shiftKey && (named === "Enter" || named === "Backspace") ? `Shift+${named}` : named;
  return event.key.toLowerCase();
}

/** What a key means here: a letter with Shift where that is bound by itself, else the letter whatever the case. */
export function boundTo(bindings: Binding[], name: string, event: KeyboardEvent, acts: (binding: Binding) => boolean): Binding | undefined {
  const named = (wanted: string) => bindings.find((b) => b.name === wanted && acts(b));
  return (event.shiftKey && /^[a-z]$/.test(name) ? named(`Shift+${name}`) : undefined) ?? named(name);
}

export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}

function column(root: HTMLElement, from: HTMLElement, step: number): void {
  const all = [...root.querySelectorAll<HTMLElement>("[data-list]")];
  all[all.indexOf(from) + step]?.focus();
}

/** Esc in a field or in the card goes back to the list one came from, so that the keys act there again; what was typed stays. A panel gives the focus back by itself. */
function leave(root: HTMLElement, from: HTMLElement, typing: boolean): void {
  if (!typing && from !== document.body && !from.closest("[data-card]")) return;
  from.blur();
  (root.querySelector<HTMLElement>(`[data-list="${document.documentElement.dataset.lastList ?? ""}"]`) ?? root.querySelector<HTMLElement>("[data-list]"))?.focus({ preventScroll: true });
}

/** Buttons that act after being held for a second, by pointer or by Enter and Space. */
function held(root: HTMLElement, signal: AbortSignal, done: (act: string, id: string | null) => void): void {
  let timer = 0;
  const stop = () => {
    clearTimeout(timer);
    root.querySelectorAll("[data-held].holding").forEach((b) => b.classList.remove("holding"));
  };
  const start = (event: Event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-held]") : null;
    if (!button || linkLost()) return;
    if (event instanceof KeyboardEvent && (event.repeat || (event.key !== "Enter" && event.key !== " "))) return;
    stop();
    button.classList.add("holding");
    timer = window.setTimeout(() => {
      stop();
      done(button.dataset.act ?? "", button.dataset.id ?? null);
    }, heldFor);
  };
  for (const name of ["pointerdown", "keydown"]) root.addEventListener(name, start, { signal });
  for (const name of ["pointerup", "pointercancel", "pointerleave", "keyup", "blur"]) root.addEventListener(name, stop, { signal, capture: name === "blur" });
}
