/**
 * <linli-queue>: a list beside its detail. Inside it the arrow keys and j, k move through the links of `.queue`; the
 * detail follows after a moment, by the link's own hx-get, and the focus stays in the list. Without JavaScript: links.
 * The letters work only here, and never while somebody types (WCAG 2.1.4).
 */
const PAUSE = 180;
const STEPS = /** @type {Record<string, number>} */ ({ ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 });

class Queue extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this);
    this.addEventListener("htmx:beforeRequest", this);
  }

  disconnectedCallback() {
    clearTimeout(this.waiting);
    this.removeEventListener("keydown", this);
    this.removeEventListener("htmx:beforeRequest", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    const link = /** @type {HTMLElement} */ (event.target).closest(".queue a");
    if (event instanceof KeyboardEvent) this.press(event);
    else if (link) this.mark(link);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const step = STEPS[event.key];
    const here = /** @type {HTMLElement} */ (event.target);
    const arrows = event.key.startsWith("Arrow");
    if (!step || event.ctrlKey || event.metaKey || event.altKey || here.matches("input, textarea, select")) return;
    if (arrows && !here.closest(".queue")) return; // elsewhere the arrows scroll
    const links = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".queue a")]);
    const now = links.findIndex((link) => link === here || (!here.closest(".queue") && link.hasAttribute("aria-current")));
    const next = links[now + step];
    event.preventDefault();
    if (!next) return;
    next.focus();
    clearTimeout(this.waiting);
    // whoever runs through the list does not load every detail on the way
    if (next.hasAttribute("hx-get")) this.waiting = setTimeout(() => next.click(), PAUSE);
  }

  /** @param {Element} link */
  mark(link) {
    this.querySelectorAll(".queue [aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
  }
}

customElements.define("linli-queue", Queue);
