// @ts-check
import { signal } from "../../../vendor/preact.js";

/** Which of the console's own sheets is open: "", "save", "removed", "helper", "chair", "close", "details", "held",
 * "teams", "seats", "slow", "out", "code", "log", "questions". */
export const sheet = signal("");

export function closeSheet() {
  sheet.value = "";
}
