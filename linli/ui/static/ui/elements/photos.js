/**
 * <linli-photos>: a file input with more comfort (ui/files_input.html). Photos are added one after another, shown small,
 * shrunk to 1600 px before they are sent, and can be taken off. What cannot be shrunk is sent as it is. Without
 * JavaScript, or where the browser cannot do it, the file input works by itself.
 */
import { prepared } from "./shrink.js";

class Photos extends HTMLElement {
  connectedCallback() {
    this.input = /** @type {HTMLInputElement} */ (this.querySelector("input[type=file]"));
    this.list = /** @type {HTMLElement} */ (this.querySelector("ul"));
    this.bar = /** @type {HTMLProgressElement} */ (this.querySelector("progress"));
    this.kept = new DataTransfer();
    this.list.replaceChildren();
    this.classList.add("is-at-work");
    this.querySelectorAll("label, .photos-shrunk").forEach((part) => part.removeAttribute("hidden"));
    this.leaving = new AbortController();
    const options = { signal: this.leaving.signal };
    this.input.addEventListener("change", () => this.take([...(this.input.files ?? [])]), options);
    this.list.addEventListener("click", (event) => this.takeOff(event), options);
    this.addEventListener("dragover", (event) => event.preventDefault(), options);
    this.addEventListener("drop", (event) => this.drop(event), options);
    this.closest("form")?.addEventListener("htmx:xhr:progress", (event) => this.sent(event), options);
  }

  disconnectedCallback() {
    this.leaving?.abort();
  }

  /** @param {DragEvent} event */
  drop(event) {
    event.preventDefault();
    this.take([...(event.dataTransfer?.files ?? [])]);
  }

  /** @param {File[]} files */
  async take(files) {
    const room = Math.max(0, Number(this.dataset.most) - this.kept.files.length);
    const left = files.slice(room).map((file) => [this.dataset.tooMany, file.name]);
    const taken = files.slice(0, room);
    const added = [];
    this.bar.hidden = false;
    for (const [number, file] of taken.entries()) {
      this.bar.value = number / taken.length;
      this.say(`${this.dataset.preparing} ${file.name}`);
      const { sending, picture } = await prepared(file);
      if (sending.size > Number(this.dataset.bytes)) left.push([this.dataset.tooBig, file.name]);
      else {
        this.kept.items.add(sending);
        this.list.append(this.itemOf(sending, picture));
        added.push(sending.name);
      }
    }
    this.bar.hidden = true;
    this.show();
    this.say([added.length ? `${this.dataset.added} ${added.join(", ")}` : "", ...left.map((one) => one.join(" "))].join(" "));
  }

  show() {
    this.input.files = this.kept.files;
    this.list.hidden = this.kept.files.length === 0;
  }

  /**
   * @param {File} file
   * @param {HTMLCanvasElement | null} picture
   */
  itemOf(file, picture) {
    const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
    const item = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    const [frame, name, size, button] = item.children;
    if (picture) frame.replaceChildren(picture);
    name.textContent = file.name;
    size.textContent = `${Math.max(0.1, file.size / 2 ** 20).toFixed(1)} MB`;
    /** @type {Element} */ (button.lastElementChild).textContent = ` ${file.name}`;
    return item;
  }

  /** @param {Event} event */
  takeOff(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (!button) return;
    const item = /** @type {HTMLElement} */ (button.closest("li"));
    const place = [...this.list.children].indexOf(item);
    this.say(`${this.dataset.removed} ${this.kept.files[place].name}`);
    this.kept.items.remove(place);
    item.remove();
    this.show();
    const buttons = this.list.querySelectorAll("button");
    (buttons[Math.min(place, buttons.length - 1)] ?? this.input).focus();
  }

  /** @param {Event} event */
  sent(event) {
    const { loaded, total } = /** @type {CustomEvent} */ (event).detail;
    this.bar.hidden = loaded === total;
    this.bar.value = total ? loaded / total : 0;
  }

  /** @param {string} sentence */
  say(sentence) {
    /** @type {HTMLElement} */ (this.querySelector("[role=status]")).textContent = sentence;
  }
}

customElements.define("linli-photos", Photos);
