/**
 * <linli-bulk data-words="{n} people chosen" data-none="Tick whom it concerns."><form>… bulk-bar … table …</form></linli-bulk>
 *
 * Counts what is ticked and says it in the bar; a box in the table's head ticks all rows of the page. Shift and a click
 * tick the rows between. Without JavaScript the bar's buttons act on what is ticked, and the server says so when nothing is.
 */
class Bulk extends HTMLElement {
  connectedCallback() {
    this.words = this.querySelector(".bulk-bar [role=status]");
    this.all = /** @type {HTMLInputElement | null} */ (this.querySelector("thead input[type=checkbox]"));
    this.all?.removeAttribute("hidden");
    this.addEventListener("change", this);
    this.addEventListener("click", this);
    this.count();
  }

  disconnectedCallback() {
    this.removeEventListener("change", this);
    this.removeEventListener("click", this);
  }

  get boxes() {
    return /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll("tbody input[type=checkbox]")]);
  }

  /** @param {Event} event */
  handleEvent(event) {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (event.type === "click") this.between(/** @type {MouseEvent} */ (event));
    else if (box === this.all) this.boxes.forEach((one) => (one.checked = box.checked));
    if (event.type === "change") this.count();
  }

  /** @param {MouseEvent} event */
  between(event) {
    const here = this.boxes.indexOf(/** @type {HTMLInputElement} */ (event.target));
    if (here < 0) return;
    if (event.shiftKey && this.last !== undefined) {
      const [from, to] = [Math.min(here, this.last), Math.max(here, this.last)];
      this.boxes.slice(from, to + 1).forEach((one) => (one.checked = this.boxes[here].checked));
      this.count();
    }
    this.last = here;
  }

  count() {
    const chosen = this.boxes.filter((box) => box.checked).length;
    if (this.all) {
      this.all.checked = chosen > 0 && chosen === this.boxes.length;
      this.all.indeterminate = chosen > 0 && chosen < this.boxes.length;
    }
    const sentence = chosen ? (this.dataset.words ?? "{n}").replace("{n}", String(chosen)) : (this.dataset.none ?? "");
    if (this.words && this.words.textContent !== sentence) this.words.textContent = sentence;
    this.querySelector(".bulk-bar")?.toggleAttribute("data-chosen", chosen > 0);
  }
}

customElements.define("linli-bulk", Bulk);
