// Keeps one page and its files for when there is no line: the page of offline study, the same for everybody. Nothing
// else of the house is ever touched or kept.

const kept = "study";
const page = "/study/offline";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" ? url.pathname === page : url.searchParams.has("v")) event.respondWith(answer(request));
});

// The house first: what is kept is only for when it cannot be reached.
async function answer(request) {
  const cache = await caches.open(kept);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put(request, fresh.clone());
    return fresh;
  } catch (failure) {
    const old = await cache.match(request, { ignoreVary: true });
    if (old) return old;
    throw failure;
  }
}
