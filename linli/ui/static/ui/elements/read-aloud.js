/** <linli-read-aloud>: reads the content of the page, one sentence after another, only when asked to.
 *  Its buttons stay hidden where the browser has no voice for the language; the words beside them say what to do. */
import { said, sentencesOf } from "./speakable.js";

const RATES = [0.6, 0.75, 0.9, 1, 1.15, 1.3];
const KEPT = "linli-reading-rate";

class ReadAloud extends HTMLElement {
  connectedCallback() {
    this.speech = window.speechSynthesis;
    if (!this.speech || typeof SpeechSynthesisUtterance === "undefined") return;
    this.language = document.documentElement.lang.startsWith("zh") ? "zh-CN" : document.documentElement.lang;
    this.addEventListener("click", this);
    this.speech.addEventListener?.("voiceschanged", this);
    addEventListener("pagehide", this);
    this.offer();
  }

  disconnectedCallback() {
    if (!this.speech) return;
    this.speech.removeEventListener?.("voiceschanged", this);
    removeEventListener("pagehide", this);
    this.stop();
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "voiceschanged") return this.offer();
    if (event.type === "pagehide") return this.stop();
    const asked = /** @type {HTMLElement} */ (event.target).closest("[data-do]")?.getAttribute("data-do");
    if (asked === "read") this.read();
    if (asked === "pause") this.pause();
    if (asked === "go-on") this.goOn();
    if (asked === "stop") this.stop();
    if (asked === "slower" || asked === "faster") this.changeRate(asked === "slower" ? -1 : 1);
  }

  /** Show the button when there is a voice, and the words about the telephone when there is none. */
  offer() {
    const spoken = this.language.slice(0, 2).toLowerCase();
    const voices = this.speech.getVoices().filter(({ localService }) => localService); // nothing leaves the device
    this.voice = voices.find(({ lang }) => new RegExp(`^(${spoken}${spoken === "zh" ? "|cmn" : ""})\\b`, "i").test(lang));
    this.querySelector(".actions").hidden = !this.voice;
    document.querySelector("[data-otherwise]")?.toggleAttribute("hidden", Boolean(this.voice));
  }

  read() {
    this.sentences = sentencesOf(document.getElementById("content"), this.language);
    this.at = 0;
    this.show("pause", "stop", "slower", "faster");
    this.querySelector('[data-do="pause"]').focus();
    this.next();
  }

  next() {
    const sentence = this.sentences?.[this.at];
    if (!sentence) return this.stop();
    const utterance = (this.current = new SpeechSynthesisUtterance(said(sentence.text, this.language, this.dataset.sayHidden)));
    Object.assign(utterance, { lang: this.language, voice: this.voice, rate: this.rate });
    utterance.onend = () => {
      if (this.current !== utterance) return; // stopped, or read anew at another speed
      this.at += 1;
      this.next();
    };
    utterance.onerror = (event) => event.error !== "interrupted" && event.error !== "canceled" && this.current === utterance && this.stop();
    this.mark(sentence.range);
    this.speech.speak(utterance);
  }

  pause() {
    this.current = null; // pausing in mid-word loses the place on some telephones: the sentence begins anew
    this.speech.cancel();
    this.show("go-on", "stop", "slower", "faster");
    this.querySelector('[data-do="go-on"]').focus();
  }

  goOn() {
    this.show("pause", "stop", "slower", "faster");
    this.querySelector('[data-do="pause"]').focus();
    this.next();
  }

  stop() {
    const held = this.contains(document.activeElement);
    this.current = this.sentences = null;
    this.speech.cancel();
    this.mark(null);
    this.show("read");
    if (held) this.querySelector('[data-do="read"]').focus();
  }

  get rate() {
    return Number(localStorage.getItem(KEPT)) || 0.9;
  }

  /** @param {number} step */
  changeRate(step) {
    const place = Math.min(Math.max(RATES.indexOf(this.rate) + step, 0), RATES.length - 1);
    localStorage.setItem(KEPT, String(RATES[place]));
    if (!this.current) return;
    this.current = null;
    this.speech.cancel();
    this.next();
  }

  /** @param {Range | null} range */
  mark(range) {
    CSS.highlights?.delete("reading");
    if (!range) return;
    CSS.highlights?.set("reading", new Highlight(range));
    range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
  }

  /** @param {...string} shown */
  show(...shown) {
    for (const button of this.querySelectorAll("[data-do]")) button.hidden = !shown.includes(button.getAttribute("data-do"));
  }
}

customElements.define("linli-read-aloud", ReadAloud);
