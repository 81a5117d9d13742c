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

  const fieldsOf = (form) =>
    [...new FormData(form)].filter(([name, value]) => name !== "formular" && typeof value === "string");
  const isContent = ([name]) => name !== "fassung" && !name.startsWith("quelle");
  const token = () => document.querySelector("form input[name=formular]")?.value ?? "";
  const isConflict = Symbol("conflict");
  const isSignedOut = Symbol("signed out");

  // Stores what was typed over the revision that it was written on.
  // Returns the answer's words, with what could not be stored as `told`, or what stands against it; throws without a network.
  const deliver = async (path, fields, revision) => {
    const typed = fields.filter(([name]) => name !== "fassung");
    const body = new URLSearchParams([...typed, ["fassung", revision], ["formular", token()], ["still", "1"]]);
    const answer = await fetch(`${path}/speichern`, { method: "POST", body, redirect: "manual" });
    if (answer.status === 409) return isConflict;
    if (answer.type === "opaqueredirect" || answer.status === 403) return isSignedOut;
    if (!answer.ok) throw new Error(String(answer.status));
    const [line, told = ""] = (await answer.text()).trim().split("\n");
    return Object.assign(line.split(" "), { told });
  };

  // Sends what is kept to the page that shows both versions.
  const showBoth = (path, entry) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = `${path}/speichern`;
    const fields = entry.fields.filter(([name]) => name !== "fassung");
    for (const [name, value] of [...fields, ["fassung", entry.revision], ["formular", token()]]) {
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
    // Not the address of the page: that is another one after a form was refused.
    const path = form.dataset.autosave.replace(/\/speichern$/, "");
    const state = form.querySelector("[data-autosave-state]");
    const revision = form.elements.namedItem("fassung");
    let timer = 0;
    let sending = false;
    let changed = false;
    let queued = false;
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

    const keep = (more) =>
      unsent.write(path, { fields: fieldsOf(form), revision: revision.value, submit: queued, ...more });

    const save = async () => {
      if (sending || !changed) return;
      sending = true;
      changed = false;
      say(form.dataset.saving);
      try {
        const answer = await deliver(path, fieldsOf(form), revision.value);
        if (answer === isConflict) return say(form.dataset.conflict);
        if (answer === isSignedOut) {
          changed = true;
          return say(form.dataset.signedOut, form.dataset.signIn);
        }
        const [number, ...time] = answer;
        revision.value = number;
        failures = 0;
        delete form.dataset.changed;
        say(`${form.dataset.saved} ${time.join(" ")} ${answer.told}`.trim());
        if (changed) {
          keep({});
          return later(2000);
        }
        unsent.remove(path);
        if (queued) {
          queued = false;
          form.dataset.reached = "yes";
          form.requestSubmit();
        }
      } catch {
        // Still in the page and on the device, and tried again.
        changed = true;
        failures += 1;
        keep({ waited: true });
        say(queued ? form.dataset.queued : isOffline() ? form.dataset.kept : form.dataset.unsaved);
        later(Math.min(3000 * 2 ** failures, 60000));
      } finally {
        sending = false;
      }
    };

    const fill = (entry) => {
      const values = (name) => entry.fields.filter(([other]) => other === name).map(([, value]) => value);
      for (const field of form.elements) {
        if (!field.name || field.name === "formular" || field.type === "file") continue;
        if (field.type === "checkbox") field.checked = values(field.name).includes(field.value);
        else if (field.type !== "submit" && values(field.name).length) [field.value] = values(field.name);
      }
      revision.value = entry.revision;
      queued = Boolean(entry.submit);
      changed = true;
      say(form.dataset.restored);
      later(500);
    };

    // What is kept on this device, and what the page says it was written on.
    const restore = async () => {
      const entry = unsent.read(path);
      if (!entry) return;
      if (entry.revision === revision.value) return fill(entry);
      // What was sent is what the page shows.
      const shown = fieldsOf(form).filter(isContent);
      const kept = entry.fields.filter(isContent);
      if (JSON.stringify(shown) === JSON.stringify(kept)) return unsent.remove(path);
      // One of both versions was chosen.
      if (entry.chosen) return unsent.remove(path);
      try {
        const answer = await deliver(path, entry.fields, entry.revision);
        if (answer === isConflict) return showBoth(path, entry);
        if (answer === isSignedOut) return fill(entry);
        unsent.remove(path);
        location.reload();
      } catch {
        fill(entry);
      }
    };

    // The line that a day is closed under says what was chosen in it.
    form.addEventListener("input", (event) => {
      const day = event.target.closest("details.day");
      if (!day) return;
      const kind = day.querySelector("select[name^=art]");
      // Whoever is absent has no hours.
      if (event.target === kind && kind.dataset.absences.split(" ").includes(kind.value)) {
        day.querySelector("[name^=zeit]").value = "";
      }
      day.querySelector("[data-day-kind]").textContent = kind.selectedOptions[0].textContent;
      day.querySelector("[data-day-hours]").textContent = day.querySelector("[name^=zeit]").value;
    });
    form.addEventListener("input", (event) => {
      // What is only chosen to be put in belongs to no week.
      if (event.target.name.startsWith("quelle") || event.target.type === "file") return;
      changed = true;
      keep({});
      later(2500);
    });
    form.addEventListener("submit", async (event) => {
      clearTimeout(timer);
      const isSubmission = !event.submitter?.hasAttribute("formaction");
      if (!isOffline() || !isSubmission || form.dataset.reached) return;
      // Without a network the week is kept and handed in later.
      event.preventDefault();
      try {
        await fetch("/health/live", { cache: "no-store" });
        form.dataset.reached = "yes";
        delete form.dataset.sent;
        form.requestSubmit(event.submitter);
      } catch {
        queued = true;
        changed = true;
        keep({ waited: true });
        say(form.dataset.queued);
        later(5000);
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
    return path;
  };

  // MARK: Weeks that wait on this device

  const tell = (path, key) => {
    if (document.querySelector(`[data-told="${path}"]`)) return;
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
    if (!entry) return;
    const answer = await deliver(path, entry.fields, entry.revision);
    if (answer === isSignedOut) return;
    if (answer === isConflict) return entry.chosen ? unsent.remove(path) : tell(path, "conflict");
    unsent.remove(path);
    // What the portal had already needs no word.
    if (!entry.waited) return;
    if (!entry.submit) return tell(path, "sent");
    const fields = entry.fields.filter(([name]) => name !== "fassung");
    const body = new URLSearchParams([...fields, ["fassung", answer[0]], ["formular", token()]]);
    const handedIn = await fetch(`${path}/einreichen`, { method: "POST", body, redirect: "manual" });
    tell(path, handedIn.type === "opaqueredirect" ? "handedIn" : "incomplete");
  };

  const sendAll = async (openPath) => {
    for (const path of unsent.paths()) {
      if (path === openPath || !weekPath.test(path)) continue;
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
    localStorage.removeItem("kp-owner");
    sessionStorage.removeItem("kp-owner");
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
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      const waiting = unsent.paths();
      if (waiting.length && !texts) {
        // Its page sends it, or asks.
        location.href = waiting[0];
        return;
      }
      if (waiting.length && !confirm(texts.leave)) return;
      await forget().catch(() => {});
      form.submit();
    }, { capture: true });
  }

  const start = async () => {
    // Somebody else signed in on this device meanwhile.
    const owner = localStorage.getItem("kp-owner") ?? sessionStorage.getItem("kp-owner");
    if (texts && owner && owner !== texts.owner) await forget().catch(() => {});
    if (texts) store().setItem("kp-owner", texts.owner);

    const conflict = document.querySelector("[data-conflict-of]");
    if (conflict) {
      const path = conflict.dataset.conflictOf;
      const entry = unsent.read(path);
      const choose = () => entry && unsent.write(path, { ...entry, chosen: true });
      for (const form of document.querySelectorAll("main form")) form.addEventListener("submit", choose);
      for (const link of document.querySelectorAll(`main a[href="${path}"]`)) link.addEventListener("click", choose);
      return;
    }
    const form = document.querySelector("form[data-autosave]");
    const openPath = form ? open(form) : undefined;
    if (!texts) return;
    await sendAll(openPath);
    addEventListener("online", () => sendAll(openPath));
    if (isOffline()) register().catch(() => {});
  };
  start();
})();
