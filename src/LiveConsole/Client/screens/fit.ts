/** How high a text of this size (px) stands when it is wrapped into the region's width. */
export type HeightOf = (text: string, size: number) => number;

export interface Region {
  height: number;
  /** The smallest size that can be read at the screen's distance, px. */
  floor: number;
  /** The largest size asked for, px. */
  ceiling: number;
  /** Line height over size. */
  leading: number;
}

export interface Fitted { size: number; pages: string[] }

/** Inter's capitals over its size. */
const capitals = 0.727;

/** A letter must fill 16 minutes of arc to be read: capitals of 4.65 mm at 1 m. */
const readableArc = Math.tan((16 / 60 / 180) * Math.PI);

/** The smallest size, px, that can be read at a distance on a screen of this diagonal, shown over the whole of it. */
export function floorSize(distanceMetres: number, diagonalInches: number, widthPixels: number, heightPixels: number): number {
  const pixelsPerMillimetre = Math.hypot(widthPixels, heightPixels) / (diagonalInches * 25.4);
  return ((distanceMetres * 1000 * readableArc) / capitals) * pixelsPerMillimetre;
}

/** As large as fits; at the floor it becomes pages. Never smaller, never cut. */
export function fit(text: string, region: Region, heightOf: HeightOf): Fitted {
  const ceiling = Math.max(region.ceiling, region.floor);
  const fits = (size: number) => heightOf(text, size) <= region.height;
  if (fits(ceiling)) return { size: ceiling, pages: [text] };
  if (!fits(region.floor)) return { size: region.floor, pages: paged(text, region, heightOf) };
  let good = region.floor;
  let bad = ceiling;
  while (bad - good > 0.5) {
    const middle = (good + bad) / 2;
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return { size: good, pages: [text] };
}

/** Pages at the floor, as few as can be, then as even as can be: nobody turns a page for one word. */
function paged(text: string, region: Region, heightOf: HeightOf): string[] {
  const line = region.floor * region.leading;
  const most = Math.max(1, Math.floor((region.height + 0.5) / line));
  const split = (lines: number) => pages(text, (page) => heightOf(page, region.floor) <= lines * line + 0.5);
  let best = split(most);
  for (let lines = most - 1; lines > 0; lines--) {
    const evener = split(lines);
    if (evener.length > best.length) break;
    best = evener;
  }
  return best;
}

function pages(text: string, fits: (page: string) => boolean): string[] {
  const made: string[] = [];
  let page = "";
  for (const piece of pieces(text, "word")) {
    if (fits((page + piece).trimEnd())) {
      page += piece;
      continue;
    }
    if (page.trim()) made.push(page.trim());
    page = piece.trimStart();
    if (page && !fits(page)) page = broken(page, fits, made);
  }
  if (page.trim()) made.push(page.trim());
  return made.length > 0 ? made : [text];
}

/** A word longer than a page (a stretched cry, a line of emoji): full pages of it go to `made`, the rest is returned. */
function broken(word: string, fits: (page: string) => boolean, made: string[]): string {
  let page = "";
  for (const sign of pieces(word, "grapheme")) {
    if (page && !fits(page + sign)) {
      made.push(page);
      page = "";
    }
    page += sign;
  }
  return page;
}

/** Words with the marks and spaces that follow them (a line never begins with "?"), or single signs. */
function pieces(text: string, granularity: "word" | "grapheme"): string[] {
  const cut = [...new Intl.Segmenter(undefined, { granularity }).segment(text)];
  if (granularity === "grapheme") return cut.map((part) => part.segment);
  const joined: string[] = [];
  let glued = false;
  for (const part of cut) {
    const opens = /^[([{«“‘"'¿¡]/u.test(part.segment);
    const space = /^[^\S\u00a0\u202f]+$/u.test(part.segment);
    const previous = joined.at(-1);
    const endsLine = previous !== undefined && /[^\S\u00a0\u202f]$/u.test(previous);
    if (previous !== undefined && !endsLine && (glued || space || (!part.isWordLike && !opens))) joined[joined.length - 1] = previous + part.segment;
    else joined.push(part.segment);
    glued = opens || (!part.isWordLike && !space && /['’\u00a0\u202f-]$/u.test(part.segment));
  }
  return joined;
}
