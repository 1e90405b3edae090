/** <linli-connection hidden>: shows its sentence while there is no network, and says so; what was typed stays. */
class Connection extends HTMLElement {
  connectedCallback() {
    for (const kind of ["online", "offline"]) window.addEventListener(kind, this);
    document.addEventListener("htmx:sendError", this);
    this.show(!navigator.onLine);
  }

  disconnectedCallback() {
    for (const kind of ["online", "offline"]) window.removeEventListener(kind, this);
    document.removeEventListener("htmx:sendError", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    this.show(event.type !== "online");
  }

  /** @param {boolean} isAway */
  show(isAway) {
    const was = this.hidden;
    this.hidden = !isAway;
    const sentence = isAway ? this.textContent : this.dataset.back;
    if (was === isAway) document.dispatchEvent(new CustomEvent("linli:announce", { detail: sentence?.trim() }));
  }
}

customElements.define("linli-connection", Connection);
