/**
 * Reads aloud what changed: anything swapped in that carries `data-announce="a sentence"`.
 * Other scripts: `document.dispatchEvent(new CustomEvent("linli:announce", { detail: "a sentence" }))`.
 */

/** @param {string} sentence */
function announce(sentence) {
  const announcer = document.getElementById("announcer");
  if (!announcer || !sentence) return;
  announcer.textContent = "";
  // a screen reader reads a text that appears, not one that stays the same
  setTimeout(() => (announcer.textContent = sentence), 60);
}

document.addEventListener("linli:announce", (event) => {
  announce(/** @type {CustomEvent<string>} */ (event).detail);
});

document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = /** @type {HTMLElement} */ (event.target);
  const speaking = swapped.matches?.("[data-announce]") ? swapped : swapped.querySelector?.("[data-announce]");
  announce(/** @type {HTMLElement | null} */ (speaking)?.dataset.announce ?? "");
});
