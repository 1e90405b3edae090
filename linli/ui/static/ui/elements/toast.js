/**
 * <linli-toast>: says again, in a corner, what also stands in the page, and offers to undo it. It is read aloud, stays
 * twelve seconds, and as long as the pointer or the focus is on it. Without JavaScript it is a line in the page.
 */
const STAYS = 12_000;

class Toast extends HTMLElement {
  connectedCallback() {
    const corner = document.querySelector(".toasts") ?? makeCorner();
    if (corner && this.parentElement !== corner) {
      corner.append(this); // comes back here, connected in its corner
      return;
    }
    for (const kind of ["pointerenter", "pointerleave", "focusin", "focusout", "click", "keydown"]) {
      this.addEventListener(kind, this);
    }
    this.querySelector("[data-close]")?.removeAttribute("hidden");
    document.dispatchEvent(new CustomEvent("linli:announce", { detail: this.querySelector("p")?.textContent }));
    this.wait();
  }

  disconnectedCallback() {
    clearTimeout(this.waiting);
    for (const kind of ["pointerenter", "pointerleave", "focusin", "focusout", "click", "keydown"]) {
      this.removeEventListener(kind, this);
    }
  }

  /** @param {Event} event */
  handleEvent(event) {
    const leaves = event.type === "pointerleave" || event.type === "focusout";
    const closes = /** @type {HTMLElement} */ (event.target).closest("[data-close]") && event.type === "click";
    if (closes || (event instanceof KeyboardEvent && event.key === "Escape")) this.remove();
    else if (leaves) this.wait();
    else if (event.type === "pointerenter" || event.type === "focusin") clearTimeout(this.waiting);
  }

  wait() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.leave(), STAYS);
  }

  leave() {
    if (!this.matches(":hover, :focus-within")) this.remove();
  }
}

function makeCorner() {
  const corner = document.createElement("div");
  corner.className = "toasts";
  document.querySelector("main")?.append(corner);
  return corner;
}

customElements.define("linli-toast", Toast);
