// @ts-check
// What this person may see and do: the chair runs the meeting, a helper writes and tidies the wall.
import { you } from "./connection.js";

/** Whether this person is the chair. A helper is not shown the controls that run the meeting. */
export const isChair = () => you.value?.role === "chair";

/** Whether this person is the chair or a helper. */
export const isChairOrHelper = () => isChair() || you.value?.role === "helper";
