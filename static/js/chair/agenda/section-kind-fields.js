// @ts-check
// The kind of a section, and the one or two fields that this kind needs.
import { html } from "../../../vendor/preact.js";
import { SECTION_KINDS } from "../../agenda/section-kinds.js";
import { all } from "../../core/records.js";
import { picked } from "../../ui/picked.js";
import { Status } from "../../ui/status.js";
import { TextBox } from "../../ui/text-box.js";
import { withScheme } from "../../ui/web-address.js";
import { t } from "../../ui/words.js";
import { presentCounts } from "../../voices/queries.js";
import { peopleWhoFit, roundMisfit } from "../../voices/round-fit.js";
import { RoundFitNotice } from "../voices/round-fit-notice.js";

const SECONDS = [30, 60, 90, 120, 180, 300];

/**
 * @typedef {{kind: SectionRecord["kind"], voice_seconds: number, link: string, link_label: string, line: string,
 *   scale: string}} KindForm
 */

/** The form's values for a section; a new one is plain. @param {SectionRecord} section @returns {KindForm} */
export function kindFormOf(section) {
  return {
    kind: section.kind || "open",
    voice_seconds: section.voice_seconds || 60,
    link: section.link || "",
    link_label: section.link_label || "",
    line: section.line || "",
    scale: section.scale || "",
  };
}

/** The form's values as the command takes them. @param {KindForm} form */
export function kindArgsOf(form) {
  return { ...form, link: withScheme(form.link.trim()) || null, scale: form.scale || null };
}

/**
 * @param {{form: KindForm, minutes: number, draft: {type: (field: string) => unknown, choose: (field: string, value: unknown)
 *   => void}}} props  `minutes`: the length of the part, 0 if it is none
 */
export function SectionKindFields({ form, minutes, draft }) {
  return html`
    <label class="field">
      <span class="label">${t("chair.kind.label")}</span>
      <select class="input" value=${form.kind} onChange=${picked((value) => draft.choose("kind", value))}>
        ${SECTION_KINDS.map(
          (kind) => html`<option key=${kind} value=${kind} selected=${kind === form.kind}>
            ${t(`agenda.kind.${kind}`)}
          </option>`,
        )}
      </select>
      <${Status} as="span" class="hint">${t(`chair.kind.about.${form.kind}`)}</>
    </label>
    ${
      form.kind === "welcome" &&
      html`<label class="field">
        <span class="label">${t("chair.kind.line")}</span>
        <${TextBox}
          class="input"
          dir="auto"
          limit=${300}
          value=${form.line}
          placeholder=${t("chair.kind.line_hint")}
          onText=${draft.type("line")}
        />
      </label>`
    }
    ${
      form.kind === "round" &&
      html`
        <${Seconds}
          value=${form.voice_seconds}
          onPick=${(/** @type {number} */ seconds) => draft.choose("voice_seconds", seconds)}
        />
        ${minutes > 0 && html`<${RoundFit} minutes=${minutes} seconds=${form.voice_seconds} choose=${draft.choose} />`}
      `
    }
    ${
      form.kind === "presentation" &&
      html`
        <label class="field">
          <span class="label">${t("chair.kind.link")}</span>
          <${TextBox}
            class="input"
            type="text"
            inputmode="url"
            autocapitalize="none"
            spellcheck=${false}
            dir="ltr"
            limit=${500}
            value=${form.link}
            placeholder="https://"
            onText=${draft.type("link")}
          />
        </label>
        <label class="field">
          <span class="label">${t("chair.kind.link_label")}</span>
          <${TextBox}
            class="input"
            dir="auto"
            limit=${120}
            value=${form.link_label}
            placeholder=${t("agenda.kind_link")}
            onText=${draft.type("link_label")}
          />
        </label>
      `
    }
    ${
      form.kind === "scaling" &&
      html`<${Scale} value=${form.scale} onPick=${(/** @type {string} */ id) => draft.choose("scale", id)} />`
    }
  `;
}

/**
 * How many people the part has time for; if more are here already, what would help.
 * @param {{minutes: number, seconds: number, choose: (field: string, value: unknown) => void}} props
 */
function RoundFit({ minutes, seconds, choose }) {
  const { room, remote } = presentCounts();
  const misfit = roundMisfit({ people: room + remote, seconds, ms: minutes * 60_000 });
  if (!misfit)
    return html`<${Status} class="hint">${t("voice.fit.room_for", { n: peopleWhoFit(minutes, seconds) })}</>`;
  return html`<${RoundFitNotice}
    misfit=${misfit}
    total=${minutes}
    onSeconds=${(/** @type {number} */ n) => choose("voice_seconds", n)}
    onMore=${(/** @type {number} */ n) => choose("minutes", String(minutes + n))}
  />`;
}

/** @param {{value: number, onPick: (seconds: number) => void}} props */
function Seconds({ value, onPick }) {
  const choices = SECONDS.indexOf(value) >= 0 ? SECONDS : SECONDS.concat(value).sort((a, b) => a - b);
  return html`<label class="field">
    <span class="label">${t("chair.round.seconds")}</span>
    <select
      class="input"
      value=${value}
      onChange=${picked((value) => onPick(Number(value)))}
    >
      ${choices.map(
        (each) => html`<option key=${each} value=${each} selected=${each === value}>
          ${each % 60 ? t("chair.kind.seconds", { n: each }) : t("agenda.minutes", { n: each / 60 })}
        </option>`,
      )}
    </select>
  </label>`;
}

/** @param {{value: string, onPick: (id: string) => void}} props */
function Scale({ value, onPick }) {
  return html`<label class="field">
    <span class="label">${t("chair.kind.scale")}</span>
    <select class="input" value=${value} onChange=${picked(onPick)}>
      <option value="" selected=${!value}>${t("chair.kind.scale_first")}</option>
      ${all("scale").map(
        (each) => html`<option key=${each.id} value=${each.id} selected=${each.id === value}>${each.question}</option>`,
      )}
    </select>
  </label>`;
}
