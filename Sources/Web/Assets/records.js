// Training records on every page: weeks that wait on this device are sent, pages are kept for who wants to write without a
// network, and what was kept belongs to its owner.
"use strict";

(() => {
  const {
    wish, isOffline, store, unsent, fieldsOf, isSame, isConflict, isSignedOut, isStopped, isRefusal, mostSilent,
    deliver, attempt, handIn, tell, open,
  } = globalThis.kpWeeks;
  const weekPath = /^\/ausbildungsnachweise\/\d+\/\d+\/\d+$/;
  const texts = document.querySelector("template[data-records]")?.dataset;

  // MARK: Weeks that wait on this device

  // What was on its way when its page was left may have arrived: then the rest goes over it.
  const afterOwn = async (path, entry) => {
    if (!entry.flying) return isConflict;
    const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
    const form = page.querySelector("form[data-autosave]");
    if (!form || !isSame(fieldsOf(form), entry.flying)) return isConflict;
    return deliver(path, entry.fields, form.elements.namedItem("fassung").value);
  };

  // A week that was written without a network: stored as if its page were open, never over another version.
  const send = async (path) => {
    const entry = unsent.read(path);
    if (!entry) return;
    if (entry.outcome) {
      unsent.remove(path);
      tell(path, entry.outcome);
      return;
    }
    if ((entry.silent ?? 0) >= mostSilent) return tell(path, "stopped");
    let answer = await attempt(path, entry.fields, entry.revision);
    if (answer === isConflict) answer = await afterOwn(path, entry);
    if (answer === isSignedOut || answer === isStopped) return;
    if (answer === isConflict) return entry.chosen ? unsent.remove(path) : tell(path, "conflict");
    // Kept until it is known what came of handing it in.
    const outcome = entry.submit
      ? (await handIn(path, entry.fields, answer[0])) ? "handedIn" : "incomplete"
      : entry.wanted ? "notHandedIn" : "sent";
    unsent.remove(path);
    // What the portal had already needs no word.
    if (entry.waited || entry.wanted) tell(path, outcome);
  };

  let failures = 0;
  const sendAll = async (openPath) => {
    for (const path of unsent.paths()) {
      if (path === openPath || !weekPath.test(path)) continue;
      try {
        await send(path);
        failures = 0;
      } catch (error) {
        // This week only, as when its record is gone: the others are sent.
        if (isRefusal(error.status)) {
          tell(path, "stopped");
          continue;
        }
        // The portal may only be busy, or just starting.
        failures += 1;
        setTimeout(() => sendAll(openPath), Math.min(3000 * 2 ** failures, 60000));
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

  const lock = "kp-locked";
  // What is asked before something is lost, for pages that do not bring it.
  const asking = "kp-leave";
  const forget = async () => {
    localStorage.removeItem(wish);
    localStorage.removeItem("kp-owner");
    sessionStorage.removeItem("kp-owner");
    localStorage.removeItem(asking);
    sessionStorage.removeItem(asking);
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
      // Whose pages they are is known to the device before the first one is kept.
      store().setItem("kp-owner", texts.owner);
      store().setItem(asking, texts.leave);
      await caches.delete(lock).catch(() => {});
      show();
      await register();
    });
    choice.querySelector("[data-offline-off]").addEventListener("click", async () => {
      if (unsent.waiting().length && !confirm(texts.leaveOff)) return;
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
      const waiting = unsent.waiting();
      if (waiting.length && !texts && location.pathname !== waiting[0]) {
        // Its page sends it, or asks.
        location.href = waiting[0];
        return;
      }
      const question = texts?.leave ?? localStorage.getItem(asking) ?? sessionStorage.getItem(asking);
      if (waiting.length && !confirm(question)) return;
      await forget().catch(() => {});
      form.submit();
    }, { capture: true });
  }

  // Kept pages are shown to their owner only: to nobody while somebody else may sit here, and gone when somebody does.
  const guard = async () => {
    const here = document.body.dataset.owner;
    const owner = localStorage.getItem("kp-owner") ?? sessionStorage.getItem("kp-owner");
    if (!owner || here === undefined) return;
    if (here === owner) await caches.delete(lock);
    else if (here) await forget();
    else await caches.open(lock);
  };

  const start = async () => {
    await guard().catch(() => {});
    if (texts) {
      store().setItem("kp-owner", texts.owner);
      store().setItem(asking, texts.leave);
    }

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
