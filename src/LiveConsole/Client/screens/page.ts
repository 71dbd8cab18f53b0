import type { Run } from "./words";

/** The element of an id; a page without it is a mistake in its HTML, found at the first load. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element as T;
}

/** Puts words in only when they differ, so that a clock's tick costs nothing elsewhere. */
export function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** "T-00:04:27": figures that keep their width, beside a sign that does not take a figure's. */
export function sayClock(element: HTMLElement, clock: string): void {
  if (element.textContent === clock) return;
  const figures = document.createElement("span");
  figures.className = "figures";
  const from = clock.search(/[0-9]/);
  figures.textContent = from < 0 ? "" : clock.slice(from);
  element.replaceChildren(from < 0 ? clock : clock.slice(0, from), figures);
}

/** Runs of a line; what a viewer typed stands in its own direction and cannot turn its neighbours. */
export function sayRuns(element: HTMLElement, runs: Run[]): void {
  const key = JSON.stringify(runs);
  if (element.dataset["runs"] === key) return;
  element.dataset["runs"] = key;
  element.replaceChildren(
    ...runs.map((run) => {
      if (!run.isolate) return document.createTextNode(run.text);
      const isolated = document.createElement("bdi");
      isolated.textContent = run.text;
      return isolated;
    }),
  );
}

export function show(element: HTMLElement, visible: boolean): void {
  if (element.hidden === visible) element.hidden = !visible;
}

/** `lang` and, when it is known, the language's direction; what viewers typed finds its own. */
export function speak(element: HTMLElement, language: string | null): void {
  const lang = language ?? "";
  if (element.lang !== lang) element.lang = lang;
}
