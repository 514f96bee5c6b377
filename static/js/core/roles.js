// @ts-check
// What this person may see and do here: the chair leads, a helper writes and tidies up.
import { you } from "./connection.js";

/** Whether this person leads the meeting. A helper writes and tidies, and is not shown what steers. */
export const isChair = () => you.value?.role === "chair";

/** Whether this person is the chair or a helper. */
export function isChairOrHelper() {
  return you.value !== null && (you.value.role === "chair" || you.value.role === "helper");
}
