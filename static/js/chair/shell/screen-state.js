// @ts-check
// What is open on the console: a drawer, the report, a dialog. On a narrow screen the two sides are drawers, one open
// at a time.
import { effect, signal } from "../../../vendor/preact.js";
import { closeOnBack } from "../../ui/back-button.js";

const query = window.matchMedia("(max-width: 56.24em)");

/** Whether the screen is narrow, so that the sides are drawers. */
export const narrow = signal(query.matches);
/** The drawer that is open on a narrow screen: "", "order" or "tools". */
export const drawer = signal("");

query.addEventListener("change", () => {
  narrow.value = query.matches;
  drawer.value = "";
});

/** Whether the report is open for writing: beside the wall, or over everything on a narrow screen. */
export const writingReport = signal(false);

export function closeReport() {
  writingReport.value = false;
}

export function closeDrawer() {
  drawer.value = "";
}

effect(() => (drawer.value ? closeOnBack(closeDrawer) : undefined));

/**
 * Which dialog of the console is open: "", "save", "removed", "helper", "chair", "close", "details", "held", "teams",
 * "seats", "slow", "out", "code", "log", "questions" or "recording".
 */
export const openDialog = signal("");

export function closeDialog() {
  openDialog.value = "";
}
