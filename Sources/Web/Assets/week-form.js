// The week of a training record that is open: saved by itself a few seconds after the last key, and before any button of
// its form does what it says, so that nobody is told of a change that is their own.
"use strict";

(() => {
  const {
    isOffline, unsent, fieldsOf, isConflict, isSignedOut, isStopped, mostSilent, isReachable, attempt, handIn, tell,
    saying, restore,
  } = globalThis.kpWeeks;
  const isLost = Symbol("lost");
  const isRefused = Symbol("refused");

  const open = (form) => {
    // Not the address of the page: that is another one after a form was refused.
    const path = form.dataset.autosave.replace(/\/speichern$/, "");
    const state = form.querySelector("[data-autosave-state]");
    const revision = form.elements.namedItem("fassung");
    let timer = 0;
    let running = null;
    // What is on its way to the portal: if its answer is missed, it is known that these words were ours.
    let flying;
    let [changed, queued, pressed, leaving] = [false, false, false, false];
    let failures = 0;

    const say = saying(state, path);
    const sayUnsaved = () =>
      say(queued ? form.dataset.queued : isOffline() ? form.dataset.kept : form.dataset.unsaved);

    const later = (wait) => {
      clearTimeout(timer);
      if (!leaving) timer = setTimeout(save, wait);
    };
    const wait = () => later(Math.min(3000 * 2 ** failures, 60000));

    const keep = (more) =>
      unsent.write(path, { fields: fieldsOf(form), revision: revision.value, submit: queued, flying, ...more });

    const save = () => {
      if (leaving) return Promise.resolve(isLost);
      running ??= saving().finally(() => {
        running = null;
      });
      return running;
    };

    // Returns nothing when all is saved, or what stands against it.
    const saving = async () => {
      if (!changed) return undefined;
      changed = false;
      flying = fieldsOf(form);
      keep({ silent: unsent.read(path)?.silent });
      say(form.dataset.saving);
      let answer;
      try {
        answer = await attempt(path, flying, revision.value);
      } catch (error) {
        return missed(error);
      }
      if (Array.isArray(answer)) return stored(answer, answer.told);
      if (answer !== isConflict) changed = true;
      if (answer === isConflict) say(form.dataset.conflict);
      else if (answer === isStopped) say(form.dataset.stopped);
      else say(form.dataset.signedOut, form.dataset.signIn);
      return answer;
    };

    // Still in the page and on the device, and tried again.
    const missed = (error) => {
      changed = true;
      failures += 1;
      const silent = unsent.read(path)?.silent ?? 0;
      keep({ waited: true, silent });
      if (silent >= mostSilent) {
        say(form.dataset.stopped);
        return isStopped;
      }
      sayUnsaved();
      wait();
      return error.status ? isRefused : isLost;
    };

    const stored = ([number, ...time], told) => {
      [revision.value, flying, failures] = [number, undefined, 0];
      delete form.dataset.changed;
      say(`${form.dataset.saved} ${time.join(" ")} ${told ?? ""}`.trim());
      if (changed) {
        keep({});
        later(2000);
        return undefined;
      }
      if (queued) return handInLater();
      unsent.remove(path);
      return undefined;
    };

    // What was to be handed in without a network. What comes of it is kept until a page has said it.
    const handInLater = async () => {
      keep({ waited: true });
      try {
        const isTaken = await handIn(path, fieldsOf(form), revision.value);
        queued = false;
        unsent.write(path, { outcome: isTaken ? "handedIn" : "incomplete" });
        leaving = true;
        if (isTaken) location.href = path.split("/").slice(0, 3).join("/");
        else send();
      } catch {
        failures += 1;
        changed = true;
        wait();
      }
      return undefined;
    };

    // All that was typed is at the portal, also what was typed meanwhile.
    const settled = async () => {
      clearTimeout(timer);
      for (let turn = 0; turn < 5 && (running || changed); turn += 1) {
        const outcome = await save();
        if (outcome) return outcome;
      }
      return undefined;
    };

    const send = (button) => {
      form.dataset.reached = "yes";
      delete form.dataset.sent;
      form.requestSubmit(button ?? undefined);
    };

    // What the device kept stands in the form again.
    const taken = (entry) => {
      queued = Boolean(entry.submit);
      changed = true;
      if (entry.wanted) tell(path, "notHandedIn");
      if ((entry.silent ?? 0) >= mostSilent) return say(form.dataset.stopped);
      say(form.dataset.restored);
      return later(500);
    };

    form.addEventListener("input", (event) => {
      // What is only chosen to be put in belongs to no week.
      if (event.target.name.startsWith("quelle") || event.target.type === "file") return;
      changed = true;
      keep({});
      later(2500);
    });

    // Before the others that listen: whatever a button does comes after what was typed.
    form.addEventListener("submit", async (event) => {
      const button = event.submitter;
      const isSubmission = !button?.hasAttribute("formaction");
      if (form.dataset.reached || (!changed && !running && !(isOffline() && isSubmission))) return leave();
      event.preventDefault();
      event.stopImmediatePropagation();
      if (pressed) return undefined;
      pressed = true;
      let outcome = await settled();
      if (!outcome && isOffline() && isSubmission && !(await isReachable())) outcome = isLost;
      pressed = false;
      if (leaving) return undefined;
      if (outcome === isSignedOut) return keepForSignIn(isSubmission);
      if (outcome !== isLost) return send(button);
      // Without a network the week is kept, and handed in later where that was chosen.
      queued = isOffline() && isSubmission;
      changed = true;
      keep({ waited: true, silent: unsent.read(path)?.silent });
      sayUnsaved();
      return later(5000);
    }, { capture: true });

    const keepForSignIn = (isSubmission) => {
      keep({ wanted: isSubmission });
      if (isSubmission) say(form.dataset.notHandedIn, form.dataset.signIn);
    };

    // Nothing is saved behind a button's back, and nothing typed into a page that goes.
    const leave = () => {
      leaving = true;
      clearTimeout(timer);
      setTimeout(() => (form.inert = true));
      setTimeout(stay, 10000);
    };
    const stay = () => {
      [leaving, form.inert] = [false, false];
      delete form.dataset.reached;
    };

    addEventListener("pageshow", stay);
    addEventListener("online", () => later(0));
    document.addEventListener("visibilitychange", () => document.hidden && later(0));
    addEventListener("beforeunload", (event) => {
      if (changed && !leaving && !form.dataset.sent && !isOffline()) event.preventDefault();
    });
    restore(form, path, taken);
    return path;
  };

  globalThis.kpWeeks.open = open;
})();
