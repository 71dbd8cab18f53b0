/**
 * An emote or a badge whose picture does not come is its name: the box round it has that, and shows it while the picture is missing. A box is kept by Blazor
 * for another picture, so what comes later takes the mark away.
 */
export function pictures(): void {
  document.addEventListener("error", (event) => mark(event.target, true), true);
  document.addEventListener("load", (event) => mark(event.target, false), true);
  for (const picture of document.querySelectorAll<HTMLImageElement>(".picture > img")) {
    // Those of the first bytes may have been tried before this script was there.
    if (picture.complete && picture.currentSrc !== "" && picture.naturalWidth === 0) mark(picture, true);
  }
}

function mark(target: EventTarget | null, missing: boolean): void {
  if (target instanceof HTMLImageElement) target.closest(".picture")?.toggleAttribute("data-missing", missing);
}
