// The days of a week: each is closed under a line that says what was chosen in it.
"use strict";

document.addEventListener("input", (event) => {
  const day = event.target.closest("details.day");
  if (!day) return;
  const kind = day.querySelector("select[name^=art]");
  // Whoever is absent has no hours.
  if (event.target === kind && kind.dataset.absences.split(" ").includes(kind.value)) {
    day.querySelector("[name^=zeit]").value = "";
  }
  day.querySelector("[data-day-kind]").textContent = kind.selectedOptions[0].textContent;
  day.querySelector("[data-day-hours]").textContent = day.querySelector("[name^=zeit]").value;
}, { capture: true });
