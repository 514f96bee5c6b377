// @ts-check
// Where are we: the running order. A tap on a part opens it; dragging puts it somewhere else, and so do its buttons.
import { html, useEffect, useRef, useState } from "../../../vendor/preact.js";
import { SECTION_KIND_ICONS } from "../../agenda/section-kinds.js";
import { spentMinutes } from "../../agenda/timer.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { ariaResting, commandHandler, runCommand } from "../shell/commands.js";
import { rowAt, useDragList } from "../shell/drag-list.js";
import { narrow } from "../shell/screen-state.js";
import { SectionDialog } from "./section-dialog.js";

/** @type {Object<string, string>} */
const ICONS = { done: "circle-check", now: "circle-dot", todo: "circle" };

export function RunningOrderPanel() {
  const sections = all("section");
  const [open, setOpen] = useState("");
  const list = useRef(/** @type {any} */ (null));
  const fixed = one("meeting")?.state === "closed" || !isChair();
  const nothing = { id: "", title: "", prompt: "", minutes: 10, state: "todo", order: sections.length };
  const opened = open === "new" ? nothing : sections.find((section) => section.id === open);
  useDragList(list, {
    find: (target) => (fixed ? null : target.closest("[data-part]")),
    over: (_thing, _x, y) => rowAt(list.current, y),
    drop: (thing, _x, y) => {
      const place = rowAt(list.current, y);
      if (place && place !== thing)
        runCommand("section.move", { section: thing.dataset.part, to: Number(place.dataset.order) });
    },
  });
  const now = sections.find((section) => section.state === "now")?.id;
  useEffect(() => {
    const part = now && list.current.querySelector(`[data-part="${now}"]`);
    if (part) reveal(part, part.closest(".chair-side"));
  }, [now]);
  const total = sections.reduce((sum, section) => sum + section.minutes, 0);
  return html`<section class="panel" aria-labelledby="order-h">
    <div class="row apart">
      <h2 id="order-h">${t("chair.order.heading")}</h2>
      <span class="soft small-text num">${t("agenda.minutes", { n: total })}</span>
    </div>
    <ol class="chair-order" ref=${list}>
      ${sections.map(
        (section) => html`<li
          key=${section.id}
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
                aria-label=${t("chair.order.change_label", {
                  title: section.title,
                  minutes: t("agenda.minutes", { n: section.minutes }),
                })}
                onClick=${() => setOpen(section.id)}
              >
                <${Part} section=${section} />
              </button>`
              : html`<div class="part-open is-read"><${Part} section=${section} /></div>`
          }
        </li>`,
      )}
    </ol>
    ${
      !fixed &&
      html`
        <div class="row">
          <button type="button" class="button quiet small grow" onClick=${() => setOpen("new")}>
            <${Icon} name="plus" /> ${t("chair.order.add")}
          </button>
          ${
            narrow.value &&
            sections.some((section) => section.state !== "todo") &&
            html`<button
              type="button"
              class="button quiet small order-back"
              aria-disabled=${ariaResting("agenda.back")}
              onClick=${commandHandler("agenda.back")}
            >
              <${Icon} name="arrow-left" /> ${t("chair.back")}
            </button>`
          }
        </div>
        ${sections.length > 1 && html`<p class="soft small-text">${t("chair.order.how")}</p>`}
      `
    }
    ${
      opened &&
      html`<${SectionDialog} key=${open} section=${opened} last=${sections.length - 1} onClose=${() => setOpen("")} />`
    }
  </section>`;
}

/** @param {{section: any}} props */
function Part({ section }) {
  return html`
    <${Icon} name=${ICONS[section.state]} />
    <span class="part-name">
      <bdi>${section.title}</bdi>
      <${Kind} section=${section} />
      <${Under} section=${section} />
    </span>
    <span class="part-number num">${section.state === "done" ? spentMinutes(section) : section.minutes}</span>
  `;
}

/** What kind of part it is. A plain one needs no word, nor one that is done. @param {{section: any}} props */
function Kind({ section }) {
  const { kind, state } = section;
  if (!kind || kind === "open" || state === "done") return null;
  return html`<small class="soft part-kind">
    <${Icon} name=${SECTION_KIND_ICONS[kind]} /> ${t(`agenda.kind.${kind}`)}
  </small>`;
}

/** The small line under a part: what it is about while it is on, what was planned once it is done. @param {{section: any}} props */
function Under({ section }) {
  if (section.state === "done" && spentMinutes(section) !== section.planned)
    return html`<small class="soft num">${t("chair.order.planned", { n: section.planned })}</small>`;
  return section.state === "now" && section.prompt ? html`<small dir="auto">${section.prompt}</small>` : null;
}

/** Scrolls a side, and nothing else, until a part of it can be seen. @param {HTMLElement} part @param {HTMLElement} side */
function reveal(part, side) {
  const [box, frame] = [part.getBoundingClientRect(), side.getBoundingClientRect()];
  if (box.bottom > frame.bottom) side.scrollTop += box.bottom - frame.bottom + box.height;
  else if (box.top < frame.top) side.scrollTop -= frame.top - box.top + box.height;
}
