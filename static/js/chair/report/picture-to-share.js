// @ts-check
// What the picture to share shows: a small victory, a scale, a quote or a recommendation. The server draws it.
import { html, useState } from "../../../vendor/preact.js";
import { page } from "../../core/page-data.js";
import { all, one } from "../../core/records.js";
import { t } from "../../ui/words.js";
import { runCommand } from "../shell/commands.js";

/** So many quotes are offered, those with most support first. */
const MAX_QUOTES = 20;
/** So many characters of a text are shown in the list. */
const LONGEST = 70;

/** @typedef {NonNullable<ReportRecord["to_share"]>} ToShare */
/** @typedef {ToShare & {words: string}} Choice */

export function PictureToShare() {
  const [open, setOpen] = useState(false);
  return html`<details
    class="picture-to-share"
    onToggle=${(/** @type {{currentTarget: HTMLDetailsElement}} */ { currentTarget }) => setOpen(currentTarget.open)}
  >
    <summary>${t("chair.report.picture.heading")}</summary>
    ${open && html`<${ChoiceAndPictures} />`}
  </details>`;
}

function ChoiceAndPictures() {
  const groups = choices();
  const key = keyOf(one("report")?.to_share);
  const chosen = groups.flatMap(([, group]) => group).find((each) => keyOf(each) === key);
  return html`<p class="soft small-text">${t("chair.report.picture.about")}</p>
    <label class="field">
      <span class="label">${t("chair.report.picture.choose")}</span>
      <select class="input" value=${chosen ? key : ""} onChange=${choose}>
        <option value="">${t("chair.report.picture.first")}</option>
        ${groups.map(
          ([heading, group]) =>
            group.length > 0 &&
            html`<optgroup label=${t(`chair.report.picture.${heading}`)}>
              ${group.map((each) => html`<option value=${keyOf(each)}>${shortened(each.words)}</option>`)}
            </optgroup>`,
        )}
      </select>
    </label>
    <div class="pictures-to-share">
      ${["wide", "square"].map(
        (shape) =>
          html`<a href=${addressOf(shape, chosen)} target="_blank" aria-label=${t(`chair.report.picture.open_${shape}`)}>
            <img
              src=${addressOf(shape, chosen)}
              alt=${t(`chair.report.picture.${shape}`, { words: chosen?.words || t("chair.report.picture.first") })}
              width=${shape === "wide" ? 1200 : 1080}
              height=${shape === "wide" ? 630 : 1080}
            />
          </a>`,
      )}
    </div>`;
}

/** What can be chosen, by the heading under which it is offered. @returns {[string, Choice[]][]} */
function choices() {
  const marks = (/** @type {NoteRecord} */ note) => (note.too || 0) + (note.votes || 0);
  const notes = all("note").filter((note) => !note.signed);
  const chosen = one("report")?.to_share?.id;
  const quotes = [...notes]
    .sort((a, b) => marks(b) - marks(a))
    .filter((note, n) => n < MAX_QUOTES || note.id === chosen);
  return [
    [
      "noticed",
      all("step")
        .filter((each) => each.state === "noticed")
        .map(({ id, what }) => choice("step", id, what)),
    ],
    [
      "scales",
      all("scale")
        .filter((each) => each.counts)
        .map(({ id, question }) => choice("scale", id, question)),
    ],
    ["quotes", quotes.map(({ id, text }) => choice("note", id, text))],
    ["recommendations", all("recommendation").map(({ id, text }) => choice("recommendation", id, text))],
  ];
}

/** @param {ToShare["kind"]} kind @param {string} id @param {string} words @returns {Choice} */
const choice = (kind, id, words) => ({ kind, id, words });

/** @param {ToShare | null | undefined} of */
const keyOf = (of) => (of ? `${of.kind} ${of.id}` : "");

/** @param {string} words */
const shortened = (words) => (words.length > LONGEST ? `${words.slice(0, LONGEST)} …` : words);

/** The picture's address, another one for each choice, so that it is fetched again. @param {string} shape @param {Choice} [of] */
const addressOf = (shape, of) =>
  `${page.urls.picture}?shape=${shape}&of=${encodeURIComponent(`${keyOf(of)} ${of?.words.length || 0}`)}`;

/** @param {{currentTarget: HTMLSelectElement}} event */
function choose({ currentTarget }) {
  const [kind, id] = currentTarget.value.split(" ");
  const of = kind ? { kind: /** @type {ToShare["kind"]} */ (kind), id } : null;
  runCommand("report.picture", { of });
}
