// What all pages share: forms that are sent once, warn before losing what was typed, and show where an error stands.
"use strict";

(() => {
  const forms = [...document.querySelectorAll("form")];
  const posted = forms.filter((form) => form.method === "post");

  // Our own messages are better than the browser's: they stand in the page and in its language.
  for (const form of forms) form.noValidate = true;

  document.querySelector("[data-error-summary]")?.focus();

  // Sent once: the button rests until the next page is there, or for ten seconds when the answer is a download.
  const rest = (form, resting) => {
    for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = resting;
    if (resting) form.dataset.sent = "yes";
    else delete form.dataset.sent;
  };

  for (const form of posted) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      delete form.dataset.changed;
      form.dataset.sent = "yes";
      // After the event, or the pressed button's own value would not be sent.
      setTimeout(() => rest(form, true));
      setTimeout(() => rest(form, false), 10000);
    });
  }

  // A page that comes back from the browser's memory must work again.
  addEventListener("pageshow", () => {
    for (const form of posted) rest(form, false);
  });

  // Unsaved changes: only forms that ask for it.
  const guarded = posted.filter((form) => "unsaved" in form.dataset);
  for (const form of guarded) {
    form.addEventListener("input", () => {
      form.dataset.changed = "yes";
    });
  }
  if (guarded.length) {
    addEventListener("beforeunload", (event) => {
      if (guarded.some((form) => form.dataset.changed)) event.preventDefault();
    });
  }

  // The menu on a phone closes with Escape and gives the focus back.
  const menu = document.querySelector(".menu-switch");
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu?.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
