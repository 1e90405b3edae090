/**
 * <linli-area-picker>: boxes in a tree (ui/area_picker.html). Adds typing to find an area, arrow keys, and what was
 * chosen as chips that can be taken off. A chosen area covers what lies in it: those boxes rest. Without JavaScript
 * the tree opens branch by branch, and the server leaves out what is covered.
 */
class AreaPicker extends HTMLElement {
  connectedCallback() {
    this.tree = /** @type {HTMLElement} */ (this.querySelector(".picker-tree"));
    this.chips = /** @type {HTMLElement} */ (this.querySelector(".picker-chosen"));
    this.find = /** @type {HTMLInputElement} */ (this.querySelector("input[type=search]"));
    this.querySelectorAll(".picker-find, .picker-chosen").forEach((part) => part.toggleAttribute("hidden", false));
    for (const kind of ["change", "input", "keydown", "click"]) this.addEventListener(kind, this);
    this.show();
  }

  disconnectedCallback() {
    for (const kind of ["change", "input", "keydown", "click"]) this.removeEventListener(kind, this);
  }

  /** @returns {HTMLInputElement[]} */
  get boxes() {
    return [...this.tree.querySelectorAll("input")];
  }

  /** @param {Event} event */
  handleEvent(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event instanceof KeyboardEvent) this.press(event);
    else if (event.type === "input" && target === this.find) this.filter();
    else if (event.type === "change" && target !== this.find) this.show();
    else if (event.type === "click" && target.closest(".chip")) this.takeOff(target.closest(".chip"));
    // what is typed here is no part of the form around it
    if (target === this.find && event.type !== "keydown") event.stopPropagation();
  }

  show() {
    const chosen = this.boxes.filter((box) => box.checked && !this.coverOf(box));
    for (const box of this.boxes) {
      box.disabled = Boolean(this.coverOf(box));
      const inside = box.closest("li")?.querySelectorAll("details input:checked").length ?? 0;
      box.indeterminate = !box.checked && inside > 0;
    }
    const words = document.createElement("span");
    words.textContent = chosen.length ? this.dataset.chosenWords ?? "" : this.dataset.nothing ?? "";
    this.chips.replaceChildren(words, ...chosen.map((box) => this.chipOf(box)));
  }

  /** @param {HTMLInputElement} box */
  coverOf(box) {
    let branch = box.closest("li")?.parentElement?.closest("li");
    while (branch && this.contains(branch)) {
      const above = branch.querySelector("input");
      if (above?.checked) return above;
      branch = branch.parentElement?.closest("li");
    }
    return null;
  }

  /** @param {HTMLInputElement} box */
  chipOf(box) {
    const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
    const chip = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    /** @type {HTMLElement} */ (chip.firstElementChild).textContent = box.nextElementSibling?.textContent ?? "";
    chip.dataset.box = box.id;
    return chip;
  }

  /** @param {HTMLElement | null} chip */
  takeOff(chip) {
    const box = /** @type {HTMLInputElement} */ (document.getElementById(chip?.dataset.box ?? ""));
    const place = [...this.chips.querySelectorAll(".chip")].indexOf(/** @type {Element} */ (chip));
    box.checked = false;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    const left = /** @type {NodeListOf<HTMLElement>} */ (this.chips.querySelectorAll(".chip"));
    (left[Math.min(place, left.length - 1)] ?? this.find).focus();
    this.say(`${this.dataset.removed} ${box.nextElementSibling?.textContent}`);
  }

  filter() {
    const wanted = this.find.value.trim().toLowerCase();
    const items = /** @type {HTMLElement[]} */ ([...this.tree.querySelectorAll("li")]);
    // from the leaves up, so that a branch knows whether something inside was found
    const hits = new Set(items.filter((item) => item.dataset.words?.includes(wanted)));
    for (const item of items.reverse()) {
      const isShown = [...hits].some((hit) => hit.contains(item) || item.contains(hit));
      item.toggleAttribute("hidden", !isShown);
      const details = item.querySelector("details");
      if (details && wanted) details.open = [...item.querySelectorAll("li")].some((one) => hits.has(one));
    }
    this.querySelector(".picker-none")?.toggleAttribute("hidden", hits.size > 0);
    if (wanted) this.say(`${this.dataset.found} ${hits.size}`);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const here = /** @type {HTMLElement} */ (document.activeElement);
    if (here === this.find && event.key === "Enter") event.preventDefault();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || here.closest(".picker-chosen")) return;
    event.preventDefault();
    const stops = [this.find, ...this.tree.querySelectorAll("input:enabled, summary")].filter((one) =>
      one.checkVisibility?.() ?? one.getClientRects().length > 0,
    );
    /** @type {HTMLElement} */ (stops[Math.max(0, stops.indexOf(here) + step)] ?? here).focus();
  }

  /** @param {string} sentence */
  say(sentence) {
    document.dispatchEvent(new CustomEvent("linli:announce", { detail: sentence }));
  }
}

customElements.define("linli-area-picker", AreaPicker);
