// @ts-check
// The places on the wall that the room is looking at, as columns to read.
import { html } from "../../../vendor/preact.js";
import { RunningOrder } from "../../agenda/running-order.js";
import { zonesOnBoard } from "../../board/showing.js";
import { isChairOrHelper } from "../../core/roles.js";
import { Columns } from "../../wall/columns.js";
import { renaming } from "../../wall/group-dialog.js";
import { zoneInBar } from "../compose-bar.js";
import { asksTheSame } from "../prompts.js";

/** @param {{zones?: ZoneRecord[]}} props */
export function WallView({ zones = zonesOnBoard() }) {
  const onGroup = isChairOrHelper() ? (/** @type {GroupRecord} */ group) => (renaming.value = group) : undefined;
  if (!zones.length) return html`<div class="mirror-agenda"><${RunningOrder} prompt /></div>`;
  // The question stands above them.
  const unsaid = zones.map((zone) => (asksTheSame(zone) ? { ...zone, prompt: "" } : zone));
  return html`<${Columns} zones=${unsaid} marking onGroup=${onGroup} said=${zoneInBar()} />`;
}
