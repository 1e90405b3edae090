/**
 * <linli-auto-submit><form method="get">…<button type="submit">Show</button></form></linli-auto-submit>
 *
 * Sends the form when a choice changed, and after a pause while typing. The button stays for those without
 * JavaScript; otherwise it only shows when the keyboard reaches it.
 */
const PAUSE = 350;

class AutoSubmit extends HTMLElement {
  connectedCallback() {
    this.classList.add("is-at-work");
    this.addEventListener("change", this);
    this.addEventListener("input", this);
  }

  disconnectedCallback() {
    clearTimeout(this.waiting);
    this.removeEventListener("change", this);
    this.removeEventListener("input", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    const control = /** @type {HTMLInputElement} */ (event.target);
    const isTyped = control.matches("input:not([type=checkbox], [type=radio], [type=date]), textarea");
    if (isTyped !== (event.type === "input")) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.send(), isTyped ? PAUSE : 0);
  }

  send() {
    const form = this.querySelector("form");
    // a whole page load while typing would take the words out of the person's hands
    const typing = document.activeElement?.matches("input[type=search], input[type=text]");
    if (!form || (typing && !form.hasAttribute("hx-get"))) return;
    form.requestSubmit();
  }
}

customElements.define("linli-auto-submit", AutoSubmit);
