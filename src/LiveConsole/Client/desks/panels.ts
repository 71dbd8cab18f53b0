/** A panel that opens takes the focus, so that it is heard and scrolled by keys; closed, it gives it back to where it was. */
export function panels(root: HTMLElement, signal: AbortSignal): void {
  let before: HTMLElement | null = null;
  const panelsNow = () => [...root.querySelectorAll<HTMLElement>("[data-panel]")];
  let open = panelsNow();
  const watch = new MutationObserver(() => {
    const had = open;
    open = panelsNow();
    // Two may be open: the one that was opened last takes the focus, wherever it stands.
    const opened = open.find((panel) => !had.includes(panel));
    if (opened) {
      if (had.length === 0) before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      (opened.querySelector<HTMLElement>("[data-focus]") ?? opened).focus({ preventScroll: true });
      return;
    }
    // Somebody who has gone on elsewhere stays there.
    if (had.length === open.length || (document.activeElement !== document.body && document.activeElement !== null)) return;
    (open.at(-1) ?? (before?.isConnected && before !== document.body ? before : root.querySelector<HTMLElement>("[data-list]")))?.focus({ preventScroll: true });
  });
  watch.observe(root, { subtree: true, childList: true });
  signal.addEventListener("abort", () => watch.disconnect());
}
