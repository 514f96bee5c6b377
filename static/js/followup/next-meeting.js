// @ts-check
// The next meeting: the poll of proposed dates, and once a date is set, when and where it is, the call and a calendar
// file.
import { html } from "../../vendor/preact.js";
import { when } from "../agenda/start-time.js";
import { send } from "../core/outbox.js";
import { page } from "../core/page-data.js";
import { all, one } from "../core/records.js";
import { answeredWords } from "../ui/answered.js";
import { CountedNote } from "../ui/counted-note.js";
import { Icon } from "../ui/icon.js";
import { StillList } from "../ui/still-list.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";

export function NextMeeting() {
  const next = one("next");
  if (!next) return null;
  return html`<section class="next-card stack tight" aria-labelledby="next-h">
    <h2 id="next-h">${t("thread.next.heading")}</h2>
    <${NextMeetingDetails} next=${next} />
  </section>`;
}

/** @param {{next: NextRecord}} props */
export function NextMeetingDetails({ next }) {
  return html`
    ${next.title && html`<p><b dir="auto">${next.title}</b></p>`}
    <p class="next-when"><${Icon} name="clock" /> ${when(next.at)}</p>
    ${next.venue && html`<p class="next-venue"><${Icon} name="house" /> <bdi>${next.venue}</bdi></p>`}
    <p class="row">
      ${
        page.urls.next_ics &&
        html`<a class="button quiet small" href=${page.urls.next_ics} download>${t("thread.next.calendar")}</a>`
      }
      ${
        next.video_url &&
        html`<a class="button quiet small" href=${next.video_url} target="_blank" rel="noopener noreferrer">
          <${Icon} name="video" /> ${t("thread.next.video")}
        </a>`
      }
    </p>
  `;
}

/** @type {DateMarkRecord["answer"][]} */
const ANSWERS = ["can", "maybe", "cannot"];

/** The proposed dates, the earliest first. */
export function proposedDates() {
  return all("date").sort((a, b) => a.at - b.at);
}

/** How many people can come, as last published, and how many have answered. @param {{date: DateRecord}} props */
export function DateCounts({ date }) {
  const { can, maybe, cannot, received } = date;
  const counted = can + maybe + cannot;
  const more = received - counted;
  const live = date.settled ? "" : counted ? more > 0 && t("thread.dates.more", { n: more }) : answeredWords(date);
  return html`
    ${counted > 0 && html`<p class="small-text num"><b>${t("thread.dates.counts", { can, maybe, cannot })}</b></p>`}
    ${live && html`<p class="soft small-text num">${live}</p>`}
    ${date.settled && html`<${CountedNote} question=${date} counted=${counted} over />`}
  `;
}

/** What the height of a proposed date depends on: not on each answer. @param {DateRecord} date */
export const dateSize = ({ can, maybe, cannot, received, settled }) => {
  const counted = can + maybe + cannot;
  return `${counted > 0} ${counted > 0 && received > counted} ${settled}`;
};

/** How the answers are counted, once above all dates. @param {{dates: DateRecord[]}} props */
export function DatesNote({ dates }) {
  return html`<p class="soft small-text">${t("thread.dates.counted", { floor: dates[0].floor })}</p>`;
}

export function DatePoll() {
  const dates = proposedDates();
  if (!dates.length || one("next") || one("meeting")?.state === "closed") return null;
  return html`<section class="stack tight" aria-labelledby="dates-h">
    <h2 id="dates-h">${t("thread.dates.heading")}</h2>
    <${DatesNote} dates=${dates} />
    <${StillList}
      class="stack"
      items=${dates}
      open=${false}
      sizeOf=${dateSize}
      row=${(/** @type {DateRecord} */ date, /** @type {object} */ attributes) =>
        html`<${ProposedDate} date=${date} attributes=${attributes} key=${date.id} />`}
    />
  </section>`;
}

/** @param {{date: DateRecord, attributes?: object}} props */
export function ProposedDate({ date, attributes }) {
  const mine = all("date_mark").find((mark) => mark.date === date.id)?.answer;
  const mark = (/** @type {DateMarkRecord["answer"]} */ answer) =>
    send("date.mark", { date: date.id, answer: mine === answer ? null : answer }).then(showRefusal);
  return html`<li ...${attributes} class="date-card">
    <p><b>${when(date.at)}</b></p>
    ${
      !date.settled &&
      html`<div
        class="step-states"
        role="group"
        aria-label=${t("thread.dates.label", { when: when(date.at) })}
      >
        ${ANSWERS.map(
          (answer) => html`<button
            key=${answer}
            type="button"
            class="step-say"
            aria-pressed=${mine === answer}
            onClick=${() => mark(answer)}
          >
            ${t(`thread.dates.${answer}`)}
          </button>`,
        )}
      </div>`
    }
    <${DateCounts} date=${date} />
  </li>`;
}
