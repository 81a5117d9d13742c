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
  const isContent = ([name]) => name !== "fassung" && name !== "entwurf" && !name.startsWith("quelle");

  // `8`, `8:00`, `8,0` and `8h` are one time; what is none stays as it was typed.
  const minutesOf = (typed) => {
    const bare = typed.toLowerCase().replace(/\s/g, "").replaceAll("std", "").replaceAll("h", ":");
    const text = bare.replace(/^[.:]+|[.:]+$/g, "");
    const [, hours, rest] = /^(\d+):(\d+)$/.exec(text) ?? [];
    if (hours) return String(hours * 60 + Number(rest));
    return /^(\d+[.,]?\d*)?$/.test(text) ? String(Math.round(Number(text.replace(",", ".")) * 60)) : typed;
  };
  // As the portal stores it: its own spelling is nobody's change.
  const asStored = ([name, value]) => [
    name,
    name.startsWith("zeit")
      ? minutesOf(value)
      : value.split(/[\r\n\v\f\u0085\u2028\u2029]+/).map((line) => line.trim()).filter(Boolean).join("\n"),
  ];
  const contentOf = (fields) => JSON.stringify(fields.filter(isContent).map(asStored));
  const isSame = (some, others) => contentOf(some) === contentOf(others);
  const token = () => document.querySelector("form input[name=formular]")?.value ?? "";

  const isConflict = Symbol("conflict");
  const isSignedOut = Symbol("signed out");
  const isStopped = Symbol("stopped");

  // An answer that stays the same however often it is asked for; a portal that is busy or at fault is asked again.
  const isRefusal = (status) => status >= 400 && status < 500 && status !== 429;

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

  // Hands a week in. Returns whether it was taken; what it lacks its page says. Throws when nothing was decided.
  const handIn = async (path, fields, revision) => {
    const typed = fields.filter(([name]) => name !== "fassung");
    const body = new URLSearchParams([...typed, ["fassung", revision], ["formular", token()]]);
    const answer = await fetch(`${path}/einreichen`, { method: "POST", body, redirect: "manual" });
    if (answer.status === 429 || answer.status >= 500) {
      throw Object.assign(new Error(String(answer.status)), { status: answer.status });
    }
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

  // Says in a line of the page how the week stands, with a way to the sign-in where there is one.
  const saying = (state, path) => (text, link) => {
    if (state.textContent === text) return;
    state.textContent = text;
    if (!link) return;
    const anchor = document.createElement("a");
    anchor.href = `/anmelden?weiter=${encodeURIComponent(path)}`;
    anchor.textContent = link;
    state.append(" ", anchor);
  };

  globalThis.kpWeeks = {
    wish, isOffline, store, unsent, fieldsOf, isSame, token, isConflict, isSignedOut, isStopped, isRefusal, mostSilent,
    isReachable, deliver, attempt, handIn, tell, saying,
  };
})();
