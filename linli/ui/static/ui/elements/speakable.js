/** What is read aloud of a page, sentence by sentence, and how it is said. */

const SKIPPED = "nav, script, style, template, form, select, textarea, svg, [hidden], [aria-hidden='true'], [data-read-skip]";

/**
 * The sentences of a part of the page, each with the place where it stands.
 * @param {Element} part
 * @param {string} language
 * @returns {{text: string, range: Range}[]}
 */
export function sentencesOf(part, language) {
  return blocksOf(part).flatMap((nodes) => cut(nodes, language));
}

/** @param {Element} part @returns {Text[][]} the texts of the page, those of one paragraph together */
function blocksOf(part) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT, (node) => (isHeard(node.parentElement) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT));
  const blocks = [];
  let holder = null;
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    if (!text.data.trim()) continue;
    const around = blockAround(text.parentElement);
    if (around !== holder) blocks.push([]);
    holder = around;
    blocks.at(-1).push(text);
  }
  return blocks;
}

/** @param {Element} element */
function isHeard(element) {
  return !element.closest(SKIPPED) && element.checkVisibility();
}

/** @param {Element} element */
function blockAround(element) {
  while (getComputedStyle(element).display.startsWith("inline")) element = element.parentElement;
  return element;
}

/** @param {Text[]} nodes @param {string} language */
function cut(nodes, language) {
  const whole = nodes.map((node) => node.data).join("");
  const pieces = [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(whole)];
  return pieces
    .filter(({ segment }) => segment.trim())
    .map(({ segment, index }) => ({ text: segment.trim(), range: rangeOf(nodes, index, index + segment.trimEnd().length) }));
}

/** @param {Text[]} nodes @param {number} from @param {number} to */
function rangeOf(nodes, from, to) {
  const range = document.createRange();
  let before = 0;
  for (const node of nodes) {
    const length = node.data.length;
    if (from >= before && from < before + length) range.setStart(node, from - before);
    if (to > before && to <= before + length) range.setEnd(node, to - before);
    before += length;
  }
  return range;
}

/**
 * Numbers and dates as a person says them: times with words, long numbers digit by digit, stars by name.
 * @param {string} text
 * @param {string} language
 * @param {string} hidden what stars stand for
 */
export function said(text, language, hidden) {
  const isChinese = language.startsWith("zh");
  return text
    .replace(/\s+/g, " ")
    .replace(/\b(\d{4})-(\d{2})-(\d{2})\b/g, (_, year, month, day) => dateSaid(year, month, day, language))
    .replace(/\b(\d{1,2}):(\d{2})\b/g, (all, hour, minute) => (isChinese ? timeSaid(hour, minute) : all))
    .replace(/[*•＊]{2,}/g, ` ${hidden} `)
    .replace(/[\d-]*\d{5,}|\b\d{3,4}(?:[ -]\d{3,4})+\b/g, (digits) => ` ${[...digits.replace(/\D/g, "")].join(" ")} `)
    .replace(/[·|]/g, isChinese ? "，" : ", ");
}

/** @param {string} year @param {string} month @param {string} day @param {string} language */
function dateSaid(year, month, day, language) {
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(date);
}

/** @param {string} hour @param {string} minute */
function timeSaid(hour, minute) {
  return `${Number(hour)}点${minute === "00" ? "整" : `${Number(minute) < 10 ? "零" : ""}${Number(minute)}分`}`;
}
