/* Offline reading is switched off here: clear away what was kept, and leave. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) if (name.startsWith("linli-")) await caches.delete(name);
  await self.registration.unregister();
}
