/* Residents read again without a network what they have read before.
   A page is kept only when the server says so (header Linli-Keep, which names the account), for seven days, thirty
   pages at most; all of it goes when somebody signs out, another account signs in, or the sign-in page is shown. */
const STATIC = "linli-static";
const SHELL = "linli-shell";
const PAGES = "linli-pages-";
const OFFLINE = "/offline/";
const MOST = 30;
const DAYS = 7;
const HASHED = /^\/static\/.+\.[0-9a-f]{12}\.\w+$/;

self.addEventListener("install", (event) => {
  event.waitUntil(fetch(OFFLINE).then((answer) => put(SHELL, OFFLINE, answer)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === "/sign-out/") event.waitUntil(forget());
  if (request.method !== "GET") return;
  if (HASHED.test(url.pathname)) event.respondWith(fromShelf(request));
  else if (request.mode === "navigate") event.respondWith(visit(event));
});

self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(forget());
});

async function fromShelf(request) {
  const kept = await caches.match(request, { cacheName: STATIC });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await put(STATIC, request, answer.clone());
  return answer;
}

async function visit(event) {
  let answer;
  try {
    answer = await fetch(event.request);
  } catch {
    return readAgain(event.request);
  }
  if (new URL(answer.url || event.request.url).pathname === "/sign-in/") event.waitUntil(forget());
  const account = answer.headers.get("Linli-Keep");
  if (answer.ok && account) event.waitUntil(keep(event.request, answer.clone(), account));
  return answer;
}

async function keep(request, answer, account) {
  await forget(PAGES + account); // what another account read goes first
  const headers = new Headers(answer.headers);
  headers.set("Linli-Read-At", new Date().toISOString());
  const shelf = await caches.open(PAGES + account);
  await shelf.delete(request, { ignoreVary: true }); // so that the newest stands last
  await shelf.put(request, new Response(await answer.blob(), { headers }));
  const pages = await shelf.keys();
  for (const old of pages.slice(0, Math.max(0, pages.length - MOST))) await shelf.delete(old, { ignoreVary: true });
}

async function readAgain(request) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PAGES)) continue;
    const kept = await (await caches.open(name)).match(request, { ignoreVary: true });
    const readAt = kept && new Date(kept.headers.get("Linli-Read-At"));
    if (kept && Date.now() - readAt.getTime() < DAYS * 86_400_000) return withBanner(kept, readAt);
  }
  return (await caches.match(OFFLINE, { cacheName: SHELL, ignoreVary: true })) ?? Response.error();
}

/* The page itself brings the words, in its own language: data-read-offline="… {when}". */
async function withBanner(kept, readAt) {
  const text = await kept.text();
  const words = /data-read-offline="([^"]*)"/.exec(text)?.[1] ?? "{when}";
  const banner = `<p class="alert" data-kind="soon" role="status" id="read-offline">${words.replace("{when}", said(readAt, text))}</p>`;
  const headers = new Headers(kept.headers);
  headers.delete("Content-Length");
  headers.delete("Content-Encoding");
  return new Response(text.replace(/(<main[^>]*>)/, `$1${banner}`), { headers });
}

function said(moment, text) {
  const language = /<html lang="([^"]*)"/.exec(text)?.[1] ?? "zh-CN";
  const day = new Intl.DateTimeFormat(language, { month: language.startsWith("zh") ? "long" : "short", day: "numeric" });
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `${day.format(moment)} ${clock.format(moment)}`;
}

async function forget(except = "") {
  for (const name of await caches.keys()) if (name.startsWith(PAGES) && name !== except) await caches.delete(name);
}

async function put(name, request, answer) {
  if (answer.ok) await (await caches.open(name)).put(request, answer);
}
