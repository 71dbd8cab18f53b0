import { type Page, press } from "./page";

/** As wide as a phone is held (desks.md): whoever works on one is dealt half as much of a shared lane. */
const narrow = "(max-width: 600px)";

export function phone(page: Page, signal: AbortSignal): void {
  const held = matchMedia(narrow);
  const say = () => press(page, "phone", held.matches ? "on" : "off", null);
  // A desk is taken for no phone until it says so.
  if (held.matches) say();
  held.addEventListener("change", say, { signal });
}
