/* What a page measures, for the tests of elder mode: each gives what is wrong, so that an empty list is good. */
(() => {
  const hidden = ".visually-hidden, .skip-link, .visually-hidden *, script";
  // not cut away to a point, as what only a screen reader or a keyboard meets
  const isThere = (it) => !getComputedStyle(it).clipPath.startsWith("inset(50%");
  const seen = (it) => it.checkVisibility() && isThere(it) && !it.matches(hidden) && !it.closest(".visually-hidden");
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const words = (it) => (it.textContent || it.name || "").trim().slice(0, 20);

  function tooSmall(least) {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const around = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !seen(around)) continue;
      const size = parseFloat(getComputedStyle(around).fontSize);
      if (size < least) found.push([size, walker.currentNode.data.trim().slice(0, 20)]);
    }
    return found;
  }

  // what one presses: not links within a sentence; of a box to tick, the label around it
  function hardToHit(width, height) {
    return all("a, button, summary, input:not([type=hidden]), select, textarea")
      .filter((it) => !(it.tagName === "A" && it.parentElement.closest("p") && !it.matches(".button")))
      .map((it) => [(it.matches("[type=checkbox], [type=radio]") && it.closest("label")) || it, it])
      .map(([target, it]) => [Math.round(target.getBoundingClientRect().width), Math.round(target.getBoundingClientRect().height), words(it)])
      .filter(([wide, high]) => wide < width || high < height);
  }

  function clipped() {
    return all("body *")
      .filter((it) => it.children.length === 0 && !it.closest("svg, [aria-hidden]"))
      .filter((it) => {
        const box = it.getBoundingClientRect();
        const cut = getComputedStyle(it).overflowX === "hidden" && it.scrollWidth > it.clientWidth + 1;
        return cut || box.right > innerWidth + 1 || box.left < -1;
      })
      .map((it) => it.outerHTML.slice(0, 120));
  }

  // two things to press that lie over each other; the bar at the foot aside, the page scrolls under it
  function overlapping() {
    const boxes = all("header :is(a, button), main :is(a, button, input, textarea), footer :is(a, button)")
      .filter((it) => it.type !== "hidden")
      .map((it) => [it, it.getBoundingClientRect()]);
    const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return boxes.flatMap(([one, a], at) =>
      boxes.slice(at + 1).filter(([other, b]) => !one.contains(other) && over(a, b)).map(([other]) => [words(one), words(other)]),
    );
  }

  // what stands over the page instead of in it
  function floating() {
    return all("body *")
      .filter((it) => ["fixed", "sticky", "absolute"].includes(getComputedStyle(it).position) && !it.matches(".places"))
      .map((it) => it.outerHTML.slice(0, 80));
  }

  const sideways = () => document.documentElement.scrollWidth - innerWidth;
  const body = () => parseFloat(getComputedStyle(document.body).fontSize);
  return { tooSmall, hardToHit, clipped, overlapping, floating, sideways, body };
})()
