// @ts-check
// How to split up: how many groups, who with whom, for how long, with which question, and where the notes go that they
// pick.
import { html, useState } from "../../../vendor/preact.js";
import { agendaPosition } from "../../agenda/running-order.js";
import { peopleToSplit, SMALLEST_GROUP } from "../../breakouts/queries.js";
import { one } from "../../core/records.js";
import { KeptHint, useFormDraft } from "../../drafts/form-draft.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { picked } from "../../ui/picked.js";
import { Status } from "../../ui/status.js";
import { TextBox } from "../../ui/text-box.js";
import { isJitsi } from "../../ui/video-link.js";
import { withScheme } from "../../ui/web-address.js";
import { t } from "../../ui/words.js";
import { currentZones, mainZones } from "../../wall/queries.js";
import { runCommand } from "../shell/commands.js";
import { closeDialog, closePanel } from "../shell/screen-state.js";
import { breakoutsInView } from "./breakout-walls.js";

const MAX_GROUPS = 12;
/** The usual size of a group: small enough for everyone to have their say. */
const USUAL_SIZE = 4;
const MINUTES = [5, 10, 15, 20, 30];

/** Whether a group's notes can go to this zone. @param {ZoneRecord} zone */
const acceptsNotes = (zone) => zone.role !== "hopes";
/**
 * The most groups that are large enough, and where too few people sit for a group of their own.
 * @param {TeamsRecord["how"]} how
 * @returns {{most: number, spread: "room" | "remote" | null}}
 */
function limitOf(how) {
  const [room, remote] = [peopleToSplit("room").writers, peopleToSplit("remote").writers];
  const apart = how === "apart" && Math.min(room, remote) >= SMALLEST_GROUP;
  const groups = (/** @type {number} */ people) => Math.floor(people / SMALLEST_GROUP);
  const most = Math.max(2, apart ? groups(room) + groups(remote) : groups(room + remote));
  const spread = how === "apart" && !apart && room && remote ? (room < remote ? "room" : "remote") : null;
  return { most: Math.min(MAX_GROUPS, most), spread };
}

export function SplitDialog() {
  const here = [peopleToSplit("room"), peopleToSplit("remote")];
  const writers = here[0].writers + here[1].writers;
  const people = writers + here[0].guests + here[1].guests;
  const [wanted, setCount] = useState(() => Math.max(2, Math.round(people / USUAL_SIZE)));
  const [how, setHow] = useState(/** @type {TeamsRecord["how"]} */ ("mixed"));
  const [by, setBy] = useState(/** @type {TeamsRecord["by"]} */ ("chance"));
  const [minutes, setMinutes] = useState(10);
  const draft = useFormDraft("teams", "", { prompt: agendaPosition().section?.prompt || "" });
  const { prompt } = draft.form;
  const [calls, setCalls] = useState(/** @type {"none" | "rooms" | "typed"} */ ("none"));
  const [links, setLinks] = useState(/** @type {string[]} */ ([]));
  const canMakeRooms = isJitsi(one("meeting")?.video_url || "");
  const [target, setTarget] = useState(
    () => (currentZones().filter(acceptsNotes)[0] || mainZones().filter(acceptsNotes)[0])?.id || "",
  );
  const limit = limitOf(how);
  const count = Math.min(wanted, limit.most);
  /** @param {Event} event */
  const split = async (event) => {
    event.preventDefault();
    const answer = await draft.submit(() =>
      runCommand("teams.split", {
        ...{ count, how, by, minutes, prompt, target: target || null, rooms: calls === "rooms" },
        links: calls === "typed" ? links.slice(0, count).map((link) => withScheme(link.trim())) : [],
      }),
    );
    if (!answer.ok) return;
    breakoutsInView.value = true;
    closeDialog();
    closePanel();
  };
  return html`<${Dialog} title=${t("team.panel.split")} onClose=${closeDialog}>
    <form class="stack" onSubmit=${split}>
      <${KeptHint} draft=${draft} />
      <${GroupCount} people=${people} writers=${writers} count=${count} limit=${limit} onCount=${setCount} />
      <${Choice} name="how" legend="team.form.how" values=${["mixed", "apart"]} value=${how} onPick=${setHow} />
      <${Choice} name="by" legend="team.form.by" values=${["chance", "choice"]} value=${by} onPick=${setBy} />
      ${
        here[1].writers > 0 &&
        html`<${Choice}
            name="calls"
            legend="team.form.calls"
            values=${["none", ...(canMakeRooms ? ["rooms"] : []), "typed"]}
            value=${calls}
            onPick=${setCalls}
          />
          ${calls === "rooms" && html`<p class="soft small-text">${t("team.form.rooms_about")}</p>`}
          ${calls === "typed" && html`<${GroupLinks} count=${count} links=${links} onLinks=${setLinks} />`}`
      }
      <${Minutes} minutes=${minutes} onPick=${setMinutes} />
      <label class="field">
        <span class="label">${t("team.form.prompt")}</span>
        <${TextBox}
          class="input"
          rows=${2}
          dir="auto"
          limit=${300}
          value=${prompt}
          onText=${draft.type("prompt")}
        />
      </label>
      <${Target} target=${target} onPick=${setTarget} />
      <button class="button" type="submit" disabled=${people < 2}><${Icon} name="users" /> ${t("team.form.split")}</button>
    </form>
  </>`;
}

/**
 * How many groups, and what that means for their sizes.
 * @param {{people: number, writers: number, count: number, limit: ReturnType<typeof limitOf>,
 *   onCount: (count: number) => void}} props
 */
function GroupCount({ people, writers, count, limit: { most, spread }, onCount }) {
  const few = people < 2;
  const small = writers < count * SMALLEST_GROUP;
  return html`<div class="stack tight">
    <div class="row">
      <span class="label"><b>${t("team.form.count")}</b></span>
      <button
        type="button"
        class="button quiet small"
        aria-label=${t("team.form.fewer")}
        disabled=${count <= 2}
        onClick=${() => onCount(count - 1)}
      >
        <${Icon} name="minus" />
      </button>
      <${Status} as="span" class="num breakouts-count">${count}</>
      <button
        type="button"
        class="button quiet small"
        aria-label=${t("team.form.more")}
        disabled=${count >= most}
        onClick=${() => onCount(count + 1)}
      >
        <${Icon} name="plus" />
      </button>
    </div>
    <${Status} class=${`small-text ${few ? "error" : "soft"}`}>
      ${few ? t("team.form.few") : t("team.form.each", { n: sizes(people, count) })}
    </>
    ${
      !few &&
      (small || (count >= most && most < MAX_GROUPS)) &&
      html`<${Status} says="both" class="small-text">${t(small ? "team.form.small" : "team.form.most")}</>`
    }
    ${spread && html`<${Status} says="both" class="small-text">${t(`team.form.spread_${spread}`)}</>`}
  </div>`;
}

/** For how long. @param {{minutes: number, onPick: (minutes: number) => void}} props */
function Minutes({ minutes, onPick }) {
  return html`<fieldset class="row choices">
    <legend>${t("team.form.minutes")}</legend>
    ${MINUTES.map(
      (each) => html`<label key=${each} class="choice num">
        <input
          type="radio"
          name="teams-minutes"
          value=${each}
          checked=${each === minutes}
          onChange=${() => onPick(each)}
        />
        <span>${t("agenda.minutes", { n: each })}</span>
      </label>`,
    )}
  </fieldset>`;
}

/** Where the notes go that groups pick. @param {{target: string, onPick: (zone: string) => void}} props */
function Target({ target, onPick }) {
  const zones = mainZones().filter(acceptsNotes);
  if (!zones.length) return null;
  return html`<label class="field">
    <span class="label">${t("team.form.target")}</span>
    <select class="input" onChange=${picked(onPick)}>
      ${zones.map(
        (zone) => html`<option key=${zone.id} value=${zone.id} selected=${zone.id === target}>${zone.title}</option>`,
      )}
    </select>
  </label>`;
}

/**
 * A video link for each group.
 * @param {{count: number, links: string[], onLinks: (links: string[]) => void}} props
 */
function GroupLinks({ count, links, onLinks }) {
  const all = Array.from({ length: count }, (_, n) => links[n] || "");
  return html`<div class="stack tight">
    ${all.map(
      (link, n) => html`<label key=${n} class="field">
        <span class="label">${t("team.form.link", { n: n + 1 })}</span>
        <${TextBox}
          class="input"
          inputmode="url"
          dir="auto"
          limit=${500}
          value=${link}
          onText=${(/** @type {string} */ words) => onLinks(all.map((each, at) => (at === n ? words : each)))}
        />
      </label>`,
    )}
  </div>`;
}

/** The size of the groups: "4", or "3 or 4" where they differ. @param {number} people @param {number} count */
function sizes(people, count) {
  const least = Math.floor(people / count);
  return people % count ? t("team.form.between", { least, most: least + 1 }) : String(least);
}

/** @param {{name: string, legend: string, values: string[], value: string, onPick: (value: string) => void}} props */
function Choice({ name, legend, values, value, onPick }) {
  return html`<fieldset class="row choices">
    <legend>${t(legend)}</legend>
    ${values.map(
      (each) => html`<label key=${each} class="choice">
        <input
          type="radio"
          name=${`teams-${name}`}
          value=${each}
          checked=${each === value}
          onChange=${() => onPick(each)}
        />
        <span>${t(`team.form.${each}`)}</span>
      </label>`,
    )}
  </fieldset>`;
}
