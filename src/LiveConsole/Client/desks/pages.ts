/** The list of a settings' pages: arrows walk through it, Enter opens (a link's own). */
export function pages(root: HTMLElement, signal: AbortSignal): void {
  root.addEventListener("keydown", (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.altKey || event.metaKey) return;
    const list = event.target.closest<HTMLElement>("[data-pages]");
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!list || !step) return;
    const links = [...list.querySelectorAll<HTMLAnchorElement>("a")];
    const next = links[links.indexOf(event.target as HTMLAnchorElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }, { signal });
}
