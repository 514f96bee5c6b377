// @ts-check
// What is open on the console: a drawer, a panel, the running order, the report, a dialog. On a narrow screen the two
// sides are drawers, one open at a time.
import { computed, effect, signal } from "../../../vendor/preact.js";
import { one } from "../../core/records.js";
import { closeOnBack } from "../../ui/back-button.js";

/** Whether the screen has room for so many letters beside each other; media queries do not know of larger letters. */
const hasRoomFor = (/** @type {number} */ rem) =>
  window.innerWidth >= rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Whether the screen is narrow, so that the sides are drawers. */
export const narrow = signal(!hasRoomFor(56.25));
/** Whether the running order has room beside the wall. */
const roomy = signal(hasRoomFor(80));
/** The drawer that is open on a narrow screen: "", "order" or "tools". */
export const drawer = signal("");

window.addEventListener("resize", () => {
  roomy.value = hasRoomFor(80);
  if (narrow.value === !hasRoomFor(56.25)) return;
  narrow.value = !narrow.value;
  drawer.value = "";
});

/** Whether the chair folded the running order away or opened it; null until they choose. */
const orderChoice = signal(/** @type {boolean | null} */ (null));
/** Whether the running order stands beside the wall. Without a choice it does where there is room. */
export const orderShown = computed(() => !narrow.value && (orderChoice.value ?? roomy.value));

/** Shows a part in the running order, with the focus on it. @param {string} id */
export function showPart(id) {
  if (narrow.peek()) drawer.value = "order";
  else orderChoice.value = true;
  window.setTimeout(() => {
    const part = document.querySelector(`[data-part="${id}"]`);
    part?.scrollIntoView({ block: "center" });
    part?.querySelector("button")?.focus({ preventScroll: true });
  });
}

/** Opens the running order, or folds it away. */
export function toggleOrder() {
  if (narrow.value) drawer.value = drawer.value === "order" ? "" : "order";
  else orderChoice.value = !orderShown.value;
}

/** Folds the running order away where it takes the room of the wall; whether it did. */
export function foldOrder() {
  if (!orderShown.value || roomy.value) return false;
  orderChoice.value = false;
  return true;
}

/** Whether the report is open for writing: in place of the tools, or over everything on a narrow screen. */
export const writingReport = signal(false);

export function closeReport() {
  writingReport.value = false;
}

/** The panel that is open in place of the rows of tools: "" or one of `PANELS` in panels.js. */
export const panel = signal("");
/** What gets the focus in the panel: a selector, or "" for its heading. */
export const panelFocus = signal("");
/** The panel whose button was pressed first: it gets the focus back. */
let opener = "";

/**
 * Opens a panel.
 * @param {string} name
 * @param {string} [focus]  A selector of what gets the focus in it.
 */
export function openPanel(name, focus = "") {
  if (!panel.peek()) {
    const button = document.activeElement?.closest("[data-panel]");
    opener = (button instanceof HTMLElement && button.dataset.panel) || name;
  }
  if (narrow.peek()) drawer.value = "tools";
  closeReport();
  panelFocus.value = focus;
  panel.value = name;
}

/** Closes the panel; the button that opened it gets the focus back. */
export function closePanel() {
  panel.value = "";
  // The button is there again after the next render.
  window.setTimeout(() => {
    const buttons = Array.from(document.querySelectorAll(`[data-panel="${opener}"]`));
    const button = buttons.find((each) => each instanceof HTMLElement && each.offsetParent !== null);
    if (button instanceof HTMLElement && !panel.peek()) button.focus();
  });
}

export function closeDrawer() {
  drawer.value = "";
}

effect(() => (drawer.value ? closeOnBack(closeDrawer) : undefined));
effect(() => (panel.value ? closeOnBack(closePanel) : undefined));
// The drawer opens with what is on now.
effect(() => {
  if (narrow.value && drawer.value !== "tools") panel.value = "";
});

// After the close, other things matter. The start leaves a panel open: the chair may have just reached for it.
const meetingIsClosed = computed(() => one("meeting")?.state === "closed");
effect(() => {
  if (meetingIsClosed.value) panel.value = "";
});

/**
 * The dialogs that are opened by their name (see `DIALOGS` in dialogs.js).
 * @typedef {"save" | "search" | "questions" | "teams" | "seats" | "details" | "recording" | "chair" | "helper" | "held" |
 *   "removed" | "photos" | "photos-by" | "slow" | "out" | "code" | "log" | "close"} DialogName
 */
/** Which of them is open. */
export const openDialog = signal(/** @type {DialogName | ""} */ (""));

export function closeDialog() {
  openDialog.value = "";
}
