// @ts-check
// Tools of a zone, behind one button: writing in it, showing it large, private writing, the dot vote, the order of its
// notes. What has been started is ended with a button at the head of the zone.
import { html, signal, useEffect, useRef, useState } from "../../../vendor/preact.js";
import { get, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { picked } from "../../ui/picked.js";
import { Status } from "../../ui/status.js";
import { useStillValue } from "../../ui/still-value.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { waitingAbove } from "../../wall/zone-notes.js";
import { askFirst } from "../shell/ask-first.js";
import { commandHandler, runCommand } from "../shell/commands.js";
import { writingInZone } from "./write-dialog.js";
import { editedZone } from "./zone-dialog.js";

/** The zone whose dialog is open. */
const zoneWithTools = signal("");
const MOST_DOTS = 10;
const USUAL_DOTS = 3;
/** @type {ZoneRecord["sorted_by"][]} */
const NOTE_ORDERS = [null, "votes", "too"];

/** Opens the tools of a zone. @param {{zone: ZoneRecord}} props */
export function TidyButton({ zone }) {
  return html`<button
    type="button"
    class="button quiet small"
    aria-label=${t("chair.wall.tidy_label", { title: zone.title })}
    onClick=${() => (zoneWithTools.value = zone.id)}
  >
    ${t("chair.wall.tidy")}
  </button>`;
}

/**
 * What is going on in a zone, and the button that ends it. What another console starts or ends moves no note here: the
 * button for what is new announces it.
 * @param {{zone: ZoneRecord}} props
 */
export function ZoneActivity({ zone }) {
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  const isOpen = one("meeting")?.state !== "closed";
  const wanted = { alone: isOpen && zone.alone, voting: isOpen && zone.voting };
  const { value, changed, show } = useStillValue(root, wanted, JSON.stringify);
  const words =
    wanted.voting && !value.voting ? "chair.vote.news" : wanted.alone && !value.alone ? "chair.alone.news" : "";
  useEffect(() => {
    const waits = changed ? { words: words || "common.news.changed", show } : undefined;
    waitingAbove.value = { ...waitingAbove.peek(), [zone.id]: waits };
    return () => {
      waitingAbove.value = { ...waitingAbove.peek(), [zone.id]: undefined };
    };
  }, [zone.id, changed, words]);
  const wall = (/** @type {HTMLElement | null} */ element) =>
    (root.current = element?.closest(".chair-columns") || null);
  return html`<div class="zone-activity" ref=${wall} hidden=${!value.alone && !value.voting}>
    ${
      value.alone &&
      html`
        <${Status} says="comes"><${Icon} name="eye-off" /> ${t("chair.alone.on", { n: zone.waiting })}</>
        ${
          isChair() &&
          zone.alone &&
          html`<button
            type="button"
            class="button small"
            aria-label=${t("chair.alone.show_label", { title: zone.title })}
            onClick=${commandHandler("zone.show", { zone: zone.id })}
          >
            <${Icon} name="eye" /> ${t("chair.alone.show")}
          </button>`
        }
      `
    }
    ${
      value.voting &&
      html`
        <${Status} says="comes"><${Icon} name="circle-dot" /> ${t("chair.vote.on")} ${t("common.vote.voters", { n: zone.voters, m: zone.can_vote })}</>
        ${
          isChair() &&
          zone.voting &&
          html`<button
            type="button"
            class="button small"
            aria-label=${t("chair.vote.close_label", { title: zone.title })}
            onClick=${() => closeVote(zone.id)}
          >
            ${t("chair.vote.close")}
          </button>`
        }
      `
    }
  </div>`;
}

/** @param {string} zone */
function closeVote(zone) {
  return askFirst("vote.close", { zone }, t("chair.vote.close"), ({ counted }) =>
    showToast(t(counted ? "chair.vote.counted" : "chair.vote.too_few")),
  );
}

export function ZoneToolsDialog() {
  const zone = get("zone", zoneWithTools.value);
  return zone ? html`<${ZoneToolsForm} key=${zone.id} zone=${zone} />` : null;
}

/** @param {{zone: ZoneRecord}} props */
function ZoneToolsForm({ zone }) {
  const close = () => (zoneWithTools.value = "");
  const board = one("board");
  const isLarge = board?.view === "wall" && board.zone === zone.id;
  const isOpen = one("meeting")?.state !== "closed";
  /** @param {() => unknown} action */
  const closeAnd = (action) => () => {
    close();
    action();
  };
  return html`<${Dialog} title=${zone.title} onClose=${close}>
    <div class="tidy-list">
      ${
        isOpen &&
        html`<button type="button" class="button quiet" onClick=${closeAnd(() => (writingInZone.value = zone.id))}>
          <${Icon} name="message-square-plus" /> ${t("chair.wall.write")}
        </button>`
      }
      ${
        isChair() &&
        html`<button
          type="button"
          class="button quiet"
          aria-pressed=${isLarge}
          onClick=${closeAnd(() => runCommand("board.show", isLarge ? { view: "auto" } : { view: "wall", zone: zone.id }))}
        >
          <${Icon} name="monitor" /> ${t("chair.wall.board")}
        </button>`
      }
      <button type="button" class="button quiet" onClick=${closeAnd(() => (editedZone.value = zone.id))}>
        <${Icon} name="pencil" /> ${t("chair.wall.edit")}
      </button>
    </div>
    ${isOpen && isChair() && html`<${ZoneProcesses} zone=${zone} close=${close} />`}
  </>`;
}

/**
 * What the chair starts in a zone, each under its own name.
 * @param {{zone: ZoneRecord, close: () => void}} props
 */
function ZoneProcesses({ zone, close }) {
  const [dots, setDots] = useState(zone.dots || USUAL_DOTS);
  /**
   * Gives a command and closes the dialog, because its effect is seen on the wall.
   * @template {"zone.show" | "zone.write_alone"} N
   * @param {N} name
   * @param {Omit<CommandArgs[N], "zone">} args
   */
  const runAndClose = async (name, args) => {
    if ((await runCommand(name, /** @type {CommandArgs[N]} */ ({ zone: zone.id, ...args }))).ok) close();
  };
  return html`
    <section class="stack tight">
      <h3>${t("chair.alone.heading")}</h3>
      <p class="soft">${t("chair.alone.about")}</p>
      ${
        zone.alone
          ? html`
            <p>${t("chair.alone.on", { n: zone.waiting })}</p>
            <div class="row">
              <button type="button" class="button" onClick=${() => runAndClose("zone.show", {})}>
                <${Icon} name="eye" /> ${t("chair.alone.show")}
              </button>
            </div>
          `
          : html`<div class="row">
            <button type="button" class="button quiet" onClick=${() => runAndClose("zone.write_alone", {})}>
              <${Icon} name="eye-off" /> ${t("chair.alone.start")}
            </button>
          </div>`
      }
    </section>
    <section class="stack tight">
      <h3>${t("chair.vote.heading")}</h3>
      <p class="soft">${t("chair.vote.about")}</p>
      ${
        zone.voting
          ? html`<div class="row">
            <button type="button" class="button" onClick=${() => closeVote(zone.id).then(close)}>
              ${t("chair.vote.close")}
            </button>
          </div>`
          : html`<div class="row">
            <label class="row">
              <span class="label">${t("chair.vote.dots")}</span>
              <select
                class="input dots-each"
                value=${dots}
                onChange=${picked((value) => setDots(Number(value)))}
              >
                ${Array.from(
                  { length: MOST_DOTS },
                  (_, n) => html`<option key=${n} value=${n + 1} selected=${n + 1 === dots}>${n + 1}</option>`,
                )}
              </select>
            </label>
            <button type="button" class="button quiet" onClick=${() => askFirst("vote.open", { zone: zone.id, dots }, t("chair.vote.open"), close)}>
              <${Icon} name="circle-dot" /> ${t("chair.vote.open")}
            </button>
          </div>`
      }
    </section>
    <fieldset class="stack tight bare">
      <legend><h3>${t("chair.sorted.heading")}</h3></legend>
      <div class="row choices">
        ${NOTE_ORDERS.map(
          (by) => html`<label key=${by} class="choice">
            <input
              type="radio"
              name="sorted"
              checked=${zone.sorted_by === by}
              onChange=${() => runCommand("zone.sort", { zone: zone.id, by })}
            />
            <span>${t(`chair.sorted.${by || "none"}`)}</span>
          </label>`,
        )}
      </div>
    </fieldset>
  `;
}
