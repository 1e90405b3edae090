/** Registers the worker that lets residents read again without a network; the page names it when it may be. */
const worker = document.querySelector('meta[name="linli-worker"]')?.getAttribute("content");
if (worker && "serviceWorker" in navigator) navigator.serviceWorker.register(worker, { scope: "/" }).catch(() => {});
