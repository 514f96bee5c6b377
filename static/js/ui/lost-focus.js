// @ts-check
// Where the focus goes when the element that had it vanishes: a part or a scale opens, somebody deletes a note, a dialog
// closes whose button is gone. The browser would give it to the page as a whole, and people who use a keyboard or a
// screen reader would begin at the top. Instead it goes to the neighbour in the list, or to what the element was in.

/** Views that give the focus to a place of their own do so within this time. */
const PATIENCE_MS = 50;
/** How many elements back the way is remembered: through dialogs that were opened from dialogs. */
const MOST = 6;
/** What can take the focus for something inside it: it has a name, or is one entry of a list. */
const PLACES = "li, form, section, aside, nav, main, dialog, [role=group], [tabindex]";
const HEADINGS = "h1, h2, h3";

/**
 * An element that had the focus, and what it was in, from the inside to the outside.
 * @typedef {{element: HTMLElement, next: Element | null, previous: Element | null}[]} Trail
 */

/** @param {Element | null} element @returns {element is HTMLElement} */
const isThere = (element) =>
  element instanceof HTMLElement &&
  element.isConnected &&
  element.getClientRects().length > 0 &&
  !element.closest("[inert], [hidden], [aria-hidden=true]") &&
  !element.matches(":disabled");

const isLost = () => !document.activeElement || document.activeElement === document.body;

/** Gives the focus of vanished elements to a place near them, from now on. */
export function catchLostFocus() {
  /** @type {Trail[]} */
  let trails = [];
  let timer = 0;
  const look = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const last = trails[trails.length - 1]?.[0].element;
      if (last && (isLost() || document.activeElement === last) && !isThere(last))
        focusOn(placeFor(trails) || ownHeading());
    }, PATIENCE_MS);
  };
  const note = (/** @type {EventTarget | null} */ target) => {
    if (target instanceof HTMLElement && target !== document.body)
      trails = trails.concat([trailOf(target)]).slice(-MOST);
  };
  note(document.activeElement);
  document.addEventListener("focusin", ({ target }) => note(target));
  document.addEventListener("focusout", ({ target }) => {
    // A press beside everything takes the focus away, too; that is meant.
    window.setTimeout(() => {
      if (isLost() && isThere(/** @type {Element} */ (target))) trails = [];
    });
    look();
  });
  // Removed elements lose the focus without an event, and hidden ones only with the next frame.
  new MutationObserver((changes) => {
    if (trails.length && (isLost() || changes.some((each) => each.type === "attributes"))) look();
  }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["hidden", "inert", "disabled"] });
}

/** @param {HTMLElement} element @returns {Trail} */
function trailOf(element) {
  const trail = [];
  for (let each = element; each !== document.body && each.parentElement; each = each.parentElement)
    trail.push({ element: each, next: each.nextElementSibling, previous: each.previousElementSibling });
  return trail;
}

/** @param {Trail[]} trails  The newest last. */
function placeFor(trails) {
  for (const trail of trails.slice().reverse()) {
    if (isThere(trail[0].element)) return trail[0].element;
    const at = trail.findIndex(({ element }) => isThere(element));
    const gone = trail[at - 1];
    // What was in a dialog goes back to where that was opened.
    if (!gone || trail.slice(0, at).some(({ element }) => element.matches("dialog"))) continue;
    const neighbour = gone.element.matches("li") && [gone.next, gone.previous].find(isThere);
    const place = neighbour || trail[at].element.closest(PLACES);
    if (place instanceof HTMLElement && isThere(place)) return place;
  }
  return null;
}

/** The heading of the page. */
const ownHeading = () => /** @type {HTMLElement | null} */ (document.querySelector("h1"));

/** @param {HTMLElement | null} place */
function focusOn(place) {
  // All that is on the page begins with what it is about.
  const heading = place?.matches("main") && Array.from(place.querySelectorAll(HEADINGS)).find(isThere);
  const target = heading || place;
  if (!(target instanceof HTMLElement)) return;
  if (target.tabIndex < 0) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
}
