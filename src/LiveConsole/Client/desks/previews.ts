import { linkLost, type Page } from "./page";

interface FromScreen { liveconsole?: string; lines?: number; pages?: number; size?: number; form?: string }

/** The screens' own pages in frames: they get the state that stands in data-state, and tell how it came out. */
export function previews(root: HTMLElement, page: Page, signal: AbortSignal): void {
  const ready = new WeakSet<HTMLIFrameElement>();

  const send = (frame: HTMLIFrameElement) => {
    if (!ready.has(frame) || !frame.dataset.state) return;
    frame.contentWindow?.postMessage({ liveconsole: "screen", state: JSON.parse(frame.dataset.state) as unknown, link: true }, location.origin);
  };

  addEventListener("message", (event: MessageEvent) => {
    if (event.origin !== location.origin) return;
    const frame = [...root.querySelectorAll<HTMLIFrameElement>("iframe[data-state]")].find((f) => f.contentWindow === event.source);
    const data = event.data as FromScreen | null;
    if (!frame || !data) return;
    if (data.liveconsole === "ready") {
      ready.add(frame);
      send(frame);
    } else if (data.liveconsole === "drawn" && !linkLost()) {
      // The desk may be left, or its link go, while its preview draws: then nobody needs to know how it came out.
      page.invokeMethodAsync("Fitted", frame.dataset.kind ?? "", data.lines ?? 0, data.pages ?? 0, Math.round(data.size ?? 0), data.form ?? "").catch(() => {});
    }
  }, { signal });

  const changed = new MutationObserver((changes) => {
    for (const change of changes) if (change.target instanceof HTMLIFrameElement) send(change.target);
  });
  changed.observe(root, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
  signal.addEventListener("abort", () => changed.disconnect());

  // A frame that was ready before this page could hear it: asked again by loading it again.
  for (const frame of root.querySelectorAll<HTMLIFrameElement>("iframe[data-state]")) frame.contentWindow?.location.reload();
}
