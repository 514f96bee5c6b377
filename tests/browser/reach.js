// What a test looks for on a page at any size and with letters of any size: controls that no scrolling brings to where
// they can be pressed, words that are cut, a page that is wider than the screen. Playwright runs it in the page.
/** What is wrong with the page, as sentences. @returns {string[]} */
export function findUnreachable() {
  const root = document.documentElement;
  // What has just come cannot be pressed at once.
  for (const each of document.getAnimations()) if (each.animationName === "not-yet") each.finish();
  // The sign says that all is saved. The card, the running order and the bar of what is on now say each other's words.
  const SAID_ELSEWHERE =
    ".status, .zone-question, .now-bar, .now-title, .chair-header h1, svg, script, style, option, textarea, noscript";
  const say = (element) =>
    `${element.tagName.toLowerCase()}.${String(element.className?.baseVal ?? element.className)
      .trim()
      .replace(
        /\s+/g,
        ".",
      )}: ${(element.getAttribute("aria-label") || element.textContent || element.id || "").trim().slice(0, 50)}`;
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert], .unseen, [hidden]");
  const dialog = [...document.querySelectorAll("dialog[open]")].pop();
  const controls = [...(dialog || document).querySelectorAll("button, a[href], input, select, textarea, summary")];
  const unreachable = [];
  for (const each of controls) {
    if (!isShown(each) || each.matches("[type=hidden], [type=range]")) continue;
    const target = each.matches("input") && each.closest("label") ? each.closest("label") : each;
    const isThere = (block) => {
      target.scrollIntoView({ block, inline: "center", behavior: "instant" });
      const box = target.getBoundingClientRect();
      return [0.5, 0.2, 0.8].some((x) =>
        [0.5, 0.05, 0.15, 0.25, 0.35, 0.65, 0.75, 0.85, 0.95].some((y) => {
          const found = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
          return (
            found && (target.contains(found) || (found.contains(target) && found.matches("label, a, button, summary")))
          );
        }),
      );
    };
    if (!["center", "start", "end"].some(isThere)) {
      const { left, top, width, height } = target.getBoundingClientRect();
      unreachable.push(`${say(each)} @${[left, top, width, height].map(Math.round)}`);
    }
  }
  const cut = [];
  const walk = document.createTreeWalker(dialog || document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode,
      holder = text.parentElement;
    if (!text.textContent.trim() || !isShown(holder) || holder.closest(SAID_ELSEWHERE)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const line of range.getClientRects()) {
      if (line.width < 2) continue;
      for (let around = holder; around && around !== document.body && around !== root; around = around.parentElement) {
        const style = getComputedStyle(around);
        const edge = around.getBoundingClientRect();
        const hides = (axis) => ["hidden", "clip"].includes(style[axis]);
        const scrolls = (axis) => ["auto", "scroll"].includes(style[axis]);
        if (scrolls("overflowY") && scrolls("overflowX")) break;
        const half = line.height * 0.2;
        if (
          (hides("overflowX") && (line.left < edge.left - 2 || line.right > edge.right + 2)) ||
          (hides("overflowY") && (line.top + half < edge.top - 1 || line.bottom - half > edge.bottom + 1))
        ) {
          cut.push(`${say(around)}`);
          break;
        }
        if (scrolls("overflowY") || scrolls("overflowX")) break;
      }
    }
  }
  scrollTo(0, 0);
  for (const each of document.querySelectorAll("*")) if (each.scrollTop) each.scrollTop = 0;
  const found = unreachable.map((each) => `out of reach: ${each}`).concat(cut.map((each) => `cut: ${each}`));
  if (root.scrollWidth > innerWidth) found.push(`wider than the screen: ${root.scrollWidth}`);
  return [...new Set(found)];
}
