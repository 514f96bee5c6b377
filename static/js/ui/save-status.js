// @ts-check
// Whether what was typed is safe, in words. It keeps still while all goes well: a save that takes a moment is not shown,
// and a screen reader hears only of trouble and of its end.
import { effect, html, signal } from "../../vendor/preact.js";
import { saves, status } from "../core/connection.js";
import { pending } from "../core/outbox.js";
import { Icon } from "./icon.js";
import { t } from "./words.js";

/** A save shorter than this is not worth a word; one longer than that is waiting for the network, whatever it says. */
const SHOWN_AFTER_MS = 400;
const WAITING_AFTER_MS = 5000;

/** How long something has been on its way. @type {{value: "no" | "shortly" | "long"}} */
const underWay = signal("no");
/** @type {ReturnType<typeof setTimeout>[]} */
let timers = [];
let first = "";

effect(() => {
  const oldest = pending.value.length ? pending.value[0].id : "";
  if (oldest === first) return;
  first = oldest;
  timers.forEach(clearTimeout);
  timers = [];
  if (!oldest) underWay.value = "no";
  else
    timers = [
      setTimeout(() => (underWay.value = "shortly"), SHOWN_AFTER_MS),
      setTimeout(() => (underWay.value = "long"), WAITING_AFTER_MS),
    ];
});

const ICONS = {
  saved: "check",
  saving: "loader",
  connecting: "loader",
  waiting: "cloud-off",
  offline: "cloud-off",
  full: "cloud-off",
};

/** @returns {keyof typeof ICONS} */
function state() {
  if (status.value === "connecting") return "connecting";
  if (status.value !== "live") return pending.value.length ? "waiting" : "offline";
  if (!saves.value) return "full";
  if (underWay.value === "long") return "waiting";
  return underWay.value === "shortly" ? "saving" : "saved";
}

let trouble = false;

/** "all saved", "saving", or "waiting for the network: your words are safe here". */
export function SaveStatus() {
  const now = state();
  const bad = now === "waiting" || now === "offline" || now === "full";
  const told = bad || (trouble && now === "saved");
  if (bad) trouble = true;
  else if (now === "saved") trouble = false;
  return html`<span class=${`status status-${now}`} role="status" aria-live=${told ? "polite" : "off"}>
    <${Icon} name=${ICONS[now]} /> ${t(`common.status.${now}`)}
  </span>`;
}
