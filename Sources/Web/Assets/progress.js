// Long work: the server's account of it replaces the element every second until it says that the work is done.
"use strict";

(() => {
  const follow = (place) => {
    let failures = 0;
    const ask = async () => {
      if (document.hidden) return again();
      try {
        const answer = await fetch(place.dataset.progressUrl, { headers: { accept: "text/html" } });
        // Signed out in between, or the work was removed: the page itself knows what to say.
        if (answer.redirected || answer.status === 401 || answer.status === 403 || answer.status === 404) {
          location.reload();
          return;
        }
        if (!answer.ok) throw new Error(String(answer.status));
        failures = 0;
        const markup = await answer.text();
        const done = markup.includes("data-progress-done");
        if (done) place.setAttribute("aria-live", "polite");
        place.innerHTML = markup;
        if (done) place.removeAttribute("aria-busy");
        else again();
      } catch {
        failures += 1;
        again();
      }
    };
    const again = () => setTimeout(ask, Math.min(1000 * 2 ** failures, 30000));
    if (place.querySelector("[data-progress-done]")) return;
    place.setAttribute("aria-busy", "true");
    again();
  };

  for (const link of document.querySelectorAll("[data-progress-refresh]")) link.hidden = true;
  for (const place of document.querySelectorAll("[data-progress-url]")) follow(place);
})();
