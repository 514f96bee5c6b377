// @ts-check
// Planning the next meeting of a community: the form of the first page, filled in from the meeting before.
import "./home.js";

const starts = /** @type {HTMLInputElement} */ (document.getElementById("starts_at"));
const at = Number(starts.dataset.at);
// The server knows the moment; the field wants it in this device's own time.
if (at) starts.value = new Date(at - new Date(at).getTimezoneOffset() * 60000).toISOString().slice(0, 16);
