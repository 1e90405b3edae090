/**
 * <linli-command><form><input type="search" hx-get=…><div class="command-sheet" hidden><div role="listbox">…
 *
 * The box of the top bar as a combobox (ARIA 1.2): htmx brings the options while somebody types, the arrows choose,
 * Enter opens, Escape closes and brings the focus back to where it was. Without JavaScript it is a plain form.
 */
class Command extends HTMLElement {
  connectedCallback() {
    this.input = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    this.sheet = /** @type {HTMLElement} */ (this.querySelector(".command-sheet"));
    this.list = /** @type {HTMLElement} */ (this.querySelector("[role=listbox]"));
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
    })) this.input.setAttribute(name, value);
    this.classList.add("is-at-work");
    /** @type {HTMLElement | null} */
    this.before = null;
    this.input.addEventListener("keydown", this);
    this.input.addEventListener("focus", this);
    this.addEventListener("focusout", this);
    this.addEventListener("htmx:afterSwap", this);
    document.addEventListener("pointerdown", this);
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event instanceof KeyboardEvent) this.press(event);
    else if (event.type === "focus") this.remember(/** @type {FocusEvent} */ (event).relatedTarget);
    else if (event.type === "htmx:afterSwap") this.arrived();
    else if (event.type === "focusout") this.left(/** @type {FocusEvent} */ (event).relatedTarget);
    else if (!this.contains(/** @type {Node} */ (event.target))) this.close();
  }

  get options() {
    return /** @type {HTMLAnchorElement[]} */ ([...this.list.querySelectorAll("[role=option]")]);
  }

  get chosen() {
    return this.options.find((option) => option.getAttribute("aria-selected") === "true");
  }

  /** @param {EventTarget | null} place */
  remember(place) {
    if (place instanceof HTMLElement && !this.contains(place)) this.before = place;
  }

  arrived() {
    this.choose(undefined);
    if (!this.contains(document.activeElement)) return;
    this.sheet.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  /** @param {EventTarget | null} next */
  left(next) {
    if (next instanceof Node && !this.contains(next)) this.close();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.isComposing) return; // the Enter that ends a Chinese word opens nothing
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && !this.sheet.hidden) this.step(moves[/** @type {"ArrowDown"} */ (event.key)]);
    else if (event.key === "Enter" && !this.sheet.hidden && this.chosen) this.chosen.click();
    else if (event.key === "Escape") this.leave();
    else return;
    event.preventDefault();
  }

  /** @param {number} by */
  step(by) {
    const options = this.options;
    const here = this.chosen ? options.indexOf(this.chosen) : by > 0 ? -1 : 0;
    this.choose(options[(here + by + options.length) % options.length]);
  }

  /** @param {HTMLElement | undefined} option */
  choose(option) {
    this.chosen?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  leave() {
    const back = this.before?.isConnected ? this.before : document.getElementById("content");
    this.close();
    if (back) back.focus({ preventScroll: true });
    else this.input.blur();
  }

  close() {
    this.sheet.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.choose(undefined);
  }
}

customElements.define("linli-command", Command);
