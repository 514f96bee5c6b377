// @ts-check
// Plans the next meeting of a community: the form of the home page, filled in from the previous meeting.
import "./home.js";
import { knownZone, ownZone } from "../ui/time-zone.js";
import { asField } from "../ui/zone-fields.js";

const starts = /** @type {HTMLInputElement} */ (document.getElementById("starts_at"));
const at = Number(starts.dataset.at);
const zone = /** @type {HTMLInputElement} */ (document.querySelector("[name=time_zone]")).value;
// The server sends the moment in UTC; the field needs the time where the community is.
if (at && !starts.value) starts.value = asField(at, knownZone(zone) || ownZone());
