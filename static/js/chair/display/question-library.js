// @ts-check
// The community's question library: each question goes onto the wall, a scale or the board with one tap. Questions can
// be changed, and the next meeting has them as they are now.
import { html, signal, useState } from "../../../vendor/preact.js";
import { currentSection } from "../../agenda/section-kinds.js";
import { all, one } from "../../core/records.js";
import { CancelButton, KeptHint, useFormDraft } from "../../drafts/form-draft.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { picked } from "../../ui/picked.js";
import { TextBox } from "../../ui/text-box.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { currentSectionZones } from "../../wall/queries.js";
import { runCommand, saveCommand } from "../shell/commands.js";
import { ConfirmButton } from "../shell/confirm-button.js";
import { closeDialog } from "../shell/screen-state.js";
import { shortTitle } from "../wall/zone-dialog.js";

const GROUPS = ["better", "working", "future", "scaling", "up", "else", "closing"];
/** The questions that fit a kind of section best. @type {Partial<Record<SectionRecord["kind"], string>>} */
const GROUP_OF_KIND = { discussion: "working", scaling: "scaling", steps: "up", closing: "closing" };

/** The group of questions that the chair chose in a section; kept while the dialog is closed. */
const chosen = signal({ section: "", group: "" });

/** The group of questions in view: the chosen one, or else the one that fits the section. */
function groupInView() {
  const section = currentSection();
  if (chosen.value.group && chosen.value.section === (section?.id || "")) return chosen.value.group;
  return (section && GROUP_OF_KIND[section.kind]) || "better";
}

/** @param {string} group */
function chooseGroup(group) {
  chosen.value = { section: currentSection()?.id || "", group };
}

export function QuestionLibrary() {
  const [zone, setZone] = useState("");
  const [editing, setEditing] = useState("");
  const questions = all("question").filter((question) => question.group === groupInView());
  const closed = one("meeting")?.state === "closed";
  const zones = currentSectionZones();
  const onto = zones.some((each) => each.id === zone) ? zone : "";
  return html`<${Dialog} title=${t("chair.questions.heading")} wide onClose=${closeDialog}>
    <div class="row choices" role="group" aria-label=${t("chair.questions.groups")}>
      ${GROUPS.map(
        (each) => html`<button
          key=${each}
          type="button"
          class="pill question-group"
          aria-pressed=${groupInView() === each}
          onClick=${() => {
            chooseGroup(each);
            setEditing("");
          }}
        >
          ${t(`chair.questions.group.${each}`)}
        </button>`,
      )}
    </div>
    <ul class="questions">
      ${questions.map(
        (question) =>
          html`<li key=${question.id}>
            ${
              editing === question.id
                ? html`<${QuestionForm} question=${question} onClose=${() => setEditing("")} />`
                : html`<${QuestionRow}
                  question=${question}
                  zone=${onto}
                  closed=${closed}
                  onEdit=${() => setEditing(question.id)}
                />`
            }
          </li>`,
      )}
      ${!questions.length && html`<li class="soft">${t("chair.questions.none")}</li>`}
    </ul>
    ${
      editing === "new"
        ? html`<${QuestionForm} question=${{ id: "", text: "" }} onClose=${() => setEditing("")} />`
        : html`<button type="button" class="button quiet small" onClick=${() => setEditing("new")}>
          <${Icon} name="plus" /> ${t("chair.questions.add")}
        </button>`
    }
    ${
      !closed &&
      zones.length > 0 &&
      html`<label class="field">
        <span class="label small-text">${t("chair.questions.where")}</span>
        <select
          class="input"
          value=${onto}
          onChange=${picked(setZone)}
        >
          <option value="" selected=${!onto}>${t("chair.questions.new_place")}</option>
          ${zones.map(
            (each) => html`<option key=${each.id} value=${each.id} selected=${each.id === onto}>
              ${t("chair.questions.place", { title: each.title })}
            </option>`,
          )}
        </select>
      </label>`
    }
    <p class="soft small-text">${t("chair.questions.about")}</p>
  </>`;
}

/**
 * One question and its three uses.
 * @param {{question: QuestionRecord, zone: string, closed: boolean, onEdit: () => void}} props
 */
function QuestionRow({ question, zone, closed, onEdit }) {
  const { text } = question;
  const use = (/** @type {string} */ where, /** @type {() => Promise<import("../../core/outbox.js").Answer>} */ act) =>
    html`<button
      type="button"
      class="button quiet small"
      aria-label=${t(`chair.questions.${where}_label`, { text })}
      onClick=${async () => (await act()).ok && showToast(t(`chair.questions.${where}_done`))}
    >
      <${Icon} name=${USES[where]} /> ${t(`chair.questions.${where}`)}
    </button>`;
  return html`
    <p class="question-text" dir="auto">${text}</p>
    <div class="question-uses">
      ${
        !closed &&
        html`
          ${use("wall", () => onWall(text, zone))}
          ${use("scale", () => saveCommand("scale.add", { question: text }))}
          ${use("board", () => runCommand("prompt.show", { text }))}
        `
      }
      <button
        type="button"
        class="button plain small"
        aria-label=${t("chair.questions.change_label", { text })}
        onClick=${onEdit}
      >
        <${Icon} name="pencil" />
      </button>
    </div>
  `;
}

/** @type {Object<string, string>} */
const USES = { wall: "sticky-note", scale: "gauge", board: "monitor" };

/**
 * Puts the question on the wall: into the chosen zone, or a new one in the current section.
 * @param {string} text
 * @param {string} zone
 */
function onWall(text, zone) {
  if (zone) return saveCommand("zone.edit", { zone, prompt: text });
  const now = currentSection();
  return saveCommand("zone.add", { title: shortTitle(text), prompt: text, section: now ? now.id : null });
}

/** The form for a new question, or for changing one. @param {{question: QuestionRecord, onClose: () => void}} props */
function QuestionForm({ question, onClose }) {
  const draft = useFormDraft("question", question.id, {
    text: question.text,
    groupOf: question.group || groupInView(),
  });
  const { text, groupOf } = draft.form;
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    const answer = await draft.submit((stored) =>
      question.id
        ? saveCommand("question.edit", { question: question.id, text, group: groupOf }, undefined, stored)
        : saveCommand("question.add", { text, group: groupOf }, undefined, stored),
    );
    if (answer.ok) onClose();
  };
  return html`<form class="stack tight question-words" onSubmit=${save}>
    <${KeptHint} draft=${draft} />
    <label class="field">
      <span class="label">${t("chair.questions.text")}</span>
      <${TextBox} class="input" rows=${2} dir="auto" limit=${300} value=${text} onText=${draft.type("text")} />
    </label>
    <label class="field">
      <span class="label">${t("chair.questions.group_label")}</span>
      <select
        class="input"
        value=${groupOf}
        onChange=${picked((value) => draft.choose("groupOf", value))}
      >
        ${GROUPS.map(
          (each) => html`<option key=${each} value=${each} selected=${each === groupOf}>
            ${t(`chair.questions.group.${each}`)}
          </option>`,
        )}
      </select>
    </label>
    <div class="row">
      <button class="button small" type="submit" disabled=${!text.trim()}>${t("common.save")}</button>
      <${CancelButton} draft=${draft} onClose=${onClose} />
      ${
        question.id &&
        html`<${ConfirmButton}
          words="chair.remove"
          confirm="chair.questions.remove_sure"
          onConfirm=${async () => (await runCommand("question.remove", { question: question.id })).ok && onClose()}
        />`
      }
    </div>
  </form>`;
}
