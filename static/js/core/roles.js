// @ts-check
import { you } from "./connection.js";

/** Whether this person leads the meeting. A helper writes and tidies, and is not shown what steers. */
export const leads = () => you.value?.role === "chair";
