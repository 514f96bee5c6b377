// @ts-check
// One section of the running order: go to it, rename it, change its minutes, move it, delete it.
import { html } from "../../../vendor/preact.js";
import { all, one } from "../../core/records.js";
import { KeptHint, useFormDraft } from "../../drafts/form-draft.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { picked } from "../../ui/picked.js";
import { Status } from "../../ui/status.js";
import { TextBox } from "../../ui/text-box.js";
import { t } from "../../ui/words.js";
import { askFirst } from "../shell/ask-first.js";
import { ariaResting, runCommand, saveCommand } from "../shell/commands.js";
import { ConfirmButton } from "../shell/confirm-button.js";
import { MinuteButtons } from "./agenda-buttons.js";
import { kindArgsOf, kindFormOf, SectionKindFields } from "./section-kind-fields.js";

/** @param {{section: SectionRecord, last: number, onClose: () => void}} props */
export function SectionDialog({ section, last, onClose }) {
  const draft = useFormDraft("section", section.id, {
    title: section.title,
    prompt: section.prompt,
    minutes: String(section.minutes),
    after: (all("section").find((each) => each.state === "now") || all("section").pop())?.id || "",
    ...kindFormOf(section),
  });
  const { title, prompt, minutes, after, ...kind } = draft.form;
  const number = Number(minutes);
  const fits = Number.isInteger(number) && number >= 1 && number <= 240;
  const closed = one("meeting")?.state === "closed";
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    const fields = { title, prompt, minutes: number, ...kindArgsOf(kind) };
    const answer = await draft.submit((stored) =>
      section.id
        ? saveCommand("section.edit", { section: section.id, ...fields }, undefined, stored)
        : saveCommand("section.add", { ...fields, ...(after ? { after } : {}) }, undefined, stored),
    );
    if (answer.ok) onClose();
  };
  const step = (/** @type {number} */ by) =>
    draft.choose("minutes", String(Math.min(240, Math.max(1, (fits ? number : 0) + by))));
  return html`<${Dialog} title=${t(section.id ? "chair.order.change" : "chair.order.add")} onClose=${onClose}>
    ${section.id && !closed && html`<${JumpButton} section=${section} onClose=${onClose} />`}
    <form class="stack" onSubmit=${save}>
      <${KeptHint} draft=${draft} />
      <label class="field">
        <span class="label">${t("chair.order.title")}</span>
        <${TextBox} class="input" dir="auto" limit=${120} value=${title} onText=${draft.type("title")} />
      </label>
      <label class="field">
        <span class="label">${t("chair.order.prompt")}</span>
        <${TextBox}
          class="input"
          rows=${2}
          dir="auto"
          limit=${300}
          value=${prompt}
          onText=${draft.type("prompt")}
        />
      </label>
      <div class="row stepper">
        <label class="field">
          <span class="label">${t("chair.order.minutes")}</span>
          <${TextBox}
            class="input num"
            type="number"
            inputmode="numeric"
            min="1"
            max="240"
            value=${minutes}
            onText=${draft.enter("minutes")}
          />
        </label>
        <${MinuteButtons} onStep=${step} />
      </div>
      <${SectionKindFields} form=${kind} minutes=${fits ? number : 0} draft=${draft} />
      ${
        !section.id &&
        last >= 0 &&
        html`<${Place} after=${after} onPick=${(/** @type {string} */ id) => draft.choose("after", id)} />`
      }
      <button class="button" type="submit" disabled=${!title.trim() || !fits || closed}>${t("common.save")}</button>
    </form>
    ${section.id && !closed && html`<${MoveAndRemove} section=${section} last=${last} onClose=${onClose} />`}
  </>`;
}

/** Leads to a part at once, while the meeting is on. @param {{section: SectionRecord, onClose: () => void}} props */
function JumpButton({ section, onClose }) {
  if (section.state === "now" || one("meeting")?.state !== "live") return null;
  const jump = async () => {
    if (await askFirst("agenda.start", { section: section.id }, t("chair.order.jump"))) onClose();
  };
  return html`<button
    type="button"
    class="button quiet"
    aria-disabled=${ariaResting("agenda.start", { section: section.id, ask: true })}
    onClick=${jump}
  >
    <${Icon} name="play" /> ${t("chair.order.jump")}
  </button>`;
}

/** After which part a new one comes. @param {{after: string, onPick: (id: string) => void}} props */
function Place({ after, onPick }) {
  return html`<label class="field">
    <span class="label">${t("chair.order.after")}</span>
    <select class="input" value=${after} onChange=${picked(onPick)}>
      ${all("section").map(
        (each) => html`<option key=${each.id} value=${each.id} selected=${each.id === after}>
          ${each.title}
        </option>`,
      )}
    </select>
  </label>`;
}

/** @param {{section: SectionRecord, last: number, onClose: () => void}} props */
function MoveAndRemove({ section, last, onClose }) {
  const move = (/** @type {number} */ by) =>
    runCommand("section.move", { section: section.id, to: section.order + by });
  const remove = async () => {
    if ((await runCommand("section.remove", { section: section.id })).ok) onClose();
  };
  return html`<div class="row">
    <button type="button" class="button quiet small" disabled=${section.order <= 0} onClick=${() => move(-1)}>
      <${Icon} name="arrow-up" /> ${t("chair.earlier")}
    </button>
    <button type="button" class="button quiet small" disabled=${section.order >= last} onClick=${() => move(1)}>
      <${Icon} name="arrow-down" /> ${t("chair.later")}
    </button>
    ${
      section.state !== "now" &&
      html`<${ConfirmButton}
        words="chair.remove"
        confirm="chair.order.remove_sure"
        onConfirm=${remove}
      />`
    }
    <${Status} as="span" class="soft small-text">
      ${t("chair.order.place", { n: section.order + 1, m: last + 1 })}
    </>
  </div>`;
}
