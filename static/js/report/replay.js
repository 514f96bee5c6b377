// @ts-check
// Plays the wall of a report. It stands in the report's own file and runs there alone, asks nothing of anybody and keeps
// nothing. The papers are in the page, each with its spots: [moment, column, group of it or -1].
(() => {
  /** How long all of it takes, and how long and short a moment may be. */
  const WHOLE_MS = 30000;
  const LONGEST_MS = 900;
  const SHORTEST_MS = 60;

  const box = /** @type {HTMLElement} */ (document.querySelector(".replay"));
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (box.querySelector(selector));
  const slider = /** @type {HTMLInputElement} */ (find("input"));
  const button = find("button");
  const said = find(".replay-moment");
  const news = find(".replay-news");
  /** @type {string[]} */
  const moments = JSON.parse(box.dataset.moments || "[]");
  const zones = Array.from(box.querySelectorAll(".replay-zone"));
  /** The list of each group of each zone. @type {Map<string, HTMLElement>[]} */
  const lists = zones.map(
    (zone) =>
      new Map(
        Array.from(zone.querySelectorAll("[data-group]")).map((group) => [
          group.getAttribute("data-group") || "",
          /** @type {HTMLElement} */ (group.querySelector("ul")),
        ]),
      ),
  );
  const papers = Array.from(box.querySelectorAll("[data-spots]")).map((element) => {
    /** @type {[number, number, number][]} */
    const spots = JSON.parse(element.getAttribute("data-spots") || "[]");
    return { element, spots };
  });
  const last = moments.length - 1;
  let timer = 0;

  /** The last spot that a paper had come to at this moment. @param {[number, number, number][]} spots @param {number} moment */
  function spotAt(spots, moment) {
    let found;
    for (const spot of spots) if (spot[0] <= moment) found = spot;
    return found;
  }

  /** The wall as it was at a moment. What stands right already is not touched. @param {number} moment */
  function show(moment) {
    /** @type {Map<Element, Element>} */
    const ends = new Map();
    let newest = "";
    for (const paper of papers) {
      const spot = spotAt(paper.spots, moment);
      const list = spot && lists[spot[1]].get(String(spot[2]));
      const isNew = Boolean(spot) && spot?.[0] === moment;
      paper.element.classList.toggle("new", isNew && moment < last);
      if (isNew) newest = paper.element.textContent || "";
      if (!list) {
        paper.element.remove();
        continue;
      }
      const before = ends.get(list) || null;
      const next = before ? before.nextSibling : list.firstChild;
      if (next !== paper.element) list.insertBefore(paper.element, next);
      ends.set(list, paper.element);
    }
    for (const inside of lists)
      inside.forEach((list) => {
        const column = /** @type {HTMLElement} */ (list.parentElement);
        column.hidden = !ends.has(list);
      });
    said.textContent = moments[moment];
    news.textContent = moment < last ? newest : "";
    slider.value = String(moment);
    slider.setAttribute("aria-valuetext", moments[moment]);
  }

  function pause() {
    window.clearTimeout(timer);
    timer = 0;
    box.classList.remove("playing");
    button.textContent = button.dataset.play || "";
  }

  function step() {
    show(Number(slider.value) + 1);
    if (Number(slider.value) < last) timer = window.setTimeout(step, pace);
    else pause();
  }
  const pace = Math.max(SHORTEST_MS, Math.min(LONGEST_MS, WHOLE_MS / Math.max(last, 1)));

  function play() {
    if (Number(slider.value) >= last) show(0);
    box.classList.add("playing");
    button.textContent = button.dataset.pause || "";
    timer = window.setTimeout(step, pace);
  }

  button.addEventListener("click", () => (timer ? pause() : play()));
  slider.addEventListener("input", () => {
    pause();
    show(Number(slider.value));
  });
  pause();
  show(last);
  for (const element of Array.from(document.querySelectorAll("[data-plays]"))) element.removeAttribute("hidden");
})();
