// Codes: from the part of the address behind # into the field, and from the page into the clipboard.
"use strict";

(() => {
  // The part behind # never reaches a server; it leaves the address bar as soon as it was read.
  const fill = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    let found = false;
    for (const field of document.querySelectorAll("[data-code-field], [data-from-hash]")) {
      const value = given.get(field.name);
      if (value === null) continue;
      found = true;
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      const remark = document.querySelector(`[data-code-filled="${CSS.escape(field.id)}"]`);
      if (remark) remark.hidden = false;
    }
    if (found) history.replaceState(history.state, "", location.pathname + location.search);
  };
  fill();
  addEventListener("hashchange", fill);

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    const words = button.querySelector("[data-copy-words]");
    const before = words.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      words.textContent = button.dataset.copied;
      setTimeout(() => {
        words.textContent = before;
      }, 4000);
    });
  }
})();
