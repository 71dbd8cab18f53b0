import { press, type Page } from "./page";
import { typeAgain, typedOn, type Typed } from "./typed";

const nearEdge = 60;

export function focusedList(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>("[data-list]") ?? null;
}

export function listOf(list: HTMLElement): string {
  return list.dataset.list ?? "";
}

/** The id painted as selected now. */
export function selectedId(list: HTMLElement): string | null {
  return list.querySelector<HTMLElement>('[aria-selected="true"]')?.dataset.id ?? null;
}

/** Lists of a desk: rows are chosen by pointer, follow the live edge, stand still under a pointer, ask for more at their ends. */
export function lists(root: HTMLElement, page: Page, signal: AbortSignal): void {
  root.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.target.closest("button, a, input, textarea, summary, [data-act]")) return;
    const row = event.target.closest<HTMLElement>("[data-list] [data-id]");
    const list = row?.closest<HTMLElement>("[data-list]");
    if (!row || !list) return;
    list.focus({ preventScroll: true });
    press(page, "select", row.dataset.id ?? null, listOf(list));
  }, { signal });

  let had: HTMLElement | null = null;
  root.addEventListener("focusin", (event) => {
    had = focusedList();
    const list = event.target instanceof HTMLElement && event.target.matches("[data-list]") ? event.target : null;
    if (list && document.documentElement.dataset.lastList !== listOf(list)) {
      document.documentElement.dataset.lastList = listOf(list);
      press(page, "focus", null, listOf(list));
    }
  }, { signal });

  // Enter and leave do not bubble: heard in the capture phase.
  root.addEventListener("pointerenter", (event) => hold(event, "hold"), { signal, capture: true });
  root.addEventListener("pointerleave", (event) => hold(event, "release"), { signal, capture: true });
  const hold = (event: PointerEvent, act: string) => {
    if (event.pointerType !== "mouse" || !(event.target instanceof HTMLElement) || !event.target.hasAttribute("data-hold")) return;
    if (act === "hold") event.target.dataset.pointed = "true";
    else delete event.target.dataset.pointed;
    press(page, act, null, listOf(event.target));
  };

  root.addEventListener("scroll", (event) => {
    const list = event.target;
    if (!(list instanceof HTMLElement) || !list.hasAttribute("data-live")) return;
    if (list.scrollTop < nearEdge && list.scrollHeight > list.clientHeight && list.dataset.live === "false") press(page, "older", null, listOf(list));
    const below = list.scrollHeight - list.scrollTop - list.clientHeight;
    if (below < nearEdge && list.dataset.away === "true") press(page, "newer", null, listOf(list));
  }, { signal, capture: true });

  const follow = new MutationObserver((changes) => {
    const touched = new Set<HTMLElement>();
    for (const change of changes) {
      const list = (change.target instanceof Element ? change.target : change.target.parentElement)?.closest<HTMLElement>("[data-list]");
      if (!list) continue;
      touched.add(list);
      if (change.type === "attributes" && change.attributeName === "aria-activedescendant") show(list);
    }
    // The list that had the focus has given its place to another: the keys go on there.
    if (had && !had.isConnected && document.activeElement === document.body) root.querySelector<HTMLElement>("[data-list][data-first]")?.focus({ preventScroll: true });
    for (const list of touched) if (list.dataset.live === "true" && !list.dataset.pointed) list.scrollTop = list.scrollHeight;
  });
  follow.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-activedescendant", "data-live"] });
  signal.addEventListener("abort", () => follow.disconnect());

  for (const list of root.querySelectorAll<HTMLElement>('[data-list][data-live="true"]')) list.scrollTop = list.scrollHeight;
  const again = come(root, page, signal);
  if (!again && (document.activeElement === document.body || document.activeElement?.tagName === "H1"))
    (root.querySelector<HTMLElement>("[data-list][data-first]") ?? root.querySelector<HTMLElement>("[data-list]"))?.focus({ preventScroll: true });
  addEventListener("pagehide", () => remember(root), { signal });
}

function show(list: HTMLElement): void {
  const id = list.getAttribute("aria-activedescendant");
  if (id) document.getElementById(id)?.scrollIntoView({ block: "nearest" });
}

/** A page that had to be opened again (the server restarted) comes back to the row and the words it had. */
export function remember(root: HTMLElement): void {
  const list = focusedList() ?? root.querySelector<HTMLElement>(`[data-list="${document.documentElement.dataset.lastList ?? ""}"]`);
  sessionStorage.setItem(`desk ${location.pathname}`, JSON.stringify({ who: who(root), list: list ? listOf(list) : null, id: list ? selectedId(list) : null, fields: typedOn(root) }));
}

/** As whom the desk says it is used. */
function who(root: HTMLElement): string {
  return root.querySelector(".status > .who")?.textContent ?? "";
}

function come(root: HTMLElement, page: Page, signal: AbortSignal): boolean {
  const kept = sessionStorage.getItem(`desk ${location.pathname}`);
  sessionStorage.removeItem(`desk ${location.pathname}`);
  if (!kept || !document.documentElement.dataset.returned) return false;
  const was = JSON.parse(kept) as { who: string; list: string | null; id: string | null; fields: Typed };
  // Signed in as somebody else since, in this same tab: what was typed is not theirs to read.
  if (was.who !== who(root)) return false;
  const { list, id, fields } = was;
  const there = root.querySelector<HTMLElement>(`[data-list="${list ?? ""}"]`);
  there?.focus({ preventScroll: true });
  if (there && id) press(page, "select", id, list);
  typeAgain(root, fields, signal);
  return there !== null;
}
