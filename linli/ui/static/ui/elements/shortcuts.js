/**
 * `data-shortcut="/"` on a control: the key brings the focus there; on a link: opens it.
 * `data-shortcut="/ Control+k"` gives two ways. Nothing happens while somebody types.
 */
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.metaKey) return;
  const place = /** @type {HTMLElement} */ (event.target);
  const typing = place.matches("input, textarea, select, [contenteditable]");
  if (typing && !event.ctrlKey) return;
  const key = event.ctrlKey ? `Control+${event.key.toLowerCase()}` : event.key;
  const found = /** @type {HTMLElement | null} */ (
    document.querySelector(`[data-shortcut~="${CSS.escape(key)}"]`)
  );
  if (!found) return;
  event.preventDefault();
  if (found.matches("a")) found.click();
  else found.focus();
  if (found instanceof HTMLInputElement) found.select();
});
