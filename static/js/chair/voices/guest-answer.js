// @ts-check
// A guest's answer to a scale. Their earlier answer is private, so it is not shown here: a new answer replaces it.
// Nothing is sent until the button is pressed, because two people agree on it first.
import { html, useRef, useState } from "../../../vendor/preact.js";
import { Ends } from "../../scale/slider.js";
import { Track } from "../../scale/track.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { saveCommand } from "../shell/commands.js";

/** @param {{scale: ScaleRecord, guest: string, name: string}} props */
export function GuestAnswer({ scale, guest, name }) {
  const [value, setValue] = useState(/** @type {number | null} */ (null));
  // What a finger that only passes by does not change.
  const chosen = useRef(value);
  const choose = (/** @type {number} */ number) => {
    chosen.current = number;
    setValue(number);
  };
  /** @param {Promise<import("../../core/outbox.js").Answer>} sent @param {string} words */
  const confirm = async (sent, words) => {
    const given = await sent;
    if (given.ok && given.result) showToast(t(words, { name }));
  };
  const mark = (/** @type {number | null} */ chosen) =>
    confirm(saveCommand("scale.mark", { scale: scale.id, value: chosen }, guest), "voice.guest.answered");
  const unmark = () => confirm(saveCommand("scale.unmark", { scale: scale.id }, guest), "voice.guest.taken_back");
  return html`<section class="stack tight guest-answer" aria-label=${t("voice.guest.answer", { name })}>
    <h3 dir="auto">${scale.question}</h3>
    <p class="label">${t("voice.guest.answer", { name })} <b class="num">${value === null ? "–" : value}</b></p>
    <${Track}
      scale=${scale}
      value=${value ?? undefined}
      label=${t("voice.guest.answer", { name })}
      valueText=${value === null ? t("scale.no_answer") : String(value)}
      choice=${{ show: setValue, choose, restore: () => setValue(chosen.current) }}
      step=${choose}
    />
    <${Ends} scale=${scale} />
    <div class="row">
      <button type="button" class="button" disabled=${value === null} onClick=${() => mark(value)}>
        ${t("voice.guest.give", { name })}
      </button>
      <button type="button" class="button quiet small" onClick=${() => mark(null)}>
        ${t("voice.guest.not_today", { name })}
      </button>
      <button type="button" class="button quiet small" onClick=${unmark}>${t("voice.guest.take_back")}</button>
    </div>
    <p class="soft small-text">${t("voice.guest.again")}</p>
  </section>`;
}
