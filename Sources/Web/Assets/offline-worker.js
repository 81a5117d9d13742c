// Shows the kept weeks of a training record while there is no network. Nothing is kept unless its owner chose it on this
// device; with a network every page comes from the portal.
"use strict";

const store = "kp-records";
const fallback = "/ausbildungsnachweise/ohne-netz";
const patience = 8000;

// The page for those that are not kept belongs to nobody: it says nothing about who sits here, and opens no lock.
const nobodys = async (answer) =>
  new Response((await answer.text()).replace(/ data-owner="[^"]*"/, ""), { headers: answer.headers });

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  const { keep = [], assets = [] } = event.data ?? {};
  event.waitUntil(
    (async () => {
      const cache = await caches.open(store);
      for (const address of [fallback, ...assets, ...keep]) {
        try {
          const answer = await fetch(address, { redirect: "manual" });
          if (answer.ok) await cache.put(address, address === fallback ? await nobodys(answer) : answer);
        } catch {
          return;
        }
      }
      event.source?.postMessage({ kept: true });
    })(),
  );
});

const pathOf = (request) => new URL(request.url).pathname;

// What can be kept; all else the browser gets by itself.
const keepable = /^\/ausbildungsnachweise(\/\d+(\/vorgaben|\/\d+\/\d+)?)?$/;

// A page from the portal; kept anew if it is one of those that are kept.
const page = async (request) => {
  const cache = await caches.open(store);
  const path = pathOf(request);
  const tooSlow = new AbortController();
  const timer = setTimeout(() => tooSlow.abort(), patience);
  try {
    const answer = await fetch(request, { signal: tooSlow.signal });
    clearTimeout(timer);
    if (answer.ok && !answer.redirected && (await cache.match(path))) await cache.put(path, answer.clone());
    return answer;
  } catch {
    clearTimeout(timer);
    // The session has ended: somebody else may sit at this device.
    if (await caches.has("kp-locked")) return (await cache.match(fallback)) ?? Response.error();
    if (path === "/ausbildungsnachweise") {
      // The portal leads from here to the record; so do the kept pages.
      const record = (await cache.keys()).map(pathOf).find((kept) => /^\/ausbildungsnachweise\/\d+$/.test(kept));
      if (record) return Response.redirect(record);
    }
    return (await cache.match(path)) ?? (await cache.match(fallback)) ?? Response.error();
  }
};

const asset = async (request) => {
  const kept = await (await caches.open(store)).match(pathOf(request));
  return kept ?? fetch(request);
};

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate" && keepable.test(pathOf(request))) event.respondWith(page(request));
  else if (pathOf(request).startsWith("/assets/")) event.respondWith(asset(request));
});
