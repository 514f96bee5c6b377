// @ts-check
// Whether what was typed is safe, in words.
import { html } from "../../vendor/preact.js";
import { status } from "../live/connection.js";
import { pending } from "../live/outbox.js";
import { Icon } from "./icon.js";
import { t } from "./words.js";

/** "all saved", "saving", or "waiting for the network: your words are safe here". */
export function Status() {
  const waiting = pending.value.length;
  let [icon, key] = ["check", "saved"];
  if (status.value === "connecting") [icon, key] = ["loader", "connecting"];
  else if (status.value !== "live") [icon, key] = ["cloud-off", waiting ? "waiting" : "offline"];
  else if (waiting) [icon, key] = ["loader", "saving"];
  return html`<span class=${`status status-${key}`} role="status"><${Icon} name=${icon} /> ${t(`common.status.${key}`)}</span>`;
}
