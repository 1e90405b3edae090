/** <linli-menu><details>…</details></linli-menu>: closes on Escape and outside, moves with the arrow keys. */
class Menu extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this);
    document.addEventListener("click", this);
    this.addEventListener("focusout", this);
  }

  disconnectedCallback() {
    this.removeEventListener("keydown", this);
    document.removeEventListener("click", this);
    this.removeEventListener("focusout", this);
  }

  get details() {
    return this.querySelector("details");
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (!this.details?.open) return;
    if (event instanceof KeyboardEvent) this.press(event);
    else if (event instanceof FocusEvent) this.leave(event.relatedTarget);
    else if (!this.contains(/** @type {Node} */ (event.target))) this.close();
  }

  /** @param {EventTarget | null} next */
  leave(next) {
    if (next instanceof Node && !this.contains(next)) this.close();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.key === "Escape") {
      this.close();
      this.querySelector("summary")?.focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || /** @type {HTMLElement} */ (event.target).matches("input, select, textarea")) return;
    event.preventDefault();
    const stops = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("summary, a, button")]);
    const here = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    stops[(here + step + stops.length) % stops.length].focus();
  }

  close() {
    if (this.details) this.details.open = false;
  }
}

customElements.define("linli-menu", Menu);
