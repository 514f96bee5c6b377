// @ts-check
// The running order. A tap on a section opens it; dragging moves it, and so do the buttons in its dialog.
import { html, useEffect, useRef, useState } from "../../../vendor/preact.js";
import { SECTION_KIND_ICONS, SECTION_STATE_ICONS } from "../../agenda/section-kinds.js";
import { spentMinutes } from "../../agenda/timer.js";
import { ownChange } from "../../core/own-change.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { StillList } from "../../ui/still-list.js";
import { t } from "../../ui/words.js";
import { askFirst } from "../shell/ask-first.js";
import { ariaResting, runCommand } from "../shell/commands.js";
import { rowAt, useDragList } from "../shell/drag-list.js";
import { PasteDialog } from "./paste-dialog.js";
import { SectionDialog } from "./section-dialog.js";

export function RunningOrderPanel() {
  const sections = all("section");
  const [openId, setOpen] = useState("");
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const readOnly = one("meeting")?.state === "closed" || !isChair();
  const newSection = { id: "", title: "", prompt: "", minutes: 10, state: "todo", order: sections.length };
  const opened = openId === "new" ? newSection : sections.find((section) => section.id === openId);
  useDragList(list, {
    find: (target) => (readOnly ? null : target.closest("[data-part]")),
    over: (_thing, _x, y) => rowAt(list.current, y),
    drop: (thing, _x, y) => {
      const place = rowAt(list.current, y);
      if (place && place !== thing)
        runCommand("section.move", { section: thing.dataset.part || "", to: Number(place.dataset.order) });
    },
  });
  const currentId = sections.find((section) => section.state === "now")?.id;
  const isFirst = useRef(true);
  useEffect(() => {
    // What others start moves nothing here.
    const mayMove = isFirst.current || ownChange.peek().isOn;
    isFirst.current = false;
    if (!mayMove) return;
    const part = currentId ? list.current?.querySelector(`[data-part="${currentId}"]`) : null;
    const side = part?.closest(".chair-side");
    if (part && side) reveal(part, side);
  }, [currentId]);
  const total = sections.reduce((sum, section) => sum + section.minutes, 0);
  return html`<section class="panel" aria-labelledby="order-h">
    <div class="row apart">
      <h2 id="order-h">${t("chair.order.heading")}</h2>
      <span class="soft small-text num">${t("agenda.minutes", { n: total })}</span>
    </div>
    <div ref=${list}>
      <${StillList}
        tag="ol"
        class="chair-order"
        items=${sections}
        open=${false}
        sizeOf=${sizeOf}
        row=${(/** @type {SectionRecord} */ section, /** @type {object} */ attributes) => html`<li
          ...${attributes}
          data-part=${section.id}
          data-order=${section.order}
          class=${`chair-part part-${section.state}`}
          aria-current=${section.state === "now" ? "step" : undefined}
        >
          ${
            isChair()
              ? html`<button
                type="button"
                class="part-open"
                aria-label=${openLabel(section)}
                aria-describedby=${`kind-${section.id} detail-${section.id}`}
                onClick=${() => setOpen(section.id)}
              >
                <${SectionRow} section=${section} />
              </button>`
              : html`<div class="part-open is-read"><${SectionRow} section=${section} /></div>`
          }
        </li>`}
      />
    </div>
    ${
      !readOnly &&
      html`
        <div class="row">
          <button type="button" class="button quiet small grow" onClick=${() => setOpen("new")}>
            <${Icon} name="plus" /> ${t("chair.order.add")}
          </button>
          ${
            sections.some((section) => section.state !== "todo") &&
            html`<button
              type="button"
              class="button quiet small order-back"
              aria-disabled=${ariaResting("agenda.back", { ask: true })}
              onClick=${() => askFirst("agenda.back", {}, t("chair.back"))}
            >
              <${Icon} name="arrow-left" /> ${t("chair.back")}
            </button>`
          }
        </div>
        ${
          one("meeting")?.state === "waiting" &&
          html`<button type="button" class="button plain small" onClick=${() => setOpen("paste")}>
            ${t("chair.paste.button")}
          </button>`
        }
        ${sections.length > 1 && html`<p class="soft small-text">${t("chair.order.how")}</p>`}
      `
    }
    ${openId === "paste" && html`<${PasteDialog} onClose=${() => setOpen("")} />`}
    ${
      opened &&
      html`<${SectionDialog} key=${openId} section=${opened} last=${sections.length - 1} onClose=${() => setOpen("")} />`
    }
  </section>`;
}

/** The minutes that a part took, and those that were planned, stand as bare numbers in its row. @param {SectionRecord} section */
function openLabel(section) {
  const { title, state, minutes, planned } = section;
  const words = (/** @type {number} */ n) => t("agenda.minutes", { n });
  return state === "done"
    ? t("chair.order.change_label_done", { title, spent: words(spentMinutes(section)), planned: words(planned) })
    : t("chair.order.change_label", { title, minutes: words(minutes) });
}

/** What the height of a section's row depends on. @param {SectionRecord} section */
const sizeOf = ({ title, kind, state, prompt, planned, id }) =>
  JSON.stringify([title, kind, state, prompt, planned, (one("plan")?.needs || []).find(([part]) => part === id)]);

/** @param {{section: SectionRecord}} props */
function SectionRow({ section }) {
  return html`
    <${Icon} name=${SECTION_STATE_ICONS[section.state]} />
    <span class="part-name">
      <bdi>${section.title}</bdi>
      <${SectionKind} section=${section} />
      <${SectionDetail} section=${section} />
    </span>
    <span class="part-number num">${section.state === "done" ? spentMinutes(section) : section.minutes}</span>
  `;
}

/**
 * The kind of a section. A plain one needs no word, nor does a finished one.
 * @param {{section: SectionRecord}} props
 */
function SectionKind({ section }) {
  const { kind, state } = section;
  if (!kind || kind === "open" || state === "done") return null;
  return html`<small class="soft part-kind" id=${`kind-${section.id}`}>
    <${Icon} name=${SECTION_KIND_ICONS[kind]} /> ${t(`agenda.kind.${kind}`)}
  </small>`;
}

/**
 * The small line below a section: its prompt while it is current, its planned minutes once it is finished.
 * @param {{section: SectionRecord}} props
 */
function SectionDetail({ section }) {
  if (section.state === "done" && spentMinutes(section) !== section.planned)
    return html`<small class="soft num">${t("chair.order.planned", { n: section.planned })}</small>`;
  const needs = one("plan")?.needs || [];
  const [, needed] = needs.find((/** @type {[string, number]} */ [part]) => part === section.id) || [];
  const id = `detail-${section.id}`;
  if (needed) return html`<small class="part-needs num" id=${id}>${t("voice.fit.needs", { n: needed })}</small>`;
  return section.state === "now" && section.prompt ? html`<small dir="auto" id=${id}>${section.prompt}</small>` : null;
}

/** Scrolls one side, and nothing else, until a section in it is visible. @param {Element} part @param {Element} side */
function reveal(part, side) {
  const [box, frame] = [part.getBoundingClientRect(), side.getBoundingClientRect()];
  if (box.bottom > frame.bottom) side.scrollTop += box.bottom - frame.bottom + box.height;
  else if (box.top < frame.top) side.scrollTop -= frame.top - box.top + box.height;
}
