// Features/FeaturePages.cs lets 64 KiB through in one message; a verb refuses above 4,000 characters, in words.
const longest = 5000;

/** A paste of a megabyte must not break the page's link: every field has a length, given or this one. */
export function fields(): void {
  document.addEventListener("focusin", (event) => bound(event.target));
  document.addEventListener("drop", (event) => bound(event.target), true);
}

export function bound(field: unknown): void {
  if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.maxLength < 0) field.maxLength = longest;
}
