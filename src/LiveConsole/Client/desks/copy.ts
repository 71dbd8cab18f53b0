/** A button with data-copy puts the text of the field of that id on the clipboard and says so on itself for a moment. */
export function copy(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[data-copy]") : null;
    const field = button && document.getElementById(button.dataset.copy ?? "");
    if (!button || !(field instanceof HTMLInputElement)) return;
    void take(field).then((taken) => {
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
