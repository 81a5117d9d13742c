// Passwords: the switch that shows what was typed, and the hint about blanks at either end.
"use strict";

(() => {
  const show = (button, field, shown) => {
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
    button.querySelector("[data-words]").textContent = shown ? button.dataset.hide : button.dataset.show;
  };

  for (const button of document.querySelectorAll("[data-reveal]")) {
    const field = document.getElementById(button.dataset.reveal);
    if (!field) continue;
    button.hidden = false;
    button.parentElement.classList.remove("scriptless");
    button.addEventListener("click", () => show(button, field, field.type === "password"));
    // Sent hidden again, so that the browser offers to keep it as a password and not as plain text.
    field.form?.addEventListener("submit", () => show(button, field, false));
  }

  for (const hint of document.querySelectorAll("[data-blank-hint]")) {
    const field = document.getElementById(hint.dataset.blankHint);
    field?.addEventListener("input", () => {
      hint.hidden = field.value === field.value.trim();
    });
  }
})();
