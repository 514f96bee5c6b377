// What a test looks for on the board: anything that is cut, covered, too small, or outside its box or the screen.
// Playwright runs it in the page.
/** What is wrong with what the board shows now, as sentences. @returns {string[]} */
export function findFaults() {
  const faults = new Set();
  const say = (kind, element, more = "") =>
    faults.add(`${kind}: ${name(element)} ${more || (element.textContent || "").trim().slice(0, 40)}`);
  const name = (element) =>
    [element, element.parentElement, element.parentElement?.parentElement]
      .filter((each) => each?.className && typeof each.className === "string")
      .map((each) => `.${each.className.trim().split(/\s+/).join(".")}`)
      .slice(0, 2)
      .join(" < ");
  const style = (element) => getComputedStyle(element);
  const unseen = (element) => element.closest(".unseen, script, noscript, [hidden]");
  const clips = (element) => style(element).overflowX !== "visible" || style(element).overflowY !== "visible";
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) say("page scrolls", root, "html");

  // Letters: inside the screen and inside every box that clips, large enough, and not covered by anything.
  const lines = [];
  const walk = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode,
      holder = text.parentElement;
    if (!text.textContent.trim() || unseen(holder) || style(holder).visibility === "hidden") continue;
    const size = parseFloat(style(holder).fontSize);
    const least = holder.closest(".note-text") ? innerHeight / 36 : innerHeight / 45;
    if (size < least - 0.01) say("small letters", holder, `${(innerHeight / size).toFixed(1)}`);
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.width < 2) continue;
      // The letters themselves are not as tall as their box.
      const part = holder.closest(".in-parts")?.getBoundingClientRect();
      // Of a note taller than a page, these lines are on another page.
      if (part && (box.top + box.bottom < 2 * part.top || box.top + box.bottom > 2 * part.bottom)) continue;
      const middle = (box.top + box.bottom) / 2,
        half = Math.min(box.height / 2, size * 0.42);
      const line = { holder, left: box.left, right: box.right, top: middle - half, bottom: middle + half };
      lines.push(line);
      if (line.left < -1 || line.right > innerWidth + 1 || line.top < -1 || line.bottom > innerHeight + 1)
        say("text outside the screen", holder);
      for (let around = holder; around; around = around.parentElement) {
        if (!clips(around) || around === root || around === document.body) continue;
        const edge = around.getBoundingClientRect();
        if (
          line.left < edge.left - 2 ||
          line.right > edge.right + 2 ||
          line.top < edge.top - 2 ||
          line.bottom > edge.bottom + 2
        )
          say("text cut", holder);
      }
      for (const x of [line.left + 2, (line.left + line.right) / 2, line.right - 2])
        for (const y of [line.top + 2, line.bottom - 2]) {
          const over = document.elementFromPoint(x, y);
          if (over && !over.contains(holder) && !holder.contains(over)) say("text covered", holder, `by ${name(over)}`);
        }
    }
  }
  lines.sort((a, b) => a.top - b.top);
  lines.forEach((one, n) => {
    for (let m = n + 1; m < lines.length && lines[m].top < one.bottom; m += 1) {
      const two = lines[m];
      const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left);
      const tall = Math.min(one.bottom, two.bottom) - two.top;
      if (wide > 2 && tall > 2 && one.holder !== two.holder)
        say("text over text", one.holder, `and ${name(two.holder)}`);
    }
  });

  // Boxes: none holds more than it has room for, is outside the screen, or lies over another.
  const boxes = [];
  for (const element of document.querySelectorAll("#app *")) {
    if (
      unseen(element) ||
      style(element).visibility === "hidden" ||
      element.closest("svg") ||
      element.tagName === "BDI"
    )
      continue;
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    if (
      clips(element) &&
      !element.matches(".in-parts") &&
      element.children.length + element.textContent.trim().length
    ) {
      if (element.scrollHeight > element.clientHeight + 2)
        say("box too full", element, `${element.scrollHeight} in ${element.clientHeight}`);
      if (element.scrollWidth > element.clientWidth + 2)
        say("box too full across", element, `${element.scrollWidth} in ${element.clientWidth}`);
    }
    if (element.closest(".in-parts .note")) continue;
    if (box.left < -2 || box.right > innerWidth + 2 || box.top < -2 || box.bottom > innerHeight + 2)
      say("box outside the screen", element);
    const inMain = element.closest(".board-main")?.getBoundingClientRect();
    if (
      inMain &&
      !element.matches(".board-main") &&
      !element.closest(".in-parts") &&
      (box.top < inMain.top - 2 || box.bottom > inMain.bottom + 2)
    )
      say("box outside the view", element);
    const isBox = element.matches(
      ".board > *, .board-header > *, .board-footer > *, .board-main > * > *, .note, .board-zone, .board-step, .board-breakout, .board-hopes, .board-next-time, img, .dot, .bar, .spread-good, .board-people, .pill",
    );
    if (isBox && !element.closest(".in-parts .note")) boxes.push([element, box]);
  }
  boxes.forEach(([one, a], n) => {
    for (const [two, b] of boxes.slice(n + 1)) {
      if (one.contains(two) || two.contains(one)) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left),
        tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && tall > 2) say("box over box", one, `and ${name(two)}`);
    }
  });
  // Something is there to see.
  const main = document.querySelector(".board-main");
  if (main && !lines.some((line) => main.contains(line.holder))) say("nothing to read", main);
  return [...faults];
}
