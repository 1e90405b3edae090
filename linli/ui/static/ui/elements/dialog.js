/**
 * <linli-dialog><details><summary>Withdraw …</summary><div class="dialog-sheet">…</div></details></linli-dialog>
 *
 * Opens the sheet as a native dialog: the focus goes to the way out, Escape closes, the focus comes back. Without
 * JavaScript the sheet opens under its button. Only for what cannot be undone; see {% dialog %}.
 */
class Dialog extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    this.sheet = /** @type {HTMLElement | null} */ (this.querySelector(".dialog-sheet"));
    this.way = /** @type {HTMLButtonElement | null} */ (this.querySelector("[data-close]"));
    if (!this.details || !this.sheet || !("HTMLDialogElement" in window)) return;
    this.addEventListener("click", this);
    if (this.details.open) this.open();
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
    this.dialog?.removeEventListener("close", this);
    this.dialog?.remove();
    this.dialog = undefined;
  }

  /** @param {Event} event */
  handleEvent(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.type === "close") this.putBack();
    else if (target.closest("[data-close]")) this.dialog?.close();
    else if (target.closest("summary")) {
      event.preventDefault();
      this.open();
    }
  }

  open() {
    if (!this.details || !this.sheet || this.dialog) return;
    this.dialog = document.createElement("dialog");
    this.dialog.className = "dialog-window";
    this.dialog.setAttribute("aria-labelledby", this.sheet.getAttribute("aria-labelledby") ?? "");
    this.dialog.addEventListener("close", this);
    this.dialog.append(this.sheet);
    this.sheet.removeAttribute("role");
    this.append(this.dialog);
    this.details.open = false;
    if (this.way) {
      (this.sheet.querySelector(".actions") ?? this.sheet).append(this.way);
      this.way.hidden = false;
      this.way.autofocus = true;
    }
    this.dialog.showModal();
  }

  putBack() {
    if (!this.dialog || !this.details || !this.sheet) return;
    this.details.append(this.sheet);
    this.sheet.setAttribute("role", "group");
    if (this.way) this.way.hidden = true;
    this.dialog.remove();
    this.dialog = undefined;
    this.querySelector("summary")?.focus();
  }
}

customElements.define("linli-dialog", Dialog);
