// The button of an invitation says who one will be: also while the name is still being typed.
const field = document.querySelector<HTMLInputElement>("#name");
const button = document.querySelector<HTMLButtonElement>("button.come-in-button");

field?.addEventListener("input", () => {
  const name = field.value.trim();
  if (button) button.textContent = (name ? button.dataset.named : button.dataset.unnamed)?.replace("{0}", () => name) ?? "";
});
