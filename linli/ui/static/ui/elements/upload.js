/**
 * <linli-upload data-url="…" data-target="id">: photos go up one by one, as soon as they are chosen, each made small
 * first. The answer is the list of what is there; it takes the place of the target. What did not get through waits for
 * “Try again”. Without JavaScript the file input and its button send the form as any other.
 */
import { prepared } from "./shrink.js";

class Upload extends HTMLElement {
  connectedCallback() {
    this.input = /** @type {HTMLInputElement} */ (this.querySelector("input[type=file]"));
    this.bar = /** @type {HTMLProgressElement} */ (this.querySelector("progress"));
    this.again = /** @type {HTMLButtonElement} */ (this.querySelector(".upload-again"));
    /** @type {File[]} */
    this.waiting = [];
    this.classList.add("is-at-work");
    this.querySelectorAll("label").forEach((label) => label.removeAttribute("hidden"));
    this.querySelector(".upload-plain")?.setAttribute("tabindex", "-1");
    this.leaving = new AbortController();
    const options = { signal: this.leaving.signal };
    this.input.addEventListener("change", () => this.take([...(this.input.files ?? [])]), options);
    this.again.addEventListener("click", () => this.send(), options);
  }

  disconnectedCallback() {
    this.leaving?.abort();
  }

  /** @param {File[]} files */
  take(files) {
    this.input.value = ""; // what is sent here is not sent with the form again
    this.waiting.push(...files);
    return this.send();
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    this.again.hidden = true;
    const names = [];
    this.bar.hidden = false;
    try {
      while (this.waiting.length > 0) {
        const file = this.waiting[0];
        this.say(`${this.dataset.preparing} ${file.name}`);
        this.bar.value = names.length / (names.length + this.waiting.length);
        if (await this.sendOne((await prepared(file)).sending)) {
          names.push(file.name);
          this.askForMore();
        }
        this.waiting.shift();
      }
      this.say(names.length > 0 ? `${this.dataset.done} ${names.join(", ")}` : "");
    } catch {
      this.again.hidden = false;
      this.say(this.dataset.failed ?? "");
    }
    this.bar.hidden = true;
    this.sending = false;
  }

  /**
   * Send one photo and show what is there now; false when it was refused, an exception when the line broke.
   *
   * @param {File} file
   */
  async sendOne(file) {
    const body = new FormData();
    const token = /** @type {HTMLInputElement | null} */ (this.closest("form")?.elements.namedItem("csrfmiddlewaretoken"));
    body.append("csrfmiddlewaretoken", token?.value ?? "");
    body.append(this.input.name, file, file.name);
    const answer = await fetch(this.dataset.url ?? "", { method: "POST", body, headers: { "HX-Request": "true" } });
    if (answer.status !== 200 && answer.status !== 422) throw new Error(String(answer.status));
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
    if (part) document.getElementById(this.dataset.target ?? "")?.replaceWith(document.importNode(part, true));
    return answer.status === 200;
  }

  /** One photo is there: the button asks for one more. */
  askForMore() {
    const words = this.dataset.again;
    const label = this.querySelector("label span");
    if (!words || !label) return;
    label.textContent = words;
    this.input.setAttribute("aria-label", words);
  }

  /** @param {string} sentence */
  say(sentence) {
    /** @type {HTMLElement} */ (this.querySelector("[role=status]")).textContent = sentence;
  }
}

customElements.define("linli-upload", Upload);
