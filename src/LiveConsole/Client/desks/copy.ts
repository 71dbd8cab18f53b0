/**
 * A button with data-copy puts the text of the field of that id on the clipboard and says so on itself for a moment; one with data-copy-text its own,
 * which stands on no glass: a screen's address is a secret.
 */
export function copy(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button:is([data-copy], [data-copy-text])") : null;
    const secret = button?.dataset.copyText;
    const field = secret !== undefined ? unseen(secret) : button && document.getElementById(button.dataset.copy ?? "");
    if (!button || !(field instanceof HTMLInputElement)) return;
    void take(field).then((taken) => {
      if (secret !== undefined) field.remove();
      // Left selected where the browser lends no clipboard (no HTTPS): the person's own keys copy it.
      if (taken) say(button);
    });
  });
}

async function take(field: HTMLInputElement): Promise<boolean> {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

function say(button: HTMLButtonElement): void {
  const words = button.textContent;
  button.textContent = button.dataset.done ?? words;
  setTimeout(() => (button.textContent = words), 2000);
}

/** The old way to the clipboard needs a field to select. */
function unseen(text: string): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "text";
  field.value = text;
  field.className = "heard";
  field.ariaHidden = "true";
  document.body.append(field);
  return field;
}
