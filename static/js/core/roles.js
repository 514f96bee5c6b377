// @ts-check
import { you } from "./connection.js";

/** Whether this person leads the meeting. A helper writes and tidies, and is not shown what steers. */
export const leads = () => you.value?.role === "chair";

/** Whether this person is the chair or a helper. */
export function chairs() {
  return you.value !== null && (you.value.role === "chair" || you.value.role === "helper");
}
