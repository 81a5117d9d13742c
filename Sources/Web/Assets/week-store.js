// Weeks of training records that are not at the portal yet: where they are kept on the device, and how they are sent.
"use strict";

(() => {
  const wish = "kp-offline";
  const prefix = "kp-week ";
  const mostSilent = 2;
  const isOffline = () => localStorage.getItem(wish) === "yes";
  // Kept for good only on a device that its owner chose for it.
  const store = () => (isOffline() ? localStorage : sessionStorage);
  // For browsers that keep nothing: as long as the page is open.
  const memory = new Map();

  const unsent = {
    read(path) {
      try {
        const text = localStorage.getItem(prefix + path) ?? sessionStorage.getItem(prefix + path);
        return text ? JSON.parse(text) : (memory.get(path) ?? null);
      } catch {
        return memory.get(path) ?? null;
      }
    },
    write(path, entry) {
      memory.set(path, entry);
      try {
        store().setItem(prefix + path, JSON.stringify(entry));
      } catch {
        // A full or forbidden store: the page itself still holds what was typed.
      }
    },
    // Changes what is kept, if something is.
    note(path, change) {
      const entry = unsent.read(path);
      if (entry) unsent.write(path, { ...entry, ...change });
    },
    remove(path) {
      memory.delete(path);
      localStorage.removeItem(prefix + path);
      sessionStorage.removeItem(prefix + path);
    },
    paths() {
      const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
      return [...new Set(keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)))];
    },
    // What would be lost: a note of what came of a week is none.
    waiting() {
      return unsent.paths().filter((path) => !unsent.read(path)?.outcome);
    },
  };

  const fieldsOf = (form) =>
    [...new FormData(form)].filter(([name, value]) => name !== "formular" && typeof value === "string");
  const isContent = ([name]) => name !== "fassung" && !name.startsWith("quelle");
  const isSame = (some, others) =>
    JSON.stringify(some.filter(isContent)) === JSON.stringify(others.filter(isContent));
  const token = () => document.querySelector("form input[name=formular]")?.value ?? "";

  const isConflict = Symbol("conflict");
  const isSignedOut = Symbol("signed out");
  const isStopped = Symbol("stopped");

  const isReachable = async () => {
    try {
      return (await fetch("/health/live", { cache: "no-store" })).ok;
    } catch {
      return false;
    }
  };

  // Stores what was typed over the revision that it was written on.
  // Returns the answer's words, with what could not be stored as `told`, or what stands against it; throws without an answer.
  const deliver = async (path, fields, revision) => {
    const typed = fields.filter(([name]) => name !== "fassung");
    const body = new URLSearchParams([...typed, ["fassung", revision], ["formular", token()], ["still", "1"]]);
    const answer = await fetch(`${path}/speichern`, { method: "POST", body, redirect: "manual" });
    if (answer.status === 409) return isConflict;
    if (answer.type === "opaqueredirect" || answer.status === 403) return isSignedOut;
    if (!answer.ok) throw Object.assign(new Error(String(answer.status)), { status: answer.status });
    const [line, told = ""] = (await answer.text()).trim().split("\n");
    return Object.assign(line.split(" "), { told });
  };

  // Sends a week and counts how often no answer came though the portal was there: then it may be this week that ends it,
  // and it is kept, but not sent again by itself.
  const attempt = async (path, fields, revision) => {
    const silent = unsent.read(path)?.silent ?? 0;
    if (silent >= mostSilent) return isStopped;
    if (silent && !(await isReachable())) throw new Error("no network");
    unsent.note(path, { silent: silent + (navigator.onLine ? 1 : 0) });
    try {
      const answer = await deliver(path, fields, revision);
      unsent.note(path, { silent: 0 });
      return answer;
    } catch (error) {
      if (error.status && error.status !== 500) unsent.note(path, { silent: 0 });
      throw error;
    }
  };

  // Hands a week in. Returns whether it was taken; what it lacks its page says.
  const handIn = async (path, fields, revision) => {
    const typed = fields.filter(([name]) => name !== "fassung");
    const body = new URLSearchParams([...typed, ["fassung", revision], ["formular", token()]]);
    const answer = await fetch(`${path}/einreichen`, { method: "POST", body, redirect: "manual" });
    return answer.type === "opaqueredirect";
  };

  // A line above the page about a week that waited on this device.
  const tell = (path, key) => {
    const texts = document.querySelector("template[data-records]")?.dataset;
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

  globalThis.kpWeeks = {
    wish, isOffline, store, unsent, fieldsOf, isSame, token, isConflict, isSignedOut, isStopped, mostSilent, isReachable,
    deliver, attempt, handIn, tell,
  };
})();
