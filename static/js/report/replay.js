// @ts-check
// Replays the wall in a report. It is embedded in the report's file and runs there on its own: it makes no requests and
// stores nothing. The notes are in the page, each with its positions: [moment, column, group in it or -1].
(() => {
  /** How long the whole replay takes, and the longest and shortest time for a moment. */
  const TOTAL_MS = 30000;
  const LONGEST_MS = 900;
  const SHORTEST_MS = 60;

  const box = /** @type {HTMLElement} */ (document.querySelector(".replay"));
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (box.querySelector(selector));
  const slider = /** @type {HTMLInputElement} */ (find("input"));
  const button = find("button");
  const label = find(".replay-moment");
  const newestNote = find(".replay-news");
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
  const notes = Array.from(box.querySelectorAll("[data-spots]")).map((element) => {
    /** @type {[number, number, number][]} */
    const spots = JSON.parse(element.getAttribute("data-spots") || "[]");
    return { element, spots };
  });
  const last = moments.length - 1;
  let timer = 0;

  /** The position of a note at this moment. @param {[number, number, number][]} spots @param {number} moment */
  function spotAt(spots, moment) {
    let found;
    for (const spot of spots) if (spot[0] <= moment) found = spot;
    return found;
  }

  /**
   * Shows the wall as it was at a moment. Notes that are already in the right place are not moved.
   * @param {number} moment
   */
  function show(moment) {
    /** @type {Map<Element, Element>} */
    const ends = new Map();
    let newest = "";
    for (const note of notes) {
      const spot = spotAt(note.spots, moment);
      const list = spot && lists[spot[1]].get(String(spot[2]));
      const isNew = Boolean(spot) && spot?.[0] === moment;
      note.element.classList.toggle("new", isNew && moment < last);
      if (isNew) newest = note.element.textContent || "";
      if (!list) {
        note.element.remove();
        continue;
      }
      const before = ends.get(list) || null;
      const next = before ? before.nextSibling : list.firstChild;
      if (next !== note.element) list.insertBefore(note.element, next);
      ends.set(list, note.element);
    }
    for (const inside of lists)
      inside.forEach((list) => {
        const column = /** @type {HTMLElement} */ (list.parentElement);
        column.hidden = !ends.has(list);
      });
    label.textContent = moments[moment];
    newestNote.textContent = moment < last ? newest : "";
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
  const pace = Math.max(SHORTEST_MS, Math.min(LONGEST_MS, TOTAL_MS / Math.max(last, 1)));

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
