/**
 * After a partial update the focus stays where the person was. htmx keeps it on an element with the same id;
 * where that element is gone, it goes to the part that came, not to the top of the page. A page that opens with
 * an error summary puts the focus there.
 */
let hadFocus = false;

document.addEventListener("htmx:beforeSwap", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  hadFocus = target.contains(document.activeElement) && document.activeElement !== document.body;
});

document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = /** @type {HTMLElement} */ (event.target);
  const wanted = /** @type {HTMLElement | null} */ (swapped.querySelector?.("[data-focus]"));
  const lost = hadFocus && (document.activeElement === document.body || !document.activeElement);
  hadFocus = false;
  if (wanted) wanted.focus();
  else if (lost) take(swapped);
});

/** @param {HTMLElement} part */
function take(part) {
  if (!part.isConnected) return;
  if (!part.hasAttribute("tabindex")) part.setAttribute("tabindex", "-1");
  part.focus({ preventScroll: true });
}

/** @type {HTMLElement | null} */ (document.querySelector("[data-focus]"))?.focus();
