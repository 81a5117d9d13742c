// What the device kept of a week: put back into its form, or held against what the portal has.
"use strict";

(() => {
  const {
    unsent, fieldsOf, isSame, token, isConflict, isSignedOut, isStopped, mostSilent, attempt,
  } = globalThis.kpWeeks;

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

  const fill = (form, entry) => {
    const values = (name) => entry.fields.filter(([other]) => other === name).map(([, value]) => value);
    for (const field of form.elements) {
      if (!field.name || field.name === "formular" || field.type === "file") continue;
      if (field.type === "checkbox") field.checked = values(field.name).includes(field.value);
      else if (field.type !== "submit" && values(field.name).length) [field.value] = values(field.name);
    }
    form.elements.namedItem("fassung").value = entry.revision;
  };

  // What is kept on this device, and what the page says it was written on. `taken` hears what stands in the form again.
  const restore = async (form, path, taken) => {
    const entry = unsent.read(path);
    if (!entry) return;
    const shown = fieldsOf(form);
    const revision = form.elements.namedItem("fassung").value;
    const refill = (kept) => {
      fill(form, kept);
      taken(kept);
    };
    // This page says itself what is missing.
    if (entry.outcome) return unsent.remove(path);
    if (entry.revision === revision || (entry.silent ?? 0) >= mostSilent) return refill(entry);
    // What was sent is what the page shows; or one of both versions was chosen.
    if (isSame(shown, entry.fields) || entry.chosen) return unsent.remove(path);
    // It shows what was on its way when the page was left: the rest follows it.
    if (entry.flying && isSame(shown, entry.flying)) return refill({ ...entry, revision });
    try {
      const answer = await attempt(path, entry.fields, entry.revision);
      if (answer === isConflict) return showBoth(path, entry);
      if (answer === isSignedOut || answer === isStopped) return refill(entry);
      unsent.remove(path);
      location.reload();
    } catch {
      refill({ ...entry, silent: unsent.read(path)?.silent });
    }
  };

  globalThis.kpWeeks.restore = restore;
})();
