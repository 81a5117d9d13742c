// Saves what is written a few seconds after the last key, and says so. What the network loses waits and is sent again.
"use strict";

(() => {
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const state = form.querySelector("[data-autosave-state]");
    const revision = form.elements.namedItem("fassung");
    let timer = 0;
    let sending = false;
    let changed = false;
    let failures = 0;

    const say = (text) => {
      if (state.textContent !== text) state.textContent = text;
    };

    const later = (wait) => {
      clearTimeout(timer);
      timer = setTimeout(save, wait);
    };

    const save = async () => {
      if (sending || !changed) return;
      sending = true;
      changed = false;
      say(form.dataset.saving);
      try {
        const body = new URLSearchParams(new FormData(form));
        body.set("still", "1");
        const answer = await fetch(form.dataset.autosave, { method: "POST", body, redirect: "manual" });
        if (answer.status === 409) {
          say(form.dataset.conflict);
          return;
        }
        if (!answer.ok) throw new Error(String(answer.status));
        const [number, ...time] = (await answer.text()).trim().split(" ");
        revision.value = number;
        failures = 0;
        delete form.dataset.changed;
        say(`${form.dataset.saved} ${time.join(" ")}`);
        if (changed) later(2000);
      } catch {
        // Still in the page, and tried again.
        changed = true;
        failures += 1;
        say(form.dataset.unsaved);
        later(Math.min(3000 * 2 ** failures, 60000));
      } finally {
        sending = false;
      }
    };

    // The line that a day is closed under says what was chosen in it.
    form.addEventListener("input", (event) => {
      const day = event.target.closest("details.day");
      if (!day) return;
      const kind = day.querySelector("select[name^=art]");
      day.querySelector("[data-day-kind]").textContent = kind.selectedOptions[0].textContent;
      day.querySelector("[data-day-hours]").textContent = day.querySelector("[name^=zeit]").value;
    });
    form.addEventListener("input", () => {
      changed = true;
      later(2500);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
    addEventListener("online", () => later(0));
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) later(0);
    });
    addEventListener("beforeunload", (event) => {
      if (changed && !form.dataset.sent) event.preventDefault();
    });
  }
})();
