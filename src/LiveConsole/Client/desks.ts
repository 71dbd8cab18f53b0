/** What the desks need beyond Blazor: loaded as a module by every desk's page. It starts the circuit itself, so it is there before it. */
import { behind } from "./desks/behind";
import { copy } from "./desks/copy";
import { fields } from "./desks/fields";
import { icon } from "./desks/icon";
import { keys, type Binding } from "./desks/keys";
import { link } from "./desks/link";
import { lists } from "./desks/lists";
import { pages } from "./desks/pages";
import { panels } from "./desks/panels";
import { phone } from "./desks/phone";
import { pictures } from "./desks/pictures";
import { previews } from "./desks/previews";
import { ring } from "./desks/ring";
import { ticks } from "./desks/ticks";
import type { Page } from "./desks/page";

declare global {
  interface Window {
    liveconsole: { attach(root: HTMLElement, page: Page, bindings: Binding[]): void; focus(list: string): void };
  }
}

let leave: AbortController | null = null;

window.liveconsole = {
  /** A desk has become interactive: its keys, buttons and lists are heard from now on, until the next one attaches. */
  attach(root, page, bindings) {
    leave?.abort();
    leave = new AbortController();
    keys(root, page, bindings, leave.signal);
    lists(root, page, leave.signal);
    pages(root, leave.signal);
    panels(root, leave.signal);
    ring(root, leave.signal);
    previews(root, page, leave.signal);
    phone(page, leave.signal);
    root.dataset.ready = "true";
  },
  focus(list) {
    document.querySelector<HTMLElement>(`.desk [data-list="${list}"]`)?.focus({ preventScroll: true });
  },
};

ticks();
icon();
link();
behind();
pictures();
fields();
copy();
