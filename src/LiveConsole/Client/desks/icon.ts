/** The person's own waiting count, as the tab's title says it: "(3) Experts". */
export function countIn(title: string): number {
  return Number(/^\((\d{1,6})\)/.exec(title)?.[1] ?? 0);
}

/** The tab's picture, large enough to be read at 16 px: the count on light; on blue, somebody rings. Null: the usual one. */
export function iconOf(count: number, rung: boolean): string | null {
  if (count === 0 && !rung) return null;
  const words = rung && count === 0 ? "!" : count > 99 ? "99+" : String(count);
  const size = words.length > 2 ? 15 : words.length === 2 ? 21 : 25;
  const [ground, ink] = rung ? ["#1F6FD1", "#FFFFFF"] : ["#E8ECF1", "#0F1216"];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${ground}"/><text x="16" y="${16 + size * 0.36}" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="${size}" fill="${ink}">${words}</text></svg>`;
}

/** The tab's picture follows its title and whoever rings, also while the tab is behind others. */
export function icon(): void {
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (!link) return;
  const usual = link.href;
  const draw = () => {
    const picture = iconOf(countIn(document.title), document.documentElement.dataset.rung === "true");
    const href = picture ? `data:image/svg+xml,${encodeURIComponent(picture)}` : usual;
    if (link.href !== href) link.href = href;
  };
  new MutationObserver(draw).observe(document.head, { subtree: true, childList: true, characterData: true });
  new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-rung"] });
  draw();
}
