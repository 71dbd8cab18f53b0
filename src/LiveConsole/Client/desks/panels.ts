/** A panel that opens takes the focus, so that it is heard and scrolled by keys; closed, it gives it back to where it was. */
export function panels(root: HTMLElement, signal: AbortSignal): void {
  let before: HTMLElement | null = null;
  let open = root.querySelector<HTMLElement>("[data-panel]");
  const watch = new MutationObserver(() => {
    const now = root.querySelector<HTMLElement>("[data-panel]");
    if (now === open) return;
    const had = open;
    open = now;
    if (now) {
      if (!had) before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      (now.querySelector<HTMLElement>("[data-focus]") ?? now).focus({ preventScroll: true });
      return;
    }
    // Somebody who has gone on elsewhere stays there.
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    (before?.isConnected && before !== document.body ? before : root.querySelector<HTMLElement>("[data-list]"))?.focus({ preventScroll: true });
  });
  watch.observe(root, { subtree: true, childList: true });
  signal.addEventListener("abort", () => watch.disconnect());
}
