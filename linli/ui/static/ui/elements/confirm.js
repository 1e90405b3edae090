/**
 * <linli-confirm question="End the post of Li Na?" yes="End the post" no="Keep it"><button class="button">…</button></linli-confirm>
 *
 * Asks in place, beside the button, before the button acts. Without JavaScript the button acts at once, so the
 * server must offer an undo or a page of its own for what cannot be undone.
 */
class Confirm extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this, { capture: true });
    this.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this, { capture: true });
    this.removeEventListener("keydown", this);
  }

  get button() {
    return /** @type {HTMLButtonElement | null} */ (this.querySelector(":scope > button"));
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event instanceof KeyboardEvent) {
      if (event.key === "Escape" && this.asking) this.stop();
      return;
    }
    const button = this.button;
    if (!button || !button.contains(/** @type {Node} */ (event.target)) || this.sure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.ask(button);
  }

  /** @param {HTMLButtonElement} button */
  ask(button) {
    button.hidden = true;
    this.asking = document.createElement("span");
    this.asking.className = "cluster";
    this.asking.setAttribute("role", "group");
    const words = document.createElement("span");
    words.textContent = this.getAttribute("question") ?? "";
    words.id = `question-${Math.random().toString(36).slice(2)}`;
    this.asking.setAttribute("aria-labelledby", words.id);
    const yes = this.answer(this.getAttribute("yes") ?? button.textContent, "danger", () => this.act(button));
    const no = this.answer(this.getAttribute("no") ?? "", "quiet", () => this.stop());
    this.asking.append(words, yes, no);
    this.append(this.asking);
    no.focus();
  }

  /**
   * @param {string | null} label
   * @param {string} kind
   * @param {() => void} act
   */
  answer(label, kind, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.dataset.kind = kind;
    button.dataset.size = "small";
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  }

  /** @param {HTMLButtonElement} button */
  act(button) {
    this.stop();
    this.sure = true;
    button.click();
    this.sure = false;
  }

  stop() {
    this.asking?.remove();
    this.asking = undefined;
    const button = this.button;
    if (!button) return;
    button.hidden = false;
    button.focus();
  }
}

customElements.define("linli-confirm", Confirm);
