// @ts-check
// Says whether what was typed is saved. It stays quiet while all goes well: a short save is not shown, and screen
// readers announce only a problem and its end.
import { effect, html, signal } from "../../vendor/preact.js";
import { saves, status } from "../core/connection.js";
import { pending } from "../core/outbox.js";
import { announce } from "./announce.js";
import { Icon } from "./icon.js";
import { t } from "./words.js";

/** A save shorter than the first is not shown; one longer than the second counts as waiting for the network. */
const SHOWN_AFTER_MS = 400;
const WAITING_AFTER_MS = 5000;

/** How long the oldest command has been unanswered. @type {{value: "no" | "shortly" | "long"}} */
const unanswered = signal("no");
/** @type {ReturnType<typeof setTimeout>[]} */
let timers = [];
let oldestId = "";

effect(() => {
  const oldest = pending.value.length ? pending.value[0].id : "";
  if (oldest === oldestId) return;
  oldestId = oldest;
  timers.forEach(clearTimeout);
  timers = [];
  if (!oldest) unanswered.value = "no";
  else
    timers = [
      setTimeout(() => (unanswered.value = "shortly"), SHOWN_AFTER_MS),
      setTimeout(() => (unanswered.value = "long"), WAITING_AFTER_MS),
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
  if (unanswered.value === "long") return "waiting";
  return unanswered.value === "shortly" ? "saving" : "saved";
}

/** A connection that is back after less than this was never missed. */
const SAID_AFTER_MS = 3000;
const PROBLEMS = ["waiting", "offline", "full"];
let saidProblem = false;

// Only a problem that lasts is said to screen readers, and its end.
effect(() => {
  const now = state();
  const isProblem = PROBLEMS.indexOf(now) >= 0;
  if (!isProblem && !(saidProblem && now === "saved")) return undefined;
  const timer = setTimeout(() => {
    saidProblem = isProblem;
    announce(t(`common.status.${now}`), { topic: "saving" });
  }, SAID_AFTER_MS);
  return () => clearTimeout(timer);
});

/** "all saved", "saving", or "waiting for the network: your words are safe here". */
export function SaveStatus() {
  const now = state();
  return html`<span class=${`status status-${now}`}>
    <${Icon} name=${ICONS[now]} /> ${t(`common.status.${now}`)}
  </span>`;
}
