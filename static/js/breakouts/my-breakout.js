// @ts-check
// This person's small group: who is in it, the time left, and how to change to another; or which to choose, where
// people choose for themselves.
import { html, signal, useEffect, useRef } from "../../vendor/preact.js";
import { you } from "../core/connection.js";
import { ask } from "../core/outbox.js";
import { get, one } from "../core/records.js";
import { draftOf, keepDraft, returnText } from "../drafts/drafts.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { Status } from "../ui/status.js";
import { showRefusal, showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { BreakoutClock, BreakoutPeople, BreakoutTimeNotice } from "./people-and-time.js";
import { breakoutsAreOn, breakoutsFor, isLastMinute, myBreakout, myCall, openBreakouts } from "./queries.js";
import { UnfinishedNote } from "./unfinished-note.js";

const changing = signal(false);
/** How long a phone that can vibrate does so at the last minute. */
const VIBRATION_MS = 120;

export function MyBreakout() {
  const open = one("meeting")?.state !== "closed";
  const team = open && breakoutsAreOn() ? myBreakout() : undefined;
  useChangeOfGroup(team);
  if (!open) return null;
  if (!breakoutsAreOn()) return html`<${UnfinishedNote} />`;
  return html`
    ${team ? html`<${MyGroup} team=${team} />` : html`<${Choose} />`}
    ${changing.value && team && html`<${Change} />`}
  `;
}

/**
 * Tells people who change to another group, or are moved by the chair. Their unfinished notes come along, because they
 * no longer see the wall that these were for.
 * @param {TeamRecord | undefined} team
 */
function useChangeOfGroup(team) {
  const before = useRef("");
  useEffect(() => {
    const from = before.current;
    before.current = team ? team.id : "";
    if (!team) return;
    const unfinished = openBreakouts().filter((each) => each.id !== team.id && draftOf(each.zone).trim());
    unfinished.forEach((each) => {
      const words = draftOf(each.zone);
      keepDraft(each.zone, "");
      returnText(team.zone, words);
    });
    if (unfinished.length || (from && from !== team.id))
      showToast(t(unfinished.length ? "team.moved_with_words" : "team.moved", { team: team.title }));
  }, [team?.id]);
}

/** @param {{team: TeamRecord}} props */
function MyGroup({ team }) {
  const last = isLastMinute();
  useEffect(() => {
    if (last && navigator.vibrate) navigator.vibrate(VIBRATION_MS);
  }, [last]);
  return html`<div class=${`notice my-breakout ${last ? "is-last" : ""}`}>
    <p class="grow"><b><bdi>${team.title}</bdi></b></p>
    <button type="button" class="button plain small" onClick=${() => (changing.value = true)}>
      ${t("team.change")}
    </button>
    <${GroupCall} />
    <${BreakoutClock} />
    <div class="my-breakout-words"><${BreakoutPeople} team=${team.id} most=${8} /><${BreakoutTimeNotice} /></div>
  </div>`;
}

/** The way into the group's own call. People in the room are told what it is for: the others cannot hear them. */
function GroupCall() {
  const url = myCall();
  if (!url) return null;
  const isRemote = get("person", you.value?.id)?.place === "remote";
  return html`<div class="my-breakout-call">
    ${!isRemote && html`<p class="small-text">${t("team.call.room_about")}</p>`}
    <a class="button small" href=${url} target="live-cop-video" rel="noopener noreferrer">
      <${Icon} name="video" /> ${t(isRemote ? "team.call.join" : "team.call.room")}
      <span class="unseen"> ${t("member.new_window")}</span>
    </a>
  </div>`;
}

/** Shown where people choose for themselves. */
function Choose() {
  return html`<div class="notice stack tight">
    <${Status} says="comes"><b>${t("team.choose")}</b> ${t("team.choose_about")}</>
    <${Choices} />
    <div class="row"><${BreakoutClock} /><${BreakoutTimeNotice} /></div>
  </div>`;
}

function Change() {
  const close = () => (changing.value = false);
  return html`<${Dialog} title=${t("team.change_title")} onClose=${close}>
    <p class="soft">${t("team.change_about")}</p>
    <${Choices} onDone=${close} />
  </>`;
}

/** @param {{onDone?: () => void}} props */
function Choices({ onDone }) {
  const mine = myBreakout()?.id;
  const me = get("person", you.value?.id);
  /** @param {string} team */
  const join = async (team) => {
    // Only now: to be moved minutes later would be a surprise.
    const answer = showRefusal(await ask("team.join", { team }));
    if (answer.ok && onDone) onDone();
  };
  return html`<ul class="breakout-choices">
    ${breakoutsFor(me).map(
      (team) => html`<li key=${team.id} class="breakout-choice">
        <div class="grow">
          <p>
            <b><bdi>${team.title}</bdi></b>
            ${team.place && html` <span class="soft">${t(`voice.${team.place}`)}</span>`}
          </p>
          <${BreakoutPeople} team=${team.id} most=${6} />
        </div>
        ${
          team.id === mine
            ? html`<p class="breakout-here"><${Icon} name="check" /> ${t("team.yours")}</p>`
            : html`<button
              type="button"
              class="button small"
              aria-label=${t("team.join_label", { team: team.title })}
              onClick=${() => join(team.id)}
            >
              ${t("team.join")}
            </button>`
        }
      </li>`,
    )}
  </ul>`;
}
