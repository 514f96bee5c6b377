// @ts-check
// Plans the next meeting of a community: the form of the home page, filled in from the previous meeting.
import "./home.js";

const starts = /** @type {HTMLInputElement} */ (document.getElementById("starts_at"));
const at = Number(starts.dataset.at);
// The server sends the moment in UTC; the field needs local time.
if (at && !starts.value)
  starts.value = new Date(at - new Date(at).getTimezoneOffset() * 60000).toISOString().slice(0, 16);
