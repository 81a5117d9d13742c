// Weeks of training records: saved by themselves a few seconds after the last key. What could not be sent is kept on the
// device and sent later; who wants it can open and write weeks without a network.
"use strict";

(() => {
  const wish = "kp-offline";
  const isOffline = () => localStorage.getItem(wish) === "yes";
  // Kept for good only on a device that its owner chose for it.
  const store = () => (isOffline() ? localStorage : sessionStorage);
  const prefix = "kp-week ";
  const weekPath = /^\/ausbildungsnachweise\/\d+\/\d+\/\d+$/;
  const texts = document.querySelector("template[data-records]")?.dataset;

  const unsent = {
    read(path) {
      try {
        const text = localStorage.getItem(prefix + path) ?? sessionStorage.getItem(prefix + path);
        return text ? JSON.parse(text) : null;
      } catch {
        return null;
      }
    },
    write(path, entry) {
      try {
        store().setItem(prefix + path, JSON.stringify(entry));
      } catch {
        // A full or forbidden store: the page itself still holds what was typed.
      }
    },
    remove(path) {
      localStorage.removeItem(prefix + path);
      sessionStorage.removeItem(prefix + path);
    },
    paths() {
      const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
      return [...new Set(keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)))];
    },
  };

  const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => name !== "formular");
  const bodyOf = (fields, more) => new URLSearchParams([...fields, ...Object.entries(more)]);
  const token = (page) => page.querySelector("form input[name=formular]")?.value ?? "";

  // Sends what is kept to the page that shows both versions.
  const showBoth = (path, entry) => {
    unsent.write(path, { ...entry, sent: true });
    const form = document.createElement("form");
    form.method = "post";
    form.action = `${path}/speichern`;
    for (const [name, value] of [...entry.fields, ["formular", token(document)]]) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = value;
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  };

  // MARK: The week that is open

  const open = (form) => {
    const path = location.pathname;
    const state = form.querySelector("[data-autosave-state]");
    const revision = form.elements.namedItem("fassung");
    let timer = 0;
    let sending = false;
    let changed = false;
    let failures = 0;

    const say = (text, link) => {
      if (state.textContent === text) return;
      state.textContent = text;
      if (!link) return;
      const anchor = document.createElement("a");
      anchor.href = `/anmelden?weiter=${encodeURIComponent(path)}`;
      anchor.textContent = link;
      state.append(" ", anchor);
    };

    const later = (wait) => {
      clearTimeout(timer);
      timer = setTimeout(save, wait);
    };

    const keep = (more) => unsent.write(path, { fields: fieldsOf(form), revision: revision.value, ...more });

    // Whether the week is stored.
    const save = async () => {
      if (sending || !changed) return !changed;
      sending = true;
      changed = false;
      say(form.dataset.saving);
      try {
        const body = bodyOf(fieldsOf(form), { formular: token(form), still: "1" });
        const answer = await fetch(form.dataset.autosave, { method: "POST", body, redirect: "manual" });
        if (answer.status === 409) {
          say(form.dataset.conflict);
          return false;
        }
        if (answer.type === "opaqueredirect" || answer.status === 403) {
          changed = true;
          say(form.dataset.signedOut, form.dataset.signIn);
          return false;
        }
        if (!answer.ok) throw new Error(String(answer.status));
        const [number, ...time] = (await answer.text()).trim().split(" ");
        revision.value = number;
        failures = 0;
        delete form.dataset.changed;
        if (!changed) unsent.remove(path);
        say(`${form.dataset.saved} ${time.join(" ")}`);
        if (changed) later(2000);
        return !changed;
      } catch {
        // Still in the page and on the device, and tried again.
        changed = true;
        failures += 1;
        say(isOffline() ? form.dataset.kept : form.dataset.unsaved);
        later(Math.min(3000 * 2 ** failures, 60000));
        return false;
      } finally {
        sending = false;
      }
    };

    const restore = () => {
      const entry = unsent.read(path);
      if (!entry) return;
      // Both versions were on the screen and one was chosen, or the portal took what was sent.
      const isOver = entry.shown || (entry.sent && entry.revision !== revision.value);
      if (isOver) return unsent.remove(path);
      if (entry.revision !== revision.value) return showBoth(path, entry);
      for (const [name, value] of entry.fields) {
        const field = form.elements.namedItem(name);
        if (field && "value" in field) field.value = value;
      }
      changed = true;
      say(form.dataset.restored);
      later(500);
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
      keep({});
      later(2500);
    });
    form.addEventListener("submit", async (event) => {
      clearTimeout(timer);
      const isSubmission = !event.submitter?.hasAttribute("formaction");
      if (!isOffline() || !isSubmission || form.dataset.reached) return keep({ sent: true });
      // Without a network the week is kept and handed in later.
      event.preventDefault();
      try {
        await fetch("/health/live", { cache: "no-store" });
        form.dataset.reached = "yes";
        delete form.dataset.sent;
        form.requestSubmit(event.submitter);
      } catch {
        keep({ submit: true });
        say(form.dataset.queued);
      }
    });
    addEventListener("online", () => later(0));
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) later(0);
    });
    addEventListener("beforeunload", (event) => {
      if (changed && !form.dataset.sent && !isOffline()) event.preventDefault();
    });
    restore();
  };

  // MARK: Weeks that wait on this device

  const tell = (path, key) => {
    if (!texts || document.querySelector(`[data-told="${path}"]`)) return;
    const line = document.createElement("p");
    line.className = "alert wait";
    line.dataset.told = path;
    const link = document.createElement("a");
    link.href = path;
    link.textContent = `${texts.week} ${path.split("/").pop()}`;
    line.append(`${texts[key]} `, link);
    document.querySelector("main").prepend(line);
  };

  // A week that was written without a network: stored as if its page were open, never over another version.
  const send = async (path) => {
    const entry = unsent.read(path);
    if (!entry || entry.shown) return;
    const answer = await fetch(path, { redirect: "manual", cache: "no-store" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("form[data-autosave]");
    if (!form || form.elements.namedItem("fassung").value !== entry.revision) return tell(path, "conflict");
    const fields = entry.fields.filter(([name]) => name !== "fassung" && name !== "formular");
    const save = async (revision, action, more) =>
      fetch(`${path}/${action}`, {
        method: "POST",
        body: bodyOf(fields, { fassung: revision, formular: token(page), ...more }),
        redirect: "manual",
      });
    const saved = await save(entry.revision, "speichern", { still: "1" });
    if (!saved.ok) return saved.status === 409 ? tell(path, "conflict") : undefined;
    unsent.remove(path);
    if (!entry.submit) return tell(path, "sent");
    const revision = (await saved.text()).trim().split(" ")[0];
    const handedIn = await save(revision, "einreichen", {});
    tell(path, handedIn.type === "opaqueredirect" ? "handedIn" : "incomplete");
  };

  const sendAll = async () => {
    for (const path of unsent.paths()) {
      if (path === location.pathname || !weekPath.test(path)) continue;
      try {
        await send(path);
      } catch {
        return;
      }
    }
  };

  // MARK: Pages without a network

  const register = async () => {
    if (!("serviceWorker" in navigator) || !texts?.keep) return;
    await navigator.serviceWorker.register("/ausbildungsnachweise/offline.js", { scope: "/ausbildungsnachweise" });
    const worker = (await navigator.serviceWorker.ready).active;
    const assets = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
    worker.postMessage({
      keep: texts.keep.split(" "),
      assets: assets.map((element) => element.href || element.src),
    });
  };

  navigator.serviceWorker?.addEventListener("message", (event) => {
    const state = document.querySelector("[data-offline-state]");
    if (event.data?.kept && state) state.textContent = texts.ready;
  });

  const forget = async () => {
    localStorage.removeItem(wish);
    for (const path of unsent.paths()) unsent.remove(path);
    for (const name of await caches.keys()) await caches.delete(name);
    const registration = await navigator.serviceWorker?.getRegistration("/ausbildungsnachweise");
    await registration?.unregister();
  };

  const choice = document.querySelector("[data-offline-choice]");
  if (choice && "serviceWorker" in navigator) {
    const show = () => {
      choice.hidden = false;
      for (const part of choice.querySelectorAll("[data-when]")) {
        part.hidden = (part.dataset.when === "on") !== isOffline();
      }
    };
    choice.querySelector("[data-offline-on]").addEventListener("click", async () => {
      localStorage.setItem(wish, "yes");
      show();
      await register();
    });
    choice.querySelector("[data-offline-off]").addEventListener("click", async () => {
      await forget();
      show();
    });
    show();
  }

  // Whoever signs out leaves nothing behind on the device, and is asked when something was not sent.
  for (const form of document.querySelectorAll("form[action='/abmelden']")) {
    form.addEventListener("submit", (event) => {
      const waits = unsent.paths().some((path) => !unsent.read(path)?.shown);
      if (waits && texts && !confirm(texts.leave)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      forget();
    });
  }

  const form = document.querySelector("form[data-autosave]");
  const kept = unsent.read(location.pathname);
  if (form) {
    open(form);
  } else if (kept && weekPath.test(location.pathname)) {
    // Handed in or signed meanwhile: what was typed is shown beside it, once.
    if (kept.shown || kept.sent) unsent.remove(location.pathname);
    else showBoth(location.pathname, kept);
  }
  const conflict = document.querySelector("[data-conflict-of]");
  if (conflict) {
    const entry = unsent.read(conflict.dataset.conflictOf);
    if (entry) unsent.write(conflict.dataset.conflictOf, { ...entry, shown: true });
  }
  if (texts) {
    sendAll();
    addEventListener("online", sendAll);
    if (isOffline()) register().catch(() => {});
  }
})();
